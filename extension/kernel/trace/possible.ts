/**
 * How far a schedule can be followed on a program that may not be the one that it was made on. The machine does what it is
 * told, so a schedule of other code is asked step by step whether its next turn is there at all: nobody takes a lock that
 * another one holds, whatever a saved trace says.
 */
import { PIECES, atOnce, type Sliced } from '../../ground/sliced';
import { actorOf, wayOf } from '../machine/choice';
import { CONTROL, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { Run, nextStatement, type Alternative, type Schedule, type Setting } from './continue';

/** A turn that a schedule asks for and the machine does not have there. */
export interface Impossible {
  /** Who is wanted. */
  readonly actorName: string;
  /** What it would do next, and where in the program's files; empty where it is not there or has ended. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Why it cannot, as the end of a sentence about it: `waits for mutex buf.lock, which importer holds`. */
  readonly why: string;
  /** What could happen there instead. */
  readonly alternatives: readonly Alternative[];
}

/** The same in words, as the end of a sentence; the step is counted as it would have been. */
export function impossibleWords({ actorName, name, file, line, why, alternatives }: Impossible, step: number): string {
  const wanted = name === '' ? 'would go on' : `would go on with ${name} (${file}:${String(line)})`;
  const could = alternatives.map((each) => `${each.actorName} with ${each.outcome ?? each.name}`).slice(0, MOST_NAMED);
  const instead = could.length === 0 ? 'Nobody can go on there' : `Who can: ${could.join(', ')}`;
  return `step ${String(step)} is not possible here: ${actorName} ${wanted}, but ${why}. ${instead}`;
}

/** Alternatives that words name; the view lists all. */
const MOST_NAMED = 3;

/** The choices that could be made, and the first that could not; null where all could, or the run had ended before. */
export interface PossiblePart {
  readonly choices: readonly number[];
  readonly impossible: Impossible | null;
}

/** Follows a schedule as far as each of its turns is possible when it comes. A run that ends or breaks a rule is not left. */
export const possiblePart = (setting: Setting, schedule: Schedule): PossiblePart =>
  atOnce(findingPossible(setting, schedule));

/** The same in slices. */
export function* findingPossible(setting: Setting, { choices, mayFail }: Schedule): Sliced<PossiblePart> {
  const run = new Run(setting, mayFail);
  for (const [index, choice] of choices.entries()) {
    if (run.ended) break;
    if (index % PIECES === 0) yield;
    const [actor, way] = [actorOf(choice), wayOf(choice)];
    const why = whyNot(run.machine, actor, way);
    if (why !== null) {
      const impossible = { ...wanted(run.machine, actor), why, alternatives: run.alternatives() };
      return { choices: run.taken, impossible };
    }
    run.follow(choice);
  }
  return { choices: run.taken, impossible: null };
}

/** Why an actor cannot take a turn; null where it can. */
function whyNot(machine: Machine, actor: number, way: number): string | null {
  if (actor >= machine.actorsUsed()) return 'is not in this run';
  const status = machine.store.get(machine.layout.controlOf(actor) + CONTROL.status);
  if (status === STATUS.ended) return 'has ended';
  if (status !== STATUS.ready) return 'has not begun';
  if (!machine.ready(actor)) return `waits for ${machine.waitsFor(actor)}`;
  if (!machine.mayRun(actor)) return 'is not on, as setup and finally run alone';
  return way < machine.ways(actor) ? null : 'cannot end it in the way that was chosen';
}

/** Who an actor is, and what it stands before. */
function wanted(machine: Machine, actor: number): Pick<Impossible, 'actorName' | 'name' | 'file' | 'line'> {
  const nothing = { name: '', file: '', line: 0 };
  if (actor >= machine.actorsUsed()) return { actorName: `actor ${String(actor)}`, ...nothing };
  const stands = machine.store.get(machine.layout.controlOf(actor) + CONTROL.status) === STATUS.ready;
  return { actorName: machine.nameOfActor(actor), ...(stands ? nextStatement(machine, actor) : nothing) };
}
