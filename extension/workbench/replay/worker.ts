/** Searches in a thread of their own, one after the other: the extension host stays free to answer. A bundle by itself. */
import { parentPort } from 'node:worker_threads';
import { explore } from '../../kernel/explore/explore';
import type { KeptTrace, Trace } from '../../kernel/trace/trace';
import type { SearchJob, SearchReport } from './search-job';

/** Progress is told at most so often. */
const PAUSE_MS = 100;

function run({ flow, program, lines, faults, limits, stop }: SearchJob): void {
  const stopped = new Int32Array(stop);
  let told = 0;
  const exploration = explore(
    program,
    { lineOrigin: (file, line) => lines[file]?.[line - 1] ?? null },
    {
      flow,
      faults,
      maxStates: limits.maxStates,
      maxSeconds: limits.maxSeconds,
      violations: limits.violations,
      ...(limits.bound === null ? {} : { bound: limits.bound }),
      now: () => performance.now(),
      signal: {
        get aborted() {
          return Atomics.load(stopped, 0) !== 0;
        },
      },
      onProgress: ({ states, bound }) => {
        if (performance.now() - told < PAUSE_MS) return;
        told = performance.now();
        say({ type: 'progress', states, bound });
      },
    },
  );
  const { trace } = exploration;
  say({ type: 'found', exploration: { ...exploration, trace: trace === null ? null : kept(trace) } });
}

/** What executing a run again needs of it. */
function kept({ flow, sourceHash, choices, mayFail, stateHashes, violation }: Trace): KeptTrace {
  return { flow, sourceHash, choices, stateHashes, violation, ...(mayFail === undefined ? {} : { mayFail }) };
}

const say = (report: SearchReport): void => parentPort?.postMessage(report);

parentPort?.on('message', (job: SearchJob) => run(job));
