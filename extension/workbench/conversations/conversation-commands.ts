import {
  Range,
  Selection,
  TextEditorRevealType,
  ThemeIcon,
  commands,
  window,
  type CommentThread,
  type QuickPickItem,
  type TextEditor,
  type Uri,
} from 'vscode';
import type { Verdict } from '../../review/note';
import type { ReviewThread } from '../../review/review-thread';
import { messageUri, parseAddress, sideUri } from '../documents/address';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';
import { openMessage, showFileSides } from '../showing';
import { until } from '../until';
import { FILTER_WORDS, filterWords, type ConversationFilter } from './conversation-filter';
import type { ThreadSpot } from './review-comments';

/** Goes to the line of a conversation and unfolds it there. */
export async function openConversation(rooms: Rooms, target: unknown): Promise<void> {
  const thread = threadOf(rooms, target);
  if (thread === null) return say('Choose a conversation in the Conversations view first.');
  const spot = rooms.reviewComments.spotOf(thread.id);
  if (spot === null) return say('This conversation stands on no line of what is open.');
  rooms.reviewComments.unfold(thread.id);
  await openSpot(rooms, spot);
}

/** The sentence of a comment in its mail. */
export async function openSentence(rooms: Rooms, first: unknown, line: unknown): Promise<void> {
  if (typeof first === 'string') return openMessage(rooms, first, line);
  if (hasKind(first, 'mail') && 'messageId' in first && 'line' in first)
    return openMessage(rooms, first.messageId, first.line);
  if (hasKind(first, 'comment') && 'comment' in first && typeof first.comment === 'object' && first.comment !== null) {
    const comment = first.comment as { readonly messageId?: unknown; readonly first?: unknown };
    return openMessage(rooms, comment.messageId, comment.first);
  }
  return say('Choose a comment first.');
}

/** From the sentence under the cursor, in a message, to the line that it talks about. */
export async function openLine(rooms: Rooms): Promise<void> {
  const editor = window.activeTextEditor;
  const address = editor === undefined ? null : parseAddress(editor.document.uri);
  if (editor === undefined || address?.kind !== 'message')
    return say('Open a message and put the cursor on a comment.');
  const body = rooms.lines.bodyLine(editor.document.uri, editor.selection.active.line);
  const thread = rooms.review.threads.find((each) =>
    each.conversation?.comments.some(
      ({ messageId, first, last }) => messageId === address.id && first <= body && body <= last,
    ),
  );
  if (thread === undefined) return say('No comment stands on this line of the message.');
  return openConversation(rooms, thread.id);
}

/** The line in the later revision that a conversation was followed to. */
export async function openLater(rooms: Rooms, target: unknown): Promise<void> {
  const thread = threadOf(rooms, target);
  const later = thread?.later ?? null;
  if (thread === null || later === null) return say('No later revision of this series is open.');
  const { anchor } = later;
  if (anchor === null || anchor.patch === null) return say('The patch was dropped in the later revision.');
  const held = rooms.library.patch(anchor.patch);
  const file = anchor.file === null ? null : rooms.library.file(anchor.patch, anchor.file);
  if (file === null || held === null) return openMessage(rooms, anchor.patch, anchor.line ?? undefined);
  const sides = await rooms.documents.sides(anchor.patch, file.path);
  const side = anchor.side === 'old' ? 'old' : 'new';
  const row = anchor.line === null ? 0 : (sides?.[side].lineNumbers.indexOf(anchor.line) ?? 0);
  await openSpot(rooms, { uri: sideUri(held.patch.messageId, file.path, side), row: Math.max(0, row) });
}

/** Steps through the conversations that the filter leaves, over all files and patches, in the order of the view. */
export async function goToConversation(rooms: Rooms, step: 1 | -1): Promise<void> {
  await rooms.opening.restored();
  await rooms.review.settled();
  const places = rooms.views.conversationTree.groups
    .flatMap(({ threads }) => threads)
    .flatMap(({ id }) => {
      const spot = rooms.reviewComments.spotOf(id);
      return spot === null ? [] : [{ id, spot }];
    });
  if (places.length === 0) return say('No conversation is open, or the filter of the Conversations view leaves none.');
  const next = places[nextIndex(rooms, places, step)];
  if (next !== undefined) await openConversation(rooms, next.id);
}

interface Place {
  readonly id: string;
  readonly spot: ThreadSpot;
}

/** The one behind where the reader stands, or behind the one that was shown last; past the end it begins anew. */
function nextIndex(rooms: Rooms, places: readonly Place[], step: 1 | -1): number {
  const here = hereNow();
  const count = places.length;
  const inDocument = places
    .map((place, index) => ({ ...place, index }))
    .filter(({ spot }) => here !== null && sameDiff(spot.uri, here.uri));
  if (here !== null && inDocument.length > 0) {
    const [first, last] = [inDocument[0]?.index ?? 0, inDocument.at(-1)?.index ?? 0];
    if (step > 0) return inDocument.find(({ spot }) => after(spot, here))?.index ?? (last + 1) % count;
    return inDocument.findLast(({ spot }) => after(here, spot))?.index ?? (first - 1 + count) % count;
  }
  const shown = here === null ? -1 : places.findIndex(({ spot }) => samePatch(rooms, spot.uri, here.uri));
  if (shown >= 0) return shown;
  return step > 0 ? 0 : count - 1;
}

const after = (spot: ThreadSpot, other: ThreadSpot): boolean =>
  spot.row > other.row || (spot.row === other.row && sideOf(spot.uri) > sideOf(other.uri));

