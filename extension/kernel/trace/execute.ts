/** From a schedule to a recording and a trace, on a machine of its own. */
import { ClosureMachine } from '../machine/closure-machine';
import { buildTrace, type Files } from './build';
import type { Schedule, Setting } from './continue';
import { record, type Recording } from './record';
import type { Trace } from './trace';

export function recordSchedule(
  { program, bounds, faults, strictOrders = false }: Setting,
  { choices, mayFail }: Schedule,
): Recording {
  const machine = new ClosureMachine(program, {
    bounds,
    faults: { ...faults, mayFail: [...faults.mayFail, ...mayFail] },
  });
  machine.strictOrders = strictOrders;
  return record(machine, choices);
}

export function traceOf(recording: Recording, files: Files, flow: string, mayFail: readonly string[]): Trace {
  const trace = buildTrace(recording, files, flow);
  return mayFail.length === 0 ? trace : { ...trace, mayFail };
}
