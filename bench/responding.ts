import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root } from '../scripts/project.mjs';
import { muchDiscussed } from './placing';

/** What test/vscode/responding measures of a mailbox. */
export interface RespondingFigures {
  readonly name: string;
  readonly mails: number;
  readonly filledMs: number;
  readonly filledCpuMs: number;
  readonly placedMs: number;
  readonly opening: { readonly ms: number; readonly cpuMs: number };
  readonly placing: { readonly ms: number; readonly cpuMs: number };
  readonly firstHoverMs: number;
  readonly hoverMs: number;
  readonly longestHoverMs: number;
  readonly hoverCpuMs: number;
  readonly peerHoverMs: number;
  readonly peerHoverCpuMs: number;
  readonly hovering: { readonly ms: number; readonly cpuMs: number };
}

/** A long thread, as long as those that reviewers complain about. */
const THREAD = 300;

/**
 * In the real VS Code: a thread of 300 mails for the first time, the largest mailbox, that thread once more, and a series
 * with 500 comments.
 */
export function measureResponding(mailboxes: readonly string[]): readonly RespondingFigures[] {
  const work = mkdtempSync(join(tmpdir(), 'kapi-replay-bench-'));
  try {
    const largest = [...mailboxes].sort((a, b) => statSync(b).size - statSync(a).size)[0];
    if (largest === undefined) throw new RangeError('there is no mailbox to open');
    const whole = join(work, basename(largest));
    copyFileSync(largest, whole);
    const [first, again] = ['thread.mbox', 'thread-again.mbox'].map((name) => join(work, name));
    const text = readFileSync(largest, 'latin1').split(/^(?=From mboxrd@z )/m);
    for (const path of [first, again])
      if (path !== undefined) writeFileSync(path, text.slice(0, THREAD).join(''), 'latin1');
    const discussed = join(work, 'comments-500.mbox');
    writeFileSync(discussed, muchDiscussed());
    const figures = join(work, 'figures.json');
    const env = {
      ...process.env,
      KAPI_REPLAY_BOXES: [first, whole, again, discussed].join('\n'),
      KAPI_REPLAY_FIGURES: figures,
    };
    const args = [join(root, 'test', 'vscode', 'run.mjs'), 'responding'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`VS Code ended with ${String(status)}: ${stdout}${stderr}`);
    return JSON.parse(readFileSync(figures, 'utf8')) as readonly RespondingFigures[];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
