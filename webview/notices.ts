import { element, setText } from './dom';
import { icon } from './icons';
import { numberText } from './number-text';
import type { HostAbility } from './protocol';

/** What stands in place of a replay while there is none, and the bars above one: progress, errors, remarks. */
export class Notices {
  /** Fills the page while there is no replay. */
  readonly waiting: HTMLElement;
  readonly bars: HTMLElement;
  readonly #progress: HTMLElement;
  readonly #progressText: HTMLElement;
  readonly #stop: HTMLButtonElement;
  readonly #waitingTitle: HTMLElement;
  readonly #waitingText: HTMLElement;
  readonly #spinner: HTMLElement;

  /** `page` is as the host wrote it. */
  constructor(page: HTMLElement, stop: () => void) {
    this.waiting = part(page, '.no-replay');
    this.#spinner = part(page, '.no-replay > .spinner');
    this.#waitingTitle = part(page, '.no-replay > h1');
    this.#waitingText = part(page, '.no-replay > p');
    this.#progressText = element('span', {});
    this.#stop = element('button', { type: 'button', class: 'text-button', hidden: true }, icon('stop'), 'Stop');
    this.#stop.addEventListener('click', stop);
    this.#progress = element(
      'div',
      { class: 'bar progress', role: 'status', hidden: true },
      element('div', { class: 'spinner', 'aria-hidden': 'true' }),
      this.#progressText,
      this.#stop,
    );
    this.bars = element('div', { class: 'bars' }, this.#progress);
  }

  progress(text: string, states: number, done: boolean, can: readonly HostAbility[]): void {
    const words = states === 0 ? text : `${text} · ${numberText(states)} states`;
    setText(this.#progressText, words);
    this.#progress.hidden = done;
    this.#stop.hidden = !can.includes('stop');
    setText(this.#waitingTitle, done ? 'Search ended' : 'Searching for an interleaving that breaks a rule');
    setText(this.#waitingText, words);
    this.#spinner.hidden = done;
  }

  /** An error that the reader has to know of; with no replay on screen it takes the page. */
  error(message: string, replayShown: boolean): void {
    this.#progress.hidden = true;
    if (replayShown) {
      this.#bar('error', message);
      return;
    }
    this.#spinner.hidden = true;
    setText(this.#waitingTitle, 'There is nothing to replay');
    setText(this.#waitingText, message);
    this.waiting.setAttribute('role', 'alert');
  }

  remark(message: string): void {
    this.#bar('remark', message);
  }

  /** A replay has come: what was said while it was searched for goes away. */
  clear(): void {
    this.#progress.hidden = true;
    for (const bar of [...this.bars.children]) if (bar !== this.#progress) bar.remove();
  }

  #bar(kind: 'error' | 'remark', message: string): void {
    for (const bar of this.bars.children) if (bar.querySelector('span')?.textContent === message) return;
    const close = element(
      'button',
      { type: 'button', class: 'icon-button', 'aria-label': 'Dismiss', title: 'Dismiss' },
      icon('close'),
    );
    const bar = element(
      'div',
      { class: `bar ${kind}`, role: kind === 'error' ? 'alert' : 'status' },
      element('span', {}, message),
      close,
    );
    close.addEventListener('click', () => {
      bar.remove();
    });
    this.bars.append(bar);
  }
}

function part(page: HTMLElement, selector: string): HTMLElement {
  const found = page.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}
