import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { problem, type Problem } from '../ground/problem';
import { gunzip, isGzip } from './gzip';
import { readMailbox, type ReadOptions } from './mailbox';
import { isInbox, readInbox, type InboxMemory } from './public-inbox';
import { isHtml, isSavedText, readSavedPage } from './saved-page';
import type { Message } from './message';

/** What one input gave. */
export interface Reading {
  readonly messages: readonly Message[];
  readonly problems: readonly Problem[];
  /** How many bytes were read from it. */
  readonly bytes: number;
  /** The input could not be read at all; the first problem says why. */
  readonly failed: boolean;
}

export interface SourceOptions extends ReadOptions {
  /** Gives what stands behind the path `-`. */
  readonly stdin?: () => Promise<Uint8Array>;
  /** Git may be run on what is read: its owner is trusted. */
  readonly git?: boolean;
  /** What was read of archives before, and will be of this one. */
  readonly memory?: InboxMemory;
}

/** Larger files do not fit into one buffer beside what is read from them. */
const LARGEST = 1024 ** 3;

/** At most so many files of a directory are read. */
const MOST_FILES = 100_000;

/**
 * Reads whatever mail stands behind a path: a mailbox, a mail or a patch, gzipped or not; a Maildir; a directory of such
 * files; a public-inbox archive; a page saved from a web archive; `-` for stdin. Never throws: what can't be read is a problem with its path and reason, and the rest is read.
 */
export async function readSource(path: string, options: SourceOptions = {}): Promise<Reading> {
  if (path === '-') {
    if (options.stdin === undefined) return failure('source-unreadable', 'There is no standard input to read.', path);
    return readMailBytes(await options.stdin(), 'stdin', options);
  }
  const found = await readFileBytes(path);
  if (found.kind === 'unreadable') return found.reading;
  try {
    if (found.kind === 'directory')
      return isInbox(path) ? await readArchive(path, options) : await readDirectory(path, options);
    const reading = await readMailBytes(found.bytes, path, options);
    if (options.textOnly === true) giveBack(found.bytes);
    return reading;
  } catch (error) {
    return unreadable(path, error);
  }
}

/** What stands behind a path: the bytes of a file, a directory, or what says why it can't be read. */
export type FileBytes =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory' }
  | { readonly kind: 'unreadable'; readonly reading: Reading };

/** The bytes of a file, where it is no larger than can be read. Never throws. */
export async function readFileBytes(path: string): Promise<FileBytes> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { kind: 'directory' };
    const refused = found.isFile() ? tooLarge(path, found.size) : null;
    if (refused !== null) return { kind: 'unreadable', reading: failure('source-too-large', refused, path) };
    if (found.isFile()) return { kind: 'bytes', bytes: await readWhole(path, found.size) };
    const neither = failure('source-unreadable', `${path} is neither a file nor a directory.`, path);
    return { kind: 'unreadable', reading: neither };
  } catch (error) {
    return { kind: 'unreadable', reading: unreadable(path, error) };
  }
}

/** Why a file of so many bytes is not read; null where it is. */
export const tooLarge = (path: string, bytes: number): string | null =>
  bytes <= LARGEST
    ? null
    : `${path} is ${(bytes / 1024 ** 3).toFixed(1)} GiB; at most 1 GiB is read at a time. Split it (git mailsplit does) and open the parts.`;

/** Reads bytes that hold mail, gzipped or not. */
export async function readMailBytes(bytes: Uint8Array, name: string, options: ReadOptions = {}): Promise<Reading> {
  const problems: Problem[] = [];
  let content = bytes;
  if (isGzip(bytes)) {
    const unzipped = gunzip(bytes, LARGEST);
    content = unzipped.bytes;
    if (unzipped.fault !== null)
      problems.push(
        problem(
          'gzip-damaged',
          `${name} is damaged (${unzipped.fault}); what comes before the damage is shown.`,
          top(name),
        ),
      );
    if (content.length === 0 && unzipped.fault !== null)
      return failure('gzip-damaged', `${name} can't be unpacked: ${unzipped.fault}.`, name);
  }
  if (isBinary(content)) return failure('source-binary', `${name} is binary: it holds no mail.`, name);
  if (isHtml(content) || isSavedText(content)) {
    const page = readSavedPage(content, name);
    return {
      messages: page.message === null ? [] : [page.message],
      problems: [...problems, ...page.problems],
      bytes: content.length,
      failed: page.message === null,
    };
  }
  const mailbox = await readMailbox(content, name, options);
  return {
    messages: mailbox.messages,
    problems: [...problems, ...mailbox.problems],
    bytes: content.length,
    failed: false,
  };
}

