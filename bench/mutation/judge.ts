/** Which mutants there are, and what flows say to them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../../extension/link/flow';
import type { ModelFile, ModelLibrary } from '../../extension/link/models';
import type { Laboratory, Ran, Scene } from './laboratory';
import { mutantsOf, type Mutant } from './mutants';
import type { Equivalent, Outcome } from './score';

/** A change, and the file that it is a change of. */
export interface Job extends Mutant {
  readonly file: ModelFile;
}

/**
 * "path:line" of ours -> where it is executed, in the order of trying: a flow that passes notices whatever goes wrong, one
 * that breaks a rule only what keeps it from it; of each kind the cheapest first.
 */
export type Reached = ReadonlyMap<string, readonly Scene[]>;

/**
 * Mutants of everything of ours that stands for something, not of the machine's own headers. Flows stand for nothing: their
 * own C is left out unless asked for.
 */
export function jobsOf(models: ModelLibrary, only = '', withFlows = false): Job[] {
  const files = [...models.byPath.values()].filter(
    ({ path, standsFor }) =>
      path.startsWith('models/') &&
      !path.startsWith('models/arch/') &&
      (withFlows || !path.startsWith('models/flows/')) &&
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

/** Every flow with the kernel's own files and, where that is another text, with models alone. */
export const scenesOf = (flows: readonly Flow[]): Scene[] =>
  flows.flatMap((flow) => [
    { flow, kernel: 'tree' as const },
    { flow, kernel: 'models' as const },
  ]);

/** What flows that end as they say execute; flows that don't, or can't run here, take no part. */
export function reachedBy(ran: readonly (readonly [Scene, Ran])[]): { reached: Reached; flows: number } {
  const byLine = new Map<string, { scene: Scene; cost: number }[]>();
  const texts = new Set<string>();
  const good = ran.filter(([, { asExpected, text = '' }]) => {
    const isNew = asExpected && !texts.has(text);
    if (isNew) texts.add(text);
    return isNew;
  });
  for (const [scene, { lines = [], cost = 0 }] of good) {
    for (const line of lines) byLine.set(line, [...(byLine.get(line) ?? []), { scene, cost }]);
  }
  const name = ({ flow, kernel }: Scene): string => `${flow.id} ${kernel}`;
  const rank = ({ flow }: Scene): number => (flow.expect.verdict === 'pass' ? 0 : 1);
  const order = (a: { scene: Scene; cost: number }, b: { scene: Scene; cost: number }): number =>
    rank(a.scene) - rank(b.scene) || a.cost - b.cost || (name(a.scene) < name(b.scene) ? -1 : 1);
  const reached = new Map(
    [...byLine].map(([line, found]) => [line, found.sort(order).map(({ scene }) => scene)] as const),
  );
  return { reached, flows: new Set(good.map(([{ flow }]) => flow.id)).size };
}

/** How often a scene killed a mutant of a file: who did is asked first for the next one. Changes when, never what is found. */
export type Kills = Map<string, number>;

/** Killed by any flow that doesn't end as it says it will. */
export function judge(
  job: Job,
  reached: Reached,
  laboratory: Laboratory,
  excluded: ReadonlySet<string>,
  kills: Kills = new Map(),
): Outcome {
  const { file, function: inside, line, operator, was, text } = job;
  const base = { file: file.path, function: inside, line, operator, was };
  if (excluded.has(keyOf(base))) return { ...base, state: 'excluded', by: null };
  const scenes = reached.get(`${file.path}:${String(line)}`);
  if (scenes === undefined) return { ...base, state: 'unreached', by: null };
  const change = { path: file.path, before: file.text, after: text };
  const killer = scenes.find((scene) => isKill(laboratory.known(scene, change)));
  if (killer !== undefined) return { ...base, state: 'killed', by: killer.flow.id };
  let fit = false;
  const key = ({ flow, kernel }: Scene): string => `${file.path} ${flow.id} ${kernel}`;
  const count = (scene: Scene): number => kills.get(key(scene)) ?? 0;
  for (const scene of scenes.toSorted((a, b) => count(b) - count(a))) {
    const ran = laboratory.run(scene, change);
    if (isKill(ran)) {
      kills.set(key(scene), count(scene) + 1);
      return { ...base, state: 'killed', by: scene.flow.id };
    }
    fit ||= ran.verdict !== 'unmodelled';
  }
  return { ...base, state: fit ? 'survived' : 'unfit', by: null };
}

/** What can't be executed any more proves nothing. */
const isKill = (ran: Ran | null): boolean => ran !== null && ran.verdict !== 'unmodelled' && !ran.asExpected;

/** The list beside the models of mutants that are no change to anybody. */
export function readEquivalents(directory: string): readonly Equivalent[] {
  return JSON.parse(readFileSync(join(directory, 'equivalent-mutants.json'), 'utf8')) as readonly Equivalent[];
}

/** What a mutant is known by, however the lines around it move. */
export const keyOf = ({ file, function: inside, operator, was }: Omit<Equivalent, 'why'>): string =>
  [file, inside, operator, was].join('\n');
