import type { Trace, TraceStep } from '../kernel/trace/trace';

/** Where an actor of one run goes another way than in the other run. */
export interface Parting {
  readonly actor: string;
  readonly before: TraceStep;
  /** Null where the other run's actor has ended. */
  readonly after: TraceStep | null;
}

/**
 * The first step at which each actor goes another way in a second run, in the order of the first run; what the scenario does
 * before and after its actors comes last. An actor is laid beside itself, so that another schedule is no difference, and of
 * what ran only the code of either side counts, not that of models. Where one run ends, at a rule that breaks, it has not
 * parted from the other.
 */
export function partings(before: Trace, after: Trace): Parting[] {
  const found = partingsOf(before, after, isCode);
  // Two flows of which only models differ part there.
  return found.length > 0 ? found : partingsOf(before, after, () => true);
}

function partingsOf(before: Trace, after: Trace, counts: (step: TraceStep) => boolean): Parting[] {
  const found = before.actors.flatMap(({ index, name }): Parting[] => {
    const other = after.actors.find((actor) => actor.name === name);
    const left = stepsOf(before, index, counts);
    const right = other === undefined ? [] : stepsOf(after, other.index, counts);
    const at = left.findIndex((step, i) => right[i] === undefined || keyOf(step) !== keyOf(right[i]));
    const step = left[at];
    return step === undefined ? [] : [{ actor: name, before: step, after: right[at] ?? null }];
  });
  const order = ({ before: { actor, n } }: Parting): number => (actor === 0 ? before.steps.length + n : n);
  return found.sort((a, b) => order(a) - order(b));
}

const keyOf = ({ function: where, name }: TraceStep): string => `${where}\0${name}`;

/** Code under review, the kernel's own, and the scenario. */
const isCode = ({ origin, file }: TraceStep): boolean =>
  origin !== 'model' || /^(?!models\/)|^models\/flows\//.test(file);

/** The steps of an actor; of a statement that goes on after a call in it, the first. */
function stepsOf({ steps }: Trace, actor: number, counts: (step: TraceStep) => boolean): TraceStep[] {
  const latest = new Map<number, string>();
  return steps.filter((step) => {
    if (step.actor !== actor || !counts(step)) return false;
    const goesOn = latest.get(step.depth) === keyOf(step);
    for (const depth of latest.keys()) if (depth > step.depth) latest.delete(depth);
    latest.set(step.depth, keyOf(step));
    return !goesOn;
  });
}
