import type { MailLine, MessageId } from '../ground/brand';
import type { Problem } from '../ground/problem';
import { problem } from '../ground/problem';
import type { Archive } from '../series/series';
import type { Anchor, Comment, Conversation, Placement } from './comment';
import type { PostedPlace } from './placement';
import { PostedLines } from './placement';
import type { Origin, TracedMessage } from './provenance';
import { traceQuotes } from './provenance';
import type { CommentBlock } from './quote';
import { commentBlocks } from './quote';

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
export function placeComments(archive: Archive): PlacedComments {
  const traced = traceQuotes(archive);
  const placer = new Placer(archive, traced);
  for (const message of traced.values()) if (message.reply) placer.place(message);
  return { comments: placer.comments, problems: placer.problems };
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

/** The conversations on one file of one patch, in the order of their lines; those on the file as a whole first. */
export function conversationsOnFile(
  conversations: readonly Conversation[],
  patch: MessageId,
  file: string,
): readonly Conversation[] {
  return conversations
    .filter((conversation) => conversation.patch === patch && conversation.file === file)
    .sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
}

/** Where a block of a reply stands, before it is known whether it is comment text. */
interface Standing {
  readonly anchor: Anchor;
  readonly replyTo: string | null;
  readonly placement: Placement;
  readonly why: string;
}

const NOWHERE: Anchor = { patch: null, file: null, side: null, line: null };
const RANK: Readonly<Record<Placement, number>> = { exact: 0, fuzzy: 1, inferred: 2, unplaced: 3 };
const worse = (left: Placement, right: Placement): Placement => (RANK[left] >= RANK[right] ? left : right);

class Placer {
  readonly comments: Comment[] = [];
  readonly problems: Problem[] = [];
  private readonly posted: PostedLines;
  private readonly ofMessage = new Map<MessageId, readonly Comment[]>();

  constructor(
    archive: Archive,
    private readonly traced: ReadonlyMap<MessageId, TracedMessage>,
  ) {
    this.posted = new PostedLines(archive);
  }

  place(reply: TracedMessage): void {
    const { id } = reply.message;
    const own = commentBlocks(reply.lines).map((block, index): Comment => {
      const standing = this.standingOf(reply, block.first - 1);
      return { ...commentOf(id, index + 1, block), ...standing.anchor, ...partsOf(standing) };
    });
    this.ofMessage.set(id, own);
    this.comments.push(...own);
    const lost = own.filter((comment) => comment.placement === 'unplaced').length;
    if (lost > 0)
      this.problems.push(
        problem(
          'comment-unplaced',
          `${String(lost)} of ${String(own.length)} comments could not be put on a line; they are listed as unplaced.`,
          { file: id, line: own.find((comment) => comment.placement === 'unplaced')?.first ?? 1, column: 1 },
        ),
      );
  }

  /** Where something stands that the writer of a reply says on the line at `index`. */
  private standingOf(reply: TracedMessage, index: number): Standing {
    const above = this.quoteAbove(reply, index);
    if (above === null) return this.standingWithoutQuote(reply);
    if (above.origin === null) return this.standingUnknown(reply);
    const standing = this.standingOn(above.origin);
    if (above.passed === '') return standing;
    return { ...standing, placement: worse(standing.placement, 'inferred'), why: `${standing.why} ${above.passed}` };
  }

  /**
   * The nearest quoted line above that was traced, with the words for what was passed over on the way; null if none is
   * quoted. Words that were not found belong to a mail that was not given; what they answer is what that mail quotes,
   * one level deeper.
   */
  private quoteAbove(reply: TracedMessage, index: number): { origin: Origin | null; passed: string } | null {
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
        passed = 'A quoted signature stands between.';
      else if (origin !== undefined && (part === 'comment' || part === 'trailer'))
        return {
          origin,
          passed:
            unfound > 0 && line.depth > unfound
              ? 'It answers words of a mail that was not given, which answer these.'
              : passed,
        };
      else if (origin === undefined) {
        passed = 'The quoted line directly above it was not found in the mails that were given.';
        unfound = line.depth;
      }
    }
    return passed === '' ? null : { origin: null, passed };
  }

  private standingOn(origin: Origin): Standing {
    const source = this.traced.get(origin.message);
    const line = source?.lines[origin.line];
    if (source === undefined || line === undefined)
      return unplaced(null, 'The quoted words are in no mail that was given.');
    if (!source.reply) return this.standingOnPosting(source, line.at, origin);
    const comment = this.commentAt(source, line.at);
    if (comment === null) return this.standingOf(source, origin.line);
    return {
      anchor: anchorOf(comment),
      replyTo: comment.id,
      placement: worse(comment.placement, origin.certainty),
      why: sentence(`It answers the words of ${comment.messageId} that it quotes`, origin.reason),
    };
  }

  private standingOnPosting(source: TracedMessage, at: MailLine, origin: Origin): Standing {
    const place: PostedPlace = this.posted.at(source.message.id, at);
    // The head of a hunk is quoted to say where; which line is meant is not said.
    const guessed = place.heading && place.anchor.line !== null;
    return {
      anchor: place.anchor,
      replyTo: null,
      placement: guessed ? worse(origin.certainty, 'inferred') : origin.certainty,
      why: sentence(`It stands under the quote of ${place.words}`, origin.reason),
    };
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
    if (parent === undefined) return unplaced(null, 'It quotes nothing, and the mail that it answers was not given.');
    if (!parent.reply) {
      const anchor: Anchor = { ...NOWHERE, patch: parent.message.id };
      return {
        anchor,
        replyTo: null,
        placement: 'inferred',
        why: 'It quotes nothing above it: it is about the mail that it answers as a whole.',
      };
    }
    return this.standingUnder(parent, 'It quotes nothing above it');
  }

  private standingUnknown(reply: TracedMessage): Standing {
    const parent = reply.parent === null ? undefined : this.traced.get(reply.parent);
    const known = 'What it quotes was not found in the mails that were given';
    if (parent === undefined) return unplaced(null, `${known}, nor was the mail that it answers.`);
    if (!parent.reply) return unplaced(parent.message.id, `${known}; it answers this mail.`);
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
      return {
        anchor: anchorOf(only),
        replyTo: only.id,
        placement: worse(only.placement, 'inferred'),
        why: `${because}; it answers a mail that makes one comment here.`,
      };
    const root = this.postingAbove(parent);
    const why = `${because}, and the mail that it answers makes ${String(comments.length)} comments.`;
    if (root === null) return unplaced(null, why);
    return { anchor: { ...NOWHERE, patch: root }, replyTo: null, placement: 'inferred', why };
  }

  private postingAbove(from: TracedMessage): MessageId | null {
    return [from, ...this.ancestors(from)].find((each) => !each.reply)?.message.id ?? null;
  }

  /** The mails above one, nearest first; a mail that claims to answer itself ends the way. */
  private ancestors(from: TracedMessage): readonly TracedMessage[] {
    const chain: TracedMessage[] = [];
    let at = from.parent === null ? undefined : this.traced.get(from.parent);
    while (at !== undefined && at !== from && !chain.includes(at)) {
      chain.push(at);
      at = at.parent === null ? undefined : this.traced.get(at.parent);
    }
    return chain;
  }
}

const commentOf = (messageId: MessageId, number: number, block: CommentBlock) => ({
  id: `${messageId}#${String(number)}`,
  messageId,
  text: block.text,
  first: block.first,
  last: block.last,
});

const partsOf = ({ replyTo, placement, why }: Standing) => ({ replyTo, placement, why });

const anchorOf = ({ patch, file, side, line }: Comment): Anchor => ({ patch, file, side, line });

const unplaced = (patch: MessageId | null, why: string): Standing => ({
  anchor: { ...NOWHERE, patch },
  replyTo: null,
  placement: 'unplaced',
  why,
});

const sentence = (start: string, reason: string): string => (reason === '' ? `${start}.` : `${start}; ${reason}.`);
