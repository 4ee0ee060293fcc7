import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { problem, type Problem } from '../ground/problem';
import { readMailbox, type ReadOptions } from './mailbox';
import type { Message } from './message';

/**
 * public-inbox archives (public-inbox-v1-format(5), public-inbox-v2-format(5)): git repositories that hold mail. In v1
 * every mail is a file `xx/…` of the tree; in v2 every commit of an epoch (`git/0.git`, `git/1.git`, …) brings one, as
 * `m`, or takes one away, as `d`.
 */
export interface Inbox {
  readonly messages: readonly Message[];
  readonly problems: readonly Problem[];
  /** How many bytes of mail were read now: without what was known. */
  readonly bytes: number;
}

/** What was read of archives, by their repositories: of an archive that is read again only what has come since is read. */
export type InboxMemory = Map<string, KnownMails>;

/** The mails of a repository at a commit, by the ids of their blobs, oldest first. */
export interface KnownMails {
  readonly head: string;
  readonly mails: ReadonlyMap<string, readonly Message[]>;
}

/** Whether a directory is a git repository, bare or not, or a v2 inbox with epochs in `git/`. */
export const isInbox = (path: string): boolean => isRepository(path) || existsSync(join(path, 'git', '0.git'));

const isRepository = (path: string): boolean =>
  existsSync(join(path, '.git')) ||
  (['HEAD', 'objects', 'refs'].every((name) => existsSync(join(path, name))) &&
    statSync(join(path, 'objects')).isDirectory());

/** Reads an archive, all epochs of it, oldest mail first. */
export async function readInbox(path: string, options: ReadOptions, memory: InboxMemory): Promise<Inbox> {
  const repositories = isRepository(path) ? [path] : await epochs(join(path, 'git'));
  const messages: Message[] = [];
  const problems: Problem[] = [];
  let bytes = 0;
  for (const repository of repositories) {
    try {
      const read = await readRepository(repository, options, memory.get(repository) ?? null);
      if (read === null) {
        problems.push(
          problem(
            'archive-without-mail',
            `${repository} is a git repository, but no public-inbox archive: it holds no mail.`,
            top(repository),
          ),
        );
        continue;
      }
      for (const mails of read.known.mails.values()) messages.push(...mails);
      bytes += read.bytes;
      if (options.signal?.aborted === true)
        problems.push(
          problem('reading-stopped', `Reading ${repository} was stopped after ${String(messages.length)} mails.`),
        );
      else memory.set(repository, read.known);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(problem('archive-unreadable', `${repository} can't be read by git: ${reason}.`, top(repository)));
    }
  }
  return { messages, problems, bytes };
}

const top = (file: string): { file: string; line: number; column: number } => ({ file, line: 1, column: 1 });

async function epochs(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => /^\d+\.git$/.test(name));
  return names.sort((a, b) => parseInt(a, 10) - parseInt(b, 10)).map((name) => join(folder, name));
}

/** The mails of a repository, of which those that are known already are not read again; null where it is no archive. */
async function readRepository(
  repository: string,
  options: ReadOptions,
  before: KnownMails | null,
): Promise<{ readonly known: KnownMails; readonly bytes: number } | null> {
  const head = (await git(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])).trim();
  if (head === '') return null;
  if (head === before?.head) return { known: before, bytes: 0 };
  const held = await mailsAt(repository, head, before);
  if (held === null) return null;
  const missing = held.filter((blob) => before?.mails.has(blob) !== true);
  const read = new Map<string, readonly Message[]>();
  const { textOnly = false } = options;
  let bytes = 0;
  for await (const { name, content } of blobs(repository, missing, options.signal)) {
    read.set(name, (await readMailbox(content, `${repository}:${name}`, { textOnly })).messages);
    bytes += content.length;
    if (read.size % 100 === 0) options.progress?.(read.size, missing.length);
  }
  const mails = new Map<string, readonly Message[]>();
  for (const blob of held) {
    const found = read.get(blob) ?? before?.mails.get(blob);
    if (found !== undefined) mails.set(blob, found);
  }
  return { known: { head, mails }, bytes };
}

/** The blobs of all mails that the archive holds at a commit, oldest first; null where it is no archive. */
async function mailsAt(repository: string, head: string, before: KnownMails | null): Promise<readonly string[] | null> {
  const tree = (await git(repository, ['ls-tree', head])).split('\n');
  if (tree.some((line) => /\t[md]$/.test(line))) {
    const since = before !== null && (await isBelow(repository, before.head, head)) ? before : null;
    const range = since === null ? head : `${since.head}..${head}`;
    const raw = ['log', '--reverse', '--format=', '--raw', '--no-abbrev', '--no-renames', range, '--'];
    const held = new Set(since?.mails.keys());
    for (const line of (await git(repository, ['-c', 'log.showRoot=true', ...raw])).split('\n')) {
      const [, blob = '', file] = /^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AM]\t([md])$/.exec(line) ?? [];
      if (file === 'm') held.add(blob);
      else if (file === 'd') held.delete(blob);
    }
    return [...held];
  }
  if (!tree.some((line) => /^040000 tree [0-9a-f]+\t[0-9a-f]{2}$/.test(line))) return null;
  return (await git(repository, ['ls-tree', '-r', head]))
    .split('\n')
    .map((line) => /^100644 blob ([0-9a-f]+)\t[0-9a-f]{2}\/[0-9a-f]{38}$/.exec(line)?.[1])
    .filter((name) => name !== undefined);
}

/** Whether one commit stands below another in its history. An epoch that was purged has a history of its own. */
async function isBelow(repository: string, older: string, newer: string): Promise<boolean> {
  const count = git(repository, ['rev-list', '--count', `${newer}..${older}`, '--']);
  return (await count.catch(() => '')).trim() === '0';
}

/** Reads blobs through one `git cat-file --batch`; names that lead to nothing are passed over. */
async function* blobs(
  repository: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<{ name: string; content: Buffer }> {
  if (names.length === 0) return;
  const child = spawn('git', ['--git-dir', gitDir(repository), 'cat-file', '--batch'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<Error | null>((resolve) => {
    child.on('error', resolve);
    child.on('close', () => resolve(null));
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${names.join('\n')}\n`);
  let pending: Buffer = Buffer.alloc(0);
  let at = 0;
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      for (;;) {
        const newline = pending.indexOf(10);
        if (newline < 0) break;
        const [, type, size] = /^\S+ (blob|tree|commit|tag) (\d+)$/.exec(pending.toString('latin1', 0, newline)) ?? [];
        const length = size === undefined ? -1 : Number(size);
        if (pending.length < newline + 1 + length + 1) break;
        // An archive is only ever read from its beginning: a copy lets go of git's buffer.
        if (type === 'blob')
          yield { name: names[at] ?? '', content: Buffer.from(pending.subarray(newline + 1, newline + 1 + length)) };
        pending = pending.subarray(newline + 1 + length + 1);
        at++;
        if (signal?.aborted === true) return;
      }
    }
  } finally {
    child.kill();
  }
  const error = await ended;
  if (error !== null) throw error;
}

const gitDir = (repository: string): string =>
  existsSync(join(repository, '.git')) ? join(repository, '.git') : repository;

function git(repository: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--git-dir', gitDir(repository), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0 || err === '') resolve(Buffer.concat(out).toString());
      else reject(new Error(err.trim().split('\n', 1)[0]));
    });
  });
}
