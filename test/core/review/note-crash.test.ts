import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseNotebook } from '../../../extension/review/notebook';
import { NoteDirectory } from '../../../extension/review/note-files';
import { TypedDrafts } from '../../../extension/review/typed-drafts';
import { textOf } from './note-writer';

const WRITES = 1000;
const ROUNDS = 20;

/** The same sequence every time (a linear congruential generator). */
function* sequence(): Generator<number, never> {
  for (let state = 4711; ; state = (state * 1103515245 + 12345) % 2 ** 31) yield state;
}

/** Lets the writer write, ends it with SIGKILL a moment after so many writes, and returns what it said was written. */
async function killed(directory: string, from: number, writes: number, momentUs: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'note-writer.ts'), directory, String(from)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said: string[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    said.push(line);
    if (said.length === writes) {
      const until = process.hrtime.bigint() + BigInt(momentUs) * 1000n;
      while (process.hrtime.bigint() < until);
      writer.kill('SIGKILL');
    }
  }
  return said;
}

describe('notes and drafts of a process that is killed at any moment', function () {
  this.timeout(300_000);

  it(`over ${String(WRITES)} writes are never lost and never half written`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kapi-crash-'));
    const moments = sequence();
    try {
      const newest = new Map<string, number>();
      let [total, next] = [0, 1];
      for (let round = 0; total < WRITES || round < ROUNDS; round += 1) {
        const said = await killed(directory, next, WRITES / ROUNDS, moments.next().value % 4000);
        assert.ok(said.length >= WRITES / ROUNDS, 'the writer ended by itself');
        total += said.length;
        for (const each of said) {
          const number = Number(each.slice(1));
          newest.set(each.startsWith('d') ? 'box' : `n${String(number % 50)}`, number);
          next = Math.max(next, number + 1);
        }
        const book = parseNotebook(readFileSync(join(directory, 's.json'), 'utf8'), 's.json');
        assert.deepEqual(book.problems, []);
        const [draft] = await new TypedDrafts(new NoteDirectory(directory)).all();
        const texts = new Map(
          [...book.notes, ...(draft === undefined ? [] : [draft])].map(({ id, text }) => [id, text]),
        );
        for (const [id, number] of newest) {
          // The one write that was not yet confirmed may have been done.
          const done = [textOf(number), textOf(number + 1), textOf(number + 50)];
          assert.ok(done.includes(texts.get(id) ?? ''), `${id} of write ${String(number)}`);
        }
        next += 1;
      }
      assert.ok(total >= WRITES);
      assert.deepEqual(
        readdirSync(directory).filter((name) => name.includes('aside')),
        [],
      );
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
