import type { ViewActor } from './protocol';
import type { StepLog } from './step-log';
import type { StepHead } from './protocol';

/** How many colours and shapes there are before they come round again; the letter never does. */
const LOOKS = 6;
const LETTERS = 'ABCDEFGHIJKLMNOPQRTUVWXYZ';

/** An actor as the view shows it everywhere: by letter, colour and shape, so that no one of them has to carry it alone. */
export interface ActorLook {
  readonly index: number;
  readonly name: string;
  readonly letter: string;
  /** Class of colour and shape, `actor-0` to `actor-6`. */
  readonly look: string;
}

/** Where an actor stands at a moment. */
export interface Standing {
  readonly actor: ActorLook;
  /** Its last step so far; null before its first. */
  readonly step: StepHead | null;
  readonly status: 'not started' | 'running' | 'waiting' | 'ended';
  readonly current: boolean;
}

/** Actor 0 is the run's own setup and clean-up, which is shown as S. */
export function look(actor: ViewActor): ActorLook {
  const { index, name } = actor;
  if (index === 0) return { index, name, letter: 'S', look: 'actor-0' };
  const letter = LETTERS[(index - 1) % LETTERS.length] ?? '?';
  const round = Math.floor((index - 1) / LETTERS.length);
  return {
    index,
    name,
    letter: round === 0 ? letter : `${letter}${round}`,
    look: `actor-${((index - 1) % LOOKS) + 1}`,
  };
}

/** Where everybody stands once step n has been made. */
export function standings(actors: readonly ActorLook[], steps: StepLog, n: number): readonly Standing[] {
  const current = steps.outline.actorAt(n);
  return actors.map((actor) => {
    const last = steps.outline.lastOf(actor.index, n);
    const next = steps.outline.nextOf(actor.index, n);
    const step = last === null ? null : steps.at(last);
    return {
      actor,
      step,
      status: status(step, next !== null),
      current: actor.index === current,
    };
  });
}

function status(step: StepHead | null, goesOn: boolean): Standing['status'] {
  if (step === null) return 'not started';
  if (step.kind === 'wait') return 'waiting';
  if (!goesOn && step.kind === 'return' && step.depth === 0) return 'ended';
  return 'running';
}
