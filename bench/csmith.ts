/**
 * The csmith campaign: C semantics of the machine against gcc -O0 on as many generated programs as one has patience for.
 * `node --import tsx bench/csmith.ts [--from SEED] [--count N] [--batch N]`. Prints a line for each program that came
 * out differently and a summary after each batch; exit status 1 where any did. Seeds make a run repeatable.
 */
import { compare, generate, whatIsMissing, type Comparison } from '../test/kernel/c/csmith';

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value = at < 0 ? otherwise : Number(process.argv[at + 1]);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name} needs a number`);
  return value;
}

const line = (text: string): boolean => process.stdout.write(`${text}\n`);

function campaign(from: number, count: number, batch: number): number {
  const tally: Record<Comparison['kind'] | 'ungenerated', number> = {
    equal: 0,
    different: 0,
    refused: 0,
    endless: 0,
    slow: 0,
    ungenerated: 0,
  };
  const reasons = new Map<string, number>();
  for (let first = from; first < from + count; first += batch) {
    const seeds = Array.from({ length: Math.min(batch, from + count - first) }, (_, index) => first + index);
    const programs = seeds.map(generate).filter((one) => one !== null);
    tally.ungenerated += seeds.length - programs.length;
    for (const [index, result] of compare(programs).entries()) {
      const seed = String(programs[index]?.seed);
      tally[result.kind]++;
      if (result.kind === 'different') line(`seed ${seed}: machine ${result.machine}; gcc ${result.gcc}`);
      if (result.kind === 'slow') line(`seed ${seed}: the machine's budget ended first`);
      if (result.kind === 'refused') {
        if (!reasons.has(result.reason)) line(`seed ${seed}: refused: ${result.reason}`);
        reasons.set(result.reason, (reasons.get(result.reason) ?? 0) + 1);
      }
    }
    const counts = Object.entries(tally).map(([kind, number]) => `${String(number)} ${kind}`);
    const cpu = process.resourceUsage();
    line(
      `seeds ${String(from)} to ${String(first + seeds.length - 1)}: ${counts.join(', ')}; ` +
        `${((cpu.userCPUTime + cpu.systemCPUTime) / 1e6).toFixed(0)} s in the machine`,
    );
  }
  for (const [reason, number] of [...reasons].sort((a, b) => b[1] - a[1]))
    line(`${String(number).padStart(6)}  ${reason}`);
  return tally.different === 0 ? 0 : 1;
}

const missing = whatIsMissing();
if (missing !== null) {
  line(`left out: ${missing}`);
  process.exitCode = 2;
} else process.exitCode = campaign(option('from', 1), option('count', 20_000), option('batch', 50));
