import { DocumentLines, type Documents } from './documents';
import type { Breakpoint, DataBreakpoint, Scope as ScopeView, Source, SourceBreakpoint, StackFrame } from './protocol';
import type { Variable } from './protocol';
import type { Evaluated, Run, RunAccess, RunFrame, RunStack, RunState } from './run';
import { Scope, type Named } from './scope';
import type { Move } from './stepping';
import { hitCondition, walk, type DataStop, type LineStop, type Reached } from './stops';
import { Timeline } from './timeline';

/** A breakpoint set between two statements moves down to the next one, at most so many lines. */
const REACH = 6;

/** Where a debug session stands in a run, and everything that can be asked about that moment. */
export class Session {
  readonly timeline: Timeline;
  readonly lines: DocumentLines;
  private at = 0;
  private readonly lineStops = new Map<string, readonly LineStop[]>();
  private dataStops: readonly DataStop[] = [];
  private rules: ReadonlySet<string | null> = new Set([null]);
  private nextId = 1;
  /** What frames and variables of the present moment are numbered by; a move forgets them. */
  private readonly frames: { readonly actor: number; readonly frame: number }[] = [];
  private readonly unfolded: (() => readonly Variable[])[] = [];
  /** The parts that variables were made of, to name the field that a data breakpoint watches. */
  private readonly named = new Map<number, ReadonlyMap<string, Named>>();
  private present: { readonly position: number; readonly state: RunState } | null = null;

  constructor(
    readonly run: Run,
    documents: Documents,
    private readonly log: (text: string, position: number) => void,
  ) {
    this.timeline = new Timeline(run);
    this.lines = new DocumentLines(documents, this.timeline);
  }

  /** Steps that have been made. */
  get position(): number {
    return this.at;
  }

  get actor(): number {
    return this.timeline.actorAt(this.at);
  }

  goTo(position: number): void {
    this.at = Math.max(0, Math.min(this.timeline.length, position));
    this.frames.length = 0;
    this.unfolded.length = 0;
    this.named.clear();
  }

  /** Moves as far as breakpoints let it. */
  move(move: Move, actor: number): Reached {
    return this.walkTo(move(this.timeline, actor, this.at));
  }

  /** From the start, where a breakpoint may already hold it. */
  startTo(position: number): Reached {
    this.at = -1;
    return this.walkTo(position);
  }

  walkTo(position: number): Reached {
    const stops = { lines: [...this.lineStops.values()].flat(), data: this.dataStops, rules: this.rules };
    const reached = walk(this.timeline, this.at, position, stops, {
      evaluate: (expression, where) => this.evaluateAt(expression, where, this.timeline.actorAt(where), 0),
      log: this.log,
    });
    this.goTo(reached.position);
    return reached;
  }

  stopOnRules(rules: ReadonlySet<string | null>): void {
    this.rules = rules;
  }

  /** Sets all breakpoints of a document anew. */
  async setBreakpoints(path: string, wanted: readonly SourceBreakpoint[]): Promise<readonly Breakpoint[]> {
    const set: LineStop[] = [];
    const answers: Breakpoint[] = [];
    for (const { line, condition, hitCondition: hits, logMessage } of wanted) {
      const id = this.nextId++;
      const found = await this.lines.executedAt(path, line, REACH);
      const counts = hits === undefined || hits.trim() === '' ? null : hitCondition(hits);
      if (found === null) answers.push({ id, verified: false, message: await this.whyUnverified(path), line });
      else if (counts === null && hits !== undefined && hits.trim() !== '')
        answers.push({ id, verified: false, message: `"${hits}" counts nothing; write 3, >= 3 or % 3`, line });
      else {
        const log = logMessage === undefined || logMessage === '' ? null : logMessage;
        set.push({ id, line: found.index, condition: textOrNull(condition), hits: counts, log });
        answers.push({ id, verified: true, line: found.line });
      }
    }
    this.lineStops.set(path, set);
    return answers;
  }

  setDataBreakpoints(wanted: readonly DataBreakpoint[]): readonly Breakpoint[] {
    const set: DataStop[] = [];
    const answers = wanted.map(
      ({ dataId, accessType: access = 'write', condition, hitCondition: hits }): Breakpoint => {
        const id = this.nextId++;
        const accesses = access === 'write' ? null : this.accessesOf(dataId);
        const reads =
          accesses === null ? null : new Set(accesses.flatMap(({ step, read }) => (read ? [step - 1] : [])));
        const changes = this.run.steps.some(({ changed }) =>
          changed.some(({ what }) => what === dataId || what.startsWith(`${dataId}.`) || what.startsWith(`${dataId}[`)),
        );
        const counts = hits === undefined || hits.trim() === '' ? null : hitCondition(hits);
        set.push({ id, field: dataId, access, reads, condition: textOrNull(condition), hits: counts });
        if (access !== 'write' && reads === null)
          return { id, verified: false, message: `Where ${dataId} lies is not known here, so its reads are not seen.` };
        const met = (access !== 'read' && changes) || (reads?.size ?? 0) > 0;
        const does = access === 'write' ? 'changes' : access === 'read' ? 'reads' : 'reads or changes';
        return met
          ? { id, verified: true }
          : { id, verified: false, message: `Nothing in this trace ${does} ${dataId}.` };
      },
    );
    this.dataStops = set;
    return answers;
  }

