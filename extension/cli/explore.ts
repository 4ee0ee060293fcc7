import type { Problem } from '../ground/problem';
import { explorePrepared, prepareFlow, type FlowResult, type SearchLimits } from '../link/explore-flow';
import { expectationText, type Flow } from '../link/flow';
import { endingIn, knownBugs } from '../link/known-bugs';
import type { ModelLibrary } from '../link/models';
import type { Progress } from '../kernel/explore/explore';
import { EXIT, UsageError, type Command, type Terminal } from './command';
import { columns, findFlow, numberOption, readFlowInputs, readOptions, type FlowInputs } from './flow-inputs';
import { flowDocument, type Documented, type TraceInputs } from '../link/flow-document';
import { flowText } from './flow-report';

export const exploreCommand: Command = {
  name: 'explore',
  summary: 'Search the schedules of flows for one that breaks a rule.',
  usage: `usage: kapi-replay explore FLOW... [options]
       kapi-replay explore --all [options]

FLOW is the id of a flow ("kapi-replay flows" lists them) or a .c file.

  --series INPUT    mail that holds the series whose code is run; may be given again
  --revision N      run that revision of it instead of the one the flow names
  --tree DIR        kernel source: a git repository, a source directory, or a directory of files named *.BLOBID; may be
                    given again
  --all             run every known flow and compare what is found with what is expected
  --bugs            with --all: only the flows that show a known bug, and for each whose line answers for it, and how
                    long its table is
  --bound K         at most K preemptions (default: all schedules within the budget)
  --max-states N    stop after so many states (default 5000000)
  --max-seconds S   stop after so many seconds (default 10)
  --seed N          seed of the random schedules that are drawn where all are too many (default 1)
  --violations N    go on until N violations are found, each of another rule or at another place (default 1)
  --no-reduction    step by step: every micro-step is a decision of its own, for measuring and for doubting
  --json            print one JSON document (schema 1) instead of text
`,
  async run(args, terminal) {
    const { values, positionals } = readOptions('explore', {
      args: [...args],
      allowPositionals: true,
      options: {
        series: { type: 'string', multiple: true },
        tree: { type: 'string', multiple: true },
        revision: { type: 'string' },
        all: { type: 'boolean' },
        bugs: { type: 'boolean' },
        bound: { type: 'string' },
        'max-states': { type: 'string' },
        'max-seconds': { type: 'string' },
        seed: { type: 'string' },
        violations: { type: 'string' },
        'no-reduction': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const all = values.all === true;
    if (!all && positionals.length === 0) throw new UsageError('explore needs a flow, or --all');
    const onlyBugs = values.bugs === true;
    if (onlyBugs && !all) throw new UsageError('--bugs goes with --all');
    const paths = { series: values.series ?? [], trees: values.tree ?? [] };
    const revision = numberOption('revision', values.revision);
    const limits = searchLimits(values);
    const inputs = await readFlowInputs(paths, terminal);
    const known = all ? inputs.models.flows.filter(({ cases }) => !onlyBugs || cases.length > 0) : [];
    const flows = [...positionals.map((name) => findFlow(name, inputs.models)), ...known];
    const runs = runFlows(flows, inputs, { terminal, limits, revision });
    const traceInputs: TraceInputs = { ...paths, revision };
    if (values.json === true) terminal.out(`${JSON.stringify(jsonReport(runs, traceInputs, inputs.models))}\n`);
    else if (onlyBugs) terminal.out(bugsText(runs));
    else if (all) terminal.out(comparison(runs));
    else terminal.out(runs.map(({ result, seconds }) => flowText(result, seconds, inputs.models)).join('\n'));
    if (values.json !== true) terminal.err(notes(runs, inputs.problems));
    if (runs.length < flows.length)
      terminal.err(`kapi-replay: stopped after ${String(runs.length)} of ${String(flows.length)} flows\n`);
    const isFine =
      runs.length === flows.length &&
      runs.every(({ result }) => result.asExpected && (all || result.verdict !== 'violation'));
    return isFine ? EXIT.fine : EXIT.notAsExpected;
  },
};

interface Run {
  readonly result: FlowResult;
  readonly seconds: number;
  /** Of them, those after the program was put together. */
  readonly searchSeconds: number;
}

interface RunOptions {
  readonly terminal: Terminal;
  readonly limits: SearchLimits;
  readonly revision: number | null;
}

function runFlows(flows: readonly Flow[], inputs: FlowInputs, { terminal, limits, revision }: RunOptions): Run[] {
  const runs: Run[] = [];
  for (const [at, flow] of flows.entries()) {
    if (terminal.signal.aborted) break;
    const started = terminal.now();
    const onProgress = ({ states, bound }: Progress): void => {
      const which = bound === null ? 'all schedules' : `${String(bound)} preemptions`;
      terminal.err(
        `\r${flow.id} (${String(at + 1)} of ${String(flows.length)}): ${which}, ${String(states)} states\x1b[K`,
      );
    };
    const unnamed = flow.path.startsWith('models/') ? 'none' : 'newest';
    const prepared = prepareFlow({ flow, ...inputs, revision, unnamed });
    const searched = terminal.now();
    const result = explorePrepared(prepared, {
      ...limits,
      now: () => terminal.now(),
      signal: terminal.signal,
      ...(terminal.interactive ? { onProgress } : {}),
    });
    const ended = terminal.now();
    if (terminal.interactive) terminal.err('\r\x1b[K');
    runs.push({ result, seconds: (ended - started) / 1000, searchSeconds: (ended - searched) / 1000 });
  }
  return runs;
}

function searchLimits(values: Record<string, unknown>): SearchLimits {
  const given = (name: string): number | null => {
    const value = values[name];
    return numberOption(name, typeof value === 'string' ? value : undefined);
  };
  const bound = given('bound');
  const maxStates = given('max-states');
  const maxSeconds = given('max-seconds');
  const seed = given('seed');
  const violations = given('violations');
  return {
    ...(bound === null ? {} : { bound }),
    ...(maxStates === null ? {} : { maxStates }),
    ...(maxSeconds === null ? {} : { maxSeconds }),
    ...(seed === null ? {} : { seed }),
    ...(violations === null ? {} : { violations }),
    ...(values['no-reduction'] === true ? { reduction: false } : {}),
  };
}

function jsonReport(runs: readonly Run[], inputs: TraceInputs, models: ModelLibrary): object {
  const only = runs[0];
  if (runs.length === 1 && only) return flowDocument(documented(only.result), only, inputs, models);
  const flows = runs.map(({ result, seconds, searchSeconds }) => ({
    ...flowDocument(documented(result), { seconds, searchSeconds }, inputs, models),
    rows: result.flow.rows,
  }));
  return { schema: 1, flows };
}

const documented = (result: FlowResult): Documented => ({ ...result, problems: result.prepared.problems });

/** Expected against found, one line a flow. */
function comparison(runs: readonly Run[]): string {
  const rows = runs.map(({ result, seconds }) => {
    const { exploration, flow } = result;
    const { origins } = exploration;
    return [
      result.asExpected ? 'ok' : 'NOT OK',
      flow.id,
      flow.rows.join(' '),
      expectationText(flow.expect),
      exploration.violation ? `violation ${exploration.violation.rule}` : result.verdict,
      exploration.complete,
      [origins.series, origins.tree, origins.model].join('/'),
      `${seconds.toFixed(2)} s`,
    ];
  });
  const good = runs.filter(({ result }) => result.asExpected).length;
  const head = ['', 'FLOW', 'ROWS', 'EXPECTED', 'FOUND', 'COVERED', 'LINES s/t/m', 'TIME'];
  return `${columns([head, ...rows])}${String(good)} of ${String(runs.length)} flows as expected\n`;
}

/** Known bugs, one line each, and how many of them end in a line of a series. */
function bugsText(runs: readonly Run[]): string {
  const seconds = new Map(runs.map(({ result, seconds: taken }) => [result.flow.id, taken]));
  const bugs = knownBugs(runs.map(({ result }) => result));
  const rows = bugs.map(({ name, flow, found, asExpected, origin, where, tableLines, mended }) => [
    asExpected ? 'ok' : 'NOT OK',
    name,
    flow,
    found,
    origin ?? '',
    where,
    String(tableLines),
    `${(seconds.get(flow) ?? 0).toFixed(2)} s`,
    mended ?? '',
  ]);
  const head = ['', 'BUG', 'FLOW', 'FOUND', 'ENDS IN', 'WHERE', 'LINES', 'TIME', 'MENDED'];
  const kinds = new Set(bugs.map(({ name }) => name.replace(/\d.*/, '')));
  const sums = [...kinds].map((kind) => {
    const own = bugs.filter(({ name }) => name.startsWith(kind));
    const names = new Set(own.map(({ name }) => name)).size;
    return `${kind}…: ${String(endingIn(own, 'series').length)} of ${String(names)} end in a line of a series\n`;
  });
  return `${columns([head, ...rows])}${sums.join('')}`;
}

/** What a reader has to know of how the programs came together; each thing once. */
function notes(runs: readonly Run[], problems: readonly Problem[]): string {
  const all = [...problems, ...runs.flatMap(({ result }) => result.prepared.problems)];
  const lines = all.map(({ message, where }) => {
    const at = where ? `${where.file}:${String(where.line)}: ` : '';
    return `${at}${message}\n`;
  });
  return [...new Set(lines)].join('');
}
