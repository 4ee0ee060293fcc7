/** Which mutants there are, and what flows say to them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../../extension/link/flow';
import type { ModelFile, ModelLibrary } from '../../extension/link/models';
import type { Laboratory, Ran } from './laboratory';
import { mutantsOf, type Mutant } from './mutants';
import type { Equivalent, Outcome } from './score';

/** A change, and the file that it is a change of. */
export interface Job extends Mutant {
  readonly file: ModelFile;
}

/** "path:line" of ours -> the flows that execute it, cheapest first. */
export type Reached = ReadonlyMap<string, readonly Flow[]>;

/** Mutants of everything of ours that stands for something: models and flows, not the machine's own headers. */
export function jobsOf(models: ModelLibrary, only = ''): Job[] {
  const files = [...models.byPath.values()].filter(
    ({ path, standsFor }) =>
      path.startsWith('models/') &&
      !path.startsWith('models/arch/') &&
      /\.[ch]$/.test(path) &&
      (!path.startsWith('models/include/') || standsFor !== null) &&
      path.includes(only),
  );
  return files.flatMap((file) => mutantsOf(file.text).map((mutant) => ({ ...mutant, file })));
}

/** The same mutants on every run: those whose text has the smallest hashes. */
export function sampled(all: readonly Job[], most: number): readonly Job[] {
  if (all.length <= most) return all;
  const key = (job: Job): number => {
    let hash = 2166136261;
    for (const char of `${job.file.path}:${job.operator}:${job.was}:${String(job.line)}`)
      hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
    return hash;
  };
  const taken = new Set([...all].sort((a, b) => key(a) - key(b)).slice(0, most));
  return all.filter((job) => taken.has(job));
}

/** What flows that end as they say execute; flows that don't, or can't run here, take no part. */
export function reachedBy(ran: readonly (readonly [Flow, Ran])[]): { reached: Reached; flows: number } {
  const byLine = new Map<string, { flow: Flow; cost: number }[]>();
  const good = ran.filter(([, { asExpected }]) => asExpected);
  for (const [flow, { lines = [], cost = 0 }] of good) {
    for (const line of lines) byLine.set(line, [...(byLine.get(line) ?? []), { flow, cost }]);
  }
  const order = (a: { flow: Flow; cost: number }, b: { flow: Flow; cost: number }): number =>
    a.cost - b.cost || (a.flow.id < b.flow.id ? -1 : 1);
  const reached = new Map(
    [...byLine].map(([line, found]) => [line, found.sort(order).map(({ flow }) => flow)] as const),
  );
  return { reached, flows: good.length };
}

/** Killed by the first flow that doesn't end as it says it will. */
export function judge(job: Job, reached: Reached, laboratory: Laboratory, excluded: ReadonlySet<string>): Outcome {
  const { file, function: inside, line, operator, was, text } = job;
  const base = { file: file.path, function: inside, line, operator, was };
  if (excluded.has(keyOf(base))) return { ...base, state: 'excluded', by: null };
  const flows = reached.get(`${file.path}:${String(line)}`);
  if (flows === undefined) return { ...base, state: 'unreached', by: null };
  let fit = false;
  for (const flow of flows) {
    const { verdict, asExpected } = laboratory.run(flow, { path: file.path, before: file.text, after: text });
    if (verdict === 'unmodelled') continue;
    fit = true;
    if (!asExpected) return { ...base, state: 'killed', by: flow.id };
  }
  return { ...base, state: fit ? 'survived' : 'unfit', by: null };
}

/** The list beside the models of mutants that are no change to anybody. */
export function readEquivalents(directory: string): readonly Equivalent[] {
  return JSON.parse(readFileSync(join(directory, 'equivalent-mutants.json'), 'utf8')) as readonly Equivalent[];
}

/** What a mutant is known by, however the lines around it move. */
export const keyOf = ({ file, function: inside, operator, was }: Omit<Equivalent, 'why'>): string =>
  [file, inside, operator, was].join('\n');
