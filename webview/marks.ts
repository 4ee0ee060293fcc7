import type { Standing } from './actors';
import type { ViewChange } from './protocol';

const CHANGES_ON_A_LINE = 3;

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

/** What an actor's line says at its end: who is there, and how, unless it is the one whose step is told. */
export function standingWords({ actor, step, status, current }: Standing, inCallee: boolean): string {
  const how = status === 'waiting' ? ' waits here' : '';
  if (inCallee) return `${actor.letter} ${actor.name} is in ${step?.function ?? ''}()${how === '' ? '' : ', waiting'}`;
  return current ? '' : `${actor.letter} ${actor.name}${how}`;
}

/** What a step did, for the end of its line. */
export function stepWords(result: string | null, changed: readonly ViewChange[]): string {
  const words = changed.slice(0, CHANGES_ON_A_LINE).map(({ what, from, to }) => `${what}: ${from} → ${to}`);
  const more = changed.length - words.length;
  return [...(result === null ? [] : [`= ${result}`]), ...words, ...(more > 0 ? [`and ${more} more`] : [])].join('   ');
}
