import { CancellationError } from 'vscode';

/** So long, in milliseconds, something may run before others in the extension host get their turn. */
const TURN = 8;

/**
 * A pause for work in slices: it gives up the thread where the slice since the last pause has taken its turn.
 * The pause throws a CancellationError once the signal is aborted.
 */
export function pauseNow(signal: AbortSignal | null = null): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began >= TURN) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      began = performance.now();
    }
    if (signal?.aborted === true) throw new CancellationError();
  };
}

/**
 * Gives up the thread until what the editor was told before has been written to it: the extension host gathers messages and
 * writes them by a timer.
 */
export function aTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}
