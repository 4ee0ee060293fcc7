import type { Series } from '../series/series';
import type { Flow } from './flow';
import type { ModelLibrary } from './models';
import type { KernelTree } from './tree';

/** What a flow runs on. */
export interface SourcesRequest {
  readonly flow: Flow;
  /** In the order in which they apply to the kernel. */
  readonly series: readonly Series[];
  /** Asked in order. */
  readonly trees: readonly KernelTree[];
  readonly models: ModelLibrary;
  /** Files beside a flow of the reader's own, which it may include; null where there is none of that path. */
  readonly local?: (path: string) => string | null;
}
