import { messageId } from '../ground/brand';
import type { Note } from './note';
import { formatNotebook, parseNotebook } from './notebook';

/** A commit with what links it to a mail. */
export interface NotedCommit {
  readonly commit: string;
  readonly subject: string;
  /** The commit message, trailers included. */
  readonly message: string;
}

/** A patch that is open, as far as it takes to find its commit. */
export interface NotedPatch {
  readonly messageId: string;
  readonly subject: string;
}

/**
 * Which commit each patch became: told by a `Link:` or `Message-ID:` trailer that names its mail (as b4 and
 * `git am --message-id` write them), else by a subject that only one commit has.
 */
export function commitsOfPatches(
  patches: readonly NotedPatch[],
  commits: readonly NotedCommit[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { messageId: id, subject } of patches) {
    const linked = commits.find(({ message }) => linksOf(message).includes(id));
    const named = commits.filter((each) => each.subject === subject);
    const commit = linked?.commit ?? (named.length === 1 ? named[0]?.commit : undefined);
    if (commit !== undefined) found.set(id, commit);
  }
  return found;
}

/** The Message-IDs that the trailers of a commit message name. */
const linksOf = (message: string): readonly string[] =>
  [...message.matchAll(/^(?:Link|Message-ID|Closes):[ \t]*(\S+)[ \t]*$/gim)].map(([, value = '']) =>
    messageId(value.replace(/^https?:\/\/[^/]+\/(?:.*\/)?([^/]+@[^/]+)\/?$/, '$1').replace(/%40/g, '@')),
  );

/** The notes of one patch as the text of a git note: for people first, for us below. */
export function gitNoteText(notes: readonly Note[]): string {
  const people = notes.map((note) => {
    const [where, words] = [placeOf(note), note.text.trim()];
    return `${where === '' ? '' : `${where}:\n`}${words}\n`;
  });
  return `${people.join('\n')}\n${MARK}\n${formatNotebook({ title: '', notes, marks: [] })}`;
}

/** Stands between what people read and what we read. */
const MARK = '--- kapi-replay notes ---';

/** The notes in the text of a git note, with what could not be read; a note that is not ours holds none. */
export function notesInGitNote(text: string): ReturnType<typeof parseNotebook> {
  const at = text.indexOf(MARK);
  return at < 0
    ? { title: '', notes: [], marks: [], problems: [] }
    : parseNotebook(text.slice(at + MARK.length), 'the git note');
}

/** The same note with our part put in place of the one that was there; what others wrote stays. */
export function withGitNoteText(there: string, notes: readonly Note[]): string {
  const at = there.indexOf(MARK);
  // Our words for people stand directly above the mark; they are written anew.
  const known = at < 0 ? [] : notesInGitNote(there).notes;
  const own = known.length === 0 ? '' : (gitNoteText(known).split(MARK, 1)[0] ?? '');
  const others = (at < 0 ? there : there.slice(0, at)).replace(own, '').trim();
  return `${others === '' ? '' : `${others}\n\n`}${gitNoteText(notes)}`;
}

function placeOf({ subject }: Note): string {
  if (subject.kind === 'place' && subject.on.file !== null)
    return subject.on.line === null ? subject.on.file : `${subject.on.file}:${String(subject.on.line)}`;
  return subject.kind === 'hunk' ? `${subject.on.file}, hunk ${String(subject.on.hunk)}` : '';
}
