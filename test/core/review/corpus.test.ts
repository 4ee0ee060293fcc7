import assert from 'node:assert/strict';
import type { Anchor, Comment } from '../../../extension/review/comment';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { portConversations } from '../../../extension/review/port';
import type { Archive, Placed } from '../../../extension/series/series';
import { corpus } from './corpus';
import gold from './gold.json';
import portGold from './port-gold.json';

/** A rough reader of quotes that shares nothing with the one under test. */
const quote = (line: string): { depth: number; words: string } => {
  const [mark = ''] = /^(?:> ?)*/.exec(line) ?? [];
  return { depth: mark.replace(/[^>]/g, '').length, words: line.slice(mark.length).replace(/\s+/g, '') };
};

/** The nearest line above a comment that has words, and up to seven such lines of its depth above that one. */
function quotedAbove(reply: Placed, comment: Comment): { depth: number; words: string[] } | null {
  const lines = reply.message.body.split('\n').slice(0, comment.first - 1);
  const last = lines.findLastIndex((line) => quote(line).words !== '');
  const nearest = quote(lines[last] ?? '');
  if (nearest.depth === 0) return null;
  const words: string[] = [];
  for (let at = last; at >= 0 && words.length < 8; at -= 1) {
    const line = quote(lines[at] ?? '');
    if (line.depth !== nearest.depth) break;
    if (line.words !== '') words.push(line.words);
  }
  return { depth: nearest.depth, words };
}

/** Every line of the hunks of a patch, those of one hunk after another, as in the mail. */
function diffLines(archive: Archive, patch: string) {
  const found = archive.series.flatMap((series) => series.patches).find(({ messageId }) => messageId === patch);
  return (found?.patch.files ?? []).flatMap((file) =>
    file.hunks.flatMap((hunk) =>
      hunk.lines
        .map((line) => ({
          words: `${line.kind === 'added' ? '+' : line.kind === 'removed' ? '-' : ''}${line.text.replace(/\s+/g, '')}`,
          file: line.kind === 'removed' ? (file.oldPath ?? file.path) : file.path,
          side: line.kind === 'removed' ? 'old' : 'new',
          line: line.kind === 'removed' ? line.old : line.new,
        }))
        .filter(({ words }) => words !== ''),
    ),
  );
}

describe('the corpus', function () {
  this.timeout(60_000);
  let archive: Archive;
  let comments: readonly Comment[];
  const replies = new Map<string, Placed>();

  before(async function () {
    const found = await corpus();
    if (found === null) return this.skip();
    archive = found;
    comments = placeComments(archive).comments;
    for (const placed of archive.placed) replies.set(placed.message.id, placed);
  });

  it('has comments under quoted diff lines of direct replies on exactly those lines', () => {
    let [right, wrong, all] = [0, 0, 0];
    for (const comment of comments) {
      const reply = replies.get(comment.messageId);
      const above = reply && quotedAbove(reply, comment);
      if (!above || above.depth !== 1 || replies.get(reply.parent ?? '')?.kind !== 'patch') continue;
      const lines = diffLines(archive, reply.parent ?? '');
      // Where a line comes more than once, the one is meant above which most of the quoted lines stand.
      const agreement = lines.map(({ words }, at) =>
        words !== above.words[0]
          ? 0
          : 1 + above.words.slice(1).filter((each, n) => lines[at - 1 - n]?.words === each).length,
      );
      const best = Math.max(0, ...agreement);
      if (best === 0) continue;
      all += 1;
      const here = lines.some(
        ({ file, side, line }, at) =>
          agreement[at] === best && file === comment.file && side === comment.side && line === comment.line,
      );
      if (here) right += 1;
      else if (comment.placement === 'exact') wrong += 1;
    }
    assert.ok(all > 150, `${String(all)} such comments`);
    assert.equal(wrong, 0);
    assert.ok(right / all >= 0.99, `${String(right)} of ${String(all)}`);
  });

  it('has replies to replies under the words that they quote', () => {
    let [right, all] = [0, 0];
    for (const comment of comments) {
      const reply = replies.get(comment.messageId);
      const parent = replies.get(reply?.parent ?? '');
      const above = reply && quotedAbove(reply, comment);
      if (!above || above.depth !== 1 || parent?.kind !== 'reply') continue;
      const own = comments.filter(({ messageId }) => messageId === parent.message.id);
      const said = own.filter(({ text }) =>
        text.split('\n').some((line) => line.replace(/\s+/g, '') === above.words[0]),
      );
      if (said.length === 0) continue;
      all += 1;
      if (said.some(({ id }) => id === comment.replyTo)) right += 1;
    }
    assert.ok(all > 400, `${String(all)} such comments`);
    assert.ok(right / all >= 0.95, `${String(right)} of ${String(all)}`);
  });

  it('has no list footer in any comment', () => {
    const footers = comments.filter(({ text }) => /^_{20,}|mailing list -- |To unsubscribe send/m.test(text));
    assert.deepEqual(footers, []);
  });

  for (const [number, { atFirst, conversations: read }] of portGold.samples.entries())
    it(`is carried to the next revision as a reader carried sample ${String(number + 1)} (at first sight: ${atFirst})`, () => {
      const known = new Map(conversationsOf(comments).map((conversation) => [conversation.id, conversation]));
      const wrong = read.filter(({ conversation: id, answers, ...rest }) => {
        const conversation = known.get(id);
        const asked = conversation && 'from' in rest ? { ...conversation, ...(rest.from as Anchor) } : conversation;
        const now = asked && portConversations(archive, [asked]).get(id);
        return !answers.some(({ state, file, line }) => {
          if (now?.state !== state) return false;
          if (state === 'line-removed' || state === 'patch-dropped') return true;
          return (now.anchor?.file ?? null) === file && (now.anchor?.line ?? null) === line;
        });
      });
      const right = read.length - wrong.length;
      assert.ok(right / read.length >= 57 / 60, `${String(right)} of ${String(read.length)}; ${JSON.stringify(wrong)}`);
    });

  it('is placed as a reader of a hundred replies placed it', () => {
    const expected = gold.replies.flatMap(({ message, comments: all }) =>
      all.map((comment, index) => JSON.stringify({ id: `${message}#${String(index + 1)}`, ...comment })),
    );
    const drawn = new Set(gold.replies.map(({ message }) => message));
    const found = comments
      .filter(({ messageId }) => drawn.has(messageId))
      .map(({ id, patch, file, side, line, replyTo }) =>
        JSON.stringify({ id, patch, file, side, line, parent: replyTo }),
      );
    const right = found.filter((each) => expected.includes(each)).length;
    assert.ok(right / found.length >= 0.97, `precision ${String(right)} of ${String(found.length)}`);
    assert.ok(right / expected.length >= 0.97, `recall ${String(right)} of ${String(expected.length)}`);
  });
});
