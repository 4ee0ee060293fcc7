/** From a recording to the value that is shown, saved and replayed. */
import { PIECES, atOnce, type Sliced } from '../../ground/sliced';
import type { Program } from '../c/ir';
import type { Finding } from '../machine/finding';
import { mixFirst, mixSecond } from '../machine/store';
import type { LineOrigin } from '../source';
import { accessing, type Accesses } from './accesses';
import { answerOf, type Answer } from './answer';
import { changesOf } from './changes';
import { findingLines } from './calls';
import { ordering } from './order';
import { placeFile } from './record';
import type { RecordedStep, Recording } from './record';
import { explaining } from './slice';
import { cpuTable } from './table';
import type { Count, StepKind, Trace, TraceActor, TraceStep, Violation } from './trace';

/** Where lines really stand. The front end's source map implements it. */
export interface Files {
  /** @param file index into `Program.files` @param line 1-based line of its text */
  lineOrigin(file: number, line: number): LineOrigin | null;
}

export const buildTrace = (recording: Recording, files: Files, flow: string): Trace =>
  atOnce(buildingTrace(recording, files, flow));

/** The same in slices. */
export function* buildingTrace(recording: Recording, files: Files, flow: string): Sliced<Trace> {
  const { machine, steps } = recording;
  const { program } = machine;
  const order = yield* ordering(steps);
  const originOf = (step: RecordedStep): LineOrigin | null => files.lineOrigin(step.place.file, step.place.line);
  const broken = recording.finding?.kind === 'violation';
  const last = steps.length - 1;
  // Standing steps say what a broken state is: the last step that happened is none of its own.
  const standing = steps.some((step) => step.waits);
  const accesses = broken ? yield* accessing(steps) : new Map<number, Accesses>();
  const answer = broken && last >= 0 ? answerOf(recording, accesses, originOf) : null;
  yield;
  const seeds = answer?.as === 'gave' ? [steps.indexOf(answer.step), ...answer.because] : [];
  const explain = broken ? yield* explaining(steps, accesses, order.past, seeds) : null;
  const matters = (index: number): boolean => explain === null || explain.has(index);
  const series = (step: RecordedStep): boolean => originOf(step)?.origin === 'series';
  const lines = yield* findingLines(steps, matters, series);
  steps.forEach((step, index) => {
    if (!step.waits) return;
    lines.add(index);
    // What was evaluated for the call before it had to wait belongs to the wait.
    const before = steps.findLastIndex((other, i) => i < index && other.actor === step.actor && !other.waits);
    if (steps[before]?.frame === step.frame && steps[before].place.name === step.place.name) lines.delete(before);
  });
  if (answer !== null && !standing && steps[last]?.actor !== 0) {
    lines.add(last);
    if (answer.step.actor !== 0) lines.add(steps.indexOf(answer.step));
  }
  const { loop } = recording;
  // What goes round for ever is all of the story, also where nobody else notices it.
  if (loop !== null) for (let index = loop.first; index <= loop.last; index++) lines.add(index);
  travel(recording, recording.steps.length - 1, -1);
  const shown: TraceStep[] = [];
  const words = new Map<string, string>();
  const once = (text: string): string => {
    const known = words.get(text);
    if (known === undefined) words.set(text, text);
    return known ?? text;
  };
  for (const [index, step] of steps.entries()) {
    if (index % PIECES === 0) yield;
    travel(recording, index - 1, index);
    shown.push(showStep(recording, step, index, originOf(step), !lines.has(index), broken && index === last, once));
  }
  yield;
  const violation =
    broken && answer !== null ? violationOf(recording, recording.finding, answer, originOf(answer.step)) : null;
  const actors = actorsOf(recording);
  const lasso: Pick<Trace, 'loop'> = loop === null ? {} : { loop: { from: loop.first + 1, to: loop.last + 1 } };
  const counts = countsOf(steps);
  yield;
  const table = cpuTable({ steps: shown, actors, violation, ...lasso });
  yield;
  return {
    schema: 1,
    flow,
    sourceHash: sourceHash(program),
    choices: recording.choices,
    stateHashes: shown.map((step) => step.stateHash),
    actors,
    steps: shown,
    violation,
    ...lasso,
    counts,
    order: order.pairs.map(([from, to]) => [from + 1, to + 1] as const),
    table,
  };
}

