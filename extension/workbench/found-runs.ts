import type { Exploration, KeptTrace } from '../kernel/trace/trace';
import type { PreparedFlow } from '../link/explore-flow';
import type { SearchTime } from '../link/flow-document';
import type { Replay } from './replay/replay';
import type { Limits } from './replay/search-job';

/** What a search of a program within limits came to. */
export interface FoundRun {
  readonly prepared: PreparedFlow;
  readonly limits: Limits;
  readonly exploration: Exploration<KeptTrace>;
  /** It ended as the flow says that it will. */
  readonly asExpected: boolean;
  readonly time: SearchTime;
  /** The same opened for stepping, as soon as somebody has wanted that. */
  readonly replay: Replay | null;
}

/**
 * Runs are kept while they have no more steps than this together. A step that is opened takes about half a kilobyte: a run of
 * 100,004 steps 49 MB. What the search hands over of it is 2.4.
 */
const STEPS_KEPT = 200_000;
const RUNS_KEPT = 8;

/** What was found lately, so that nothing is searched twice that has not changed: a view that is opened again shows it at once. */
export class FoundRuns {
  /** One a program; the one that was wanted last comes last. */
  private readonly runs = new Map<PreparedFlow, FoundRun>();

  /** What was found for this very program within just these limits, if for more violations than are wanted, or null. */
  of(prepared: PreparedFlow, { violations, ...limits }: Limits): FoundRun | null {
    const run = this.runs.get(prepared);
    if (run === undefined || run.limits.violations < violations) return null;
    const { bound, maxStates, maxSeconds } = run.limits;
    return bound === limits.bound && maxStates === limits.maxStates && maxSeconds === limits.maxSeconds ? run : null;
  }

  /** Keeps a run instead of what was found before for its program; others go, the longest unwanted first, where it is too much. */
  keep(run: FoundRun): void {
    this.runs.delete(run.prepared);
    this.runs.set(run.prepared, run);
    let steps = [...this.runs.values()].reduce((sum, one) => sum + stepsOf(one), 0);
    for (const [prepared, oldest] of this.runs) {
      if (steps <= STEPS_KEPT && this.runs.size <= RUNS_KEPT) return;
      this.runs.delete(prepared);
      steps -= stepsOf(oldest);
    }
  }

  clear(): void {
    this.runs.clear();
  }
}

/** Of the run that was found, and of those beside it. */
function stepsOf({ exploration: { trace, passing, others = [] } }: FoundRun): number {
  const beside = [passing, ...others.flatMap((other) => [other, other.passing])];
  return [trace, ...beside.map((one) => one?.trace)].reduce((sum, one) => sum + (one?.stateHashes.length ?? 0), 0);
}
