import type { Event } from 'vscode';

/** So long, in milliseconds, the editor is waited for; then what was asked for is done as well as it can be. */
const PATIENCE = 1000;

/** Asks again after each of the events until there is an answer; null when none came in time. */
export async function until<Answer>(
  ask: () => Answer | null,
  events: readonly Event<unknown>[],
): Promise<Answer | null> {
  const first = ask();
  if (first !== null) return first;
  return new Promise((resolve) => {
    const done = (answer: Answer | null): void => {
      clearTimeout(late);
      for (const listener of listeners) listener.dispose();
      resolve(answer);
    };
    const again = (): void => {
      const answer = ask();
      if (answer !== null) done(answer);
    };
    const late = setTimeout(() => done(ask()), PATIENCE);
    const listeners = events.map((event) => event(again));
  });
}
