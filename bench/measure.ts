import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of a program cost. */
export interface Run {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** Wall-clock seconds, start-up included. */
  readonly seconds: number;
  /** The program's own largest resident set in MB; null where it is not a Node program that we could ask. */
  readonly peakMegabytes: number | null;
}

/** Runs a program to its end. The output is kept up to 1 GB. */
export function run(program: string, args: readonly string[], options: { cwd?: string; input?: Buffer } = {}): Run {
  const start = process.hrtime.bigint();
  const child = spawnSync(program, args, { maxBuffer: 1 << 30, ...options });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  return {
    status: child.status ?? -1,
    out: child.stdout?.toString('utf8') ?? '',
    err: child.stderr?.toString('utf8') ?? String(child.error ?? ''),
    seconds,
    peakMegabytes: null,
  };
}

/** The same for our own command line; Node itself says at its exit how much memory it used. */
export function runCli(cli: string, args: readonly string[]): Run {
  const directory = mkdtempSync(join(tmpdir(), 'kapi-replay-bench-'));
  const report = join(directory, 'peak');
  try {
    const preload = join(__dirname, 'report-peak.cjs');
    const env = { ...process.env, KAPI_REPLAY_PEAK: report };
    const start = process.hrtime.bigint();
    const child = spawnSync(process.execPath, ['--require', preload, cli, ...args], { maxBuffer: 1 << 30, env });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    return {
      status: child.status ?? -1,
      out: child.stdout.toString('utf8'),
      err: child.stderr.toString('utf8'),
      seconds,
      peakMegabytes: Number(readFileSync(report, 'utf8')) / 1024,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Whether a program can be started at all. */
export const isInstalled = (program: string, ...probe: string[]): boolean =>
  spawnSync(program, probe).error === undefined;

/** The middle one of several runs, by time. */
export function medianRun(times: number, once: () => Run): Run {
  const runs = Array.from({ length: times }, once).sort((a, b) => a.seconds - b.seconds);
  const middle = runs[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new RangeError('a median needs at least one run');
  return middle;
}
