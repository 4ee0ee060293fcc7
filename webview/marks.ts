import type { ActorLook, Standing } from './actors';
import type { ViewStep } from './protocol';

/** What is shown on the rows of one document at one moment. */
export interface Marks {
  /** Actors that stand in this document, with the row of each. */
  readonly standing: readonly { readonly row: number; readonly endRow: number; readonly standing: Standing }[];
  /** Rows that run at some time, with the first step at which they do. */
  readonly executed: ReadonlyMap<number, number>;
  /** Rows that hold statements; empty where nobody said so. */
  readonly statements: readonly number[];
  /** Rows between hunks. */
  readonly gaps: readonly number[];
  /** Text for the ends of rows. */
  readonly values: ReadonlyMap<number, string>;
  readonly violation: { readonly row: number; readonly rule: string; readonly message: string } | null;
  readonly step: number;
}

/** Monaco draws a glyph by class alone, so each actor's letter needs a rule of its own. */
export function letterRules(actors: readonly ActorLook[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  for (const { letter } of actors) sheet.insertRule(`.letter-${letter}::before { content: '${letter}'; }`);
  return sheet;
}

/** What an actor's line says at its end: who is there, if not the one that runs, and how. */
export function standingWords({ actor, status, current }: Standing): string {
  return current ? '' : `${actor.letter} ${actor.name}${status === 'waiting' ? ' waits here' : ''}`;
}

/** What a step did, for the end of its line. */
export function stepWords(step: ViewStep): string {
  const changed = step.changed.map(({ what, from, to }) => `${what}: ${from} → ${to}`);
  return [...(step.result === null ? [] : [`= ${step.result}`]), ...changed].join('   ');
}
