import { expectationText } from '../link/flow';
import { readModels } from '../link/models';
import { EXIT, type Command } from './command';
import { columns, readOptions } from './flow-inputs';

export const flowsCommand: Command = {
  name: 'flows',
  summary: 'List the flows: what can be replayed, on which series, with what outcome.',
  usage: `usage: kapi-replay flows [--json]

  --json    print one JSON document (schema 1) instead of text
`,
  run(args, terminal) {
    const { values } = readOptions('flows', { args: [...args], options: { json: { type: 'boolean' } } });
    const { flows } = readModels();
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
