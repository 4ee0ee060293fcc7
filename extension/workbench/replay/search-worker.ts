import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { CancellationError } from 'vscode';
import type { Exploration } from '../../kernel/trace/trace';
import type { PreparedFlow } from '../../link/explore-flow';
import type { SearchOptions } from '../exploring';
import type { Limits, SearchJob, SearchReport } from './search-job';

/** A search that has not stopped so long after it was told to is ended from outside. */
const PATIENCE_MS = 2_000;

/** The worker's bundle, beside this one. */
const bundle = (): string => join(__dirname, 'explore-worker.js');

/**
 * Searches a flow's schedules in a worker.
 * @throws CancellationError when the signal is aborted
 */
export async function searchInWorker(
  prepared: PreparedFlow,
  limits: Limits,
  { signal, progress }: SearchOptions,
): Promise<Exploration> {
  const { program, texts, faults, flow } = prepared;
  if (program === null)
    throw new Error(`${flow.id} cannot run: ${prepared.problems.map(({ message }) => message).join(' ')}`);
  const stop = new SharedArrayBuffer(4);
  const job: SearchJob = {
    flow: flow.id,
    program,
    lines: program.files.map(({ path }) => texts.get(path)?.lines ?? []),
    faults,
    limits,
    stop,
  };
  const worker = new Worker(bundle(), { workerData: job });
  let impatient: NodeJS.Timeout | null = null;
  const abort = (): void => {
    Atomics.store(new Int32Array(stop), 0, 1);
    impatient = setTimeout(() => void worker.terminate(), PATIENCE_MS);
  };
  signal.addEventListener('abort', abort, { once: true });
  const started = performance.now();
  try {
    return await new Promise<Exploration>((resolve, reject) => {
      worker.on('message', (report: SearchReport) => {
        if (report.type === 'found') resolve(report.exploration);
        else progress(progressText(report.states, report.bound, performance.now() - started), report.states);
      });
      worker.on('error', reject);
      worker.on('exit', () =>
        reject(signal.aborted ? new CancellationError() : new Error('The search ended without a result.')),
      );
    });
  } finally {
    signal.removeEventListener('abort', abort);
    if (impatient !== null) clearTimeout(impatient);
    void worker.terminate();
  }
}

/** How far the search is: states, how many of them a second, and which schedules it goes through. */
function progressText(states: number, bound: number | null, milliseconds: number): string {
  const within = bound === null ? 'all schedules' : `at most ${bound} ${bound === 1 ? 'preemption' : 'preemptions'}`;
  const rate = Math.round((1000 * states) / Math.max(1, milliseconds));
  return `${states.toLocaleString('en')} states, ${rate.toLocaleString('en')} a second; ${within}`;
}
