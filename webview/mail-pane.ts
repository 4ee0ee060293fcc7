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
    const choose = (claim: Claim): void => {
      this.#fill(mail, claim);
    };
    this.element.replaceChildren(...(claims.length === 1 ? [] : [chooser(claims, choose)]), mail);
    const [first] = claims;
    if (first !== undefined) choose(first);
  }

  #fill(mail: HTMLElement, claim: Claim): void {
    const open = element('button', { type: 'button', class: 'text-button' }, icon('mail'), 'Open in the editor');
    open.addEventListener('click', () => {
      this.#open(claim.messageId);
    });
    const subject = element('h3', {});
    appendVisible(subject, claim.subject);
    const from = element('span', { class: 'mail-from' });
    appendVisible(from, claim.from);
    const body = element('div', {
      class: 'mail-body',
      tabindex: 0,
      role: 'document',
      'aria-label': 'Text of the mail',
    });
    const { unseen, argued } = fillBody(body, claim);
    mail.replaceChildren(
      element(
        'div',
        { class: 'mail-head' },
        element('div', {}, subject, element('p', { class: 'mail-by' }, from, element('span', {}, claim.date ?? ''))),
        open,
      ),
      unseen === 0 ? '' : element('p', { class: 'mail-warning', role: 'note' }, warning(unseen)),
      body,
    );
    if (argued !== null) scrollInside(body, argued);
  }
}

function chooser(claims: readonly Claim[], choose: (claim: Claim) => void): HTMLElement {
  const select = element(
    'select',
    { 'aria-label': 'Mail', class: 'mail-chooser' },
    ...claims.map((claim, at) => element('option', { value: at }, `${claim.from}: ${claim.subject}`)),
  );
  select.addEventListener('change', () => {
    const claim = claims[Number(select.value)];
    if (claim !== undefined) choose(claim);
  });
  return select;
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
    body.scrollTop = Math.max(0, line.offsetTop - body.offsetTop - body.clientHeight / 4);
  });
}

function warning(count: number): string {
  const characters = count === 1 ? 'a character that is' : `${count} characters that are`;
  return `This mail holds ${characters} not seen by themselves, such as marks that turn the direction of text. They are shown by number and do not act.`;
}
