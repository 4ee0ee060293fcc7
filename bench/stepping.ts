import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../extension/kernel/c/compile';
import { SEARCH_BOUNDS } from '../extension/kernel/machine/layout';
import { Machine } from '../extension/kernel/machine/machine';
import { primitiveNames } from '../extension/kernel/machine/primitives/primitives';
import { plainSource } from '../extension/kernel/source';
import { openReplay, type Replay } from '../extension/kernel/trace/replay';
import type { Trace } from '../extension/kernel/trace/trace';

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

/** Two actors that push into a ring under one lock, for ever as far as this goes. */
const PROGRAM = `#include <linux/mutex.h>
#include <kapi/machine.h>
static DEFINE_MUTEX(lock);
static struct ring { int head; int slots[16]; } ring;
static int pushes;
static void push(int value)
{
	mutex_lock(&lock);
	ring.slots[ring.head & 15] = value;
	ring.head++;
	pushes = pushes + 1;
	mutex_unlock(&lock);
}
__actor void first(void) { for (int i = 0; i < 100000000; i++) push(i); }
__actor void second(void) { for (int i = 0; i < 100000000; i++) push(-i); }
`;

/** Choices that each actor takes in turn before the other one goes on. */
const TURN = 50;

/** A long run to walk about in. @param include the directory of the models' headers @param wanted choices of its schedule, about as many steps */
export function longRun(include: string, wanted: number): Replay {
  const header = (path: string) => {
    const full = join(include, path);
    return existsSync(full) ? plainSource(path, readFileSync(full, 'utf8')) : null;
  };
  const { program } = compile(
    { units: [plainSource('ring.c', PROGRAM)], include: header, defines: new Map() },
    { primitives: primitiveNames },
  );
  const files = { lineOrigin: () => null };
  const trace: Trace = {
    schema: 1,
    flow: 'ring',
    sourceHash: '',
    choices: schedule(new Machine(program, { bounds: SEARCH_BOUNDS }), wanted),
    stateHashes: [],
    actors: [],
    steps: [],
    violation: null,
    order: [],
    counts: [],
    table: '',
  };
  return openReplay(program, files, trace);
}

export function measureStepping(include: string, wanted = 1_000_000): SteppingFigures {
  const opened = performance.now();
  const replay = longRun(include, wanted);
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
      const other = 3 - actor;
      if (machine.mayRun(other)) [actor, inTurn] = [other, 0];
    }
    choices.push(actor);
    machine.advance(actor, 0);
  }
  return choices;
}
