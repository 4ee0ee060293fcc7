import type { MessageId } from '../ground/brand';
import type { Message } from '../mail/message';
import type { Placed } from '../series/series';
import type { Likeness, Match } from './alignment';
import { alignQuotes } from './alignment';
import { worse, type Certainty } from './comment';
import type { ReplyLine } from './quote';
import { splitPosting, splitReply } from './quote';

/** Where the words of a quoted line were first written. */
export interface Origin {
  readonly message: MessageId;
  /** Index into that message's lines. */
  readonly line: number;
  /** The worst step of the way counts. */
  readonly certainty: Certainty;
  /** Why it is not exact, as a clause; empty if it is. */
  readonly reason: string;
}

/** A message's body taken apart, every quoted line traced to its first writer as far as the archive reaches. */
export interface TracedMessage {
  readonly message: Message;
  /** It answers another mail; all others (patch, cover letter, announcement) are what is talked about. */
  readonly reply: boolean;
  /** The nearest message above it in the thread that was given. */
  readonly parent: MessageId | null;
  readonly lines: readonly ReplyLine[];
  readonly origins: ReadonlyMap<number, Origin>;
}

/** Traces the quotes of mails that may quote each other, one by one; those that are answered come first. */
export class Tracer {
  readonly traced = new Map<MessageId, TracedMessage>();
  private readonly written = new WrittenLines();

  constructor(private readonly threadOf: (mail: Placed) => string) {}

  /** Takes the next mail. */
  add(mail: Placed): TracedMessage {
    const message = trace(mail, this.traced, this.written);
    this.traced.set(message.message.id, message);
    this.written.add(message, this.threadOf(mail));
    return message;
  }
}

/** Whether a message answers another: by its kind, or because it hangs below one without being a posting itself. */
const answers = (placed: Placed): boolean =>
  placed.kind === 'reply' || (placed.kind === 'other' && placed.parent !== null);

function trace(placed: Placed, traced: ReadonlyMap<MessageId, TracedMessage>, written: WrittenLines): TracedMessage {
  const { message, parent } = placed;
  if (!answers(placed)) {
    return { message, reply: false, parent, lines: splitPosting(message.body), origins: new Map() };
  }
  const split = splitReply(message.body, `${message.from.name} ${message.from.email}`);
  const above = parent === null ? undefined : traced.get(parent);
  const marked = split.some((line) => line.depth > 0);
  // Some programs don't mark quotes at all; then lines with the signs of a diff may be some.
  const isQuote = (index: number): boolean =>
    marked ? (split[index]?.depth ?? 0) > 0 : above?.reply === false && /^[ +-]/.test(split[index]?.text ?? '');
  const matches =
    above === undefined
      ? new Map<number, Match>()
      : alignQuotes(split, isQuote, above.lines, !marked || above.message.id !== message.inReplyTo);
  // Where a mailer broke a quoted line, the rest of it stands there without its mark.
  const lines = [...split];
  for (const index of matches.keys()) {
    const line = lines[index];
    if (line?.depth === 0) lines[index] = { ...line, depth: 1, part: 'quote' };
  }
  const origins = new Map<number, Origin>();
  for (const [index, match] of matches) {
    const origin = above === undefined ? null : originOf(above, match);
    if (origin !== null) origins.set(index, origin);
  }
  let ancestors: ReadonlySet<MessageId> | null = null;
  for (let index = 0, last: Origin | null = null; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.depth === 0) continue;
    const found: Origin | null =
      origins.get(index) ??
      (matches.has(index) ? null : written.find(line.key, (ancestors ??= ancestorsOf(parent, traced)), last));
    if (found !== null) origins.set(index, found);
    last = found ?? last;
  }
  return { message, reply: true, parent, lines, origins };
}

const REASONS: Readonly<Record<Likeness, string>> = {
  same: '',
  respaced: 'its blanks differ from what was posted',
  wrapped: 'a mailer wrapped the quoted line',
  similar: 'the quote differs a little from what was posted',
};

const DOUBTS: typeof REASONS = {
  ...REASONS,
  same: 'the quoted line occurs more than once and was told by its order',
  respaced: 'the quoted line occurs more than once and was told by its order',
  similar: 'the quote is like several lines that were posted',
};

