/**
 * The mutation score of the models and flows: each mutant of their C is run by the flows that reach its line, and is killed
 * when one of them doesn't end as it says it will.
 * `npm run mutate [-- --sample N] [--only TEXT] [--by TEXT] [--flows] [--json] [--workers N] [--cache DIR]`.
 * `--only` takes the mutants of files whose path has the text in it, `--by` the flows whose name has;
 * `--flows` changes the flows' own C too.
 *
 * What a mutant makes unfit to run proves nothing and isn't counted; a line that no flow reaches is counted apart. Which
 * mutants a sample takes follows from their text alone. Results are kept by content (artifacts/mutation unless told
 * otherwise): a second run executes only what changed. The mailboxes that most flows run lie beside the repository.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { readModels, sampleMail, type ModelLibrary } from '../../extension/link/models';
import { openTree } from '../../extension/link/tree';
import { readMailBytes } from '../../extension/mail/source';
import { sortIntoSeries } from '../../extension/series/archive';
import { type Kills, jobsOf, judge, keyOf, reachedBy, readEquivalents, sampled, scenesOf } from './judge';
import { Laboratory, type Material, type Ran, type Scene } from './laboratory';
import { reportOf, showReport, type Outcome } from './score';

/** More would not help where the figures are taken, and would starve whatever else runs there. */
const MOST_WORKERS = 2;

interface Settings {
  readonly root: string;
  readonly only: string;
  readonly by: string;
  readonly flows: boolean;
  readonly sample: number;
  readonly cache: string;
}

/** What a worker is asked: all flows as they are, each by its place; then mutants by theirs. */
type Request =
  | { readonly kind: 'baseline'; readonly at: number }
  | { readonly kind: 'baselines'; readonly ran: readonly Ran[] }
  | { readonly kind: 'mutant'; readonly at: number };

interface Answer {
  readonly at: number;
  readonly ran?: Ran;
  readonly outcome?: Outcome;
  /** Results that took part, by hash, for the cache. */
  readonly results: readonly (readonly [string, Ran])[];
}

async function openMaterial({ root }: Settings): Promise<Material> {
  const models = readModels(join(root, 'extension/models'), [join(root, 'extension/samples')]);
  const corpus = resolve(root, '..', 'shared', 'corpus');
  const boxes = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.mbox')) : [];
  const paths = [...sampleMail(join(root, 'extension/samples')), ...boxes.sort().map((name) => join(corpus, name))];
  const messages = [];
  for (const path of paths) messages.push(...(await readMailBytes(readFileSync(path), path)).messages);
  const trees = existsSync(join(corpus, 'kernel')) ? [openTree(join(corpus, 'kernel'))] : [];
  return { models, series: sortIntoSeries(messages).series, trees };
}

/** Of whatever turns a text into a verdict. */
function engineHash(root: string): string {
  const hash = createHash('sha256');
  const read = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) read(path);
      else if (entry.name.endsWith('.ts')) hash.update(readFileSync(path));
    }
  };
  read(join(root, 'extension/kernel'));
  hash.update(readFileSync(join(root, 'extension/link/explore-flow.ts')));
  return hash.digest('hex');
}

function readCache(settings: Settings, engine: string): Map<string, Ran> {
  const path = join(settings.cache, 'results.json');
  if (!existsSync(path)) return new Map();
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { engine: string; results: [string, Ran][] };
  return new Map(kept.engine === engine ? kept.results : []);
}

const chosen = ({ flows }: ModelLibrary, { by }: Settings): readonly Scene[] =>
  scenesOf(flows.filter(({ id }) => id.includes(by)));

function writeCache({ cache }: Settings, engine: string, results: ReadonlyMap<string, Ran>): void {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'results.json'), JSON.stringify({ engine, results: [...results] }));
}

