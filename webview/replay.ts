/**
 * The replay view. It asks the host for the replay, and from then on what is on screen is a function of the replay and the
 * step: every way to move ends in one number, and every pane draws itself from that moment.
 */
import './chunk-loading';
import './style/page.css';
import './style/controls.css';
import './style/code.css';
import './style/lanes.css';
import './style/details.css';
import './style/runs.css';
import { look, standings } from './actors';
import { fetchEditor, loadEditor } from './editor-chunk';
import { foldedChanges } from './folded-changes';
import { type Arrangement, FIRST_ARRANGEMENT, Host, type KeptView } from './host';
import { listenForKeys } from './keyboard';
import type { Moment, Replay } from './moment';
import { Notices } from './notices';
import { columnsFault } from './outline';
import { Page } from './page';
import { DiffPlaces } from './places';
import { type MoveKind, Player } from './player';
import type { ReplayModel, RestoredView, ToView, ViewCommand, ViewGroup, ViewNote, ViewWatch } from './protocol';
import { StateLog } from './state-log';
import { groupsAround, groupWords } from './step-groups';
import { StepLog } from './step-log';
import { Visited, type VisitedMoment } from './visited';
import { noteMove, noteRun } from './visiting';
import { readMessage } from './written-message';

const KEEP_AFTER = 200;
/** What browsers call the first frame with a text or a picture in it (Paint Timing). */
const FIRST_PAINT = 'first-contentful-paint';

class ReplayView {
  readonly #host: Host;
  readonly #notices: Notices;
  #page: Page | null = null;
  #player: Player | null = null;
  #states: StateLog | null = null;
  #arrangement: Arrangement = FIRST_ARRANGEMENT;
  #frame: number | null = null;
  #overtaken = false;
  #keeping: number | null = null;
  #told = 0;
  #notes: readonly ViewNote[] = [];
  #watches: readonly ViewWatch[] = [];
  #groups: readonly ViewGroup[] = [];
  #foldedGroups: ReadonlySet<string> = new Set();
  #painted = false;
  #fetched = false;
  readonly #visited: Visited;
  #linked = false;

