import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CancellationError } from 'vscode';
import type { Program } from '../../kernel/c/ir';
import type { Exploration, KeptTrace } from '../../kernel/trace/trace';
import type { PreparedFlow } from '../../link/explore-flow';
import type { Limits, SearchJob, SearchReport } from './search-job';

/** What ends a search, and who is told how far it is. */
export interface SearchWatch {
  readonly signal: AbortSignal;
  readonly progress: (text: string, states: number) => void;
}

/** A search that has not stopped so long after it was told to is ended from outside. */
const PATIENCE_MS = 2_000;

/** A thread that has searched more states than this is not kept: it holds on to the memory that they took. */
const STATES_KEPT = 100_000;

/** The worker's bundle, beside this one. */
const bundle = (): string => join(__dirname, 'explore-worker.js');

/** Searches schedules, each search in a thread. One thread that has nothing to do is kept, for starting one takes longer than most searches. */
export class SearchThreads {
  private idle: Worker | null = null;

  /** Has a thread started, for a search that is likely to come. */
  getReady(): void {
    this.idle ??= this.start();
  }

  /**
   * Searches a flow's program.
   * @throws CancellationError when the signal is aborted
   */
  async search(
    { texts, faults, flow }: PreparedFlow,
    program: Program,
    limits: Limits,
    { signal, progress }: SearchWatch,
  ): Promise<Exploration<KeptTrace>> {
    const stop = new SharedArrayBuffer(4);
    const job: SearchJob = {
      flow: flow.id,
      program,
      lines: program.files.map(({ path }) => texts.get(path)?.lines ?? []),
      faults,
      limits,
      stop,
    };
    const worker = this.idle ?? this.start();
    this.idle = null;
    let impatient: NodeJS.Timeout | null = null;
    const abort = (): void => {
      Atomics.store(new Int32Array(stop), 0, 1);
      impatient = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    };
    signal.addEventListener('abort', abort, { once: true });
    const started = performance.now();
    let found: Exploration<KeptTrace> | null = null;
    let unheard = (): void => undefined;
    try {
      found = await new Promise<Exploration<KeptTrace>>((resolve, reject) => {
        const told = (report: SearchReport): void => {
          if (report.type === 'found') resolve(report.exploration);
          else progress(progressText(report.states, report.bound, performance.now() - started), report.states);
        };
        const ended = (): void =>
          reject(signal.aborted ? new CancellationError() : new Error('The search ended without a result.'));
        worker.on('message', told).on('error', reject).on('exit', ended);
        // One by one: the thread hears nothing any more where all listeners go, for Node has some of its own.
        unheard = () => worker.off('message', told).off('error', reject).off('exit', ended);
        worker.postMessage(job);
      });
      return found;
    } finally {
      signal.removeEventListener('abort', abort);
      if (impatient !== null) clearTimeout(impatient);
      unheard();
      if (found !== null && found.states <= STATES_KEPT && this.idle === null) this.idle = worker;
      else void worker.terminate();
    }
  }

  dispose(): void {
    void this.idle?.terminate();
    this.idle = null;
  }

  private start(): Worker {
    const worker = new Worker(bundle());
    // A thread that has ended is not given anything any more; an error that nobody listens to would be thrown.
    const gone = (): void => {
      if (this.idle === worker) this.idle = null;
    };
    worker.on('error', gone).on('exit', gone);
    worker.unref();
    return worker;
  }
}

/** How far the search is: states, how many of them a second, and which schedules it goes through. */
function progressText(states: number, bound: number | null, milliseconds: number): string {
  const within = bound === null ? 'all schedules' : `at most ${bound} ${bound === 1 ? 'preemption' : 'preemptions'}`;
  const rate = Math.round((1000 * states) / Math.max(1, milliseconds));
  return `${states.toLocaleString('en')} states, ${rate.toLocaleString('en')} a second; ${within}`;
}
