import { element, setText } from './dom';
import type { Moment } from './moment';

const PAUSE = 250;

/** Says in a live region where the reader has come to, once they stop for a moment. */
export class Announcer {
  readonly element = element('div', { class: 'visually-hidden', role: 'status', 'aria-live': 'polite' });
  #timer: number | null = null;
  #moment = '';

  /** Of a moment that is drawn again only what is new is said, and nothing that was said since is cut off by it. */
  moment(moment: Moment): void {
    const told = words(moment);
    if (told === this.#moment) return;
    this.#moment = told;
    this.say(told);
  }

  say(text: string): void {
    if (this.#timer !== null) window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#timer = null;
      setText(this.element, text);
    }, PAUSE);
  }
}

function words({ step, replay, current, detail, changed, standings }: Moment): string {
  const at = `Step ${step} of ${replay.steps.count}`;
  if (current === null) return at;
  const actor = standings.find((standing) => standing.current)?.actor.name ?? '';
  const result = typeof detail?.result === 'string' ? ` gives ${detail.result}` : '';
  const fields = (changed ?? [])
    .filter(({ local }) => !local)
    .map(({ what, from, to }) => `${what} from ${from} to ${to}`);
  const broken = step === replay.model.violationStep ? `Violation: ${replay.model.message}. ` : '';
  const { loop } = replay.model;
  const begins = step === loop?.from ? 'An endless loop begins. ' : '';
  const closes = step === loop?.to ? `The loop closes, back to step ${loop.from}. ` : '';
  return `${at}. ${broken}${begins}${closes}${actor}: ${current.name}${result}, ${current.function} line ${current.line}. ${fields.slice(0, 4).join(', ')}`;
}
