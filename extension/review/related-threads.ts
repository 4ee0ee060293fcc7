import type { MessageId } from '../ground/brand';
import type { Archive, Placed } from '../series/series';

/** Mails that may quote each other: threads that hang together, by an answer or because one series stands in them. */
export interface RelatedThreads {
  /** Each mail once, those that are answered before those that answer them, else oldest first. */
  readonly mails: readonly Placed[];
  /** What a mail belongs to: its series, or the root of its thread. */
  readonly threadOf: (mail: Placed) => string;
}

/** An archive divided into mails that may quote each other, with the order in which all of them stand. */
export interface DividedArchive {
  readonly order: readonly MessageId[];
  readonly threads: readonly RelatedThreads[];
}

/** Divides an archive. Nothing depends on the order in which its mails were read. */
export function divideThreads(archive: Archive): DividedArchive {
  const byId = new Map(archive.placed.map((placed) => [placed.message.id, placed]));
  const ordered = parentsFirst(byDate(archive.placed), byId);
  const threadOf = (mail: Placed): string => mail.series ?? rootOf(mail, byId);
  // Each thread, series or mail leads to another one of its group, the first one to itself.
  const leads = new Map<string, string>();
  const groupOf = (name: string): string => {
    let at = name;
    for (let next = leads.get(at); next !== undefined && next !== at; next = leads.get(at)) at = next;
    leads.set(name, at);
    return at;
  };
  for (const mail of ordered) {
    const group = groupOf(`thread ${threadOf(mail)}`);
    leads.set(groupOf(`mail ${mail.message.id}`), group);
    if (mail.parent !== null) leads.set(groupOf(`mail ${mail.parent}`), group);
  }
  const groups = new Map<string, Placed[]>();
  for (const mail of ordered) {
    const group = groupOf(`mail ${mail.message.id}`);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, [mail]);
    else known.push(mail);
  }
  return {
    order: ordered.map(({ message }) => message.id),
    threads: [...groups.values()].map((mails) => ({ mails, threadOf })),
  };
}

/** Oldest first, whatever order the mails were read in. */
const byDate = (placed: readonly Placed[]): readonly Placed[] =>
  [...placed].sort(
    (left, right) =>
      compare(left.message.date ?? '', right.message.date ?? '') || compare(left.message.id, right.message.id),
  );

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Each mail once: of copies, the one that comes first. */
function parentsFirst(placed: readonly Placed[], byId: ReadonlyMap<MessageId, Placed>): readonly Placed[] {
  const ordered = new Map<MessageId, Placed>();
  const visited = new Set<Placed>();
  for (const each of placed) {
    const chain: Placed[] = [];
    for (let at: Placed | undefined = each; at !== undefined && !visited.has(at);) {
      visited.add(at);
      chain.push(at);
      at = at.parent === null ? undefined : byId.get(at.parent);
    }
    for (const mail of chain.reverse()) if (!ordered.has(mail.message.id)) ordered.set(mail.message.id, mail);
  }
  return [...ordered.values()];
}

/** The root of the thread that a message hangs in. */
function rootOf(placed: Placed, byId: ReadonlyMap<MessageId, Placed>): MessageId {
  const seen = new Set<MessageId>();
  let at = placed;
  while (at.parent !== null && !seen.has(at.message.id)) {
    seen.add(at.message.id);
    const parent = byId.get(at.parent);
    if (parent === undefined) break;
    at = parent;
  }
  return at.message.id;
}
