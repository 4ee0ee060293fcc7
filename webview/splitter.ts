import { element } from './dom';

const LEAST = 15;
const MOST = 85;
const KEY_STEP = 3;

/** A bar between two parts that can be dragged or moved with the arrow keys; it sets a share in percent. */
export function splitter(
  label: string,
  direction: 'columns' | 'rows',
  share: number,
  changed: (share: number) => void,
): HTMLElement {
  let now = share;
  const bar = element('div', {
    class: `splitter ${direction}`,
    role: 'separator',
    tabindex: 0,
    'aria-label': label,
    'aria-orientation': direction === 'columns' ? 'vertical' : 'horizontal',
    'aria-valuemin': LEAST,
    'aria-valuemax': MOST,
    'aria-valuenow': Math.round(share),
  });
  const set = (wanted: number): void => {
    now = Math.min(MOST, Math.max(LEAST, wanted));
    bar.ariaValueNow = String(Math.round(now));
    changed(now);
  };
  bar.addEventListener('pointerdown', (event) => {
    bar.setPointerCapture(event.pointerId);
    bar.classList.add('dragging');
  });
  bar.addEventListener('pointermove', (event) => {
    const around = bar.parentElement?.getBoundingClientRect();
    if (!bar.hasPointerCapture(event.pointerId) || around === undefined) return;
    if (direction === 'columns') set(((event.clientX - around.left) / around.width) * 100);
    else set(((event.clientY - around.top) / around.height) * 100);
  });
  bar.addEventListener('pointerup', (event) => {
    bar.releasePointerCapture(event.pointerId);
    bar.classList.remove('dragging');
  });
  bar.addEventListener('keydown', (event) => {
    const less = direction === 'columns' ? 'ArrowLeft' : 'ArrowUp';
    const more = direction === 'columns' ? 'ArrowRight' : 'ArrowDown';
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    event.stopPropagation();
    set(now + (event.key === more ? KEY_STEP : -KEY_STEP));
  });
  return bar;
}
