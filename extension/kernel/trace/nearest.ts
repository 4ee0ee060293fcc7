/**
 * The nearest schedule that passes: like the one that breaks a rule for as long as possible, then another choice, and from
 * there as before. Beside the failing one it shows which single decision matters.
 */
import { PIECES, atOnce, type Sliced } from '../../ground/sliced';
import { actorOf, choiceOf } from '../machine/choice';
import type { Files } from './build';
import { Run, remaining, type Moment, type Schedule, type Setting } from './continue';
import { recordingSchedule, tracing } from './execute';
import { cpuTable } from './table';
import type { PassingTrace, Trace, TraceStep } from './trace';

/** Continuations that are tried, and the micro-steps in all of them, before it is given up. */
const MOST_TRIES = 400;
const MOST_STEPS = 200_000;

/**
 * The nearest run that passes, beside one that does not; of its steps those matter that match a step which matters there.
 * Null where no single other choice leads to an end with nothing wrong, within bounds.
 */
export const passingBeside = (setting: Setting, files: Files, failing: Trace): PassingTrace | null =>
  atOnce(findingPassing(setting, files, failing));

/** The same in slices. */
export function* findingPassing(setting: Setting, files: Files, failing: Trace): Sliced<PassingTrace | null> {
  const schedule = yield* nearestPassing(setting, { choices: failing.choices, mayFail: failing.mayFail ?? [] });
  if (schedule === null) return null;
  const recording = yield* recordingSchedule(setting, schedule);
  const whole = yield* tracing(recording, files, failing.flow, schedule.mayFail);
  const common = schedule.choices.findIndex((choice, index) => choice !== failing.choices[index]);
  const at = recording.steps.findIndex((step) => step.choices > common);
  const parts = at < 0 ? whole.steps.length : at + 1;
  const matter = new Set(failing.steps.filter((step) => !step.minor).map(placeOf));
  const lines = whole.steps.flatMap((step, index) => (matter.has(placeOf(step)) ? [index] : []));
  const shown = new Set([...lines, ...interruptions(whole.steps, lines)]);
  const steps = whole.steps.map((step, index) => ({ ...step, minor: !shown.has(index) }));
  const trace = { ...whole, steps };
  return { trace: { ...trace, table: cpuTable(trace) }, parts };
}

/** Where an actor stood inside a call that is a line while another one had a line of its own. */
function interruptions(steps: readonly TraceStep[], lines: readonly number[]): number[] {
  const found: number[] = [];
  const lastLine = new Map<number, number>();
  const lastStep = new Map<number, number>();
  let next = 0;
  for (let index = 0; index <= (lines.at(-1) ?? -1); index++) {
    const { actor } = steps[index] as TraceStep;
    if (lines[next] === index) {
      next++;
      for (const [other, line] of lastLine) {
        const inside = lastStep.get(other) ?? line;
        const called = steps[line] as TraceStep;
        if (other !== actor && inside > line && (steps[inside] as TraceStep).depth > called.depth) found.push(inside);
      }
      lastLine.set(actor, index);
    }
    lastStep.set(actor, index);
  }
  return found;
}

const placeOf = ({ actor, file, line, name }: TraceStep): string => `${String(actor)} ${file}:${String(line)} ${name}`;

function* nearestPassing(setting: Setting, failing: Schedule): Sliced<Schedule | null> {
  const { choices, mayFail } = failing;
  const run = new Run(setting, mayFail);
  const moments: Moment[] = [];
  for (const [index, choice] of choices.entries()) {
    if (index % PIECES === 0) yield;
    moments.push(run.moment());
    if (!run.follow(choice)) break;
  }
  let steps = choices.length;
  let tries = 0;
  for (let keep = moments.length - 1; keep >= 0; keep--) {
    const left = choices[keep] as number;
    // Setup is nobody's turn: nothing else could have happened there.
    if (actorOf(left) === 0) return null;
    const moment = moments[keep] as Moment;
    run.rewind(moment);
    for (const turn of run.alternatives()) {
      if (turn.assumes !== null || turn.actor === 0 || choiceOf(turn.actor, turn.way) === left) continue;
      for (const rest of ['as-before', 'to-the-end'] as const) {
        if (++tries > MOST_TRIES || steps > MOST_STEPS) return null;
        run.rewind(moment);
        run.take([turn]);
        if (rest === 'as-before') yield* run.followingLoosely(remaining(choices.slice(keep), [turn]));
        yield* run.finishing();
        steps += run.taken.length - keep;
        if (run.passes) return { choices: [...run.taken], mayFail };
      }
    }
  }
  return null;
}