async function work(port: NonNullable<typeof parentPort>): Promise<void> {
  const settings = workerData as Settings;
  const material = await openMaterial(settings);
  const scenes = chosen(material.models, settings);
  const engine = engineHash(settings.root);
  let results: [string, Ran][] = [];
  const laboratory = new Laboratory(material, readCache(settings, engine), engine, (key, ran) =>
    results.push([key, ran]),
  );
  const jobs = sampled(jobsOf(material.models, settings.only, settings.flows), settings.sample);
  const excluded = new Set(readEquivalents(material.models.directory).map(keyOf));
  let { reached } = reachedBy([]);
  const kills: Kills = new Map();
  const answer = (request: Request): Partial<Answer> => {
    const scene = request.kind === 'baseline' ? scenes[request.at] : undefined;
    if (scene !== undefined) return { ran: laboratory.baseline(scene) };
    const job = request.kind === 'mutant' ? jobs[request.at] : undefined;
    if (job !== undefined) return { outcome: judge(job, reached, laboratory, excluded, kills) };
    if (request.kind === 'baselines')
      ({ reached } = reachedBy(scenes.flatMap((one, at) => (request.ran[at] ? [[one, request.ran[at]]] : []))));
    return {};
  };
  port.on('message', (request: Request) => {
    results = [];
    const done = answer(request);
    if (request.kind !== 'baselines') port.postMessage({ at: request.at, ...done, results } satisfies Answer);
  });
}

/** Hands out what is to be done, one piece to a worker at a time; answers come back in the order of the pieces. */
async function share(
  workers: readonly Worker[],
  kind: 'baseline' | 'mutant',
  count: number,
  onAnswer: (answer: Answer) => void,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let [next, done] = [0, 0];
  await Promise.all(
    workers.map(async (worker) => {
      while (next < count) {
        const at = next++;
        const answer = await new Promise<Answer>((found, failed) => {
          worker.once('message', found);
          worker.once('error', failed);
          worker.postMessage({ kind, at } satisfies Request);
        });
        worker.removeAllListeners('error');
        answers[at] = answer;
        onAnswer(answer);
        done++;
        if (process.stderr.isTTY) process.stderr.write(`\r${kind} ${String(done)} of ${String(count)}\x1b[K`);
      }
    }),
  );
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return answers;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      sample: { type: 'string' },
      only: { type: 'string' },
      by: { type: 'string' },
      flows: { type: 'boolean' },
      json: { type: 'boolean' },
      workers: { type: 'string' },
      cache: { type: 'string' },
    },
  });
  const root = resolve(process.cwd());
  const settings: Settings = {
    root,
    only: values.only ?? '',
    by: values.by ?? '',
    flows: values.flows === true,
    sample: Number(values.sample ?? Infinity),
    cache: values.cache ?? join(root, 'artifacts', 'mutation'),
  };
  const models = readModels(join(root, 'extension/models'), [join(root, 'extension/samples')]);
  const jobs = sampled(jobsOf(models, settings.only, settings.flows), settings.sample);
  const wanted = Math.min(MOST_WORKERS, Math.max(1, Number(values.workers ?? MOST_WORKERS)));
  const workers = Array.from({ length: wanted }, () => new Worker(__filename, { workerData: settings }));
  for (const worker of workers) worker.setMaxListeners(0);

  // What is found is written down again and again: a run that is broken off goes on where it was.
  const engine = engineHash(root);
  const used = new Map<string, Ran>();
  let unsaved = 0;
  const keep = ({ results }: Answer): void => {
    for (const [key, ran] of results) used.set(key, ran);
    if (++unsaved % 25 === 0) writeCache(settings, engine, new Map([...readCache(settings, engine), ...used]));
  };
  const baselines = await share(workers, 'baseline', chosen(models, settings).length, keep);
  const ran = baselines.flatMap((one) => (one.ran ? [one.ran] : []));
  for (const worker of workers) worker.postMessage({ kind: 'baselines', ran } satisfies Request);
  const judged = await share(workers, 'mutant', jobs.length, keep);
  await Promise.all(workers.map((worker) => worker.terminate()));

  // Only a run of everything says what is of no use any more.
  const isWhole = settings.by === '' && jobs.length >= jobsOf(models).length;
  writeCache(settings, engine, isWhole ? used : new Map([...readCache(settings, engine), ...used]));

  const { flows } = reachedBy(chosen(models, settings).flatMap((one, at) => (ran[at] ? [[one, ran[at]]] : [])));
  const report = reportOf(
    flows,
    judged.flatMap((one) => (one.outcome ? [one.outcome] : [])),
  );
  process.stdout.write(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : showReport(report));
}

if (!isMainThread && parentPort !== null) void work(parentPort);
else void main();
