import type { MessageId } from '../ground/brand';
import type { Message } from '../mail/message';

/** The messages given, each id once, sorted so that nothing depends on the order in which they came. */
export interface Thread {
  /** In order of date, then id; a copy of each message that came several times. */
  readonly messages: readonly Message[];
  readonly byId: ReadonlyMap<MessageId, Message>;
  /** Copies that were not used, with the message that stands for them. */
  readonly copies: ReadonlyMap<Message, Message>;
  readonly parentOf: ReadonlyMap<MessageId, MessageId>;
}

/** Finds every message's parent: In-Reply-To where it is here, else the nearest reference that is. */
export function threadMessages(given: readonly Message[]): Thread {
  const byId = new Map<MessageId, Message>();
  const copies = new Map<Message, Message>();
  for (const message of given) {
    const other = byId.get(message.id);
    if (other === undefined || betterCopy(message, other)) byId.set(message.id, message);
  }
  for (const message of given) {
    const used = byId.get(message.id);
    if (used !== undefined && used !== message) copies.set(message, used);
  }
  const messages = [...byId.values()].sort(byDate);
  const parentOf = new Map<MessageId, MessageId>();
  for (const message of messages) {
    const isHere = (id: MessageId | null): boolean => id !== null && id !== message.id && byId.has(id);
    const parent = isHere(message.inReplyTo) ? message.inReplyTo : message.references.findLast(isHere);
    if (parent !== undefined && parent !== null) parentOf.set(message.id, parent);
  }
  cutLoops(messages, parentOf);
  return { messages, byId, copies, parentOf };
}

/** The ids a message answers, nearest first, whether or not they are here. */
export function ancestorIds(message: Message): MessageId[] {
  const ids = [...new Set([...message.references].reverse())];
  return message.inReplyTo === null ? ids : [message.inReplyTo, ...ids.filter((id) => id !== message.inReplyTo)];
}

/** In order of date, mails without one last; the same for any order of the input. */
export function byDate(a: Message, b: Message): number {
  return compare(a.date ?? '~', b.date ?? '~') || compare(a.id, b.id);
}

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lists add footers and break encodings: of two copies, the one with fewer problems, then the shorter one, is nearer to what was posted. */
function betterCopy(a: Message, b: Message): boolean {
  const order =
    a.problems.length - b.problems.length || a.body.length - b.body.length || compare(a.body, b.body) || byDate(a, b);
  return order < 0;
}

/** Mails that answer each other in a circle: the earliest of them answers nobody. */
function cutLoops(messages: readonly Message[], parentOf: Map<MessageId, MessageId>): void {
  const settled = new Set<MessageId>();
  for (const { id } of messages) {
    const path = new Set<MessageId>();
    let at: MessageId | undefined = id;
    while (at !== undefined && !settled.has(at) && !path.has(at)) {
      path.add(at);
      at = parentOf.get(at);
    }
    if (at !== undefined && path.has(at)) parentOf.delete(earliestOnLoop(messages, at, parentOf));
    for (const seen of path) settled.add(seen);
  }
}

function earliestOnLoop(
  messages: readonly Message[],
  start: MessageId,
  parentOf: ReadonlyMap<MessageId, MessageId>,
): MessageId {
  const loop = new Set<MessageId>();
  for (let at: MessageId | undefined = start; at !== undefined && !loop.has(at); at = parentOf.get(at)) loop.add(at);
  return messages.find(({ id }) => loop.has(id))?.id ?? start;
}
