import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailAddress } from './thread-address';

/** What b4 gave: a mailbox, or why there is none. */
export type FromB4 =
  | { readonly kind: 'mailbox'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly said: string };

/**
 * Has `b4 mbox` fetch a thread, for who has set b4 up for his archive, proxy or credentials. The archive is told as b4's
 * configuration has it (`b4.midmask`, b4.docs.kernel.org/en/latest/config.html), through git's environment, so that no
 * file is changed; b4 runs in a directory of its own, where no repository's configuration is.
 * @throws what the signal says, where it ends the fetching
 */
export async function fetchWithB4({ archive, id }: MailAddress, signal: AbortSignal): Promise<FromB4> {
  const directory = await mkdtemp(join(tmpdir(), 'kapi-replay-b4-'));
  try {
    const mask = `${archive.replace(/%/g, '%%').replace(/\/*$/, '/')}%s`;
    const said = await runB4(['-n', '--no-stdin', 'mbox', '-C', '-o', directory, '-n', NAME, '--', id], {
      directory,
      signal,
      configuration: { 'b4.midmask': mask, 'b4.linkmask': mask },
    });
    signal.throwIfAborted();
    if (said === null) return { kind: 'absent' };
    const bytes = await readFile(join(directory, NAME)).catch(() => null);
    if (bytes !== null && bytes.length > 0) return { kind: 'mailbox', bytes };
    return /not known/i.test(said) ? { kind: 'unknown' } : { kind: 'failed', said: lastLine(said) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What b4 is told to call the mailbox. */
const NAME = 'thread.mbox';

const lastLine = (said: string): string => said.trim().split('\n').at(-1)?.trim() ?? '';

interface B4Run {
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly configuration: Readonly<Record<string, string>>;
}

/** Everything that b4 says; null where there is no b4. */
function runB4(args: readonly string[], { directory, signal, configuration }: B4Run): Promise<string | null> {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_CONFIG_COUNT: String(Object.keys(configuration).length) };
  for (const [at, [key, value]] of Object.entries(configuration).entries()) {
    env[`GIT_CONFIG_KEY_${String(at)}`] = key;
    env[`GIT_CONFIG_VALUE_${String(at)}`] = value;
  }
  return new Promise((resolve, reject) => {
    const child = spawn('b4', args, { cwd: directory, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(null);
      else if (signal.aborted) resolve(said);
      else reject(error);
    });
    child.on('close', () => resolve(said));
  });
}