async function readArchive(path: string, options: SourceOptions): Promise<Reading> {
  if (options.git !== true)
    return failure(
      'archive-needs-git',
      `${path} is a git archive; git is not run for folders that are not trusted.`,
      path,
    );
  const inbox = await readInbox(path, options, options.memory ?? new Map());
  return { ...inbox, failed: inbox.messages.length === 0 };
}

async function readWhole(path: string, size: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await file.read(bytes, length, Math.min(size - length, 1 << 24), length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** Frees a file's bytes at once where the engine can: they may be most of the memory, and it would be long in collecting them. */
function giveBack(bytes: Uint8Array): void {
  const buffer: ArrayBufferLike & { transfer?: (length: number) => ArrayBuffer } = bytes.buffer;
  if (bytes.byteOffset === 0 && bytes.length > Buffer.poolSize) buffer.transfer?.(0);
}

/** Reads a Maildir (its `cur` and `new`), or the mail files of a directory; files that hold something else are passed over. */
async function readDirectory(path: string, options: SourceOptions): Promise<Reading> {
  const names = (await readdir(path)).sort();
  const maildir = names.includes('cur') && names.includes('new');
  const files: string[] = [];
  for (const folder of maildir ? ['cur', 'new'] : ['.'])
    for (const name of (await readdir(join(path, folder))).sort())
      if (!name.startsWith('.') && (maildir || /\.(?:mbox|eml|patch|diff|mail|txt|mbx)(?:\.gz)?$/i.test(name)))
        files.push(join(path, folder, name));
  if (files.length > MOST_FILES)
    return failure('source-too-large', `${path} holds more than ${String(MOST_FILES)} files.`, path);
  const messages: Message[] = [];
  const problems: Problem[] = [];
  let bytes = 0;
  const { progress: _, ...each } = options;
  for (const [at, file] of files.entries()) {
    if (options.signal?.aborted === true) {
      problems.push(
        problem('reading-stopped', `Reading ${path} was stopped after ${String(at)} of ${String(files.length)} files.`),
      );
      break;
    }
    // What can't be looked at, a link that leads nowhere, say, is a problem of its own.
    if ((await stat(file).catch(() => null))?.isDirectory() === true) continue;
    const reading = await readSource(file, each);
    options.progress?.(at + 1, files.length);
    // Not spread: a mailbox may hold more mails than a call may have arguments.
    for (const message of reading.messages) messages.push(message);
    for (const found of reading.problems) problems.push(found);
    bytes += reading.bytes;
  }
  if (messages.length > 0 || problems.length > 0) return { messages, problems, bytes, failed: false };
  return failure(
    'source-without-mail',
    maildir
      ? `${path} is a Maildir without mail.`
      : `${path} holds no mail: no .mbox, .eml, .patch or .diff file stands in it, and it is no Maildir.`,
    path,
  );
}

const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 8192).includes(0);

const top = (file: string): { file: string; line: number; column: number } => ({ file, line: 1, column: 1 });

function failure(code: string, message: string, path: string): Reading {
  return { messages: [], problems: [problem(code, message, top(path))], bytes: 0, failed: true };
}

const unreadable = (path: string, error: unknown): Reading =>
  failure('source-unreadable', `${path} can't be read: ${reasonOf(error)}.`, path);

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'permission denied; check who may read it',
  EPERM: 'permission denied; check who may read it',
  ELOOP: 'its links go in a circle',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'its name is too long',
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? error.message;
}
