import { isDeepStrictEqual } from 'node:util';
import type { PreparedFlow } from '../link/explore-flow';
import type { SearchTime } from '../link/flow-document';
import type { Searched } from './flows';
import type { Replay } from './replay/replay';
import type { Limits } from './replay/search-job';

/** What a search of a program within limits came to. */
export interface FoundRun {
  readonly prepared: PreparedFlow;
  readonly limits: Limits;
  readonly searched: Searched;
  readonly time: SearchTime;
  /** The same opened for stepping, as soon as somebody has wanted that. */
  replay: Replay | null;
}

/** Runs are kept while they have no more steps than this together: about a hundred megabytes. */
const STEPS_KEPT = 250_000;
const RUNS_KEPT = 8;

/** What was found lately, so that nothing is searched twice that has not changed: a view that is opened again shows it at once. */
export class FoundRuns {
  /** The one that was wanted last comes last. */
  private runs: readonly FoundRun[] = [];

  /** What was found for this very program within just these limits, or null. */
  of(prepared: PreparedFlow, limits: Limits): FoundRun | null {
    return this.runs.find((run) => run.prepared === prepared && isDeepStrictEqual(run.limits, limits)) ?? null;
  }

  /** Keeps a run instead of what was found before for its program; others go, the longest unwanted first, where it is too much. */
  keep(run: FoundRun): void {
    const kept = [...this.runs.filter(({ prepared }) => prepared !== run.prepared), run].slice(-RUNS_KEPT);
    let steps = 0;
    const from = kept.findLastIndex((one) => (steps += stepsOf(one)) > STEPS_KEPT);
    this.runs = kept.slice(from + 1);
  }

  clear(): void {
    this.runs = [];
  }
}

const stepsOf = ({ searched }: FoundRun): number => searched.exploration.trace?.steps.length ?? 0;
