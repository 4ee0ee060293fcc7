import type { MessageId } from '../ground/brand';
import type { Archive, Series, Trailer } from '../series/series';
import type { Comment, Conversation, Placement } from './comment';
import { conversationStatus, type Addressed } from './conversation-status';
import { followConversations } from './follow';
import type { Mark, Note } from './note';

/** A conversation that waits for somebody. */
export interface OpenConversation {
  readonly id: string;
  /** The mail that its first comment is in. */
  readonly messageId: MessageId;
  readonly person: string;
  /** Such as "lib/chime.c:113". */
  readonly where: string;
  readonly placement: Placement;
  /** The first words of the first comment. */
  readonly words: string;
  readonly comments: number;
  /** What became of it in the last revision that it was followed to, if there is a later one. */
  readonly addressed: (Addressed & { readonly revision: string }) | null;
}

/** What is open on one patch, on the cover letter, or on nothing that was given. */
export interface OpenGroup {
  readonly heading: string;
  readonly patch: MessageId | null;
  readonly conversations: readonly OpenConversation[];
}

export interface RevisionFacts {
  readonly series: string;
  readonly name: string;
  /** ISO 8601, or null where no mail of it has a date. */
  readonly date: string | null;
  readonly patches: number;
  readonly conversations: number;
  readonly open: number;
}

export interface Summary {
  readonly title: string;
  readonly series: string;
  /** Such as "RFC v2". */
  readonly revision: string;
  /** Of this revision. */
  readonly open: readonly OpenGroup[];
  /** Of earlier revisions, where the line is still as it was or the reader says that nothing was done. */
  readonly carried: readonly OpenGroup[];
  /** Who waits for an answer, most first. */
  readonly people: readonly { readonly person: string; readonly open: number }[];
  /** By patch; only those that give credit, not the author's own sign-off. */
  readonly trailers: readonly {
    readonly index: number;
    readonly subject: string;
    readonly trailers: readonly Trailer[];
  }[];
  /** The reader's replies that were not sent. */
  readonly unsent: number;
  readonly revisions: readonly RevisionFacts[];
}

/**
 * What is still open in a series and in the revisions before it.
 * @param marks what the reader decided about conversations
 */
export function summarise(
  archive: Archive,
  conversations: readonly Conversation[],
  marks: readonly Mark[],
  notes: readonly Note[],
  series: Series,
): Summary {
  const marked = new Map(marks.map((mark) => [mark.conversation, mark]));
  const followed = followConversations(archive, conversations, marked);
  const people = new Map(archive.placed.map(({ message: { id, from } }) => [id, from.name || from.email]));
  const status = ({ id }: Conversation) => conversationStatus(followed.get(id) ?? null, marked.get(id) ?? null);
  const revisions = archive.series.filter(({ topic }) => topic === series.topic).sort(byPosting);
  const earlier = revisions.slice(
    0,
    revisions.findIndex(({ id }) => id === series.id),
  );
  const homes = seriesOfMails(archive);
  const inSeries = (each: Series): readonly Conversation[] =>
    conversations.filter((conversation) => homeOf(conversation, homes) === each.id);
  const open = (each: Series): readonly Conversation[] =>
    inSeries(each).filter((conversation) => status(conversation).open);
  const named = (addressed: Addressed | null): OpenConversation['addressed'] => {
    const later = archive.series.find(({ id }) => id === addressed?.in);
    return addressed === null ? null : { ...addressed, revision: later === undefined ? '' : revisionName(later) };
  };
  const described = (conversation: Conversation): OpenConversation[] => {
    const [first] = conversation.comments;
    if (first === undefined) return [];
    return [
      {
        id: conversation.id,
        messageId: first.messageId,
        person: people.get(first.messageId) ?? '',
        where: placeWords(conversation),
        placement: conversation.placement,
        words: firstWords(first),
        comments: conversation.comments.length,
        addressed: named(status(conversation).addressed),
      },
    ];
  };
  const groups = (each: Series): readonly OpenGroup[] => grouped(each, open(each), described, revisions.length > 1);
  const here = groups(series);
  const carried = earlier.flatMap(groups);
  const all = [...here, ...carried].flatMap((group) => group.conversations);
  return {
    title: series.title,
    series: series.id,
    revision: revisionName(series),
    open: here,
    carried,
    people: counted(all.map(({ person }) => person)),
    trailers: series.patches.map(({ index, subject, trailers, messageId }) => ({
      index,
      subject,
      trailers: trailers.filter(({ key, from }) => /-by$/i.test(key) && (from !== messageId || !isSignOff(key))),
    })),
    unsent: notes.filter(({ purpose, sent }) => purpose === 'reply' && !sent).length,
    revisions: revisions.map((each) => ({
      series: each.id,
      name: revisionName(each),
      date: (each.cover ?? each.patches[0]?.message)?.date ?? null,
      patches: each.patches.length,
      conversations: inSeries(each).length,
      open: open(each).length,
    })),
  };
}

