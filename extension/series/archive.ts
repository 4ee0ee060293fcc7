import type { MessageId } from '../ground/brand';
import { commitExtent, mayHoldHeaders } from '../ground/in-body';
import { problem, type Problem } from '../ground/problem';
import { atOnce, type Sliced } from '../ground/sliced';
import { parseAddress } from '../mail/address';
import { decodeWords } from '../mail/encoded-word';
import type { Address, Message } from '../mail/message';
import { classify, type Classified } from './classify';
import { creditingPatches, ownTrailers, type FollowUp } from './credit';
import type { Pin } from './pins';
import { collectDrafts, type Draft, type Posting } from './posting';
import type { Archive, MessageKind, Placed, Series, SeriesPatch } from './series';
import { tellApart } from './shared-id';
import { mailinfoSubject } from './subject';
import { ancestorIds, compare, threadMessages, type Thread } from './thread';
import { groupTopics, type TopicMember } from './topic';

/**
 * Sorts messages into series. The result does not depend on their order, and says of every message why it was put
 * where it is.
 * @param pins what the reader decided by hand
 */
export const sortIntoSeries = (given: readonly Message[], pins: readonly Pin[] = []): Archive =>
  atOnce(sortingIntoSeries(given, pins));

/** The same, to be laid aside between any two mails. */
export function* sortingIntoSeries(read: readonly Message[], pins: readonly Pin[] = []): Sliced<Archive> {
  const given = tellApart(read);
  const thread = threadMessages(given);
  const classified: Classified[] = [];
  for (const message of thread.messages) {
    yield;
    classified.push(classify(message));
  }
  yield;
  const drafts = collectDrafts(classified, pins);
  yield;
  const named = drafts.map(nameSeries);
  yield;
  const topics = groupTopics(named, pins);
  const dates = new Map(named.map(({ id, date }) => [id, date]));
  const dateOf = (id: string): string => dates.get(id) ?? '~';
  const series: Series[] = [];
  for (const member of named) {
    yield;
    series.push(buildSeries(member, topics.get(member.id) ?? member.id));
  }
  series.sort(
    (a, b) =>
      compare(dateOf(a.topic), dateOf(b.topic)) ||
      compare(a.topic, b.topic) ||
      compare(dateOf(a.id), dateOf(b.id)) ||
      a.revision - b.revision ||
      compare(a.id, b.id),
  );
  const places = new Places(thread, classified, named);
  const placed: Placed[] = [];
  for (const message of given) {
    yield;
    placed.push(places.of(message));
  }
  return { placed, series: yield* creditingPatches(series, places.followUps()), problems: [] };
}

/** Gives a draft its name: the id of its cover letter, or of its first patch. */
function nameSeries(draft: Draft): TopicMember {
  const patches = inOrder(draft);
  const first = draft.cover ?? patches[0];
  const told = [draft.cover, draft.slots.get(1)].filter((each) => each !== null && each !== undefined);
  const dates = [...patches, ...(draft.cover === null ? [] : [draft.cover])].map(({ message }) => message.date ?? '~');
  return {
    id: first?.message.id ?? '',
    draft,
    title: first === undefined ? '' : first.subject.title,
    changeId: firstMatch(told, /^[ \t]*change-id:[ \t]*(\S+)[ \t]*$/im),
    date: dates.sort(compare)[0] ?? '~',
    subjects: patches.map(patchSubject),
  };
}

const inOrder = (draft: Draft): Posting[] => [...draft.slots.values()].sort((a, b) => a.index - b.index);