/** A line of the parent's own, or what the parent itself quotes it from. */
function originOf(above: TracedMessage, match: Match): Origin | null {
  const line = above.lines[match.target];
  const step: Certainty = !match.sure ? 'inferred' : match.likeness === 'same' ? 'exact' : 'fuzzy';
  const reason = (match.sure ? REASONS : DOUBTS)[match.likeness];
  if (line === undefined) return null;
  if (line.depth === 0) return { message: above.message.id, line: match.target, certainty: step, reason };
  const before = above.origins.get(match.target);
  if (before === undefined) return null;
  const certainty = worse(before.certainty, step);
  return {
    ...before,
    certainty,
    reason: bothReasons(before.reason, reason),
  };
}

const bothReasons = (one: string, other: string): string =>
  one === '' || one === other ? other : other === '' ? one : `${one}; ${other}`;

/** The mails above one, nearest first. */
function ancestorsOf(parent: MessageId | null, traced: ReadonlyMap<MessageId, TracedMessage>): ReadonlySet<MessageId> {
  const chain = new Set<MessageId>();
  for (let id = parent; id !== null && !chain.has(id); id = traced.get(id)?.parent ?? null) chain.add(id);
  return chain;
}

/** A line shorter than this (without blanks) is not looked for outside of the mail that is answered. */
const TELLING = 12;

/** Where someone wrote a line himself. */
interface Written {
  readonly message: MessageId;
  readonly line: number;
  readonly thread: string;
}

/**
 * Every line that someone wrote himself, to find quotes of it in other branches of the thread. There are as many as the
 * archive has lines, so they are kept as numbers.
 */
class WrittenLines {
  private readonly messages: MessageId[] = [];
  private readonly numbers = new Map<MessageId, number>();
  private readonly threads: string[] = [];
  private readonly latest = new Map<string, number>();
  /** Three numbers for each line: its message, its place in it, and where in here an equal line stands, or -1. */
  private readonly table: number[] = [];

  /** `thread` names what the message belongs to: its series, or the root of its thread. */
  add(traced: TracedMessage, thread: string): void {
    const number = this.messages.push(traced.message.id) - 1;
    this.threads.push(thread);
    this.numbers.set(traced.message.id, number);
    traced.lines.forEach(({ depth, part, key }, index) => {
      if (depth > 0 || key.length < TELLING || part === 'footer' || part === 'signature') return;
      const at = this.table.push(number, index, this.latest.get(key) ?? -1) - 3;
      this.latest.set(key, at);
    });
  }

  /** The one place that the words can come from: among the ancestors first, then in the thread; null if there are several. */
  find(key: string, ancestors: ReadonlySet<MessageId>, last: Origin | null): Origin | null {
    if (key.length < TELLING || /^https?:\S+$/.test(key)) return null;
    const all = this.written(key);
    const near = all.filter((each) => ancestors.has(each.message));
    const [nearest] = ancestors;
    const thread = nearest === undefined ? undefined : this.threads[this.numbers.get(nearest) ?? -1];
    const candidates = near.length > 0 ? near : all.filter((each) => each.thread === thread);
    const following = candidates.find((each) => each.message === last?.message && each.line > last.line);
    const only = following ?? (candidates.length === 1 ? candidates[0] : undefined);
    if (only === undefined) return null;
    const reason = 'the words are not in the mail that it answers; they stand in another one of the thread';
    return { message: only.message, line: only.line, certainty: 'inferred', reason };
  }

  /** The places where a line was written, oldest first, with or without the sign that it has in a diff. */
  private written(key: string): readonly Written[] {
    const places: Written[] = [];
    let at = this.latest.get(key) ?? this.latest.get(`+${key}`) ?? this.latest.get(`-${key}`) ?? -1;
    while (at >= 0) {
      const number = this.table[at] ?? 0;
      const message = this.messages[number];
      if (message !== undefined)
        places.push({ message, line: this.table[at + 1] ?? 0, thread: this.threads[number] ?? '' });
      at = this.table[at + 2] ?? -1;
    }
    return places.reverse();
  }
}