  constructor(root: HTMLElement) {
    this.#host = new Host((message) => {
      this.#receive(message);
    });
    this.#notices = new Notices(root, () => {
      this.#host.tell({ type: 'stop' });
    });
    const kept = this.#host.kept();
    this.#visited = new Visited(kept?.visited ?? null);
    this.#arrangement = kept?.arrangement ?? FIRST_ARRANGEMENT;
    root.prepend(this.#notices.bars);
    listenForKeys(
      (command) => {
        this.#run(command);
      },
      (position) => {
        const actor = this.#player?.replay.actors[position];
        if (actor !== undefined) this.#player?.follow(actor.index);
      },
    );
    const restored = kept === null ? null : restoredOf(kept);
    // A view that was there before may stand elsewhere by now than when its document was written.
    const first = kept === null ? readMessage(document.getElementById('first')?.textContent ?? '') : null;
    performance.mark('replay-asked');
    this.#host.tell({ type: 'ready', restored, shown: first !== null });
    if (first !== null) this.#receive(first);
  }

  #receive(message: ToView): void {
    switch (message.type) {
      case 'replay':
        return this.#open(message.replay, message.step, message.pane ?? null);
      case 'go-to':
        return this.#player?.goTo(message.step, message.jump ? 'jump' : 'walk');
      case 'run':
        return this.#run(message.command);
      case 'progress':
        // There is time for what is needed next, which there is not where the replay is here already.
        if (this.#page === null) this.#fetchAhead();
        return this.#notices.progress(message.text, message.states, message.done, message.can ?? []);
      case 'error':
        return this.#notices.error(message.message, this.#player !== null);
      case 'book':
        this.#watches = message.watches;
        this.#group(message.groups);
        this.#draw();
        return;
      case 'linked':
        this.#linked = message.linked;
        if (this.#page !== null) this.#page.linked = message.linked;
        return;
      case 'notes':
        this.#notes = message.notes;
        this.#draw();
        return;
      case 'steps':
      case 'state':
      case 'source':
      case 'choices':
      case 'tracks':
      case 'compare':
      case 'links':
      case 'evaluate':
      case 'values':
        // Answers to requests, which the host channel has already handed to those who asked.
        return;
    }
  }

  #open(model: ReplayModel, step: number, pane: string | null): void {
    const fault = columnsFault(model.columns, model.stepCount);
    if (fault !== null) {
      const words = `This replay cannot be shown: ${fault}. Close the view and replay the flow again.`;
      this.#notices.error(words, this.#player !== null);
      return;
    }
    this.#player?.pause();
    this.#notices.clear();
    const draw = (): void => {
      this.#draw();
    };
    const steps = new StepLog(model, (from, to) => this.#host.steps(from, to), draw);
    const replay: Replay = { model, steps, actors: model.actors.map(look), places: new DiffPlaces(model.diffs) };
    this.#states = new StateLog(
      (wanted) => this.#host.state(wanted),
      draw,
      (message) => {
        this.#notices.error(message, true);
      },
    );
    // Groups are placed run by run, so those of this one are still to come.
    this.#groups = [];
    const folding = { story: this.#arrangement.folded ?? isMostlyMinor(steps), groups: [] };
    const moved = (how: MoveKind): void => {
      if (this.#player !== null) noteMove(this.#visited, this.#player, how);
      draw();
    };
    const player = new Player(replay, step, folding, moved, (text) => this.#page?.announcer.say(text));
    this.#player = player;
    noteRun(this.#visited, player);
    if (this.#page === null) {
      const actions = {
        run: (command: ViewCommand) => {
          this.#run(command);
        },
        player: () => this.#player,
        foldGroup: (id: string) => {
          this.#foldGroup(id);
        },
        arrange: (change: Partial<Arrangement>) => {
          this.#arrangement = { ...this.#arrangement, ...change };
          this.#keepSoon();
        },
        visit: (index: number) => {
          this.#visit(() => this.#visited.goTo(index), '');
        },
        arrived: () => {
          this.#visited.arrive();
        },
      };
      this.#page = new Page(this.#host, actions, this.#arrangement, model.claims.length > 0);
      this.#page.linked = this.#linked;
      this.#notices.waiting.replaceWith(this.#page.element);
    }
    if (pane !== null) this.#page.openPane(pane);
    if (step > steps.count)
      this.#notices.remark(
        `Step ${step} is not in this run, which has ${steps.count} steps: it is another run than before.`,
      );
    this.#told = player.step;
    this.#draw();
  }

  #run(command: ViewCommand): void {
    const player = this.#player;
    if (this.#page === null || player === null) return;
    if (this.#page.help.open && command !== 'help') return;
    switch (command) {
      case 'go-back':
        return this.#visit(() => this.#visited.go(-1), 'This is the first of the moments visited.');
      case 'go-forward':
        return this.#visit(() => this.#visited.go(1), 'This is the last of the moments visited.');
      case 'fold-group':
        return this.#foldGroup(groupsAround(this.#groups, player.step).at(-1)?.id ?? null);
      case 'help':
      case 'link':
      case 'group':
      case 'note':
      case 'tracks':
      case 'what-if':
      case 'compare':
      case 'visited':
      case 'run-to-line':
      case 'to-lock':
      case 'next-run':
      case 'previous-run':
        return this.#page.run(command);
      default:
        player.run(command);
    }
    if (command === 'fold') this.#arrangement = { ...this.#arrangement, folded: player.rows.folded };
  }

  /** Shows the moment that is gone to in the list of those that were visited. */
  #visit(go: () => VisitedMoment | null, missing: string): void {
    const { run = '' } = this.#player?.replay.model ?? {};
    this.#player?.pause();
    const to = go();
    if (to === null) return this.#page?.announcer.say(missing);
    if (to.run !== run) this.#host.tell({ type: 'switch-run', run: to.run, step: to.step });
    else {
      this.#player?.goTo(to.step, 'walk');
      this.#draw();
    }
  }

  /** Takes what the reader has grouped in this run; a group is folded until it is opened. */
  #group(groups: readonly ViewGroup[]): void {
    this.#groups = groups;
    const open = new Set(this.#arrangement.openGroups);
    const folded = groups.filter(({ id }) => !open.has(id));
    this.#foldedGroups = new Set(folded.map(({ id }) => id));
    this.#player?.foldGroups(folded);
  }

  /** Folds a group, or unfolds it. */
  #foldGroup(id: string | null): void {
    if (id === null) return this.#page?.announcer.say('This step is in no group. Make one with G.');
    const { openGroups } = this.#arrangement;
    const others = openGroups.filter((each) => each !== id);
    const opens = others.length === openGroups.length;
    this.#arrangement = { ...this.#arrangement, openGroups: opens ? [...others, id] : others };
    const group = this.#groups.find((each) => each.id === id);
    if (group !== undefined) this.#page?.announcer.say(`${groupWords(group)}, ${opens ? 'unfolded' : 'folded'}.`);
    this.#group(this.#groups);
    // What is folded away is no place to stand.
    if (!opens && group !== undefined) this.#player?.goTo(group.from);
    this.#draw();
  }

  /**
   * At once, so that the editor, which draws itself in the next frame, shows the same moment as all the rest; what comes
   * after that in the same frame is drawn together at its end.
   */
  #draw(): void {
    if (this.#frame !== null) {
      this.#overtaken = true;
      return;
    }
    this.#frame = requestAnimationFrame(() => {
      this.#frame = null;
      if (!this.#overtaken) return;
      this.#overtaken = false;
      this.#drawNow();
    });
    this.#drawNow();
  }

  #drawNow(): void {
    if (this.#player === null || this.#states === null) return;
    const { replay, rows, step } = this.#player;
    const { steps } = replay;
    const until = step === replay.model.violationStep ? step : rows.until(step);
    const [next, previous] = [rows.stepAt(rows.rowOf(step) + 1), rows.stepAt(rows.rowOf(step) - 1)];
    this.#states.want(
      [until, step - 1],
      [
        ...(next === null ? [] : [rows.until(next)]),
        ...(previous === null ? [] : [rows.until(previous), previous - 1]),
      ],
    );
    const moment: Moment = {
      replay,
      rows,
      step,
      until,
      current: steps.at(step),
      detail: steps.detail(step),
      standings: standings(replay.actors, steps, step),
      notes: this.#notes,
      watches: this.#watches,
      groups: this.#groups,
      foldedGroups: this.#foldedGroups,
      visited: this.#visited.kept,
      changed: foldedChanges(steps, step, until),
      state: this.#states.at(until),
      before: this.#states.at(step - 1),
    };
    this.#page?.show(moment);
    if (!this.#painted) {
      this.#painted = true;
      onScreen(() => {
        performance.mark('replay-painted');
        void this.#loadEditors();
      });
    }
    if (this.#told !== step) {
      this.#told = step;
      this.#host.tell({ type: 'moved', step });
    }
    this.#keepSoon();
  }

  #fetchAhead(): void {
    if (this.#fetched) return;
    this.#fetched = true;
    fetchEditor();
  }

  async #loadEditors(): Promise<void> {
    try {
      this.#page?.setEditors(await loadEditor());
      this.#draw();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#notices.error(
        `The editor could not be loaded, so the code is plain text here; reopen the view. (${reason})`,
        true,
      );
    }
  }

  #keepSoon(): void {
    if (this.#keeping !== null) return;
    this.#keeping = window.setTimeout(() => {
      this.#keeping = null;
      if (this.#player === null) return;
      const { model } = this.#player.replay;
      const made = (model.runs ?? []).flatMap((run) => (run.made === undefined ? [] : [run.made]));
      const kept: KeptView = {
        flow: model.flow,
        series: model.series ?? null,
        step: this.#player.step,
        ...(made.length === 0 ? {} : { made }),
        ...(model.run === undefined ? {} : { run: model.run }),
        arrangement: this.#arrangement,
        visited: this.#visited.kept,
      };
      this.#host.keep(kept);
    }, KEEP_AFTER);
  }
}

/** When what has been drawn is on the screen. The first frame of a page is a good while on its way, and the page is told of it. */
function onScreen(act: () => void): void {
  if (performance.getEntriesByName(FIRST_PAINT).length > 0) {
    requestAnimationFrame(() => {
      setTimeout(act, 0);
    });
    return;
  }
  const observer = new PerformanceObserver((paints) => {
    if (paints.getEntriesByName(FIRST_PAINT).length === 0) return;
    observer.disconnect();
    act();
  });
  observer.observe({ type: 'paint', buffered: true });
}

/** What the host needs of what was kept. */
function restoredOf({ flow, series, step, made, run }: KeptView): RestoredView {
  return { flow, series, step, ...(made === undefined ? {} : { made }), ...(run === undefined ? {} : { run }) };
}

/** Where most steps are the machinery around the story, the reader is shown the story first. */
function isMostlyMinor({ count, outline }: StepLog): boolean {
  const majors = outline.majorSteps().length;
  return majors > 1 && majors * 2 < count;
}

const root = document.getElementById('replay');
if (root === null) throw new Error('The page has no element with the id "replay".');
new ReplayView(root);