/** "v2", "RFC v1". */
export const revisionName = ({ revision, rfc }: Series): string => `${rfc ? 'RFC ' : ''}v${String(revision)}`;

/** Where a conversation is, for people. */
export function placeWords({ file, side, line, placement }: Conversation): string {
  if (placement === 'unplaced') return 'unplaced';
  if (file === null) return line === null ? 'the mail as a whole' : `message, line ${String(line)}`;
  return line === null ? file : `${file}:${String(line)}${side === 'old' ? ' (removed)' : ''}`;
}

/** So many characters of a comment stand for the whole. */
const WORDS = 160;

const firstWords = ({ text }: Comment): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > WORDS ? `${line.slice(0, WORDS - 3)}...` : line;
};

/** Which series each mail of the archive belongs to. */
export function seriesOfMails(archive: Archive): ReadonlyMap<MessageId, string> {
  const homes = new Map<MessageId, string>();
  for (const { message, series } of archive.placed) if (series !== null) homes.set(message.id, series);
  return homes;
}

/** The series that a conversation is about: that of its patch, else that of the mail that began it. */
export function homeOf(conversation: Conversation, homes: ReadonlyMap<MessageId, string>): string | null {
  const [first] = conversation.comments;
  const mail = conversation.patch ?? first?.messageId;
  return (mail === undefined ? null : homes.get(mail)) ?? null;
}

function grouped(
  series: Series,
  conversations: readonly Conversation[],
  described: (conversation: Conversation) => OpenConversation[],
  several: boolean,
): readonly OpenGroup[] {
  const revision = several ? `${revisionName(series)} ` : '';
  const headings = new Map<MessageId | null, string>();
  if (series.cover !== null) headings.set(series.cover.id, `${revision}0/${String(series.total)} ${series.title}`);
  for (const { messageId, index, subject } of series.patches)
    headings.set(messageId, `${revision}${String(index)}/${String(series.total)} ${subject}`);
  headings.set(null, `${revision}without a place`);
  const groups = [...headings].map(([patch, heading]) => ({
    heading,
    patch,
    conversations: conversations
      .filter((each) => (each.patch !== null && headings.has(each.patch) ? each.patch : null) === patch)
      .flatMap(described),
  }));
  return groups.filter((group) => group.conversations.length > 0);
}

function counted(people: readonly string[]): readonly { person: string; open: number }[] {
  const counts = new Map<string, number>();
  for (const person of people) counts.set(person, (counts.get(person) ?? 0) + 1);
  return [...counts]
    .map(([person, open]) => ({ person, open }))
    .sort((left, right) => right.open - left.open || (left.person < right.person ? -1 : 1));
}

const dateOf = (series: Series): string => (series.cover ?? series.patches[0]?.message)?.date ?? '';
const byPosting = (left: Series, right: Series): number =>
  dateOf(left) < dateOf(right) ? -1 : dateOf(left) > dateOf(right) ? 1 : left.revision - right.revision;

const isSignOff = (key: string): boolean => /^signed-off-by$/i.test(key);
