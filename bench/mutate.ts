/**
 * The mutation score of the models and flows: each mutant of their C is run by the flows that reach its line, and is killed
 * when one of them doesn't end as it says it will. `npm run mutate [-- --sample N] [--json] [--only TEXT]`.
 *
 * What a mutant makes unfit to run proves nothing and isn't counted; a line that no flow reaches is counted apart. Which
 * mutants a sample takes follows from their text alone. The mailboxes that most flows run lie beside the repository.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exploreFlow, type FlowResult } from '../extension/link/explore-flow';
import { isFlow, parseFlow, type Flow } from '../extension/link/flow';
import { readModels, sampleMail, type ModelFile, type ModelLibrary } from '../extension/link/models';
import { openTree, type KernelTree } from '../extension/link/tree';
import { readMailBytes } from '../extension/mail/source';
import { sortIntoSeries } from '../extension/series/archive';
import type { Series } from '../extension/series/series';
import { mutantsOf, type Mutant } from './mutants';

/** States per flow and mutant: enough for every shipped flow, and a bound for mutants that never end. */
const LIMITS = { maxStates: 60_000 };

interface Job extends Mutant {
  readonly file: ModelFile;
}

interface Outcome {
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  readonly was: string;
  readonly state: 'killed' | 'survived' | 'unfit';
  /** The flow that noticed. */
  readonly by: string | null;
}

/** What the flows do as the models are. */
interface Baseline {
  /** "path:line" -> the flows that reach it, cheapest first. */
  readonly reached: ReadonlyMap<string, readonly Flow[]>;
  readonly flows: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { sample: { type: 'string' }, only: { type: 'string' }, json: { type: 'boolean' } },
  });
  const models = readModels();
  const series = await readSeries();
  const corpus = resolve(__dirname, '..', '..', 'shared', 'corpus');
  const trees = existsSync(join(corpus, 'kernel')) ? [openTree(join(corpus, 'kernel'))] : [];
  const say = (text: string): void => void process.stderr.write(text);

  const baseline = runAll(models, series, trees);
  const all = jobs(models, values.only ?? '');
  const reachable = all.filter((job) => baseline.reached.has(`${job.file.path}:${String(job.line)}`));
  const chosen = sampled(reachable, values.sample === undefined ? reachable.length : Number(values.sample));
  const outcomes: Outcome[] = [];
  for (const [at, job] of chosen.entries()) {
    const flows = baseline.reached.get(`${job.file.path}:${String(job.line)}`) ?? [];
    const outcome = judge(job, flows, { models, series, trees });
    outcomes.push(outcome);
    say(`\r${String(at + 1)} of ${String(chosen.length)}\x1b[K`);
  }
  say('\r\x1b[K');

  const count = (state: Outcome['state']): number => outcomes.filter((one) => one.state === state).length;
  const [killed, survived] = [count('killed'), count('survived')];
  const report = {
    schema: 1,
    flows: baseline.flows,
    mutants: all.length,
    unreached: all.length - reachable.length,
    run: chosen.length,
    unfit: count('unfit'),
    killed,
    survived,
    score: killed + survived === 0 ? 0 : killed / (killed + survived),
    survivors: outcomes.filter((one) => one.state === 'survived'),
  };
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  for (const { file, line, operator, was } of report.survivors)
    process.stdout.write(`survived  ${file}:${String(line)}  ${operator}: ${was}\n`);
  process.stdout.write(
    `${String(killed)} killed, ${String(survived)} survived: ${(100 * report.score).toFixed(1)} % (${String(report.unfit)} unfit to run left out)\n` +
      `${String(chosen.length)} of ${String(reachable.length)} mutants whose line one of ${String(report.flows)} flows reaches; ${String(report.unreached)} lines with a mutant are reached by none\n`,
  );
}

async function readSeries(): Promise<readonly Series[]> {
  const corpus = resolve(__dirname, '..', '..', 'shared', 'corpus');
  const boxes = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.mbox')) : [];
  const paths = [...sampleMail(), ...boxes.sort().map((name) => join(corpus, name))];
  const messages = [];
  for (const path of paths) messages.push(...(await readMailBytes(readFileSync(path), path)).messages);
  return sortIntoSeries(messages).series;
}

/** Flows that end as they say; those that can't run here take no part. */
function runAll(models: ModelLibrary, series: readonly Series[], trees: readonly KernelTree[]): Baseline {
  const byLine = new Map<string, { flow: Flow; cost: number }[]>();
  let flows = 0;
  for (const flow of models.flows) {
    const lines: string[] = [];
    const onExecuted = (file: string, line: number): void => void lines.push(`${file}:${String(line)}`);
    const result = exploreFlow({ flow, series, trees, models, samples: [] }, { ...LIMITS, onExecuted });
    if (!result.asExpected) continue;
    flows++;
    const cost = result.exploration.states;
    for (const line of lines) byLine.set(line, [...(byLine.get(line) ?? []), { flow, cost }]);
  }
  const reached = new Map(
    [...byLine].map(([line, found]) => [line, found.sort((a, b) => a.cost - b.cost).map(({ flow }) => flow)]),
  );
  return { reached, flows };
}

/** Mutants of everything of ours that stands for something: models and flows, not the machine's own headers. */
function jobs(models: ModelLibrary, only: string): Job[] {
  const files = [...models.byPath.values()].filter(
    ({ path, standsFor }) =>
      path.startsWith('models/') &&
      /\.[ch]$/.test(path) &&
      (!path.startsWith('models/include/') || standsFor !== null) &&
      path.includes(only),
  );
  return files.flatMap((file) => mutantsOf(file.text).map((mutant) => ({ ...mutant, file })));
}

/** The same mutants on every run: those whose text has the smallest hashes. */
function sampled(all: readonly Job[], most: number): readonly Job[] {
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

function judge(
  job: Job,
  flows: readonly Flow[],
  { models, series, trees }: { models: ModelLibrary; series: readonly Series[]; trees: readonly KernelTree[] },
): Outcome {
  const changed = withFile(models, { ...job.file, text: job.text });
  const base = { file: job.file.path, line: job.line, operator: job.operator, was: job.was };
  let fit = false;
  for (const { id } of flows) {
    const flow = changed.flows.find((one) => one.id === id);
    if (flow === undefined) continue;
    const result = exploreFlow({ flow, series, trees, models: changed, samples: [] }, LIMITS);
    if (!isFit(result)) continue;
    fit = true;
    if (!result.asExpected) return { ...base, state: 'killed', by: id };
  }
  return { ...base, state: fit ? 'survived' : 'unfit', by: null };
}

const isFit = (result: FlowResult): boolean => result.verdict !== 'unmodelled';

/** The library with one file in another wording. */
function withFile(models: ModelLibrary, file: ModelFile): ModelLibrary {
  const replace = (one: ModelFile): ModelFile => (one.path === file.path ? file : one);
  const map = (of: ReadonlyMap<string, ModelFile>): Map<string, ModelFile> =>
    new Map([...of].map(([key, one]) => [key, replace(one)]));
  return {
    ...models,
    headers: map(models.headers),
    byKernelPath: map(models.byKernelPath),
    byPath: map(models.byPath),
    units: models.units.map(replace),
    flows: models.flows.map((flow) =>
      flow.path === file.path && isFlow(file.text) ? parseFlow(file.path, file.text) : flow,
    ),
  };
}

void main();
