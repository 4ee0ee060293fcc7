import { element } from './dom';
import { icon } from './icons';
import { numberText } from './number-text';
import type { ViewRun } from './protocol';

/** A button that shows a run: what it is, how it ends, and whether it is the one on screen. */
export function runButton(run: ViewRun, current: boolean, choose: (id: string) => void): HTMLButtonElement {
  const button = element(
    'button',
    { type: 'button', class: 'run', 'aria-pressed': String(current), title: `${run.title}: ${ending(run)}` },
    element(
      'span',
      { class: `run-verdict verdict-${run.verdict}` },
      icon(run.verdict === 'incomplete' ? 'pass' : run.verdict),
    ),
    element('span', { class: 'run-title' }, run.title),
    element('span', { class: 'hint' }, ending(run)),
  );
  button.addEventListener('click', () => {
    if (!current) choose(run.id);
  });
  return button;
}

/** How a run ends, in words. */
function ending({ verdict, rule, stepCount }: ViewRun): string {
  const steps = `${numberText(stepCount)} steps`;
  return verdict === 'violation' ? `${rule ?? 'violation'}, ${steps}` : `breaks no rule, ${steps}`;
}
