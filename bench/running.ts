import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled, medianRun, run, runCli } from './measure';

export interface ParseFigures {
  readonly lines: number;
  readonly functions: number;
  readonly seconds: number;
}

export interface ExploreFigures {
  readonly flow: string;
  readonly verdict: string;
  readonly complete: string;
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  readonly transitionsPerSecond: number;
  readonly peakMegabytes: number;
  /** The same step by step, without reduction: what the machine itself does. Memory is the whole process beyond its start. */
  readonly stepByStep: {
    readonly states: number;
    readonly transitions: number;
    readonly seconds: number;
    readonly transitionsPerSecond: number;
    readonly bytesPerState: number;
  };
  readonly editToVerdictSeconds: number;
  readonly bug: { readonly verdict: string; readonly searchSeconds: number; readonly steps: number };
  readonly spinEditToVerdictSeconds: number | null;
  readonly spinStates: number | null;
  readonly spinTransitionsPerSecond: number | null;
  readonly left: readonly string[];
}

interface Explored {
  readonly verdict: string;
  readonly complete: string;
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
  readonly searchSeconds: number;
  readonly trace: { readonly steps: readonly { readonly minor?: boolean }[] } | null;
}

/** What the C front end needs for a directory of C. */
export function measureParsing(cli: string, directory: string): ParseFigures {
  const ran = runCli(cli, ['parse', '--json', directory]);
  const { lines, functions } = JSON.parse(ran.out) as { lines: number; functions: number };
  return { lines, functions, seconds: ran.seconds };
}

/** The yardstick flow, and the same scenario in SPIN where the yardstick script and its tools are there. */
export function measureExploring(cli: string, flow: string, spinScript: string): ExploreFigures {
  const work = mkdtempSync(join(tmpdir(), 'kapi-replay-bench-'));
  try {
    const explore = (path: string, ...more: string[]) =>
      runCli(cli, ['explore', path, '--json', '--max-states', '200000000', '--max-seconds', '300', ...more]);
    const ran = medianRun(3, () => explore(flow));
    const found = JSON.parse(ran.out) as Explored;
    const whole = medianRun(3, () => explore(flow, '--no-reduction'));
    const all = JSON.parse(whole.out) as Explored;
    const idle = runCli(cli, ['flows', '--json']).peakMegabytes ?? 0;
    const broken = join(work, 'yardstick-bug.c');
    writeFileSync(
      broken,
      readFileSync(flow, 'utf8')
        .replace('expect: pass', 'expect: violation bug')
        .replace('#include', '#define SEEDED_BUG\n#include'),
    );
    const bug = JSON.parse(explore(broken).out) as Explored;
    const left: string[] = [];
    let spin: { seconds: number; states: number; rate: number } | null = null;
    if (existsSync(spinScript) && isInstalled('spin', '-V') && isInstalled('gcc', '--version')) {
      const out = run('bash', [spinScript, '4', '1']).out;
      const number = (pattern: RegExp) => Number(pattern.exec(out)?.[1] ?? Number.NaN);
      const search = number(/search ([\d.]+) s/);
      spin = {
        seconds: number(/edit to verdict ([\d.]+) s/),
        states: number(/(\d+) states, stored/),
        rate: number(/(\d+) transitions/) / Math.max(search, 1e-3),
      };
    } else left.push('spin');
    return {
      flow: 'yardstick',
      verdict: found.verdict,
      complete: found.complete,
      states: found.states,
      transitions: found.transitions,
      seconds: found.searchSeconds,
      transitionsPerSecond: found.transitions / Math.max(found.searchSeconds, 1e-6),
      peakMegabytes: ran.peakMegabytes ?? 0,
      stepByStep: {
        states: all.states,
        transitions: all.transitions,
        seconds: all.searchSeconds,
        transitionsPerSecond: all.transitions / Math.max(all.searchSeconds, 1e-6),
        bytesPerState: (Math.max(0, (whole.peakMegabytes ?? 0) - idle) * 1e6) / Math.max(all.states, 1),
      },
      editToVerdictSeconds: ran.seconds,
      bug: {
        verdict: bug.verdict,
        searchSeconds: bug.searchSeconds,
        steps: (bug.trace?.steps ?? []).filter((step) => step.minor !== true).length,
      },
      spinEditToVerdictSeconds: spin?.seconds ?? null,
      spinStates: spin?.states ?? null,
      spinTransitionsPerSecond: spin?.rate ?? null,
      left,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
