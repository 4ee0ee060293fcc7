import type { Remark } from '../../link/check';
import type { ModelFile } from '../../link/models';
import type { Series } from '../../series/series';

/** What a text is checked among. Sent when it has changed. */
export interface World {
  readonly type: 'world';
  readonly series: readonly Series[];
  /** Directories of kernel trees. */
  readonly trees: readonly string[];
  /** The reader's own models. */
  readonly models: readonly ModelFile[];
}

export type ToChecker =
  World | { readonly type: 'check'; readonly request: number; readonly path: string; readonly text: string };

export interface FromChecker {
  readonly request: number;
  readonly remarks: readonly Remark[];
}
