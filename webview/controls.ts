import { COMMANDS, type CommandEntry, keyName } from './commands';
import { element, setText } from './dom';
import { icon } from './icons';
import type { Moment, Pane } from './moment';
import { numberText } from './number-text';
import { PACES, type Player } from './player';
import type { ViewCommand } from './protocol';

/** Where a picture alone would not be understood. */
const WORDS: Readonly<Partial<Record<ViewCommand, string>>> = {
  violation: 'Violation',
  'what-if': 'What if',
  compare: 'Compare',
};

const PACE_NAMES = ['0.5×', '1×', '2×', '5×', '20×'] as const;

/** The buttons. What stands where is `COMMANDS`; each button says its key. */
export class Controls implements Pane {
  readonly element: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #position: HTMLElement;
  readonly #row: HTMLElement;
  readonly #actor: HTMLElement;
  readonly #name: HTMLElement;
  readonly #buttons = new Map<ViewCommand, HTMLButtonElement>();
  readonly #player: () => Player | null;
  readonly #pace: HTMLSelectElement;

  constructor(run: (command: ViewCommand) => void, player: () => Player | null) {
    this.#player = player;
    const button = (entry: CommandEntry): HTMLButtonElement => {
      const made = commandButton(entry, run);
      this.#buttons.set(entry.command, made);
      return made;
    };
    const group = (name: CommandEntry['group'], label: string): HTMLElement =>
      element(
        'div',
        { class: 'button-group', role: 'group', 'aria-label': label },
        ...COMMANDS.filter((entry) => entry.group === name).map(button),
      );
    this.#position = element('span', { class: 'position' });
    this.#row = element('span', { class: 'story', hidden: true });
    this.#actor = element('span', { class: 'actor-badge' });
    this.#name = element('span', { class: 'step-name' });
    const pace = element(
      'select',
      { class: 'pace', 'aria-label': 'Speed of playing', title: 'Speed of playing' },
      ...PACES.map((milliseconds, at) =>
        element('option', { value: milliseconds, selected: at === 1 }, PACE_NAMES[at] ?? ''),
      ),
    );
    this.#pace = pace;
    pace.addEventListener('change', () => {
      const now = player();
      if (now !== null) now.pace = Number(pace.value);
    });
    this.element = element(
      'div',
      { class: 'controls', role: 'region', 'aria-label': 'Controls' },
      group('move', 'Steps'),
      pace,
      group('seek', 'Seek'),
      group('visit', 'Moments visited'),
      group('call', 'Calls'),
      element('div', { class: 'where' }, this.#row, this.#position, this.#actor, this.#name),
      group('view', 'View'),
    );
    const play = this.#buttons.get('play');
    if (play === undefined) throw new Error('The table of commands has no "play".');
    this.#play = play;
  }

  show(moment: Moment): void {
    const { count } = moment.replay.steps;
    setText(this.#position, `${numberText(moment.step)} / ${numberText(count)}`);
    const { rows } = moment;
    this.#row.hidden = !rows.folded;
    setText(this.#row, `story ${rows.rowOf(moment.step)} / ${rows.count}`);
    this.#buttons.get('fold')?.setAttribute('aria-pressed', String(rows.folded));
    const current = moment.standings.find((standing) => standing.current);
    this.#actor.className = `actor-badge ${current?.actor.look ?? ''}`;
    setText(this.#actor, current?.actor.letter ?? '');
    setText(this.#name, moment.current?.name ?? '');
    this.#name.title = moment.current?.name ?? '';
    const atStart = moment.step <= 1;
    const atEnd = moment.step >= count;
    const link = this.#buttons.get('link');
    if (link !== undefined) link.hidden = moment.replay.model.can?.includes('link') !== true;
    this.#enable('start', !atStart);
    this.#enable('back', !atStart);
    this.#enable('next', !atEnd);
    this.#enable('end', !atEnd);
    this.#enable('go-back', moment.visited.at > 0);
    this.#enable('go-forward', moment.visited.at < moment.visited.moments.length - 1);
    this.#enable('violation', moment.replay.model.violationStep !== null);
    const paced = String(this.#player()?.pace ?? PACES[1]);
    if (this.#pace.value !== paced) this.#pace.value = paced;
    const playing = this.#player()?.playing === true;
    if (this.#play.getAttribute('aria-pressed') !== String(playing)) {
      this.#play.setAttribute('aria-pressed', String(playing));
      this.#play.replaceChildren(icon(playing ? 'pause' : 'play'));
    }
  }

  /** Shows whether what a button turns on is on. */
  pressed(command: ViewCommand, pressed: boolean): void {
    this.#buttons.get(command)?.setAttribute('aria-pressed', String(pressed));
  }

  /** Disabled without losing the focus, so that holding a key down at the end does not throw the reader out. */
  #enable(command: ViewCommand, enabled: boolean): void {
    const button = this.#buttons.get(command);
    if (button !== undefined && button.ariaDisabled !== String(!enabled)) button.ariaDisabled = String(!enabled);
  }
}

/** A button of the toolbar for one command. */
function commandButton(entry: CommandEntry, run: (command: ViewCommand) => void): HTMLButtonElement {
  const title = `${entry.title} (${entry.keys.map(keyName).join(' or ')})`;
  const made = element(
    'button',
    { type: 'button', class: `icon-button command-${entry.command}`, title, 'aria-label': entry.title },
    icon(entry.icon),
  );
  const words = WORDS[entry.command];
  if (words !== undefined) made.append(element('span', { class: 'button-words' }, words));
  made.addEventListener('click', () => {
    if (made.ariaDisabled !== 'true') run(entry.command);
  });
  return made;
}
