import type { MailLine, MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import { atOnce, type Sliced } from '../ground/sliced';
import type { Archive } from '../series/series';
import { worse, type Anchor, type Comment, type Conversation, type Placement } from './comment';
import { PostedLines } from './placement';
import type { Origin, TracedMessage } from './provenance';
import { Tracer } from './provenance';
import { commentBlocks } from './quote';
import { divideThreads } from './related-threads';

export interface PlacedComments {
  /** Mails oldest first, in each mail from top to bottom. A comment comes after those that it answers. */
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/**
 * Puts every comment of every reply on the line that it talks about, and under the comment that it answers: the
 * quoted line directly above it is traced through the mails to the one that first wrote it. If that is a patch, the
 * comment is on that line; if it is a reply, the comment joins the conversation of the words quoted.
 */
export const placeComments = (archive: Archive): PlacedComments => atOnce(placingComments(archive));

/** The same, to be laid aside between any two mails. */
export function* placingComments(archive: Archive): Sliced<PlacedComments> {
  const { order, threads } = divideThreads(archive);
  const posted = new PostedLines(archive);
  const placed = new Map<MessageId, PlacedComments>();
  for (const { mails, threadOf } of threads) {
    const tracer = new Tracer(threadOf);
    const placer = new Placer(posted, tracer.traced);
    for (const mail of mails) {
      const message = tracer.add(mail);
      if (message.reply) placed.set(mail.message.id, placer.place(message));
      yield;
    }
  }
  const inOrder = order.map((id) => placed.get(id)).filter((each) => each !== undefined);
  return {
    comments: inOrder.flatMap(({ comments }) => comments),
    problems: inOrder.flatMap(({ problems }) => problems),
  };
}

/** The conversations that the comments form. Each stands where its first comment stands. */
export function conversationsOf(comments: readonly Comment[]): readonly Conversation[] {
  const roots = new Map<string, string>();
  const grouped = new Map<string, Comment[]>();
  for (const comment of comments) {
    const root = comment.replyTo === null ? comment.id : (roots.get(comment.replyTo) ?? comment.id);
    roots.set(comment.id, root);
    const group = grouped.get(root);
    if (group) group.push(comment);
    else grouped.set(root, [comment]);
  }
  return [...grouped].flatMap(([id, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { patch, file, side, line, placement } = first;
    return [{ id, patch, file, side, line, placement, comments: group }];
  });
}

/** Where a block of a reply stands, before it is known whether it is comment text. */
interface Standing {
  readonly anchor: Anchor;
  readonly replyTo: string | null;
  readonly placement: Placement;
  /** How it stands there, as the beginning of a sentence. */
  readonly how: string;
  /** Why that is not exact, as clauses. What answers it has them too. */
  readonly doubts: readonly string[];
}

const NOWHERE: Anchor = { patch: null, file: null, side: null, line: null };

class Placer {
  private readonly ofMessage = new Map<MessageId, readonly Comment[]>();
  private readonly doubts = new Map<string, readonly string[]>();

  constructor(
    private readonly posted: PostedLines,
    private readonly traced: ReadonlyMap<MessageId, TracedMessage>,
  ) {}

  /** Places the comments of a mail; those of the mails that it answers have been placed. */
  place(reply: TracedMessage): PlacedComments {
    const { id } = reply.message;
    const own = commentBlocks(reply.lines).map((block, index): Comment => {
      const { anchor, replyTo, placement, how, doubts } = this.standingOf(reply, block.first - 1);
      const comment = `${id}#${String(index + 1)}`;
      this.doubts.set(comment, doubts);
      const why = `${[how, ...doubts].join('; ')}.`;
      return { id: comment, messageId: id, ...anchor, replyTo, placement, why, ...block };
    });
    this.ofMessage.set(id, own);
    const lost = own.filter((comment) => comment.placement === 'unplaced');
    const [first] = lost;
    if (first === undefined) return { comments: own, problems: [] };
    const said = `${String(lost.length)} of ${String(own.length)} comments could not be put on a line; they are listed as unplaced.`;
    return { comments: own, problems: [problem('comment-unplaced', said, { file: id, line: first.first, column: 1 })] };
  }

  /** Where something stands that the writer of a reply says on the line at `index`. */
  private standingOf(reply: TracedMessage, index: number): Standing {
    const above = this.quoteAbove(reply, index);
    if (above === null) return this.standingWithoutQuote(reply);
    if (above.origin === null) return this.standingUnknown(reply);
    const standing = this.standingOn(above.origin);
    if (above.passed !== '') return doubted(standing, 'inferred', above.passed);
    const ofDiff = standing.anchor.file !== null && this.traced.get(above.origin.message)?.reply === false;
    const lone = standing.placement === 'exact' && ofDiff && isLone(reply, above.at);
    return lone ? doubted(standing, 'inferred', 'only this line is quoted, without the head of a hunk') : standing;
  }

  /**
   * The nearest quoted line above that was traced, with the words for what was passed over on the way; null if none is
   * quoted. Words that were not found belong to a mail that was not given; what they answer is what that mail quotes,
   * one level deeper.
   */
  private quoteAbove(
    reply: TracedMessage,
    index: number,
  ): { origin: Origin | null; passed: string; at: number } | null {
    let passed = '';
    let unfound = 0;
    for (let at = index - 1; at >= 0; at -= 1) {
      const line = reply.lines[at];
      if (line === undefined || (line.depth === 0 && line.part === 'comment' && passed !== '')) break;
      if (line.depth === 0 || line.part !== 'quote' || line.key === '') continue;
      if (unfound > line.depth) break;
      const origin = reply.origins.get(at);
      const part = origin && this.traced.get(origin.message)?.lines[origin.line]?.part;
      if (part === 'signature' || part === 'footer' || /^-- ?$/.test(line.text))
        passed = 'a quoted signature stands between';
      else if (origin !== undefined && (part === 'comment' || part === 'trailer'))
        return {
          origin,
          at,
          passed:
            unfound > 0 && line.depth > unfound
              ? 'it answers words of a mail that was not given, which answer these'
              : passed,
        };
      else if (origin === undefined) {
        passed = 'the quoted line directly above it was not found in the mails that were given';
        unfound = line.depth;
      }
    }
    return passed === '' ? null : { origin: null, passed, at: index };
  }

  private standingOn(origin: Origin): Standing {
    const source = this.traced.get(origin.message);
    const line = source?.lines[origin.line];
    if (source === undefined || line === undefined)
      return found(NOWHERE, 'unplaced', 'The quoted words are in no mail that was given');
    if (!source.reply) return this.standingOnPosting(source, line.at, origin);
    const comment = this.commentAt(source, line.at);
    if (comment === null) return this.standingOf(source, origin.line);
    const standing = this.under(comment, `It answers the words of ${comment.messageId} that it quotes`);
    return doubted(standing, origin.certainty, origin.reason);
  }

  private standingOnPosting(source: TracedMessage, at: MailLine, origin: Origin): Standing {
    const { anchor, words, heading } = this.posted.at(source.message.id, at);
    const standing = found(anchor, 'exact', `It stands under the quote of ${words}`);
    // The head of a hunk is quoted to say where; which line is meant is not said.
    const guessed = heading && anchor.line !== null;
    return doubted(
      guessed ? doubted(standing, 'inferred', 'no line of the hunk is quoted') : standing,
      origin.certainty,
      origin.reason,
    );
  }

  private under(comment: Comment, how: string): Standing {
    const { id, patch, file, side, line, placement } = comment;
    const doubts = this.doubts.get(id) ?? [];
    return { anchor: { patch, file, side, line }, replyTo: id, placement, how, doubts };
  }

  /** The comment that a line belongs to: one of its own, or a trailer that stands below it with nothing quoted between. */
  private commentAt(source: TracedMessage, at: MailLine): Comment | null {
    const above = this.ofMessage.get(source.message.id)?.findLast((comment) => comment.first <= at);
    if (above === undefined) return null;
    const between = source.lines.slice(above.last, at - 1);
    return between.every((line) => line.depth === 0 && line.part !== 'attribution') ? above : null;
  }

  /** Nothing is quoted above: it is said to the mail that is answered, or to all that it answers. */
  private standingWithoutQuote(reply: TracedMessage): Standing {
    const parent = reply.parent === null ? undefined : this.traced.get(reply.parent);
    if (parent === undefined)
      return found(NOWHERE, 'unplaced', 'It quotes nothing, and the mail that it answers was not given');
    const how = 'It quotes nothing above it';
    if (parent.reply) return this.standingUnder(parent, how);
    return found(whole(parent), 'inferred', `${how}: it is about the mail that it answers as a whole`);
  }

  private standingUnknown(reply: TracedMessage): Standing {
    const parent = reply.parent === null ? undefined : this.traced.get(reply.parent);
    const known = 'What it quotes was not found in the mails that were given';
    if (parent === undefined) return found(NOWHERE, 'unplaced', `${known}, nor was the mail that it answers`);
    if (!parent.reply) return found(whole(parent), 'unplaced', `${known}; it answers this mail`);
    const standing = this.standingUnder(parent, known);
    return standing.replyTo === null ? { ...standing, placement: 'unplaced' } : standing;
  }

  /** A reply to a reply that does not show which of its words it answers. */
  private standingUnder(answered: TracedMessage, because: string): Standing {
    // A mail that only quotes, or only gives trailers, passes the question on to the one that it answers.
    const parent =
      [answered, ...this.ancestors(answered)].find((each) => this.ofMessage.get(each.message.id)?.length !== 0) ??
      answered;
    const comments = this.ofMessage.get(parent.message.id) ?? [];
    const general = comments.filter((comment) => comment.line === null && comment.replyTo === null);
    const only = comments.length === 1 ? comments[0] : general.length === 1 ? general[0] : undefined;
    if (only !== undefined)
      return doubted(this.under(only, because), 'inferred', 'the mail that it answers makes one comment here');
    const posting = [parent, ...this.ancestors(parent)].find((each) => !each.reply);
    const how = `${because}, and the mail that it answers makes ${String(comments.length)} comments`;
    return posting === undefined ? found(NOWHERE, 'unplaced', how) : found(whole(posting), 'inferred', how);
  }

  /** The mails above one, nearest first; a mail that claims to answer itself ends the way. */
  private ancestors(from: TracedMessage): readonly TracedMessage[] {
    const chain = new Set<TracedMessage>();
    let at = from.parent === null ? undefined : this.traced.get(from.parent);
    while (at !== undefined && at !== from && !chain.has(at)) {
      chain.add(at);
      at = at.parent === null ? undefined : this.traced.get(at.parent);
    }
    return [...chain];
  }
}

const HEAD = /^(?:diff --git |--- |\+\+\+ |@@ )/;

/** Whether a quoted line stands alone: nothing is quoted directly above it, and no head of a file or hunk before it. */
function isLone({ lines }: TracedMessage, at: number): boolean {
  if (lines.slice(0, at).some(({ depth, text }) => depth > 0 && HEAD.test(text))) return false;
  const above = lines.slice(0, at).findLast(({ depth, key }) => depth === 0 || key !== '');
  return above === undefined || above.depth === 0 || above.part !== 'quote';
}

const whole = ({ message }: TracedMessage): Anchor => ({ ...NOWHERE, patch: message.id });

const found = (anchor: Anchor, placement: Placement, how: string): Standing => ({
  anchor,
  replyTo: null,
  placement,
  how,
  doubts: [],
});

/** The same place, held less certain for the reason given; an empty reason changes nothing. */
const doubted = (standing: Standing, placement: Placement, reason: string): Standing =>
  reason === ''
    ? standing
    : {
        ...standing,
        placement: worse(standing.placement, placement),
        doubts: [...new Set([...standing.doubts, reason])],
      };
