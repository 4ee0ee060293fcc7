/** What became of the mutants, summed up by model. */

/** What the flows said to one mutant. */
export interface Outcome {
  readonly file: string;
  readonly function: string;
  readonly line: number;
  readonly operator: string;
  /** The line as it was. */
  readonly was: string;
  /**
   * `unreached`: no flow that ends as it says executes the line. `unfit`: the flows that do can't be executed any more, which
   * proves nothing. `excluded`: it can't change what anybody sees, by the list of equivalent mutants.
   */
  readonly state: 'killed' | 'survived' | 'unfit' | 'unreached' | 'excluded';
  /** The flow that noticed. */
  readonly by: string | null;
}

/** A mutant that is the same program to everybody, and why. */
export interface Equivalent {
  readonly file: string;
  readonly function: string;
  readonly operator: string;
  readonly was: string;
  readonly why: string;
}

export interface Tally {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
  readonly survived: number;
  readonly unfit: number;
  readonly unreached: number;
  readonly excluded: number;
  /** Killed of those that were run and fit; null where there is none. */
  readonly score: number | null;
}

export interface MutationReport {
  readonly schema: 2;
  readonly flows: number;
  /** Models alone: the score that counts. */
  readonly models: Tally;
  /** Flows' own C where it was asked for; only flows that share it can judge it. */
  readonly scenarios: Tally;
  readonly byModel: readonly Tally[];
  readonly survivors: readonly Outcome[];
  readonly unreached: readonly Outcome[];
}

const isScenario = (file: string): boolean => file.startsWith('models/flows/');

export function reportOf(flows: number, outcomes: readonly Outcome[]): MutationReport {
  const models = outcomes.filter(({ file }) => !isScenario(file));
  const names = [...new Set(models.map(({ file }) => file))];
  return {
    schema: 2,
    flows,
    models: tally('models', models),
    scenarios: tally(
      'flows',
      outcomes.filter(({ file }) => isScenario(file)),
    ),
    byModel: names.map((name) =>
      tally(
        name,
        models.filter(({ file }) => file === name),
      ),
    ),
    survivors: outcomes.filter(({ state }) => state === 'survived'),
    unreached: outcomes.filter(({ state }) => state === 'unreached'),
  };
}

function tally(name: string, outcomes: readonly Outcome[]): Tally {
  const count = (state: Outcome['state']): number => outcomes.filter((one) => one.state === state).length;
  const [killed, survived] = [count('killed'), count('survived')];
  return {
    name,
    mutants: outcomes.length,
    killed,
    survived,
    unfit: count('unfit'),
    unreached: count('unreached'),
    excluded: count('excluded'),
    score: killed + survived === 0 ? null : killed / (killed + survived),
  };
}

/** The report as text: what survived, what nothing reaches, and the score by model. */
export function showReport({ flows, models, scenarios, byModel, survivors, unreached }: MutationReport): string {
  const place = ({ file, line, function: inside, operator, was }: Outcome): string =>
    `${file}:${String(line)}  ${inside}()  ${operator}: ${was}\n`;
  const head = 'file                                killed survived unfit unreached excluded  score\n';
  return (
    survivors.map((one) => `survived   ${place(one)}`).join('') +
    unreached.map((one) => `unreached  ${place(one)}`).join('') +
    head +
    [...byModel, models, ...(scenarios.mutants > 0 ? [scenarios] : [])].map(row).join('') +
    `${String(flows)} flows end as they say; ${share(models.excluded, models.mutants)} of the models' mutants are excluded as equivalent\n`
  );
}

function row({ name, killed, survived, unfit, unreached, excluded, score }: Tally): string {
  const figures = [killed, survived, unfit, unreached, excluded].map(String);
  const widths = [7, 9, 6, 10, 9];
  const percent = score === null ? '-' : `${(100 * score).toFixed(1)} %`;
  return `${name.padEnd(35)}${figures.map((text, at) => text.padStart(widths[at] ?? 0)).join('')}${percent.padStart(9)}\n`;
}

const share = (part: number, whole: number): string =>
  `${String(part)} of ${String(whole)} (${(whole === 0 ? 0 : (100 * part) / whole).toFixed(1)} %)`;
