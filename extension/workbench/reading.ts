import { FileType, Uri, workspace } from 'vscode';
import type { InboxMemory } from '../mail/public-inbox';
import type { Reading } from '../mail/source';
import { lineStarts, rowOfByte } from './line-starts';
import type { Source } from './library';

export interface Progress {
  readonly signal: AbortSignal;
  /** Told what part has been read, 0 to 1. */
  readonly progress: (part: number) => void;
}

/** An input that could not be read at all; the message says why and what to do. */
export class Unreadable extends Error {}

/**
 * Reads whatever mail stands behind a URI. A file of this machine is read without the editor, which takes its time to
 * say of every question that it is not for it.
 * @throws Unreadable, or what the editor says of a file elsewhere
 */
export async function readUri(uri: Uri, name: string, options: Progress, memory: InboxMemory): Promise<Source> {
  const { readFileBytes, tooLarge } = await import('../mail/source');
  if (uri.scheme === 'file') {
    const found = await readFileBytes(uri.fsPath);
    if (found.kind === 'unreadable') throw new Unreadable(reasons(found.reading));
    if (found.kind === 'directory') return readFolderSource(uri, name, options, memory);
    return readFileSource(uri, name, found.bytes, options);
  }
  const { type, size } = await workspace.fs.stat(uri);
  if ((type & FileType.Directory) !== 0)
    throw new Unreadable('Folders of mail are read only from this machine; open the mails in it as files instead.');
  const large = tooLarge(uri.fsPath, size);
  if (large !== null) throw new Unreadable(large);
  return readFileSource(uri, name, await workspace.fs.readFile(uri), options);
}

/** Reads a mailbox, a mail or a bare patch, gzipped or not. What is odd in it becomes problems. @throws Unreadable */
export async function readFileSource(uri: Uri, name: string, bytes: Uint8Array, options: Progress): Promise<Source> {
  const { readMailBytes } = await import('../mail/source');
  const reading = await readMailBytes(bytes, name, inParts(options));
  const isText = reading.bytes === bytes.length;
  let starts: number[] | null = null;
  return {
    ...sourceOf(uri, name, reading),
    rowOfByte: (byte) => (isText ? rowOfByte((starts ??= lineStarts(bytes)), byte) : null),
    fileOf: () => uri,
  };
}

/**
 * Reads a Maildir, a folder of mails, or a public-inbox archive. Git is run on it only
 * in a trusted workspace: a repository's own configuration can name programs.
 * @param memory what was read of archives before: of one that is opened again only what has come since is read
 * @throws Unreadable
 */
async function readFolderSource(uri: Uri, name: string, options: Progress, memory: InboxMemory): Promise<Source> {
  const { readSource } = await import('../mail/source');
  const reading = await readSource(uri.fsPath, { ...inParts(options), git: workspace.isTrusted, memory });
  return { ...sourceOf(uri, name, reading), rowOfByte: () => null, fileOf: (file) => Uri.file(file) };
}

function sourceOf(uri: Uri, name: string, reading: Reading): Pick<Source, 'uri' | 'name' | 'messages' | 'problems'> {
  if (reading.failed) throw new Unreadable(reasons(reading));
  const { messages, problems } = reading;
  return { uri, name, messages, problems: [...problems, ...messages.flatMap((message) => message.problems)] };
}

const reasons = ({ problems }: Reading): string => problems.map(({ message }) => message).join(' ');

const inParts = ({
  signal,
  progress,
}: Progress): { signal: AbortSignal; progress: (done: number, total: number) => void } => ({
  signal,
  progress: (done, total) => progress(total === 0 ? 1 : done / total),
});
