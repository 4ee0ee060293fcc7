import type { Replay } from './replay';
import { valueText, type Watch } from './watch';

/** What a watch came to in a step, and what it was before; null where it was not known before. */
export interface WatchedChange {
  readonly name: string;
  readonly value: string;
  readonly was: string | null;
}

export interface WatchedSteps {
  /** Watches that a step (`TraceStep.n`) brought to another value, or made known; in their order. */
  at(step: number): readonly WatchedChange[];
  /** Watches that can be worked out at no step, with what is wrong with them at the last. */
  readonly unknown: readonly { readonly name: string; readonly problem: string }[];
}

/** Works watches out after every step of a trace, as the innermost frame of the actor that made it sees them. */
export function watchSteps(replay: Pick<Replay, 'steps' | 'evaluate'>, watches: readonly Watch[]): WatchedSteps {
  const changes = new Map<number, WatchedChange[]>();
  const unknown: { name: string; problem: string }[] = [];
  const last = new Map<Watch, string>();
  const problems = new Map<Watch, string>();
  if (watches.length > 0)
    for (const { n, actor } of replay.steps)
      for (const watch of watches) {
        const found = replay.evaluate(n, actor, watch.expression);
        if (found.kind === 'error') {
          problems.set(watch, found.message);
          continue;
        }
        const value = valueText(found);
        const was = last.get(watch) ?? null;
        if (was === value) continue;
        last.set(watch, value);
        changes.set(n, [...(changes.get(n) ?? []), { name: watch.name, value, was }]);
      }
  for (const watch of watches)
    if (!last.has(watch)) unknown.push({ name: watch.name, problem: problems.get(watch) ?? 'there is no step' });
  return { at: (step) => changes.get(step) ?? [], unknown };
}
