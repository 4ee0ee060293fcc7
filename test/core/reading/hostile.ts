import assert from 'node:assert/strict';
import { readMailBytes } from '../../../extension/mail/source';
import { readMailbox } from '../../../extension/mail/mailbox';
import { afterImage, beforeImage, stepsOf } from '../../../extension/patch/image';
import { parsePatch } from '../../../extension/patch/parse';
import { conversationsOf, placeComments } from '../../../extension/review/conversation';
import { portConversations } from '../../../extension/review/port';
import { sortIntoSeries } from '../../../extension/series/archive';
import { rangeDiff, rangeLines } from '../../../extension/series/range-diff';

const MARK = 'From mboxrd@z Thu Jan  1 00:00:00 1970\n';

const neighbour = (id: string): string =>
  `${MARK}From: Ann <ann@example.org>\nSubject: ${id}\nMessage-ID: <${id}@example.org>\nDate: Sun, 1 Mar 2026 12:00:00 +0000\n\nThe text of ${id}.\n\n`;

/**
 * Reads a mail that may be anything, between two good ones, with everything that is ever done to mail: nothing throws,
 * the neighbours are read as they are, and every place that is named exists.
 */
export async function survive(mail: Buffer): Promise<void> {
  const box = Buffer.concat([Buffer.from(neighbour('first') + MARK), mail, Buffer.from(`\n\n${neighbour('last')}`)]);
  const { messages } = await readMailbox(box, 'hostile.mbox');
  const [first] = messages;
  assert.equal(first?.id, 'first@example.org');
  assert.equal(first.body, 'The text of first.\n');
  const last = messages.at(-1);
  assert.equal(last?.id, 'last@example.org');
  assert.equal(last.body, 'The text of last.\n');

  for (const message of messages) {
    const lines = message.body.split('\n').length;
    for (let line = 1; line <= Math.min(lines, 50); line++) {
      const span = message.bodyLineSpan(line as Parameters<typeof message.bodyLineSpan>[0]);
      if (span !== null)
        assert.ok(message.span.start <= span.start && span.start <= span.end && span.end <= message.span.end);
    }
    for (const { where } of message.problems) assert.ok(where !== null && where.line >= 1 && where.column >= 1);
    void [message.headers, message.to, message.cc];
    const patch = parsePatch(message.body);
    for (const { where } of [...patch.problems, ...patch.files.flatMap(({ problems }) => problems)])
      assert.ok(where !== null && where.line >= 1 && where.line <= lines);
    for (const file of patch.files.slice(0, 5)) {
      assert.ok(file.first >= 1 && file.first <= file.last && file.last <= lines);
      const steps = stepsOf(file.path, [{ id: message.id, patch }]);
      void [afterImage(file.path, steps), beforeImage(file.path, steps), afterImage(file.path, steps, 'a\nb\n')];
    }
  }
  const archive = sortIntoSeries(messages);
  const { placed, series } = archive;
  assert.equal(placed.length, messages.length);
  const conversations = conversationsOf(placeComments(archive).comments);
  void portConversations(archive, conversations);
  for (const each of series) for (const pair of rangeDiff(each, series[0] ?? each)) void rangeLines(pair);

  await readMailBytes(mail, 'hostile');
  void parsePatch(mail.toString('latin1'));
}
