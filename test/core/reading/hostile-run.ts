/**
 * The long run of `hostile.test.ts`: `npx tsx test/core/reading/hostile-run.ts [RUNS] [SEED]`. Mutates our own mails and,
 * where it stands beside the checkout, the corpus; stops at the first mail that is not survived and writes it to a file.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { splitMailbox } from '../../../extension/mail/split';
import { survive } from './hostile';
import { Random, mutated } from './mutate';
import { SEEDS } from './seeds';

/** A mail that takes the processor longer than this, in milliseconds, is a defect too. */
const SLOW = 2000;

function seeds(): Buffer[] {
  const own = SEEDS.map((text) => Buffer.from(text));
  const corpus = resolve(__dirname, '../../../../shared/corpus');
  if (!existsSync(corpus)) return own;
  const boxes = readdirSync(corpus).filter((name) => name.endsWith('.mbox') && !name.includes('-all'));
  const mails = boxes.flatMap((name) => {
    const bytes = readFileSync(join(corpus, name));
    return splitMailbox(bytes).map(({ start, end }) => bytes.subarray(start, end));
  });
  return [...own, ...mails.filter(({ length }) => length < 40_000)];
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function main(): Promise<void> {
  const [runs, seed] = [Number(process.argv[2] ?? 200_000), Number(process.argv[3] ?? 1)];
  const starts = seeds();
  console.log(`${String(runs)} mutations of ${String(starts.length)} mails, seed ${String(seed)}`);
  let slowest = 0;
  for (let run = 0; run < runs; run++) {
    const random = new Random(seed * 1_000_003 + run);
    const mail = mutated(starts[random.below(starts.length)] ?? Buffer.alloc(0), random);
    const started = processorTime();
    try {
      await survive(mail);
    } catch (error) {
      const file = join(tmpdir(), `kapi-replay-hostile-${String(seed)}-${String(run)}.eml`);
      writeFileSync(file, mail);
      console.log(`run ${String(run)} failed, its mail is ${file}`);
      throw error;
    }
    const took = processorTime() - started;
    if (took > SLOW) {
      const file = join(tmpdir(), `kapi-replay-slow-${String(seed)}-${String(run)}.eml`);
      writeFileSync(file, mail);
      console.log(`run ${String(run)} took ${took.toFixed(0)} ms, its mail is ${file}`);
    }
    slowest = Math.max(slowest, took);
    if ((run + 1) % 10_000 === 0) console.log(`${String(run + 1)} survived, slowest ${slowest.toFixed(0)} ms`);
  }
}

void main();
