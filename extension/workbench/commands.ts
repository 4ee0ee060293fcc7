import { commands, debug, window } from 'vscode';
import { chooseMail, chooseMailFolder, sampleMailboxes } from './choose';
import { goToStep, showDebuggedReplay, stepBackwards } from './debug/debugging';
import {
  chooseFilter,
  goToConversation,
  openConversation,
  openLater,
  openLine,
  openSentence,
  setAddressed,
  setResolved,
} from './conversations/conversation-commands';
import { addTrailer, composeReply, previewReply, sendReply } from './drafts/draft-commands';
import type { Disposables } from './disposables';
import {
  chooseKernelTree,
  debugChosenFlow,
  exploreAll,
  exploreFlows,
  newFlow,
  openFlow,
  replayFlow,
} from './flow-commands';
import { command, type CommandId } from './ids';
import {
  addHunkNote,
  addNote,
  applyEdit,
  cancelEdit,
  deleteNote,
  discardTyped,
  editNote,
  restoreTyped,
  saveNote,
  setPurpose,
} from './notes/note-commands';
import { writeStub } from './language/stub-fix';
import { hideViewedFiles, layOutFiles, toggleViewed } from './viewed-commands';
import { insertTable } from './drafts/insert';
import { plainLine } from './plain-text';
import { runClaims, showApis, showCoverage } from './pages';
import type { Rooms } from './rooms';
import { copyMessageId, openFileChanges, openMailText, openMessage, openPatchChanges, reopenAsText } from './showing';
import { urisOf } from './targets';

/** What a command is given: arguments of menus and links, which nobody has checked. */
type Run = (rooms: Rooms, ...args: readonly unknown[]) => unknown;

