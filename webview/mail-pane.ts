import { element } from './dom';
import { icon } from './icons';
import type { Moment, Pane, Replay } from './moment';
import type { Claim } from './protocol';
import { appendVisible } from './visible-text';

const DEPTHS = 5;

/** The mails that argue about this flow, as text, each quote depth with its own look, at the sentence that argues. */
export class MailPane implements Pane {
  readonly element: HTMLElement;
  readonly #open: (messageId: string) => void;
  #replay: Replay | null = null;

  constructor(open: (messageId: string) => void) {
    this.#open = open;
    this.element = element('div', { class: 'mail-pane' });
  }

  show({ replay }: Moment): void {
    if (this.#replay === replay) return;
    this.#replay = replay;
    const { claims } = replay.model;
    if (claims.length === 0) {
      this.element.replaceChildren(
        element(
          'p',
          { class: 'empty' },
          'No mail is named by this flow. Add "claims: <Message-ID>" to its head to see one here.',
        ),
      );
      return;
    }
    const mail = element('article', { class: 'mail' });
    const choices = claims.map((claim) => {
      const choice = element('button', { type: 'button', class: 'choice', title: claim.subject });
      appendVisible(choice, writer(claim.from));
      choice.addEventListener('click', () => {
        choose(claim);
      });
      return choice;
    });
    let shown = claims[0];
    const open = element('button', { type: 'button', class: 'text-button' }, icon('mail'), 'Open in the editor');
    open.addEventListener('click', () => {
      if (shown !== undefined) this.#open(shown.messageId);
    });
    const choose = (claim: Claim): void => {
      shown = claim;
      for (const [at, choice] of choices.entries()) choice.ariaPressed = String(claims[at] === claim);
      fillMail(mail, claim);
    };
    this.element.replaceChildren(
      element(
        'div',
        { class: 'pane-tools' },
        element('div', { class: 'choices', role: 'group', 'aria-label': 'Mails that argue' }, ...choices),
        open,
      ),
      mail,
    );
    if (shown !== undefined) choose(shown);
  }
}

function fillMail(mail: HTMLElement, claim: Claim): void {
  const subject = element('h3', { title: claim.subject });
  appendVisible(subject, claim.subject);
  const by = element('p', { class: 'mail-by' });
  appendVisible(by, [claim.from, dateText(claim.date ?? '')].filter((part) => part !== '').join(' · '));
  const body = element('div', { class: 'mail-body', tabindex: 0, role: 'document', 'aria-label': 'Text of the mail' });
  const { unseen, argued } = fillBody(body, claim);
  mail.replaceChildren(
    element('div', { class: 'mail-head' }, subject, by),
    unseen === 0 ? '' : element('p', { class: 'mail-warning', role: 'note' }, warning(unseen)),
    body,
  );
  if (argued !== null) scrollInside(body, argued);
}

/** A date as the host gives it (RFC 3339, in UTC), to the minute. */
function dateText(date: string): string {
  return date.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/, '$1 $2 UTC');
}

/** The name in `Robin Reviewer <robin@example.org>`, or the address where there is none. */
function writer(from: string): string {
  const name = from
    .replace(/<[^>]*>\s*$/, '')
    .replaceAll('"', '')
    .trim();
  return name === '' ? from : name;
}

function fillBody(body: HTMLElement, claim: Claim): { readonly unseen: number; readonly argued: HTMLElement | null } {
  let unseen = 0;
  let argued: HTMLElement | null = null;
  for (const [at, text] of claim.body.split('\n').entries()) {
    const depth = quoteDepth(text);
    const here = claim.line === at + 1;
    const line = element('div', { class: `mail-line quote-${Math.min(depth, DEPTHS)}${here ? ' argues' : ''}` });
    unseen += appendVisible(line, text === '' ? ' ' : text.replace(/\r$/, ''));
    body.append(line);
    if (here) argued = line;
    else if (argued === null && claim.line === undefined && depth === 0 && isOwnSentence(text)) argued = line;
  }
  return { unseen, argued };
}

/** `> > text` and `>> text` are both two deep. */
function quoteDepth(line: string): number {
  return /^(?:>[ \t]?)*/.exec(line)?.[0].replaceAll(/[^>]/g, '').length ?? 0;
}

/** The first words of the writer's own, past a line such as "On Monday, so and so wrote:". */
function isOwnSentence(line: string): boolean {
  return line.trim() !== '' && !/(?:wrote|schrieb|writes):\s*$/.test(line) && !/^(?:On|Am) .*\d/.test(line);
}

function scrollInside(body: HTMLElement, line: HTMLElement): void {
  requestAnimationFrame(() => {
    body.scrollTop = Math.max(0, line.offsetTop - body.clientHeight / 4);
  });
}

function warning(count: number): string {
  const characters = count === 1 ? 'a character that is' : `${count} characters that are`;
  return `This mail holds ${characters} not seen by themselves, such as marks that turn the direction of text. They are shown by number and do not act.`;
}