  /** The steps that read or write a field; null where it is at no place in memory, or the run cannot tell. */
  accessesOf(field: string): readonly RunAccess[] | null {
    return this.run.accesses?.(field, { made: this.position, actor: this.actor, frame: 0 }) ?? null;
  }

  /** The field that a data breakpoint on a shown variable, or on an expression, watches; null where it cannot. */
  fieldOf(reference: number, name: string): string | null {
    const found = reference === 0 ? this.scope(this.actor, 0).find(name) : this.named.get(reference)?.get(name);
    return found?.storage === 'object' ? found.name : null;
  }

  threads(): readonly { readonly id: number; readonly name: string }[] {
    const stacks = new Map(this.state().stacks.map((stack) => [stack.actor, stack]));
    return this.run.actors.flatMap(({ index, name }) => {
      const stack = stacks.get(index);
      if (index === 0 && stack === undefined && this.actor !== 0) return [];
      const status = stack === undefined || stack.status === 'ready' ? '' : ` (${stack.status})`;
      return [{ id: threadOf(index), name: `${name}${status}` }];
    });
  }

  /** The stack of an actor, innermost first. */
  async stack(actor: number): Promise<readonly StackFrame[]> {
    const frames: StackFrame[] = [];
    for (const [frame, each] of this.framesOf(actor).entries()) {
      const shown = await this.lines.open(frame === 0 ? this.placeOf(actor, each) : each);
      const id = this.frames.push({ actor, frame });
      frames.push(
        shown === null
          ? { id, name: each.function, line: 0, column: 0, presentationHint: 'subtle' }
          : { id, name: each.function, source: shown.source, line: shown.line, column: 1 },
      );
    }
    return frames;
  }

  scopes(frameId: number): readonly ScopeView[] {
    const { actor, frame } = this.frameOf(frameId);
    const scope = this.scope(actor, frame);
    const held = this.stackOf(actor)?.held ?? [];
    const of = (name: string, names: readonly Named[], hint?: 'arguments' | 'locals'): readonly ScopeView[] =>
      names.length === 0
        ? []
        : [
            {
              name,
              ...(hint === undefined ? {} : { presentationHint: hint }),
              variablesReference: this.list(scope, names),
              namedVariables: names.length,
              expensive: false,
            },
          ];
    return [
      ...of('Arguments', scope.arguments, 'arguments'),
      ...of('Locals', scope.locals, 'locals'),
      ...(held.length === 0
        ? []
        : [{ name: 'Locks Held', variablesReference: this.listLocks(held), expensive: false }]),
      ...of('Globals', scope.globals),
      ...of('Heap', scope.heap),
    ];
  }

  /** What a reference unfolds to; empty for one of an earlier moment. */
  variables(reference: number): readonly Variable[] {
    return this.unfolded[reference - 1]?.() ?? [];
  }

  /** The value of an expression in a frame, with what can be unfolded in it. */
  evaluate(
    expression: string,
    frameId: number | undefined,
  ): { readonly result: Evaluated; readonly variablesReference: number } {
    const { actor, frame } = frameId === undefined ? { actor: this.actor, frame: 0 } : this.frameOf(frameId);
    const result = this.evaluateAt(expression, this.at, actor, frame);
    const scope = this.scope(actor, frame);
    // What a name stands for can be followed through pointers; a value that was worked out has only its own parts.
    const found =
      result.kind === 'problem' ? null : (scope.find(expression) ?? scope.worked(`(${expression})`, result));
    return {
      result,
      variablesReference: found !== null && scope.hasParts(found) ? this.list(scope, scope.parts(found)) : 0,
    };
  }

  names(frameId: number | undefined): readonly string[] {
    const { actor, frame } = frameId === undefined ? { actor: this.actor, frame: 0 } : this.frameOf(frameId);
    return this.scope(actor, frame).names;
  }

  /** Positions at which a line of a document runs. */
  async executionsAt(source: Source, line: number): Promise<{ line: number; positions: readonly number[] } | null> {
    const found = await this.lines.executedAt(source.path, line, REACH);
    return found === null ? null : { line: found.line, positions: this.timeline.executions(found.index) };
  }

