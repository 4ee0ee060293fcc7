import type { ViewState } from './protocol';

const KEPT = 40;
const AT_ONCE = 2;

/**
 * States that have been asked for, newest kept. While a reader scrubs, only what is wanted now is fetched: a wish that
 * was overtaken before it was sent is dropped.
 */
export class StateLog {
  readonly #states = new Map<number, ViewState>();
  readonly #fetch: (step: number) => Promise<ViewState>;
  readonly #arrived: () => void;
  readonly #failed: (message: string) => void;
  readonly #coming = new Set<number>();
  #wanted: readonly number[] = [];
  #awaited: readonly number[] = [];

  constructor(fetch: (step: number) => Promise<ViewState>, arrived: () => void, failed: (message: string) => void) {
    this.#fetch = fetch;
    this.#arrived = arrived;
    this.#failed = failed;
  }

  at(step: number): ViewState | null {
    return this.#states.get(step) ?? null;
  }

  /**
   * Asks for these, the first the most, and for nothing that was wanted before. Those `ahead` are only got ready: nobody
   * is told when they come.
   */
  want(steps: readonly number[], ahead: readonly number[] = []): void {
    this.#awaited = steps;
    this.#wanted = [...steps, ...ahead].filter(
      (step) => step >= 1 && !this.#states.has(step) && !this.#coming.has(step),
    );
    this.#next();
  }

  #next(): void {
    const [step, ...rest] = this.#wanted;
    if (step === undefined || this.#coming.size >= AT_ONCE) return;
    this.#wanted = rest;
    this.#coming.add(step);
    this.#fetch(step)
      .then(
        (state) => {
          this.#keep(step, state);
          if (this.#awaited.includes(step)) this.#arrived();
        },
        (error: unknown) => {
          this.#failed(error instanceof Error ? error.message : String(error));
        },
      )
      .finally(() => {
        this.#coming.delete(step);
        this.#next();
      });
    this.#next();
  }

  #keep(step: number, state: ViewState): void {
    this.#states.set(step, state);
    const oldest = this.#states.keys().next();
    if (this.#states.size > KEPT && oldest.done !== true) this.#states.delete(oldest.value);
  }
}
