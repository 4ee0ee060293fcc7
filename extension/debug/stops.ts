import type { DataAccess } from './protocol';
import type { Evaluated } from './run';
import { countUpTo } from '../ground/sorted';
import type { Timeline } from './timeline';

/** A breakpoint on a line of code that the trace executes. */
export interface LineStop {
  readonly id: number;
  /** Index into `Timeline.lines`. */
  readonly line: number;
  /** A C expression; it stops where that is not 0. */
  readonly condition: string | null;
  readonly hits: HitCondition | null;
  /** Printed instead of stopping; `{expression}` in it is worked out. */
  readonly log: string | null;
}

/** A breakpoint on a field: it stops at steps that change it, or something in it, or that read it. */
export interface DataStop {
  readonly id: number;
  /** As a step's changes name it: "front_door.count". */
  readonly field: string;
  readonly access: DataAccess;
  /** Indexes of the steps that read it; null where reads do not count. */
  readonly reads: ReadonlySet<number> | null;
  readonly condition: string | null;
  readonly hits: HitCondition | null;
}

/** `3`: the third time in the trace; `>= 3`, `> 3`, `< 3`, `<= 3`; `% 3`: every third time. */
export interface HitCondition {
  readonly operator: '=' | '>' | '>=' | '<' | '<=' | '%';
  readonly count: number;
}

/** Everything that may hold a walk up. */
export interface Stops {
  readonly lines: readonly LineStop[];
  readonly data: readonly DataStop[];
  /** Ids of rules; `null` in it stands for every rule. */
  readonly rules: ReadonlySet<string | null>;
}

export type Reached =
  /** Nothing was in the way. */
  | { readonly kind: 'arrived'; readonly position: number }
  | {
      readonly kind: 'line' | 'data';
      readonly position: number;
      readonly ids: readonly number[];
      readonly text: string;
    }
  | { readonly kind: 'rule'; readonly position: number; readonly text: string }
  /** The first or the last position of the trace. */
  | { readonly kind: 'start' | 'end'; readonly position: number };

export interface Walk {
  /** An expression as the actor whose turn it is sees it, at a position. */
  evaluate(expression: string, position: number): Evaluated;
  log(text: string, position: number): void;
}

/**
 * Walks from one position towards another, forwards or back, and says what it came to. A line stops before it runs, in
 * both directions; a changed field after the step that changed it going forwards, before it going back. A time of a hit
 * condition counts from the start of the trace, so that it names the same moment whichever way one comes.
 */
export function walk(timeline: Timeline, from: number, to: number, stops: Stops, world: Walk): Reached {
  const forwards = to > from;
  const byLine = new Map<number, LineStop[]>();
  for (const stop of stops.lines) byLine.set(stop.line, [...(byLine.get(stop.line) ?? []), stop]);
  for (let position = from; position !== to;) {
    position += forwards ? 1 : -1;
    const changed = data(timeline, forwards ? position - 1 : position, position, stops.data, world);
    if (changed !== null) return changed;
    const held = line(timeline, position, byLine, world);
    if (held !== null) return held;
    if (position === timeline.length) return atEnd(timeline, stops.rules);
    if (position === 0 && !forwards) return { kind: 'start', position };
  }
  return to === timeline.length ? atEnd(timeline, stops.rules) : { kind: 'arrived', position: to };
}

/** Reads a hit condition as VS Code's users write them; null where it is none. */
export function hitCondition(text: string): HitCondition | null {
  const parsed = /^\s*(>=|<=|={1,3}|>|<|%)?\s*(\d+)\s*$/.exec(text);
  if (parsed?.[2] === undefined) return null;
  const operator = (parsed[1] ?? '=').replace(/^=+$/, '=');
  return { operator: operator as HitCondition['operator'], count: Number(parsed[2]) };
}

function line(
  timeline: Timeline,
  position: number,
  byLine: ReadonlyMap<number, readonly LineStop[]>,
  world: Walk,
): Reached | null {
  const index = timeline.lineAt(position);
  const here = timeline.arrives(position) ? byLine.get(index) : undefined;
  if (here === undefined) return null;
  const times = here.some(({ hits }) => hits !== null) ? countUpTo(timeline.executions(index), position) : 0;
  const hit = here.filter((stop) => counts(stop.hits, times) && holds(stop.condition, position, world));
  for (const { log } of hit) if (log !== null) world.log(interpolated(log, position, world), position);
  const ids = hit.filter(({ log }) => log === null).map(({ id }) => id);
  return ids.length === 0 ? null : { kind: 'line', position, ids, text: '' };
}

function data(
  timeline: Timeline,
  made: number,
  position: number,
  stops: readonly DataStop[],
  world: Walk,
): Reached | null {
  const changed = stops.length === 0 ? undefined : timeline.run.steps[made]?.changed;
  if (changed === undefined) return null;
  const hit: number[] = [];
  const words: string[] = [];
  for (const stop of stops) {
    const change = stop.access === 'read' ? undefined : changed.find(({ what }) => isWithin(what, stop.field));
    const read = stop.reads?.has(made) === true;
    if ((change === undefined && !read) || !holds(stop.condition, position, world)) continue;
    if (stop.hits !== null && !counts(stop.hits, times(timeline, stop, made))) continue;
    hit.push(stop.id);
    words.push(change === undefined ? `${stop.field} is read` : `${change.what}: ${change.from} → ${change.to}`);
  }
  return hit.length === 0 ? null : { kind: 'data', position, ids: hit, text: words.join(', ') };
}

/** How often a data breakpoint was met from the start of the trace on. */
function times({ run }: Timeline, stop: DataStop, upTo: number): number {
  let steps = met.get(stop);
  if (steps === undefined) {
    const { field, access, reads } = stop;
    const found = run.steps.flatMap(({ changed }, index) =>
      (access !== 'read' && changed.some(({ what }) => isWithin(what, field))) || reads?.has(index) === true
        ? [index]
        : [],
    );
    met.set(stop, (steps = found));
  }
  return countUpTo(steps, upTo);
}

/** Indexes of the steps that meet a data breakpoint, looked for once each; it is set on one run alone. */
const met = new WeakMap<DataStop, readonly number[]>();

function atEnd(timeline: Timeline, rules: ReadonlySet<string | null>): Reached {
  const { violation } = timeline.run;
  const position = timeline.length;
  return violation !== null && (rules.has(null) || rules.has(violation.rule))
    ? { kind: 'rule', position, text: violation.message }
    : { kind: 'end', position };
}

const isWithin = (what: string, field: string): boolean =>
  what === field || what.startsWith(`${field}.`) || what.startsWith(`${field}[`);

function counts(condition: HitCondition | null, times: number): boolean {
  if (condition === null) return true;
  const { operator, count } = condition;
  switch (operator) {
    case '=':
      return times === count;
    case '>':
      return times > count;
    case '>=':
      return times >= count;
    case '<':
      return times < count;
    case '<=':
      return times <= count;
    case '%':
      return count > 0 && times % count === 0;
  }
}

/** A condition that cannot be worked out stops: better once too often than never. */
function holds(condition: string | null, position: number, world: Walk): boolean {
  if (condition === null) return true;
  const found = world.evaluate(condition, position);
  return found.kind === 'problem' || found.truth;
}

function interpolated(text: string, position: number, world: Walk): string {
  return text.replace(/\{([^{}]*)\}/g, (_whole, expression: string) => {
    const found = world.evaluate(expression, position);
    return found.kind === 'value' ? found.value : `{${expression}: ${found.message}}`;
  });
}
