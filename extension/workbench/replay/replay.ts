import type { ReplayModel, SourceDocument, ViewState, ViewStep } from '../../../webview/protocol';

/** A finished search with everything that the view may ask about it. */
export interface Replay {
  /** What the view is sent first; of a long trace only the beginning of the steps. */
  readonly model: ReplayModel;
  readonly steps: readonly ViewStep[];
  /** The state after a step; 0 is the state before the first. */
  state(step: number): ViewState;
  /** Text of a source that a step stands in, or null where the program has no such file. */
  source(file: string): Promise<SourceDocument | null>;
}
