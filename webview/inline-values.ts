import type { Moment } from './moment';
import type { StepHead, ViewFrame } from './protocol';

/** How far back the lines of a call are looked for. */
const LOOK_BACK = 60;
const NAMES_A_LINE = 4;
const VALUE_LENGTH = 28;

/**
 * What the variables of the running frame hold now, beside the lines of this call that have run: `pfn = 0x1000`. Each is
 * shown once, on the latest of these lines that names it.
 */
export function inlineValues(
  { replay, step, current, state }: Moment,
  rowOf: (step: StepHead) => number | null,
  text: readonly string[],
): readonly (readonly [number, string])[] {
  const frames = state?.stacks.find(({ actor }) => actor === current?.actor)?.frames;
  // After a call's step the innermost frame is already the callee's; the line is still the caller's.
  const frame = frames?.find((one) => one.function === current?.function);
  if (current === null || frame === undefined) return [];
  const values = new Map<number, string>();
  const shown = new Set<string>();
  for (let n = step; n >= Math.max(1, step - LOOK_BACK); n -= 1) {
    const { outline } = replay.steps;
    if (outline.actorAt(n) !== current.actor || outline.depthAt(n) > current.depth) continue;
    const made = outline.at(n);
    if (made === null || made.depth < current.depth || made.function !== current.function) break;
    const row = rowOf(made);
    if (row === null || values.has(row)) continue;
    const words = onLine(text[row - 1] ?? '', frame, shown);
    if (words !== '') values.set(row, words);
  }
  return [...values];
}

/** Variables that stand on the line and have not been shown yet; from now on they have. */
function onLine(line: string, frame: ViewFrame, shown: Set<string>): string {
  const names = new Set(line.match(/[A-Za-z_]\w*/g));
  const fresh = frame.variables.filter(({ name }) => names.has(name) && !shown.has(name)).slice(0, NAMES_A_LINE);
  for (const { name } of fresh) shown.add(name);
  return fresh
    .map(
      ({ name, value }) => `${name} = ${value.length > VALUE_LENGTH ? `${value.slice(0, VALUE_LENGTH - 1)}…` : value}`,
    )
    .join('  ');
}
