/** So long, in milliseconds, something may run before others in the extension host get their turn. */
const TURN = 8;

/** A pause for work in slices: it gives up the thread where the slice since the last pause has taken its turn. */
export function pauseNow(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < TURN) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    began = performance.now();
  };
}
