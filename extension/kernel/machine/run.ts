import type { CodePlace, Program } from '../c/ir';
import type { Bounds } from './layout';
import { PHASE, RUN, RUN_BOUNDS } from './layout';
import { ClosureMachine } from './closure-machine';
import type { Machine } from './machine';
import type { Reduction } from './reduction';
import { OpaqueReached, OutOfRoom, ProgramExit, RuleBroken } from './stop';

/** Where a run stopped. */
export interface StopPlace {
  readonly file: string;
  readonly line: number;
  readonly function: string;
}

/** How a program that ran alone came to its end. */
export type RunOutcome =
  | { readonly kind: 'exit'; readonly status: number }
  | ({ readonly kind: 'violation'; readonly rule: string; readonly message: string } & StopPlace)
  | ({ readonly kind: 'opaque'; readonly symbol: string; readonly reason: string } & StopPlace)
  | ({ readonly kind: 'limit'; readonly message: string } & StopPlace);

export interface RunOptions {
  readonly output: (text: string) => void;
  /** Asked now and then: true ends the run. */
  readonly cancelled?: () => boolean;
  /** Instructions after which the run is given up; unlimited where absent. */
  readonly maxInstructions?: number;
  /** Room for the program; `RUN_BOUNDS` where absent. */
  readonly bounds?: Bounds;
}

const RUN_ON: Reduction = { passes: () => true, passesLock: () => true };

/** Runs a program's main() with nobody else about. Its return value is the status, as C has it (0..255). */
export function runMain(program: Program, options: RunOptions): RunOutcome {
  const machine = new ClosureMachine(program, {
    bounds: options.bounds ?? RUN_BOUNDS,
    output: options.output,
    main: true,
  });
  machine.reduction = RUN_ON;
  machine.fuel = options.maxInstructions ?? Infinity;
  machine.store.recording = false;
  if (!program.functions.some((one) => one.name === 'main'))
    return {
      kind: 'opaque',
      symbol: 'main',
      reason: 'the program has no main()',
      file: program.files[0]?.path ?? '',
      line: 0,
      function: '',
    };
  try {
    machine.begin();
    while (machine.phase === PHASE.start) {
      const actor = nextActor(machine);
      if (actor === null)
        return {
          kind: 'violation',
          rule: 'deadlock',
          message: 'main() waits for something that nobody will do',
          ...stopPlace(machine),
        };
      machine.advance(actor, 0);
      if (options.cancelled?.() === true) return { kind: 'limit', message: 'cancelled', ...stopPlace(machine) };
    }
    return { kind: 'exit', status: machine.store.get(machine.layout.run + RUN.result) & 0xff };
  } catch (stop) {
    if (stop instanceof ProgramExit) return { kind: 'exit', status: stop.status };
    const at = stopPlace(machine);
    if (stop instanceof RuleBroken) return { kind: 'violation', rule: stop.rule, message: stop.message, ...at };
    if (stop instanceof OpaqueReached) return { kind: 'opaque', symbol: stop.symbol, reason: stop.reason, ...at };
    if (stop instanceof OutOfRoom) return { kind: 'limit', message: stop.message, ...at };
    throw stop;
  }
}

function nextActor(machine: Machine): number | null {
  for (let actor = 0; actor < machine.layout.actors; actor++) if (machine.mayRun(actor)) return actor;
  return null;
}

function stopPlace(machine: Machine): StopPlace {
  const place: CodePlace | null = machine.place();
  return {
    file: place === null ? '' : (machine.program.files[place.file]?.path ?? ''),
    line: place?.line ?? 0,
    function: machine.frame === 0 ? '' : machine.codeOf(machine.frame).source.name,
  };
}
