import {
  CommentMode,
  CommentThreadCollapsibleState,
  EventEmitter,
  MarkdownString,
  Range,
  StatusBarAlignment,
  Uri,
  commands,
  comments,
  window,
  type CommentController,
  type CommentThread,
  type Event,
  type StatusBarItem,
} from 'vscode';
import type { TourStop } from '../../link/tour';
import type { TourPosition } from '../api';
import { sampleMailboxes } from '../choose';
import { CodeDocuments } from '../debug/code-documents';
import { Disposables } from '../disposables';
import type { KnownFlow } from '../flows';
import { command, contextKey, tourController } from '../ids';
import { plainLine } from '../plain-text';
import { textOfTrees } from '../../link/tree-text';
import type { Replay } from '../replay/replay';
import type { ReplayRooms } from '../replay/replay-rooms';
import { openStepLine } from '../showing';
import { titleOf, type KnownTour, type Tours } from './tours';

/** A stop found in a replay. */
interface Found {
  readonly known: KnownFlow;
  readonly replay: Replay;
  readonly step: number;
}

/** Plays tours: goes to a moment in the replay view and in the code, and shows the note there. */
export class Guide {
  private readonly disposables = new Disposables();
  private readonly moved = this.disposables.add(new EventEmitter<void>());
  readonly onDidMove: Event<void> = this.moved.event;
  private controller: CommentController | null = null;
  private thread: CommentThread | null = null;
  private status: StatusBarItem | null = null;
  private playing: { readonly uri: Uri; readonly index: number } | null = null;
  private shown: TourPosition | null = null;

  constructor(
    private readonly rooms: () => ReplayRooms,
    private readonly tours: Tours,
  ) {
    // An edited note is shown at once.
    this.disposables.add(tours.onDidChange(() => void this.redraw()));
  }

  get position(): TourPosition | null {
    return this.shown;
  }

  /** The file of the tour that is played, and the moment in it. */
  get place(): { readonly uri: Uri; readonly index: number } | null {
    return this.playing;
  }

  isAt({ uri }: KnownTour, index: number): boolean {
    return this.playing?.uri.toString() === uri.toString() && this.playing.index === index;
  }

  /** Goes to a moment of a tour, and stays where it was if that cannot be shown. */
  async goTo(known: KnownTour, index: number): Promise<void> {
    const stop = known.tour.stops[index];
    if (stop === undefined) {
      const words = known.tour.stops.length === 0 ? 'has no moments yet' : 'ends here';
      void window.showInformationMessage(plainLine(`The tour "${known.tour.title}" ${words}.`));
      return;
    }
    const rooms = this.rooms();
    await rooms.opening.restored();
    if (known.isSample && !(await this.hasSample(rooms))) return;
    const found = await this.find(rooms, stop);
    if (found === null) return;
    const drift = await driftOf(rooms, stop, found);
    this.playing = { uri: known.uri, index };
    this.shown = {
      title: known.tour.title,
      index,
      count: known.tour.stops.length,
      flow: found.known.flow.id,
      step: found.step,
      drift,
    };
    await this.show(rooms, known, stop, found);
    await commands.executeCommand('setContext', contextKey.tourActive, true);
    this.moved.fire();
  }

  async step(by: 1 | -1): Promise<void> {
    const known = this.playing === null ? null : await this.tours.at(this.playing.uri);
    if (known === null || this.playing === null) {
      void window.showInformationMessage('No tour is played. Choose one in the Tours view.');
      return;
    }
    const index = this.playing.index + by;
    if (index >= 0) await this.goTo(known, index);
  }

