import type { FileLine, MailLine } from '../ground/brand';
import { atOnce, type Sliced } from '../ground/sliced';
import type { Patch } from '../patch/patch';
import type { Archive } from '../series/series';
import type { Anchor, Conversation, Placement } from './comment';
import { conversationStatus, type ConversationStatus } from './conversation-status';
import { followingConversations } from './follow';
import type { Mark, Note, NotePlace, NoteSubject } from './note';
import type { Ported } from './port';
import { homeOf, seriesOfMails } from './summary';

/** A conversation of the mails with the reader's answers in it, or the reader's notes on one place. */
export interface ReviewThread {
  readonly id: string;
  /** Null for a thread that is only the reader's. */
  readonly conversation: Conversation | null;
  readonly anchor: Anchor;
  readonly placement: Placement;
  /** The reader's, in the order in which they were written. */
  readonly notes: readonly Note[];
  /** What one more note in this thread would be about. */
  readonly subject: NoteSubject;
  /** The id of the series that the thread is about, or null. */
  readonly series: string | null;
  /** Where it stands in a later revision, if there is one. */
  readonly later: Ported | null;
  readonly status: ConversationStatus;
  /** The place that the note names is in none of the mails that are given. */
  readonly lost: boolean;
}

/** All threads: those of the mails first, in their order, then the reader's own. */
export const reviewThreads = (
  archive: Archive,
  conversations: readonly Conversation[],
  notes: readonly Note[],
  marks: readonly Mark[],
): readonly ReviewThread[] => atOnce(gatheringThreads(archive, conversations, notes, marks));

/** The same, to be laid aside between any two conversations. */
export function* gatheringThreads(
  archive: Archive,
  conversations: readonly Conversation[],
  notes: readonly Note[],
  marks: readonly Mark[],
): Sliced<readonly ReviewThread[]> {
  const marked = new Map(marks.map((mark) => [mark.conversation, mark]));
  const own = notesByPlace(archive, notes);
  const asked = [...conversations, ...own.map((each) => each.asked)];
  const followed = yield* followingConversations(archive, asked, marked);
  const homes = seriesOfMails(archive);
  const comments = new Map(conversations.flatMap((each) => each.comments.map(({ id }) => [id, each.id] as const)));
  const answers = grouped(
    notes.flatMap((note) => (note.subject.kind === 'answer' ? [{ note, to: note.subject.to }] : [])),
    ({ to }) => comments.get(to),
  );
  const finished = (asked: Conversation): Pick<ReviewThread, 'later' | 'status' | 'series'> => {
    const later = followed.get(asked.id) ?? null;
    return {
      later,
      status: conversationStatus(later, marked.get(asked.id) ?? null),
      series: homeOf(asked, homes),
    };
  };
  return [
    ...conversations.map((conversation): ReviewThread => {
      const { id, patch, file, side, line, placement } = conversation;
      const last = conversation.comments.at(-1);
      return {
        id,
        conversation,
        anchor: { patch, file, side, line },
        placement,
        notes: (answers.get(id) ?? []).map(({ note }) => note),
        subject: { kind: 'answer', to: last?.id ?? id },
        lost: false,
        ...finished(conversation),
      };
    }),
    ...own.map(({ asked, notes: here, subject, lost }): ReviewThread => {
      const { id, patch, file, side, line, placement } = asked;
      return {
        id,
        conversation: null,
        anchor: { patch, file, side, line },
        placement,
        notes: here,
        subject,
        lost,
        ...finished(asked),
      };
    }),
  ];
}

interface OwnThread {
  /** As if it were a conversation without comments, so that it is followed as those are. */
  readonly asked: Conversation;
  readonly notes: readonly Note[];
  readonly subject: NoteSubject;
  readonly lost: boolean;
}

function notesByPlace(archive: Archive, notes: readonly Note[]): readonly OwnThread[] {
  const patches = new Map(
    archive.series.flatMap(({ patches: all }) => all.map(({ messageId, patch }) => [messageId, patch] as const)),
  );
  const mails = new Set(archive.placed.map(({ message }) => message.id));
  const placed = notes.filter(({ subject }) => subject.kind !== 'answer');
  return [...grouped(placed, ({ subject }) => JSON.stringify(subject)).values()].flatMap((here) => {
    const [first] = here;
    if (first === undefined) return [];
    const anchor = anchorOf(first.subject, patches);
    // A note on a mail that is not open is in its notebook, and waits there.
    if (anchor.patch !== null && !mails.has(anchor.patch)) return [];
    const patch = anchor.patch === null ? undefined : patches.get(anchor.patch);
    const lost = first.subject.kind !== 'step' && anchor.file !== null && !shows(anchor, patch);
    const asked: Conversation = {
      id: `note ${first.id}`,
      ...anchor,
      placement: lost ? 'unplaced' : 'exact',
      comments: [],
    };
    return [{ asked, notes: here, subject: first.subject, lost }];
  });
}

const NOWHERE: Anchor = { patch: null, file: null, side: null, line: null };

function anchorOf(subject: NoteSubject, patches: ReadonlyMap<string, Patch>): Anchor {
  switch (subject.kind) {
    case 'answer':
      return NOWHERE;
    case 'place':
      return anchored(subject.on);
    case 'step':
      return subject.at.on === null ? NOWHERE : anchored(subject.at.on);
    case 'hunk': {
      const { patch, file: path, hunk: number } = subject.on;
      const file = patches.get(patch)?.files.find((each) => each.path === path || each.oldPath === path);
      const hunk = file?.hunks[number - 1];
      const first = hunk?.lines.find((line) => line.kind !== 'context') ?? hunk?.lines[0];
      const removed = first?.kind === 'removed';
      const line = first === undefined ? null : removed ? first.old : first.new;
      return { patch, file: path, side: removed ? 'old' : 'new', line };
    }
  }
}

const anchored = ({ patch, file, side, line }: NotePlace): Anchor => ({
  patch,
  file,
  side,
  line: line as FileLine | MailLine | null,
});

/** Whether the patch shows the place. */
function shows({ file: path, side, line }: Anchor, patch: Patch | undefined): boolean {
  const file = patch?.files.find((each) => each.path === path || each.oldPath === path);
  if (file === undefined) return false;
  if (line === null) return true;
  return file.hunks.some(({ lines }) =>
    lines.some((each) =>
      side === 'old' ? each.kind !== 'added' && each.old === line : each.kind !== 'removed' && each.new === line,
    ),
  );
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
