/**
 * Writes notes and drafts as fast as it can, and says what is written: `n1`, `d1`, `n2`, ... after each. The parent
 * ends it in the middle. Arguments: the directory, the number to begin with.
 */
import { messageId } from '../../../extension/ground/brand';
import { NoteDirectory } from '../../../extension/review/note-files';
import { NoteStore } from '../../../extension/review/note-store';
import { TypedDrafts } from '../../../extension/review/typed-drafts';

/** Longer than one block of a file system, so that a half-written file would be seen. */
export const textOf = (number: number): string => `${'The lock is not held here.\n'.repeat(200)}${String(number)}`;

async function write(directory: string, from: number): Promise<void> {
  const files = new NoteDirectory(directory);
  const store = new NoteStore(files, () => 'never');
  const drafts = new TypedDrafts(files);
  const on = { patch: messageId('p1@example.org'), file: null, side: null, line: null };
  for (let number = from; ; number += 1) {
    const id = `n${String(number % 50)}`;
    const revision = store.book('s.json').notes.find((note) => note.id === id)?.revision;
    if (revision === undefined) await store.reload();
    const note = {
      id,
      revision: store.book('s.json').notes.find((each) => each.id === id)?.revision ?? 0,
      subject: { kind: 'place', on },
      purpose: 'note',
      sent: false,
      resolved: false,
      text: textOf(number),
    } as const;
    await store.change('s.json', 'widget', { kind: 'put', note });
    process.stdout.write(`n${String(number)}\n`);
    await drafts.save({ id: 'box', document: '', row: 0, text: textOf(number) });
    process.stdout.write(`d${String(number)}\n`);
  }
}

const [, script, directory, from] = process.argv;
if (script === __filename && directory !== undefined) void write(directory, Number(from));
