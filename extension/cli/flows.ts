import { readFileSync } from 'node:fs';

import * as v from 'valibot';

import { expectationText } from '../link/flow';
import { readModels } from '../link/models';
import { codeOrigin, coverageOf, readMechanisms, type Coverage, type LastVerdict } from '../link/coverage';
import { EXIT, UsageError, type Command } from './command';
import { columns, readOptions } from './flow-inputs';

export const flowsCommand: Command = {
  name: 'flows',
  summary: 'List the flows: what can be replayed, on which series, with what outcome.',
  usage: `usage: kapi-replay flows [--coverage [--results FILE]] [--json]

  --coverage        list the mechanisms that are argued about, each with the flows that show it, the mails, and whose
                    code runs
  --results FILE    with --coverage: what "explore --all --json" printed, so that each flow has its last verdict
  --json            print one JSON document (schema 1) instead of text
`,
  run(args, terminal) {
    const { values } = readOptions('flows', {
      args: [...args],
      options: { json: { type: 'boolean' }, coverage: { type: 'boolean' }, results: { type: 'string' } },
    });
    const models = readModels();
    const { flows } = models;
    if (values.results !== undefined && values.coverage !== true)
      throw new UsageError('--results goes with --coverage');
    if (values.coverage === true) {
      const { mechanisms, problems } = readMechanisms(models);
      const results = values.results === undefined ? new Map<string, LastVerdict>() : readResults(values.results);
      const coverage = coverageOf(mechanisms, flows, (flow) => results.get(flow.id) ?? null);
      const all = [...problems, ...coverage.problems];
      if (values.json === true) terminal.out(`${JSON.stringify({ ...coverageReport(coverage), problems: all })}\n`);
      else terminal.out(coverageText(coverage));
      for (const { message } of values.json === true ? [] : all) terminal.err(`${message}\n`);
      const wrong = [...results.values()].some(({ asExpected }) => !asExpected);
      return Promise.resolve(wrong || problems.length > 0 ? EXIT.notAsExpected : EXIT.fine);
    }
    if (values.json === true) {
      const listed = flows.map((flow) => ({
        id: flow.id,
        title: flow.title,
        rows: flow.rows,
        series: flow.series,
        claims: flow.claims,
        expected: expectationText(flow.expect),
        file: flow.path,
        code: flow.series.length > 0 ? 'series' : 'model',
        problems: flow.problems,
      }));
      terminal.out(`${JSON.stringify({ schema: 1, flows: listed })}\n`);
    } else {
      const rows = flows.map((flow) => [
        flow.id,
        flow.rows.join(' '),
        expectationText(flow.expect),
        flow.series.map((id) => `<${id}>`).join(' ') || 'models',
        flow.title,
      ]);
      terminal.out(columns([['FLOW', 'ROWS', 'EXPECTED', 'RUNS', 'TITLE'], ...rows]));
    }
    return Promise.resolve(EXIT.fine);
  },
};

function coverageReport({ rows }: Coverage): object {
  return {
    schema: 1,
    rows: rows.map(({ row, title, mails, flows }) => ({
      row,
      title,
      mails,
      flows: flows.map(({ flow, expected, last }) => ({
        id: flow.id,
        title: flow.title,
        expected,
        found: last?.found ?? null,
        asExpected: last?.asExpected ?? null,
        complete: last?.complete ?? null,
        claims: flow.claims,
        code: flow.series.length > 0 ? 'series' : 'model',
        series: flow.series,
      })),
    })),
  };
}

function coverageText({ rows }: Coverage): string {
  const lines: string[] = [];
  for (const { row, title, mails, flows } of rows) {
    lines.push(`${row}  ${title}\n`);
    const table = flows.map(({ flow, expected, last }) => [
      '    ',
      flow.id,
      expected,
      last === null ? 'not searched' : `${last.asExpected ? 'ok' : 'NOT OK'}: ${last.found} (${last.complete})`,
      codeOrigin(flow),
    ]);
    lines.push(flows.length === 0 ? '      no flow\n' : columns(table));
    if (mails.length > 0) lines.push(`      mails: ${mails.map((id) => `<${id}>`).join(' ')}\n`);
  }
  const shown = rows.filter(({ flows }) => flows.length > 0).length;
  lines.push(`${String(shown)} of ${String(rows.length)} mechanisms have a flow\n`);
  return lines.join('');
}

const Result = v.object({
  flow: v.string(),
  verdict: v.string(),
  rule: v.nullable(v.string()),
  asExpected: v.boolean(),
  complete: v.string(),
});
const Results = v.union([v.object({ schema: v.literal(1), flows: v.array(Result) }), Result]);

/** What an earlier `explore --json` found, by flow. @throws UsageError for another document */
function readResults(path: string): Map<string, LastVerdict> {
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const checked = v.safeParse(Results, document);
  if (!checked.success) throw new UsageError(`${path} is not what "explore --json" prints`);
  const found = 'flows' in checked.output ? checked.output.flows : [checked.output];
  return new Map(
    found.map(({ flow, verdict, rule, asExpected, complete }) => [
      flow,
      { found: rule === null ? verdict : `${verdict} ${rule}`, asExpected, complete },
    ]),
  );
}