  /** The first position at which a frame's function is entered; null for a frame that is gone. */
  entryOf(frameId: number): number | null {
    const { actor, frame } = this.frameOf(frameId);
    const depth = (this.stackOf(actor)?.frames.length ?? 0) - 1 - frame;
    let entry: number | null = null;
    for (let turn = this.timeline.lastTurnOf(actor, this.at); turn !== null;) {
      const step = this.timeline.next(turn);
      if (step === null || step.depth < depth) break;
      entry = turn;
      turn = this.timeline.lastTurnOf(actor, turn);
    }
    return entry;
  }

  private evaluateAt(expression: string, position: number, actor: number, frame: number): Evaluated {
    const worked = this.run.evaluate?.(expression, { made: position, actor, frame });
    if (worked?.kind === 'value') return worked;
    // Objects of the heap have names of ours, which C does not know.
    const state = position === this.at ? this.state() : this.run.state(position);
    const named = new Scope(state, frameIn(state, actor, frame)).evaluate(expression);
    return named.kind === 'value' || worked === undefined ? named : worked;
  }

  private scope(actor: number, frame: number): Scope {
    return new Scope(this.state(), frameIn(this.state(), actor, frame));
  }

  private state(): RunState {
    if (this.present?.position !== this.at) this.present = { position: this.at, state: this.run.state(this.at) };
    return this.present.state;
  }

  private stackOf(actor: number): RunStack | undefined {
    return this.state().stacks.find((stack) => stack.actor === actor);
  }

  /** An actor that has not started stands before its first step. */
  private framesOf(actor: number): readonly RunFrame[] {
    const frames = this.stackOf(actor)?.frames ?? [];
    const turn = frames.length > 0 ? null : this.timeline.turnOf(actor, this.at);
    const first = turn === null ? null : this.timeline.next(turn);
    return first === null ? frames : [{ ...lineOf(first), function: first.function, variables: [] }];
  }

  private frameOf(id: number): { readonly actor: number; readonly frame: number } {
    return this.frames[id - 1] ?? { actor: this.actor, frame: 0 };
  }

  /** Of the frame that moves next, the whole statement that it is about to run, as the step has it. */
  private placeOf(actor: number, frame: RunFrame): RunFrame {
    const step = this.timeline.next(this.at);
    return step?.actor === actor && step.function === frame.function && step.line > 0
      ? { ...frame, ...lineOf(step) }
      : frame;
  }

  private list(scope: Scope, names: readonly Named[]): number {
    const reference = this.unfolded.push(() => names.map((each) => this.variable(scope, each)));
    this.named.set(reference, new Map(names.map((each) => [each.label, each])));
    return reference;
  }

  private listLocks(held: readonly string[]): number {
    return this.unfolded.push(() =>
      held.map((name, index) => ({ name: String(index + 1), value: name, evaluateName: name, variablesReference: 0 })),
    );
  }

  private variable(scope: Scope, each: Named): Variable {
    return {
      name: each.label,
      value: each.value,
      ...(each.type === '' ? {} : { type: each.type }),
      evaluateName: each.name,
      variablesReference: scope.hasParts(each) ? this.lazily(scope, each) : 0,
      presentationHint: { kind: 'data', attributes: ['readOnly'] },
    };
  }

  private lazily(scope: Scope, of: Named): number {
    const reference = this.unfolded.push(() => {
      const parts = scope.parts(of);
      this.named.set(reference, new Map(parts.map((each) => [each.label, each])));
      return parts.map((each) => this.variable(scope, each));
    });
    return reference;
  }

  private async whyUnverified(path: string): Promise<string> {
    const executed = await this.lines.executedIn(path);
    if (executed.length === 0) return `No step of ${this.run.name} runs in this document.`;
    const shown = executed.slice(0, 8).join(', ');
    return `No step of ${this.run.name} runs here. Lines that run: ${shown}${executed.length > 8 ? ', …' : ''}.`;
  }
}

/** Threads count from 1, because clients take 0 for none. */
export const threadOf = (actor: number): number => actor + 1;
export const actorOf = (thread: number): number => thread - 1;

const frameIn = (state: RunState, actor: number, frame: number): RunFrame | null =>
  state.stacks.find((stack) => stack.actor === actor)?.frames[frame] ?? null;

const lineOf = ({ origin, file, line, patch, patchLine }: RunFrame | Run['steps'][number]) => ({
  origin,
  file,
  line,
  patch: patch ?? null,
  patchLine: patchLine ?? null,
});

const textOrNull = (text: string | undefined): string | null =>
  text === undefined || text.trim() === '' ? null : text;
