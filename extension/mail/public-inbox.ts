import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { problem, type Problem } from '../ground/problem';
import { readMailbox, type ReadOptions } from './mailbox';
import type { Message } from './message';

/**
 * public-inbox archives (public-inbox-v1-format(5), public-inbox-v2-format(5)): git repositories that hold mail. In v1
 * every mail is a file `xx/…` of the tree; in v2 every commit of an epoch (`git/0.git`, `git/1.git`, …) holds one, as `m`.
 */
export interface Inbox {
  readonly messages: readonly Message[];
  readonly problems: readonly Problem[];
  readonly bytes: number;
}

/** Whether a directory is a git repository, bare or not, or a v2 inbox with epochs in `git/`. */
export const isInbox = (path: string): boolean => isRepository(path) || existsSync(join(path, 'git', '0.git'));

const isRepository = (path: string): boolean =>
  existsSync(join(path, '.git')) ||
  (['HEAD', 'objects', 'refs'].every((name) => existsSync(join(path, name))) &&
    statSync(join(path, 'objects')).isDirectory());

/** Reads an archive, all epochs of it, oldest mail first. */
export async function readInbox(path: string, options: ReadOptions): Promise<Inbox> {
  const repositories = isRepository(path) ? [path] : await epochs(join(path, 'git'));
  const messages: Message[] = [];
  const problems: Problem[] = [];
  let bytes = 0;
  for (const repository of repositories) {
    try {
      const names = await mailNames(repository);
      if (names.length === 0) {
        problems.push(
          problem(
            'archive-without-mail',
            `${repository} is a git repository, but no public-inbox archive: it holds no mail.`,
            top(repository),
          ),
        );
        continue;
      }
      for await (const { name, content } of blobs(repository, names, options.signal)) {
        const { textOnly = false } = options;
        const mailbox = await readMailbox(content, `${repository}:${name}`, { textOnly });
        messages.push(...mailbox.messages);
        bytes += content.length;
        if (messages.length % 100 === 0) options.progress?.(messages.length, names.length);
      }
      if (options.signal?.aborted === true)
        problems.push(
          problem('reading-stopped', `Reading ${repository} was stopped after ${String(messages.length)} mails.`),
        );
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

/** The object names of all mails: `<commit>:m` in v2, blobs of the tree in v1; none where it is no archive. */
async function mailNames(repository: string): Promise<string[]> {
  const head = (await git(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])).trim();
  if (head === '') return [];
  const tree = (await git(repository, ['ls-tree', head])).split('\n');
  if (tree.some((line) => /\t[md]$/.test(line)))
    return (await git(repository, ['rev-list', '--reverse', head]))
      .split('\n')
      .filter((commit) => commit !== '')
      .map((commit) => `${commit}:m`);
  if (!tree.some((line) => /^040000 tree [0-9a-f]+\t[0-9a-f]{2}$/.test(line))) return [];
  return (await git(repository, ['ls-tree', '-r', head]))
    .split('\n')
    .map((line) => /^100644 blob ([0-9a-f]+)\t[0-9a-f]{2}\/[0-9a-f]{38}$/.exec(line)?.[1])
    .filter((name) => name !== undefined);
}

/** Reads blobs through one `git cat-file --batch`; names that lead to nothing (deleted mails) are passed over. */
async function* blobs(
  repository: string,
  names: readonly string[],
  signal: AbortSignal | undefined,
): AsyncGenerator<{ name: string; content: Buffer }> {
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