const sideOf = (uri: Uri): number => {
  const address = parseAddress(uri);
  return address?.kind === 'side' && address.side === 'new' ? 1 : 0;
};

function hereNow(): ThreadSpot | null {
  const editor = window.activeTextEditor;
  if (editor === undefined || parseAddress(editor.document.uri) === null) return null;
  return { uri: editor.document.uri, row: editor.selection.active.line };
}

/** Both sides of a file are one diff. */
function sameDiff(left: Uri, right: Uri): boolean {
  const [one, other] = [parseAddress(left), parseAddress(right)];
  if (one?.kind === 'side' && other?.kind === 'side') return one.patch === other.patch && one.path === other.path;
  return left.toString() === right.toString();
}

function samePatch(rooms: Rooms, left: Uri, right: Uri): boolean {
  const [one, other] = [left, right].map((uri) => {
    const address = parseAddress(uri);
    return address?.kind === 'side' ? address.patch : address?.kind === 'message' ? address.id : null;
  });
  return one !== null && one === other && rooms.library.message(one ?? '') !== null;
}

export async function setResolved(rooms: Rooms, target: unknown, resolved: boolean): Promise<void> {
  const thread = threadOf(rooms, target);
  if (thread === null) return say('Choose a conversation first.');
  await rooms.notes.mark({ conversation: thread.id, resolved, addressed: {} }, thread.series);
}

/** The reader's word on whether a later revision addressed a conversation. */
export async function setAddressed(rooms: Rooms, target: unknown, verdict: Verdict): Promise<void> {
  const thread = threadOf(rooms, target);
  if (thread === null || thread.later === null) return say('No later revision of this series is open.');
  const addressed = { [thread.later.series]: verdict };
  await rooms.notes.mark({ conversation: thread.id, resolved: thread.status.resolved, addressed }, thread.series);
}

export async function chooseFilter(rooms: Rooms): Promise<void> {
  const tree = rooms.views.conversationTree;
  const kinds = Object.keys(FILTER_WORDS) as (keyof typeof FILTER_WORDS)[];
  const people = [...new Set(rooms.review.threads.flatMap((thread) => tree.people(thread)))].sort();
  const wanted: ConversationFilter[] = [
    ...kinds.map((kind) => ({ kind })),
    ...people.filter((person) => person !== 'You').map((person) => ({ kind: 'person' as const, person })),
  ];
  const picks = wanted.map((filter): QuickPickItem & { filter: ConversationFilter } => ({
    label: plainLine(filterWords(filter)),
    filter,
    iconPath: new ThemeIcon(filter.kind === 'person' ? 'person' : 'filter'),
    ...(JSON.stringify(filter) === JSON.stringify(tree.filter) ? { description: 'shown now' } : {}),
  }));
  const chosen = await window.showQuickPick(picks, { title: 'Show Conversations', placeHolder: 'Which to show' });
  if (chosen !== undefined) rooms.views.filterConversations(chosen.filter);
}

/** The thread that a command was given: by its id, its row, its widget, or a comment in it. */
export function threadOf(rooms: Rooms, target: unknown): ReviewThread | null {
  if (typeof target === 'string') return rooms.review.thread(target);
  if (typeof target !== 'object' || target === null) return null;
  if ('thread' in target) {
    const inner = target.thread;
    if (typeof inner === 'object' && inner !== null && 'id' in inner) return threadOf(rooms, inner.id);
    return threadOf(rooms, inner);
  }
  const id = rooms.reviewComments.idOf(target as CommentThread);
  return id === null ? null : rooms.review.thread(id);
}

/** Shows the document with the row in sight and the cursor on it; done when the editor tells so. */
export async function openSpot(rooms: Rooms, { uri, row }: ThreadSpot): Promise<void> {
  const address = parseAddress(uri);
  const selection = new Range(row, 0, row, 0);
  if (address?.kind === 'message') {
    const placed = rooms.library.message(address.id);
    if (placed === null) return;
    const document = await rooms.documents.caughtUp(messageUri(placed.message.id, placed.message.subject));
    await window.showTextDocument(document, { selection, preview: true });
    return standOn(document.uri, row);
  }
  if (address?.kind !== 'side') return;
  // The editor takes a selection for the changed side only; the other one is an editor of its own.
  await showFileSides(rooms, address.patch, address.path, address.side === 'new' ? { selection } : {});
  await standOn(uri, row);
}

/** The next step is counted from the editor in front, of which the editor tells a little later than it opened it. */
async function standOn(uri: Uri, row: number): Promise<void> {
  const isIt = ({ document }: TextEditor): boolean => document.uri.toString() === uri.toString();
  const inFront = (): TextEditor | null => {
    const editor = window.activeTextEditor;
    return editor !== undefined && sameDiff(editor.document.uri, uri) ? editor : null;
  };
  let editor = await until(inFront, [window.onDidChangeActiveTextEditor, window.onDidChangeVisibleTextEditors]);
  if (editor !== null && !isIt(editor)) {
    const other = await until(
      () => window.visibleTextEditors.find(isIt) ?? null,
      [window.onDidChangeVisibleTextEditors],
    );
    if (other === null) return;
    await commands.executeCommand('diffEditor.switchSide');
    editor = other;
  }
  if (editor === null || editor.selection.active.line === row) return;
  editor.selection = new Selection(row, 0, row, 0);
  editor.revealRange(new Range(row, 0, row, 0), TextEditorRevealType.InCenterIfOutsideViewport);
}

const hasKind = <Kind extends string>(value: unknown, kind: Kind): value is { readonly kind: Kind } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;

const say = (message: string): void => void window.showInformationMessage(message);
