import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The files in which notes and drafts are kept; all of them in one place. */
export interface NoteFiles {
  /** The names of the files that hold notes or drafts. */
  names(): Promise<readonly string[]>;
  /** Null where there is no such file. Throws where there is one that can't be read. */
  read(name: string): Promise<string | null>;
  /** The file has the new text, or, if anything fails, the old one; never a part of one. It is on the disk afterwards. */
  replace(name: string, text: string): Promise<void>;
  /** Nobody else changes these files while the work is done, in no other window either. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** A directory of notes, which several processes may share. It is made when something is written. */
export class NoteDirectory implements NoteFiles {
  private written = 0;

  constructor(readonly path: string) {}

  async names(): Promise<readonly string[]> {
    const all = await readdir(this.path).catch(nothingIfAbsent<string[]>([]));
    return all.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
  }

  read(name: string): Promise<string | null> {
    return readFile(join(this.path, name), 'utf8').catch(nothingIfAbsent<null>(null));
  }

  /** A new file takes the place of the old one in one step (rename(2)), after its bytes are on the disk (fsync(2)). */
  async replace(name: string, text: string): Promise<void> {
    this.written += 1;
    const temporary = join(this.path, `.${name}.${String(process.pid)}-${String(this.written)}${UNFINISHED}`);
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(this.path, name));
    await syncDirectory(this.path);
  }

  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    await mkdir(this.path, { recursive: true });
    const lock = join(this.path, '.lock');
    await takeLock(lock);
    try {
      await this.sweep();
      return await work();
    } finally {
      await rm(lock, { force: true });
    }
  }

  /** Whoever holds the lock is the only one who writes: what else is unfinished was left by a process that is gone. */
  private async sweep(): Promise<void> {
    const left = (await readdir(this.path)).filter((name) => name.endsWith(UNFINISHED));
    await Promise.all(left.map((name) => rm(join(this.path, name), { force: true })));
  }
}

const UNFINISHED = '.unfinished';

/** Between two looks at a lock that somebody holds. */
const PAUSE_MS = 20;
/** A lock whose owner is elsewhere, or is not known, is taken over when it has not changed in so many looks. */
const PATIENCE = 250;

/** `open(2)` with O_EXCL succeeds for one of all who try. The owner's name tells whether he is still there. */
async function takeLock(lock: string): Promise<void> {
  const mine = `${hostname()} ${String(process.pid)}`;
  let seen: string | null = null;
  for (let looks = 0; ; looks += 1) {
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(mine);
      await file.close();
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const owner = await readFile(lock, 'utf8').catch(nothingIfAbsent<null>(null));
    if (owner === null) continue;
    if (owner !== seen) looks = 0;
    seen = owner;
    if (isGone(owner) || looks > PATIENCE) await takeOver(lock, owner);
    else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The owner ran on this machine, and runs no more. */
function isGone(owner: string): boolean {
  const [host, pid] = owner.split(' ');
  if (host !== hostname() || pid === undefined || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Of two who take over the same lock only one can move it away. */
async function takeOver(lock: string, owner: string): Promise<void> {
  const away = `${lock}.${String(process.pid)}${UNFINISHED}`;
  try {
    if ((await readFile(lock, 'utf8')) !== owner) return;
    await rename(lock, away);
    await rm(away, { force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** So that the rename outlives a power cut; some systems have no such call for directories. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => null);
  await directory?.sync().catch(() => undefined);
  await directory?.close();
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;

const nothingIfAbsent =
  <Nothing>(nothing: Nothing) =>
  (error: unknown): Nothing => {
    if (codeOf(error) === 'ENOENT') return nothing;
    throw error;
  };
