import type { CodeLine, Run, RunStep } from './run';

/**
 * A run, indexed for walking. A *position* is the number of steps that have been made, from 0 to `length`: the debugger
 * stands before step `position + 1`, as debuggers stand before the line that they mark.
 */
export class Timeline {
  readonly length: number;
  /** Every line of code that is executed, once. */
  readonly lines: readonly CodeLine[];
  /** Index into `lines` of each step's line. */
  private readonly lineOf: Int32Array;
  /** 1 where a step begins a line, 0 where it goes on with the line that its frame is at. */
  private readonly arriving: Uint8Array;
  private readonly executed = new Map<number, readonly number[]>();

  constructor(readonly run: Run) {
    const { steps } = run;
    this.length = steps.length;
    this.lineOf = new Int32Array(steps.length);
    this.arriving = new Uint8Array(steps.length);
    const lines: CodeLine[] = [];
    const known = new Map<string, number>();
    // The line that each open frame of each actor is at, outermost first.
    const open = new Map<number, number[]>();
    steps.forEach((step, index) => {
      const key = lineKey(step);
      let line = known.get(key);
      if (line === undefined) {
        line = lines.push(step) - 1;
        known.set(key, line);
      }
      this.lineOf[index] = line;
      let frames = open.get(step.actor);
      if (frames === undefined) open.set(step.actor, (frames = []));
      frames.length = Math.min(frames.length, step.depth + 1);
      this.arriving[index] = frames[step.depth] === line ? 0 : 1;
      while (frames.length < step.depth) frames.push(-1);
      frames[step.depth] = line;
    });
    this.lines = lines;
  }

  /** The step that is made next, or null at the end. */
  next(position: number): RunStep | null {
    return this.run.steps[position] ?? null;
  }

  lineAt(position: number): number {
    return this.lineOf[position] ?? -1;
  }

  arrives(position: number): boolean {
    return this.arriving[position] === 1;
  }

  /** Positions before the executions of a line, in order. Looked for once a line, as a hit count asks at every one of them. */
  executions(line: number): readonly number[] {
    let found = this.executed.get(line);
    if (found === undefined) {
      const positions: number[] = [];
      this.lineOf.forEach((each, position) => {
        if (each === line && this.arriving[position] === 1) positions.push(position);
      });
      this.executed.set(line, (found = positions));
    }
    return found;
  }

  /** The actor whose turn it is; at the end, the one that broke the rule or moved last. */
  actorAt(position: number): number {
    const { steps, violation } = this.run;
    return this.next(position)?.actor ?? violation?.actor ?? steps.at(-1)?.actor ?? 0;
  }

  /** The first position, from one on, at which it is an actor's turn; null where it never is again. */
  turnOf(actor: number, from: number): number | null {
    for (let position = from; position < this.length; position++)
      if (this.run.steps[position]?.actor === actor) return position;
    return null;
  }

  /** The last position before one at which it was an actor's turn; null where it never was. */
  lastTurnOf(actor: number, before: number): number | null {
    for (let position = before - 1; position >= 0; position--)
      if (this.run.steps[position]?.actor === actor) return position;
    return null;
  }
}

/** The same line of the same mail, or of the same file. */
export function lineKey({ file, line, patch, patchLine }: CodeLine): string {
  return patch === null || patch === undefined || patchLine === null || patchLine === undefined
    ? `${String(line)} ${file}`
    : `${String(patchLine)} <${patch}>`;
}