/** Every command on one page. The type keeps it complete, a test holds it against package.json. */
const TABLE: Readonly<Record<CommandId, Run>> = {
  [command.openSeries]: async ({ opening }) => opening.open(await chooseMail()),
  [command.openMailFolder]: async ({ opening }) => opening.open(await chooseMailFolder()),
  [command.fetchSeries]: async (rooms, given) => (await import('./fetching')).fetchSeries(rooms, given),
  [command.openSample]: async ({ opening, context }) => opening.open(await sampleMailboxes(context)),
  [command.openResource]: ({ opening }, uri, selected) => opening.open(urisOf(uri, selected)),
  [command.closeAll]: ({ opening, library }) => opening.close(library.sources.map((source) => source.uri)),
  [command.openFile]: openFileChanges,
  [command.openPatch]: openPatchChanges,
  [command.openInTree]: async (rooms, ...target) => (await import('./tree-file')).openInTree(rooms, ...target),
  [command.find]: async (rooms) => (await import('./finding')).findInOpen(rooms),
  [command.filterSeries]: async (rooms) => (await import('./finding')).filterSeries(rooms),
  [command.filesAsTree]: () => layOutFiles('tree'),
  [command.filesAsList]: () => layOutFiles('flat'),
  [command.toggleViewed]: toggleViewed,
  [command.hideViewed]: () => hideViewedFiles(true),
  [command.showViewed]: () => hideViewedFiles(false),
  [command.joinSeries]: async (rooms, row) => (await import('./hand-sorting-commands')).joinSeries(rooms, row),
  [command.splitSeries]: async (rooms, row) => (await import('./hand-sorting-commands')).splitSeries(rooms, row),
  [command.sameWork]: async (rooms, row) => (await import('./hand-sorting-commands')).sameWork(rooms, row),
  [command.pinSeries]: async (rooms, row) => (await import('./hand-sorting-commands')).pinSeries(rooms, row),
  [command.undoSorting]: async (rooms) => (await import('./hand-sorting-commands')).undoSorting(rooms),
  [command.compareRevisions]: async (rooms, node) => (await import('./revision-changes')).compareRevisions(rooms, node),
  [command.nextConversation]: (rooms) => goToConversation(rooms, 1),
  [command.previousConversation]: (rooms) => goToConversation(rooms, -1),
  [command.openConversation]: openConversation,
  [command.openSentence]: openSentence,
  [command.openLine]: openLine,
  [command.openLater]: openLater,
  [command.resolve]: (rooms, thread) => setResolved(rooms, thread, true),
  [command.unresolve]: (rooms, thread) => setResolved(rooms, thread, false),
  [command.confirmAddressed]: (rooms, thread) => setAddressed(rooms, thread, 'yes'),
  [command.overruleAddressed]: (rooms, thread) => setAddressed(rooms, thread, 'no'),
  [command.filterConversations]: chooseFilter,
  [command.openSummary]: async (rooms, series) =>
    (await import('./conversations/summary-page')).openSummary(rooms, series),
  [command.exportSummary]: async (rooms, series) =>
    (await import('./conversations/summary-page')).exportSummary(rooms, series),
  [command.addNote]: addNote,
  [command.addHunkNote]: addHunkNote,
  [command.saveNote]: (rooms, reply) => saveNote(rooms, reply, 'note'),
  [command.saveReply]: (rooms, reply) => saveNote(rooms, reply, 'reply'),
  [command.editNote]: editNote,
  [command.applyEdit]: applyEdit,
  [command.cancelEdit]: cancelEdit,
  [command.deleteNote]: deleteNote,
  [command.noteToReply]: (rooms, note) => setPurpose(rooms, note, 'reply'),
  [command.replyToNote]: (rooms, note) => setPurpose(rooms, note, 'note'),
  [command.restoreTyped]: restoreTyped,
  [command.discardTyped]: discardTyped,
  [command.addTrailer]: addTrailer,
  [command.composeReply]: composeReply,
  [command.previewReply]: previewReply,
  [command.sendReply]: sendReply,
  [command.importNotes]: async (rooms, file) => (await import('./notes/sharing')).importNotes(rooms, file),
  [command.exportNotes]: async (rooms, series, file) =>
    (await import('./notes/sharing')).exportNotes(rooms, series, file),
  [command.readGitNotes]: async (rooms) => (await import('./notes/sharing')).readGitNotes(rooms),
  [command.writeGitNotes]: async (rooms) => (await import('./notes/sharing')).writeGitNotes(rooms),
  [command.openMessage]: openMessage,
  [command.openMailText]: openMailText,
  [command.reopenAsText]: (_rooms, uri) => reopenAsText(uri),
  [command.copyMessageId]: (_rooms, ...target) => copyMessageId(...target),
  [command.exploreFlow]: (rooms, flows) => exploreFlows(rooms, flows),
  [command.exploreAll]: exploreAll,
  [command.filterFlows]: async (rooms, text) => (await import('./finding')).filterFlows(rooms, text),
  [command.replayFlow]: (rooms, flow) => replayFlow(rooms, flow),
  [command.debugFlow]: (rooms, flow) => debugChosenFlow(rooms, flow),
  [command.goToStep]: (_rooms, step) => goToStep(debug.activeDebugSession, step),
  [command.stepBackOut]: () => stepBackwards('stepBackOut'),
  [command.stepBackInto]: () => stepBackwards('stepBackInto'),
  [command.showReplay]: () => showDebuggedReplay(debug.activeDebugSession),
  [command.openFlow]: (rooms, flow) => openFlow(rooms, flow),
  [command.newFlow]: newFlow,
  [command.draftFlow]: async (rooms, node) => (await import('./own-code')).draftOwnFlow(rooms, node),
  [command.createModel]: async (rooms, ...missing) => (await import('./own-code')).createModel(rooms, missing),
  [command.runClaims]: (rooms, ...message) => runClaims(rooms, message),
  [command.showApis]: (rooms, node) => showApis(rooms, node),
  [command.showCoverage]: (rooms) => showCoverage(rooms),
  [command.refreshFlows]: ({ flows }) => flows.refresh(),
  [command.chooseTree]: chooseKernelTree,
  [command.next]: ({ replaying }) => replaying.run('next'),
  [command.back]: ({ replaying }) => replaying.run('back'),
  [command.start]: ({ replaying }) => replaying.run('start'),
  [command.end]: ({ replaying }) => replaying.run('end'),
  [command.violation]: ({ replaying }) => replaying.run('violation'),
  [command.nextSwitch]: ({ replaying }) => replaying.run('next-switch'),
  [command.previousSwitch]: ({ replaying }) => replaying.run('previous-switch'),
  [command.over]: ({ replaying }) => replaying.run('over'),
  [command.backOver]: ({ replaying }) => replaying.run('back-over'),
  [command.out]: ({ replaying }) => replaying.run('out'),
  [command.backOut]: ({ replaying }) => replaying.run('back-out'),
  [command.goBack]: ({ replaying }) => replaying.run('go-back'),
  [command.goForward]: ({ replaying }) => replaying.run('go-forward'),
  [command.visited]: ({ replaying }) => replaying.run('visited'),
  [command.goToReplayStep]: async (rooms, ...moment) =>
    (await import('./replay/go-to-step')).goToReplayStep(rooms, ...moment),
  [command.toggleLink]: ({ link }) => link.set(!link.linked),
  [command.revealStep]: ({ replaying }) => replaying.revealStep(),
  [command.help]: ({ replaying }) => replaying.run('help'),
  [command.copyTrace]: async (rooms) => (await import('./replay/trace-json')).copyTrace(rooms),
  [command.saveTrace]: async (rooms, to) => (await import('./replay/trace-json')).saveTrace(rooms, to),
  [command.writeStub]: (rooms, name) => writeStub(rooms, name),
  [command.copyMoment]: async (rooms) => (await import('./moments/links')).copyMoment(rooms),
  [command.insertTable]: (rooms) => insertTable(rooms),
  [command.openMoment]: async (rooms, text) => (await import('./moments/links')).openMoment(rooms, text),
  [command.playTour]: async (rooms, tour, index) =>
    (await import('./moments/tour-commands')).playTour(rooms, tour, index),
  [command.tourNext]: ({ guide }) => guide.step(1),
  [command.tourBack]: ({ guide }) => guide.step(-1),
  [command.endTour]: ({ guide }) => guide.end(),
  [command.addToTour]: async (rooms, title) => (await import('./moments/tour-commands')).addToTour(rooms, title),
  [command.editTour]: async (rooms, tour, index) =>
    (await import('./moments/tour-commands')).editTour(rooms, tour, index),
  [command.showLog]: ({ log }) => log.show(),
};

const ran = new Map<string, 'fine' | 'failed'>();

/** Commands that ran, and whether they ended well the last time. */
export const ranCommands: ReadonlyMap<string, 'fine' | 'failed'> = ran;

/** Registers the whole table. A command that fails says so, and its stack goes to the log. */
export function registerCommands(rooms: Rooms, disposables: Disposables): void {
  for (const [id, run] of Object.entries(TABLE)) {
    disposables.add(
      commands.registerCommand(id, (...args: unknown[]) => attempt(rooms, id, () => run(rooms, ...args))),
    );
  }
}

async function attempt(rooms: Rooms, id: string, run: () => unknown): Promise<unknown> {
  try {
    const result = await run();
    ran.set(id, 'fine');
    return result;
  } catch (error) {
    ran.set(id, 'failed');
    const reason = error instanceof Error ? error : new Error(String(error));
    rooms.log.error(`${id}: ${reason.stack ?? reason.message}`);
    void window
      .showErrorMessage(plainLine(`kAPI Replay: ${reason.message}`, 400), 'Show Log')
      .then((choice) => (choice === undefined ? undefined : rooms.log.show()));
    return undefined;
  }
}