  async end(): Promise<void> {
    this.playing = null;
    this.shown = null;
    this.forgetThread();
    this.status?.hide();
    await commands.executeCommand('setContext', contextKey.tourActive, false);
    this.moved.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async hasSample({ opening, context, flows, library }: ReplayRooms): Promise<boolean> {
    const { canRun } = await import('../replay/model');
    const known = (await flows.all()).find(({ flow }) => flow.id.startsWith('chime-'));
    if (known !== undefined && canRun(known.flow, library)) return true;
    return opening.open(await sampleMailboxes(context));
  }

  /** The replay and the step that a stop means: by its link where that still leads there, else by its words. */
  private async find(rooms: ReplayRooms, stop: TourStop): Promise<Found | null> {
    const [{ readMoment }, { findStep }, { flowOf, haveSeries }] = await Promise.all([
      import('../../link/moment'),
      import('../../link/tour'),
      import('./links'),
    ]);
    const read = stop.link === null ? null : readMoment(stop.link);
    const moment = read?.moment ?? null;
    const known = moment === null ? await rooms.flows.find(stop.flow) : await flowOf(rooms, moment);
    if (known === null) {
      if (moment === null)
        void window.showErrorMessage(plainLine(`The tour goes to the flow ${stop.flow}, which is not here.`));
      return null;
    }
    if (!(await haveSeries(rooms, known, moment?.series ?? null))) return null;
    let why = read?.problem?.message ?? '';
    if (moment !== null) {
      const executed = await rooms.explorer.execute(known, moment);
      if (executed !== null && executed.deviation === null) {
        await rooms.replaying.show(known, executed.replay, moment.step, moment.pane);
        return { known, replay: executed.replay, step: moment.step };
      }
      why = executed?.stop?.message ?? executed?.deviation?.message ?? '';
    }
    await rooms.replaying.open(known);
    const replay = rooms.replaying.replayOf(known.flow.id);
    if (replay === null) return null;
    const nameOf = (actor: number): string => replay.model.actors.find(({ index }) => index === actor)?.name ?? '';
    const step = stop.at === null ? null : findStep(stop.at, replay.steps, nameOf);
    if (step === null) {
      void window.showWarningMessage(
        plainLine(`This run of ${stop.flow} has no step "${stop.at?.step ?? ''}" any more. ${why}`, 400),
      );
      return null;
    }
    if (why !== '')
      void window.showWarningMessage(
        plainLine(
          `The moment was kept with another version: ${why}. This is the step of that name in today's run.`,
          500,
        ),
      );
    rooms.replaying.goTo({ flow: known.flow.id, step });
    return { known, replay, step };
  }

  private async show(
    rooms: ReplayRooms,
    tour: KnownTour,
    stop: TourStop,
    { known, replay, step }: Found,
  ): Promise<void> {
    // A primitive has no line of its own: the note then stands at the line before it of the same actor.
    const here = replay.steps[step - 1];
    const shown =
      here === undefined
        ? undefined
        : replay.steps.slice(0, step).findLast((each) => each.actor === here.actor && each.line > 0);
    if (shown === undefined) return;
    const documents = new CodeDocuments(known, rooms.library, rooms.documents);
    const [place] = await documents.show(shown);
    if (place === undefined) return openStepLine(rooms, known.flow.id, shown);
    const uri = /^[a-z][a-z0-9+.-]+:/i.test(place.source.path)
      ? Uri.parse(place.source.path)
      : Uri.file(place.source.path);
    // The note comes first: an editor that opens while a thread is made shows it twice.
    await this.drawNote(tour, stop, uri, place.line - 1);
    await openStepLine(rooms, known.flow.id, shown);
    rooms.replaying.revealBeside(known.flow.id);
    this.drawStatus(tour);
  }

  private async drawNote(tour: KnownTour, stop: TourStop, uri: Uri, row: number): Promise<void> {
    const { shownNote } = await import('../../link/tour');
    this.controller ??= this.disposables.add(comments.createCommentController(tourController, 'Tour'));
    const body = new MarkdownString(shownNote(stop.note));
    const drift = this.shown?.drift ?? [];
    if (drift.length > 0) body.appendMarkdown('\n\n---\n\n**Other code:** ').appendText(drift.join(' '));
    const index = this.playing?.index ?? 0;
    const range = new Range(row, 0, row, 0);
    const note = {
      author: { name: plainLine(titleOf(stop)) },
      body,
      mode: CommentMode.Preview,
      label: `${index + 1} of ${tour.tour.stops.length}${drift.length > 0 ? ', on other code' : ''}`,
    };
    // One thread moves along: an editor may go on showing the widget of a thread that is disposed of.
    if (this.thread !== null && this.thread.uri.toString() === uri.toString()) {
      this.thread.range = range;
      this.thread.comments = [note];
    } else {
      this.forgetThread();
      this.thread = this.controller.createCommentThread(uri, range, [note]);
    }
    this.thread.label = `Tour: ${plainLine(tour.tour.title, 80)}`;
    this.thread.canReply = false;
    this.thread.contextValue = index === 0 ? 'first' : index === tour.tour.stops.length - 1 ? 'last' : 'middle';
    this.thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
  }

  private forgetThread(): void {
    if (this.thread === null) return;
    this.thread.collapsibleState = CommentThreadCollapsibleState.Collapsed;
    this.thread.dispose();
    this.thread = null;
  }

  private drawStatus({ tour }: KnownTour): void {
    this.status ??= this.disposables.add(window.createStatusBarItem('kapi-replay.tour', StatusBarAlignment.Left, 40));
    const index = this.playing?.index ?? 0;
    const isLast = index === tour.stops.length - 1;
    this.status.name = 'Tour';
    this.status.text = `$(milestone) Tour ${index + 1}/${tour.stops.length} $(chevron-right)`;
    this.status.tooltip = isLast ? 'The tour ends here. Click to end it.' : 'Go to the next moment of the tour';
    this.status.command = isLast ? command.endTour : command.tourNext;
    this.status.show();
  }

  /** The note again, after its file changed. */
  private async redraw(): Promise<void> {
    const { playing, thread } = this;
    if (playing === null || thread === null) return;
    const known = await this.tours.at(playing.uri);
    const stop = known?.tour.stops[playing.index];
    if (known === null) await this.end();
    else if (stop !== undefined && thread.range !== undefined)
      await this.drawNote(known, stop, thread.uri, thread.range.start.line);
  }
}

/** What is open differs from what a stop was recorded on in these ways. */
async function driftOf({ trees }: ReplayRooms, { on }: TourStop, { replay }: Found): Promise<readonly string[]> {
  if (on === null) return [];
  const [{ driftWords }, all] = await Promise.all([import('../../link/recorded-on'), trees.all()]);
  return driftWords(on, replay.found.prepared.series, textOfTrees(all));
}
