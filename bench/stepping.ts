import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../extension/kernel/c/compile';
import { SEARCH_BOUNDS } from '../extension/kernel/machine/layout';
import { ClosureMachine } from '../extension/kernel/machine/closure-machine';
import type { Machine } from '../extension/kernel/machine/machine';
import { primitiveNames } from '../extension/kernel/machine/primitives/primitives';
import { plainSource } from '../extension/kernel/source';
import { openReplay, type Replay } from '../extension/kernel/trace/replay';
import type { KeptTrace } from '../extension/kernel/trace/trace';

/** What it costs to walk about in a long trace; times in milliseconds, each the state and its view together. */
export interface SteppingFigures {
  readonly steps: number;
  readonly openSeconds: number;
  readonly stepMs: number;
  readonly backMs: number;
  /** From anywhere to anywhere, and from one end to the other. */
  readonly jumpMs: number;
  readonly endToEndMs: number;
  readonly peakMegabytes: number;
}

/** The flow that is stepped through in VS Code too, where it ends, with a second actor that pushes; here neither comes to an end. */
const PROGRAM = `${readFileSync(join(__dirname, 'long-run.c'), 'utf8')}
__actor void second_producer(void)
{
	for (int i = 0; i < PUSHES; i++)
		push(-i);
}
`;
const PUSHES = '100000000';
const PATH = 'long-run.c';

/** Its actors, those of the flow first. */
const ACTORS = ['producer', 'reader', 'second_producer'].map((name, at) => ({ index: at + 1, name }));

/** Choices that each actor takes in turn before the other one goes on. */
const TURN = 50;

/** A long run, and the name that its program's file has there. */
export interface LongRun {
  readonly replay: Replay;
  readonly path: string;
  readonly actors: readonly { readonly index: number; readonly name: string }[];
  /** The line that counts the pushes, from 1. */
  readonly countingLine: number;
}

/** A long run to walk about in. @param include the directory of the models' headers @param wanted choices of its schedule, about as many steps */
export function longRun(include: string, wanted: number): LongRun {
  const header = (path: string) => {
    const full = join(include, path);
    return existsSync(full) ? plainSource(path, readFileSync(full, 'utf8')) : null;
  };
  const { program } = compile(
    { units: [plainSource(PATH, PROGRAM)], include: header, defines: new Map([['PUSHES', PUSHES]]) },
    { primitives: primitiveNames },
  );
  const files = { lineOrigin: () => null };
  const choices = schedule(new ClosureMachine(program, { bounds: SEARCH_BOUNDS }), wanted);
  const trace: KeptTrace = { flow: 'long-run', sourceHash: '', choices, stateHashes: [] };
  const countingLine = PROGRAM.split('\n').findIndex((line) => line.includes('pushes = pushes + 1')) + 1;
  return { replay: openReplay(program, files, trace), path: PATH, actors: ACTORS, countingLine };
}

export function measureStepping(include: string, wanted = 1_000_000): SteppingFigures {
  const opened = performance.now();
  const { replay } = longRun(include, wanted);
  const openSeconds = (performance.now() - opened) / 1000;
  const steps = replay.steps.length;
  const time = (times: number, step: (i: number) => number): number => {
    const each = Array.from({ length: times }, (_, i) => {
      const start = performance.now();
      replay.stateAt(step(i));
      return performance.now() - start;
    });
    return each.sort((a, b) => a - b)[times >> 1] ?? 0;
  };
  const middle = steps >> 1;
  replay.stateAt(middle);
  return {
    steps,
    openSeconds,
    stepMs: time(200, (i) => middle + i + 1),
    backMs: time(200, (i) => middle + 199 - i),
    // Far apart from each other, and the same each time.
    jumpMs: time(31, (i) => (i * 611_953) % steps),
    endToEndMs: time(11, (i) => (i % 2 === 0 ? steps : 0)),
    peakMegabytes: process.memoryUsage().rss / 1e6,
  };
}

function schedule(machine: Machine, wanted: number): number[] {
  machine.store.recording = false;
  machine.begin();
  const choices: number[] = [];
  for (let actor = 1, inTurn = 0; choices.length < wanted; inTurn++) {
    if (inTurn >= TURN || !machine.mayRun(actor)) {
      const others = ACTORS.map(({ index }) => ((actor - 1 + index) % ACTORS.length) + 1);
      const next = others.find((other) => machine.mayRun(other));
      if (next !== undefined) [actor, inTurn] = [next, 0];
    }
    choices.push(actor);
    machine.advance(actor, 0);
  }
  return choices;
}