function firstMatch(told: readonly Posting[], pattern: RegExp): string | null {
  for (const { message } of told) {
    const found = pattern.exec(message.body)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}

const patchSubject = ({ message }: Posting): string => {
  const subject = commitHeaders(message)?.get('subject');
  return mailinfoSubject(subject === undefined ? message.subject : decodeWords(subject));
};

/** The author that stands with the commit message; below a scissors line that may be another than the mail's. */
function patchAuthor({ message, patch }: Posting): Address {
  const from = patch === null || patch.files.length === 0 ? undefined : commitHeaders(message)?.get('from');
  const author = from === undefined ? message.author : parseAddress(from);
  return author.email.includes('@') ? author : message.author;
}

/** The headers that stand in a mail's text and hold for its commit message, or null; messages don't change. */
function commitHeaders(message: Message): ReadonlyMap<string, string> | null {
  const known = inBody.get(message);
  if (known !== undefined) return known;
  const headers = mayHoldHeaders(message.body) ? commitExtent(message.body.split('\n')).headers : null;
  inBody.set(message, headers);
  return headers;
}

const inBody = new WeakMap<Message, ReadonlyMap<string, string> | null>();

function buildSeries({ id, draft, title, changeId }: TopicMember, topic: string): Series {
  const patches = inOrder(draft).map((posting) => buildPatch(posting, []));
  for (const [index, { posting, from }] of draft.carried) {
    const why = `Patch ${String(index)} was not posted again in this revision; it is carried over from v${String(from.revision)}.`;
    patches.push({ ...buildPatch(posting, [problem('patch-carried-over', why)]), index });
  }
  patches.sort((a, b) => a.index - b.index);
  const total = draft.total ?? Math.max(0, ...draft.slots.keys());
  const missing: number[] = [];
  for (let index = 1; index <= total; index++)
    if (!draft.slots.has(index) && !draft.carried.has(index)) missing.push(index);
  const told = [draft.cover, draft.slots.get(1)].filter((each) => each !== null && each !== undefined);
  const members = [...(draft.cover === null ? [] : [draft.cover]), ...draft.slots.values()];
  return {
    id,
    title,
    revision: draft.revision,
    rfc: members.some(({ subject }) => subject.rfc),
    total,
    cover: draft.cover?.message ?? null,
    topic,
    patches,
    missing,
    baseCommit: firstMatch(told, /^base-commit: ([0-9a-f]{7,64})\s*$/m),
    changeId,
    problems: seriesProblems(draft, missing),
  };
}

function seriesProblems(draft: Draft, missing: readonly number[]): Problem[] {
  const problems: Problem[] = [];
  if (missing.length > 0)
    problems.push(
      problem(
        'patch-missing',
        `Of the ${String(draft.total ?? 0)} patches of this series, ${missing.map(String).join(', ')} ${missing.length === 1 ? 'is' : 'are'} not among the mails read.`,
      ),
    );
  for (const [index, before] of draft.replaced)
    problems.push(
      problem(
        'patch-replaced',
        `Patch ${String(index)} was posted again by itself; <${before.message.id}> is the one it replaces.`,
      ),
    );
  return problems;
}

function buildPatch(posting: Posting, more: readonly Problem[]): SeriesPatch {
  const { message, patch, index } = posting;
  const held = patch ?? { message: '', notes: '', files: [], baseCommit: null, problems: [] };
  return {
    index,
    message,
    messageId: message.id,
    subject: patchSubject(posting),
    author: patchAuthor(posting),
    patch: held,
    trailers: ownTrailers(held, message.id),
    problems: [...more, ...message.problems, ...held.problems, ...held.files.flatMap(({ problems }) => problems)],
  };
}

/** Where every message belongs, and why. */
class Places {
  private readonly classifiedOf: ReadonlyMap<MessageId, Classified>;
  private readonly memberOf = new Map<MessageId, TopicMember>();
  private readonly bySubject = new Map<string, TopicMember | null>();

  constructor(
    private readonly thread: Thread,
    classified: readonly Classified[],
    named: readonly TopicMember[],
  ) {
    this.classifiedOf = new Map(classified.map((each) => [each.message.id, each]));
    for (const member of named) {
      for (const id of member.draft.why.keys()) this.memberOf.set(id, member);
      for (const posting of [member.draft.cover, ...member.draft.slots.values()]) {
        if (posting === null) continue;
        const key = subjectKey(posting.message);
        this.bySubject.set(key, this.bySubject.has(key) ? null : member);
      }
    }
  }

  of(message: Message): Placed {
    const used = this.thread.copies.get(message);
    const id = message.id;
    const { kind, series, why } = this.kindAndSeries(id);
    return {
      message,
      kind,
      cleanSubject: mailinfoSubject(message.subject),
      parent: this.thread.parentOf.get(id) ?? null,
      series,
      why: used === undefined ? why : `Another copy of this message was read too and used in its place; ${why}`,
    };
  }

  /** The replies whose thread leads to a mail of a series. */
  followUps(): FollowUp[] {
    const found: FollowUp[] = [];
    for (const { message, role } of this.classifiedOf.values()) {
      if (role !== 'reply' || this.memberOf.has(message.id)) continue;
      const answers = this.postingAbove(message.id);
      if (answers !== null) found.push({ message, answers });
    }
    return found;
  }

  private postingAbove(id: MessageId): MessageId | null {
    for (let at = this.thread.parentOf.get(id); at !== undefined; at = this.thread.parentOf.get(at))
      if (this.memberOf.has(at)) return at;
    return null;
  }

  private kindAndSeries(id: MessageId): { kind: MessageKind; series: string | null; why: string } {
    const each = this.classifiedOf.get(id);
    if (each === undefined) return { kind: 'other', series: null, why: 'It was not looked at.' };
    const member = this.memberOf.get(id);
    if (member !== undefined) {
      const { draft } = member;
      const why = draft.why.get(id) ?? '';
      const cover = draft.cover?.message.id === id;
      const kind = cover ? (each.role === 'pull' || each.subject.pull ? 'pull' : 'cover') : 'patch';
      const what = cover && draft.nakedCover ? 'it is a cover letter without a number' : each.why;
      return { kind, series: member.id, why: `A ${kind}, for ${what}; in ${nameOf(draft)}, for ${why}.` };
    }
    const kind: MessageKind = each.role === 'cover' || each.role === 'patch' ? 'other' : each.role;
    const home = this.home(each);
    const where =
      home === null
        ? 'in no series, for it answers nothing of one'
        : `in ${nameOf(home.member.draft)}, for ${home.why}`;
    return { kind, series: home?.member.id ?? null, why: `${KIND_WORD[kind]}, for ${each.why}; ${where}.` };
  }

  /** The series that a mail talks about: that of the nearest posting above it, else of the one its subject names. */
  private home({ message }: Classified): { member: TopicMember; why: string } | null {
    const walked = new Set<MessageId>();
    let depth = 0;
    for (
      let at: MessageId | undefined = message.id;
      at !== undefined && !walked.has(at);
      at = this.thread.parentOf.get(at)
    ) {
      walked.add(at);
      const member = this.memberOf.get(at);
      if (member !== undefined)
        return { member, why: depth === 1 ? `it answers <${at}>` : `its thread answers <${at}>` };
      depth++;
    }
    for (const at of walked) {
      const above = this.thread.byId.get(at);
      for (const id of above === undefined ? [] : ancestorIds(above)) {
        const member = this.memberOf.get(id);
        if (member !== undefined) return { member, why: `its references name <${id}>` };
      }
    }
    const named = this.bySubject.get(subjectKey(message));
    return named === undefined || named === null
      ? null
      : { member: named, why: 'its subject names one of its mails, and what it answers is not here' };
  }
}

const KIND_WORD: Readonly<Record<MessageKind, string>> = {
  cover: 'A cover',
  patch: 'A patch',
  reply: 'A reply',
  pull: 'A pull request',
  other: 'Neither patch nor reply',
};

/** The subject without reply prefixes: brackets and all, so that another revision's patch of that name is told apart. */
const subjectKey = ({ subject }: Message): string =>
  subject
    .replace(/\s+/g, ' ')
    .replace(/^(?:(?:re|aw|fwd?|antw|sv|wg)\s*:\s*)+/i, '')
    .toLowerCase();

const nameOf = (draft: Draft): string =>
  `v${String(draft.revision)}${draft.total === null ? '' : ` of ${String(draft.total)}`} by ${draft.sender.name === '' ? draft.sender.email : draft.sender.name}`;
