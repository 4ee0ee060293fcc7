import { execFile } from 'node:child_process';
import { workspace } from 'vscode';

/** What a git command ended with. */
export interface GitRun {
  /** Null where git could not be started. */
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** git may run programs that a folder's configuration names, so it waits until the folder is trusted. */
export class Untrusted extends Error {
  constructor() {
    super('git waits until you trust this workspace. Trust it, and try again.');
  }
}

/**
 * Runs git without a shell and without asking anything, in the first folder of the workspace or in the one given.
 * @throws Untrusted in Restricted Mode
 */
export function runGit(args: readonly string[], input = '', folder = workspaceFolder()): Promise<GitRun> {
  if (!workspace.isTrusted) throw new Untrusted();
  return new Promise((done) => {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
    const child = execFile('git', [...args], { cwd: folder, env, maxBuffer: MOST_BYTES }, (error, out, err) => {
      const started = error === null || typeof error.code === 'number';
      done({
        status: error === null ? 0 : started ? Number(error.code) : null,
        out,
        err: err || (error?.message ?? ''),
      });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

const MOST_BYTES = 64 << 20;

const workspaceFolder = (): string | undefined =>
  workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
