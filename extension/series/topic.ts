import type { MessageId } from '../ground/brand';
import { readIds } from './links';
import type { Pin } from './pins';
import { sameSender, type Draft } from './posting';
import { compare } from './thread';

/** What `groupTopics` has to know of a series. */
export interface TopicMember {
  readonly id: string;
  readonly draft: Draft;
  readonly title: string;
  readonly changeId: string | null;
  /** The earliest date of its mails, or '~'. */
  readonly date: string;
  /** Subjects of its patches, cleaned. */
  readonly subjects: readonly string[];
}

/**
 * Groups revisions and resends of one work: by change-id, by what a cover links to or supersedes, by thread, and by
 * sender with title or most of the patch subjects. Every rule is symmetric and the groups are unions, so no order matters.
 * @param pins what a reader said of them; that comes last and wins
 * @returns the topic of every series id: the id of the topic's earliest series
 */
export function groupTopics(members: readonly TopicMember[], pins: readonly Pin[] = []): Map<string, string> {
  const sorted = [...members].sort((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
  const groups = new Groups(sorted.length);
  const owner = new Map<MessageId, number>();
  sorted.forEach(({ draft }, at) => {
    for (const id of draft.why.keys()) owner.set(id, at);
  });
  const seen = new Map<string, number>();
  const same = (key: string, at: number): void => {
    const other = seen.get(key);
    if (other === undefined) seen.set(key, at);
    else groups.join(other, at);
  };
  sorted.forEach((member, at) => {
    if (member.changeId !== null) same(`change-id ${member.changeId}`, at);
    for (const id of linked(member)) {
      const other = owner.get(id);
      const there = other === undefined ? undefined : sorted[other];
      if (other !== undefined && there !== undefined && other !== at && related(member, there)) groups.join(other, at);
    }
  });
  alike(sorted, groups);
  for (const { kind, messages } of pins) {
    const [one, other] = messages.map((id) => owner.get(id));
    if (kind === 'topic' && one !== undefined && other !== undefined) groups.join(one, other);
  }
  const topics = new Map<string, string>();
  sorted.forEach(({ id }, at) => topics.set(id, sorted[groups.first(at)]?.id ?? id));
  for (const { kind, messages } of pins) {
    const [one, other] = messages.map((id) => sorted[owner.get(id) ?? -1]?.id);
    if (kind !== 'apart' || one === undefined || other === undefined || topics.get(one) !== topics.get(other)) continue;
    setApart(topics, other);
  }
  return topics;
}

/** Gives a series a topic of its own; those that shared its id as theirs take the next of them. */
function setApart(topics: Map<string, string>, id: string): void {
  const others = [...topics].filter(([other, topic]) => other !== id && topic === id).map(([other]) => other);
  for (const other of others) topics.set(other, others[0] ?? other);
  topics.set(id, id);
}

/** The ids that a series' mails answer, and that its cover (or first patch) links to or supersedes. */
function* linked({ draft }: TopicMember): Iterable<MessageId> {
  yield* draft.answered;
  const text = (draft.cover ?? draft.slots.get(1))?.message.body;
  if (text !== undefined) yield* readIds(text);
}

/** A link alone doesn't make two postings one work (dependencies are linked too): who posts it, or what it is, must agree. */
function related(a: TopicMember, b: TopicMember): boolean {
  if (a.draft.carried.size > 0) return true;
  return (
    overlap(a.subjects, b.subjects) > 0 || (sameSender(a.draft.sender, b.draft.sender) && wordsAlike(a.title, b.title))
  );
}

/** Of many postings with one subject each is compared with so many before it: enough for any work, bounded for floods. */
const NEIGHBOURS = 64;

/** Joins series of one sender with one title, and series that share most of their patches. */
function alike(sorted: readonly TopicMember[], groups: Groups): void {
  const bySubject = new Map<string, number[]>();
  const keyed = (key: string, at: number): void => {
    const known = bySubject.get(key);
    if (known === undefined) bySubject.set(key, [at]);
    else known.push(at);
  };
  sorted.forEach(({ subjects, title }, at) => {
    for (const subject of new Set(subjects)) keyed(subject.toLowerCase(), at);
    keyed(`title ${title.toLowerCase()}`, at);
  });
  for (const ats of bySubject.values())
    for (const [n, b] of ats.entries())
      for (const a of ats.slice(Math.max(0, n - NEIGHBOURS), n)) {
        const [one, other] = [sorted[a], sorted[b]];
        if (one === undefined || other === undefined || groups.first(a) === groups.first(b)) continue;
        const shared = overlap(one.subjects, other.subjects);
        const sender = sameSender(one.draft.sender, other.draft.sender);
        if (
          shared >= (sender ? 0.3 : 0.5) ||
          (sender && one.title !== '' && one.title.toLowerCase() === other.title.toLowerCase())
        )
          groups.join(a, b);
      }
}

/** The share of the smaller set of subjects that the other has too. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const known = new Set(b.map((subject) => subject.toLowerCase()));
  const shared = new Set(a.map((subject) => subject.toLowerCase()).filter((subject) => known.has(subject))).size;
  return shared === 0 ? 0 : shared / Math.min(new Set(a).size, known.size);
}

/** Titles that share at least half of their longer words. */
function wordsAlike(a: string, b: string): boolean {
  const words = (title: string): Set<string> => new Set(title.toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu) ?? []);
  const [one, other] = [words(a), words(b)];
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared * 2 >= Math.min(one.size, other.size) && shared > 0;
}

/** Union-find whose representative is always the earliest member. */
class Groups {
  private readonly up: number[];

  constructor(size: number) {
    this.up = Array.from({ length: size }, (_, at) => at);
  }

  first(at: number): number {
    let root = at;
    while (this.up[root] !== root) root = this.up[root] ?? root;
    for (let next = at; next !== root;) {
      const above = this.up[next] ?? root;
      this.up[next] = root;
      next = above;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [one, other] = [this.first(a), this.first(b)];
    this.up[Math.max(one, other)] = Math.min(one, other);
  }
}
