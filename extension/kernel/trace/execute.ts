/** From a schedule to a recording and a trace, on a machine of its own. */
import { atOnce, type Sliced } from '../../ground/sliced';
import { ClosureMachine } from '../machine/closure-machine';
import { buildingTrace, type Files } from './build';
import type { Schedule, Setting } from './continue';
import { recording, type Recording } from './record';
import type { Trace } from './trace';

export const recordSchedule = (setting: Setting, schedule: Schedule): Recording =>
  atOnce(recordingSchedule(setting, schedule));

/** The same in slices. */
export function recordingSchedule(
  { program, bounds, faults, strictOrders = false }: Setting,
  { choices, mayFail }: Schedule,
): Sliced<Recording> {
  const machine = new ClosureMachine(program, {
    bounds,
    faults: { ...faults, mayFail: [...faults.mayFail, ...mayFail] },
  });
  machine.strictOrders = strictOrders;
  return recording(machine, choices);
}

/** The trace of what was recorded, in slices. */
export function* tracing(recorded: Recording, files: Files, flow: string, mayFail: readonly string[]): Sliced<Trace> {
  const trace = yield* buildingTrace(recorded, files, flow);
  return mayFail.length === 0 ? trace : { ...trace, mayFail };
}