function countsOf(steps: readonly RecordedStep[]): Count[] {
  const counts = new Map<string, { what: string; total: number; steps: [number, number][] }>();
  for (const [index, step] of steps.entries()) {
    for (const { what, n } of step.counts) {
      const count = counts.get(what) ?? { what, total: 0, steps: [] };
      counts.set(what, count);
      count.total += n;
      const last = count.steps.at(-1);
      if (last?.[0] === index + 1) last[1] = count.total;
      else count.steps.push([index + 1, count.total]);
    }
  }
  return [...counts.values()];
}

/** Moves the recording's machine from after one step to after another; -1 is before the first. */
function travel(recording: Recording, from: number, to: number): void {
  const { machine, steps } = recording;
  const markAt = (index: number): number => (index < 0 ? recording.start : (steps[index] as RecordedStep).end);
  machine.store.travel(markAt(from), markAt(to));
}

function showStep(
  recording: Recording,
  step: RecordedStep,
  index: number,
  origin: LineOrigin | null,
  minor: boolean,
  broke: boolean,
  once: (text: string) => string,
): TraceStep {
  const { program } = recording.machine;
  return {
    n: index + 1,
    actor: step.actor,
    cpu: Math.max(0, step.actor - 1),
    name: step.place.name,
    kind: broke ? 'violation' : kindOf(step),
    depth: step.depth,
    function: program.functions[step.function]?.name ?? '',
    origin: origin?.origin ?? 'model',
    file: origin?.file ?? placeFile(program, step.place),
    line: origin?.line ?? step.place.line,
    endLine: (origin?.line ?? step.place.line) + (step.place.endLine - step.place.line),
    patch: origin?.patch ?? null,
    patchLine: origin?.patchLine ?? null,
    changed: changesOf(recording, step, once),
    result: step.result,
    minor,
    stateHash: hashText(step.hashFirst, step.hashSecond),
  };
}

function kindOf(step: RecordedStep): StepKind {
  if (step.waits) return 'wait';
  const { primitive } = step;
  if (primitive !== null) {
    if (/unlock|^up_|complete$|complete_all/.test(primitive)) return 'unlock';
    if (/lock(_|$)|^down_/.test(primitive)) return 'lock';
    if (/wait|schedule|join|synchronize/.test(primitive)) return 'wait';
    if (/alloc/.test(primitive)) return 'allocate';
    if (/free/.test(primitive)) return 'free';
    if (primitive === '__kapi_access') return 'access';
    return 'call';
  }
  if (step.calls) return 'call';
  if (step.returns) return 'return';
  return step.micros > 0 ? 'access' : 'statement';
}

/** 16 hex digits, made at once: what is put together of two texts keeps both. */
function hashText(first: number, second: number): string {
  const digits: number[] = [];
  for (const half of [first, second])
    for (let shift = 28; shift >= 0; shift -= 4) {
      const digit = (half >>> shift) & 15;
      digits.push(digit + (digit < 10 ? 48 : 87));
    }
  return String.fromCharCode(...digits);
}

function violationOf(
  recording: Recording,
  finding: Finding & { kind: 'violation' },
  { step, as }: Answer,
  origin: LineOrigin | null,
): Violation {
  return {
    rule: finding.rule,
    message: finding.message,
    actor: recording.steps.at(-1)?.actor ?? step.actor,
    step: recording.steps.length,
    answers: as,
    answering: recording.steps.indexOf(step) + 1,
    origin: origin?.origin ?? 'model',
    file: origin?.file ?? placeFile(recording.machine.program, step.place),
    line: origin?.line ?? step.place.line,
    function: recording.machine.program.functions[step.function]?.name ?? '',
  };
}

function actorsOf(recording: Recording): TraceActor[] {
  const { machine, steps } = recording;
  const names = new Map<number, string>([[0, 'setup']]);
  machine.declared.forEach((declared, i) => names.set(i + 1, declared.name));
  for (const step of steps)
    if (!names.has(step.actor))
      names.set(step.actor, machine.program.functions[step.function]?.name ?? `actor ${String(step.actor)}`);
  return [...names].map(([index, name]) => ({ index, name }));
}

/** A fingerprint of everything that executes: 16 hex digits. */
function sourceHash(program: Program): string {
  let first = 1;
  let second = 2;
  const add = (text: string): void => {
    for (let i = 0; i < text.length; i++) {
      first = mixFirst(first, text.charCodeAt(i));
      second = mixSecond(second, text.charCodeAt(i));
    }
  };
  for (const one of program.functions) add(`${one.name}${JSON.stringify(one.code)}`);
  for (const one of program.globals)
    add(`${one.name}:${String(one.bytes)}:${one.data.join()}${JSON.stringify(one.relocations)}`);
  return hashText(first, second);
}
