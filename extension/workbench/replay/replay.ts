import type { Sliced } from '../../ground/sliced';
import type { ReplayModel, SourceDocument, ViewChoice, ViewState } from '../../../webview/protocol';
import type { Evaluation } from '../../kernel/trace/evaluate';
import type { Access } from '../../kernel/trace/replay';
import type { Exploration, Trace, TraceStep } from '../../kernel/trace/trace';
import type { PreparedFlow } from '../../link/explore-flow';
import type { SearchTime } from '../../link/flow-document';

/** A finished search with everything that the view may ask about it. */
export interface Replay {
  /** What the view is sent first; what steps did is asked for in slices. */
  readonly model: ReplayModel;
  readonly steps: readonly TraceStep[];
  /** The state after a step; 0 is the state before the first. */
  state(step: number): ViewState;
  /** What was found, on what program, in what time: what a document of the run is made of. */
  readonly found: Found;
  /** The trace as it was executed here; null where nothing ran. */
  readonly trace: Trace | null;
  /** A C expression over the state after a step, as a frame (0: the innermost) of an actor sees it. */
  evaluate(step: number, actor: number, expression: string, frame?: number): Evaluation;
  /** The steps that read or write what an expression names after a step, as an actor's innermost frame sees it; null for a register. */
  accesses(step: number, actor: number, expression: string, frame?: number): readonly Access[] | null;
  /** Text of a source that a step stands in, or null where the program has no such file. */
  source(file: string): Promise<SourceDocument | null>;
  /** The nearest schedule that breaks no rule, or null where none was found near. Takes a moment. */
  passing(): Sliced<Replay | null>;
  /** Other violations that the search found, each of another rule or at another place. */
  readonly others: readonly Replay[];
  /** In which ways the run could go on after a step. */
  choices(step: number): Sliced<readonly ViewChoice[]>;
  /** The run that goes on so after a step and then, as far as it can, as this one does. */
  goOn(step: number, choice: Choice): Sliced<Continued>;
}

export interface Found {
  readonly exploration: Exploration;
  readonly prepared: PreparedFlow;
  readonly time: SearchTime;
}

/** As much of a `ViewChoice` as is needed to go on with it. */
export type Choice = Pick<ViewChoice, 'actor' | 'way' | 'assumes'>;

export interface Continued {
  /** How many of its first steps are those of the run that it left. */
  readonly kept: number;
  readonly replay: Replay;
}
