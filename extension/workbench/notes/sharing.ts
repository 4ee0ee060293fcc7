import { Uri, window, workspace } from 'vscode';
import { commitsOfPatches, notesInGitNote, withGitNoteText, type NotedCommit } from '../../review/git-notes';
import type { Note } from '../../review/note';
import { formatNotebook, parseNotebook } from '../../review/notebook';
import { chooseSeries } from '../conversations/summary-page';
import { runGit, type GitRun } from '../git';
import { setting } from '../ids';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';

/** Notes and decisions of another reader, or of another folder, come in; nothing that is here is lost. */
export async function importNotes(rooms: Rooms, file: unknown): Promise<void> {
  const chosen =
    file instanceof Uri
      ? file
      : (await window.showOpenDialog({ title: 'Import Notes', filters: { Notes: ['json'] } }))?.[0];
  if (chosen === undefined) return;
  const text = new TextDecoder().decode(await workspace.fs.readFile(chosen));
  const book = parseNotebook(text, plainLine(chosen.path.split('/').pop() ?? '', 80));
  if (book.problems.length > 0)
    void window.showWarningMessage(plainLine(book.problems.map(({ message }) => message).join(' '), 600));
  await rooms.notes.loaded();
  await rooms.notes.merge(book);
  say(`${count(book.notes.length, 'note')} and ${count(book.marks.length, 'decision')} were read.`);
}

/** The notes on one series as a file that another reader can import. */
export async function exportNotes(rooms: Rooms, target: unknown, file: unknown): Promise<void> {
  const series = await chooseSeries(rooms, target);
  if (series === null) return;
  await rooms.notes.loaded();
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen =
    file instanceof Uri
      ? file
      : await window.showSaveDialog({
          title: 'Export Notes',
          filters: { Notes: ['json'] },
          ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, 'notes.json') }),
        });
  if (chosen === undefined) return;
  const book = rooms.notes.notebook(series.id);
  await workspace.fs.writeFile(chosen, new TextEncoder().encode(formatNotebook(book)));
  say(`${count(book.notes.length, 'note')} and ${count(book.marks.length, 'decision')} were written.`);
}

/** The ref that git keeps our notes under: refs/notes/kapi-replay. */
const REF = 'kapi-replay';

/** So many commits are looked through for those that the patches became. */
const MOST_COMMITS = '5000';

/** The notes on each patch go to the commit that it became, below what others wrote there. */
export async function writeGitNotes(rooms: Rooms): Promise<void> {
  await rooms.notes.loaded();
  const byPatch = new Map<string, Note[]>();
  for (const note of rooms.notes.all) {
    const { subject } = note;
    if (subject.kind !== 'place' && subject.kind !== 'hunk') continue;
    byPatch.set(subject.on.patch, [...(byPatch.get(subject.on.patch) ?? []), note]);
  }
  const commits = await commitsOf(rooms);
  let written = 0;
  for (const [patch, notes] of byPatch) {
    const commit = commits.get(patch);
    if (commit === undefined) continue;
    const there = await git(['notes', '--ref', REF, 'show', commit]);
    const text = withGitNoteText(there.status === 0 ? there.out : '', notes);
    succeed(await git(['notes', '--ref', REF, 'add', '--force', '-F', '-', commit], text), 'The note was not written');
    written += notes.length;
  }
  const left = [...byPatch.values()].flat().length - written;
  say(
    `${count(written, 'note')} written to refs/notes/${REF}.` +
      (left === 0 ? '' : ` ${count(left, 'note')} stand on patches of which no commit was found in this repository.`),
  );
}

/** The notes that the commits of the open patches carry come in. */
export async function readGitNotes(rooms: Rooms): Promise<void> {
  await rooms.notes.loaded();
  let read = 0;
  for (const commit of new Set((await commitsOf(rooms)).values())) {
    const there = await git(['notes', '--ref', REF, 'show', commit]);
    if (there.status !== 0) continue;
    const book = notesInGitNote(there.out);
    for (const { message } of book.problems) rooms.log.warn(`${commit}: ${message}`);
    if (book.notes.length > 0) await rooms.notes.merge(book);
    read += book.notes.length;
  }
  say(`${count(read, 'note')} read from refs/notes/${REF}.`);
}

async function commitsOf(rooms: Rooms): Promise<ReadonlyMap<string, string>> {
  const log = await git(['log', '--branches', '--max-count', MOST_COMMITS, '--format=%H%x00%s%x00%B%x01']);
  succeed(log, 'The commits could not be read; open the repository as the folder, or set its path as the kernel tree');
  const commits = log.out.split('\u0001').flatMap((entry): NotedCommit[] => {
    const [commit = '', subject, message] = entry.trimStart().split('\0');
    return subject === undefined || message === undefined ? [] : [{ commit, subject, message }];
  });
  const patches = rooms.library.allPatches.map(({ patch }) => ({ messageId: patch.messageId, subject: patch.subject }));
  return commitsOfPatches(patches, commits);
}

/** In the kernel tree of the settings, else in the folder that is open. */
function git(args: readonly string[], input = ''): Promise<GitRun> {
  const tree = workspace.getConfiguration(setting.section).get<string>(setting.kernelTree, '');
  return tree === '' ? runGit(args, input) : runGit(args, input, tree);
}

function succeed({ status, err }: GitRun, what: string): void {
  if (status === null) throw new Error(`git could not be started: ${err}`);
  if (status !== 0) throw new Error(`${what}: ${err.trim()}`);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const say = (message: string): void => void window.showInformationMessage(message);
