import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's public-inbox serving an archive of its own on this machine. */
export interface ArchiveServer {
  /** The URL of the archive, with a slash at its end. */
  readonly url: string;
  /** The archive itself, a directory. */
  readonly path: string;
  deliver(mail: string): void;
  stop(): void;
}

export const hasPublicInbox = (): boolean =>
  ['public-inbox-init', 'public-inbox-mda', 'public-inbox-httpd'].every(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0,
  );

/** Makes an archive, delivers the mails to it, and serves it on a free port. */
export async function serveArchive(mails: readonly string[], version: '-V1' | '-V2' = '-V2'): Promise<ArchiveServer> {
  const home = mkdtempSync(join(tmpdir(), 'kapi-replay-archive-'));
  const env = {
    ...process.env,
    HOME: home,
    PI_CONFIG: join(home, 'config'),
    PI_EMERGENCY: join(home, 'emergency'),
    ORIGINAL_RECIPIENT: 'list@example.org',
  };
  mkdirSync(env.PI_EMERGENCY);
  const run = (program: string, args: readonly string[], input = ''): void => {
    const { status, stderr } = spawnSync(program, args, { env, input });
    if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stderr.toString()}`);
  };
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}/list/`;
  run('public-inbox-init', [version, 'list', join(home, 'list'), url, env.ORIGINAL_RECIPIENT]);
  run('git', ['config', '-f', env.PI_CONFIG, 'publicinboxmda.spamcheck', 'none']);
  const deliver = (mail: string): void => run('public-inbox-mda', ['--no-precheck'], mail);
  mails.forEach(deliver);
  const server = spawn('public-inbox-httpd', ['-l', `127.0.0.1:${String(port)}`, '-W0'], { env, stdio: 'ignore' });
  await answering(url, server);
  return {
    url,
    path: join(home, 'list'),
    deliver,
    stop: () => {
      server.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`public-inbox-httpd ended with ${String(server.exitCode)}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer !== null) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('public-inbox-httpd did not answer');
}
