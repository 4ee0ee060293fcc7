import { COMMANDS, keyName } from './commands';
import { element } from './dom';
import { icon } from './icons';

/** The help overlay: every command with its keys, from the same table as the buttons. */
export function helpDialog(): HTMLDialogElement {
  const close = element(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Close help', title: 'Close' },
    icon('close'),
  );
  const rows = COMMANDS.map((entry) => row(entry.keys.map(keyName), entry.title));
  const dialog = element(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title' },
    element('div', { class: 'help-head' }, element('h2', { id: 'help-title' }, 'Keys'), close),
    element(
      'table',
      {},
      element(
        'tbody',
        {},
        ...rows,
        row(['1', '…', '9'], 'Next step of the first, second, … actor'),
        row(['Esc'], 'Close this'),
      ),
    ),
    element(
      'p',
      {},
      'Click a row of the lanes to go there, or beside a line of code to run to it. Each actor has a letter, a colour and a shape; the line of the one that runs is the strongest.',
    ),
    element(
      'dl',
      { class: 'legend' },
      legend('ran', 'has run by now'),
      legend('will-run', 'runs later'),
      legend('never-runs', 'never runs in this replay'),
    ),
  );
  close.addEventListener('click', () => {
    dialog.close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  return dialog;
}

function row(keys: readonly string[], title: string): HTMLTableRowElement {
  const named = keys.flatMap((key, at) => [...(at === 0 ? [] : [' ']), key === '…' ? key : element('kbd', {}, key)]);
  return element('tr', {}, element('td', {}, ...named), element('th', { scope: 'row' }, title));
}

function legend(kind: string, words: string): HTMLElement {
  return element(
    'div',
    {},
    element('dt', {}, element('span', { class: `coverage ${kind}` })),
    element('dd', {}, words),
  );
}
