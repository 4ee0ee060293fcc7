import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { primitiveNames } from '../kernel/machine/primitives/primitives';
import { seriesApis, type Api, type ApiUse, type SeriesApis } from '../link/apis';
import { draftFlow } from '../link/draft-flow';
import { modelStub } from '../link/model-stub';
import type { Series } from '../series/series';
import { EXIT, UsageError, type Command } from './command';
import { columns, readFlowInputs, readOptions, type FlowInputs } from './flow-inputs';

/** Where a reader's own flows live (FLOWS.md). */
const OWN_FLOWS = join('.kapi-replay', 'flows');

export const apisCommand: Command = {
  name: 'apis',
  summary: 'List what a series adds for others and what it needs of others; draft a flow or a model from it.',
  usage: `usage: kapi-replay apis INPUT... [options]

INPUT is mail that holds a series. Of several series the one with the most patches is taken, the newest revision first,
unless --revision says another.

  --revision N     that revision
  --tree DIR       kernel source: a git repository, a source directory, or a directory of files named *.BLOBID; may be
                   given again
  --draft ID       write a flow to .kapi-replay/flows/ID.c, with actors for the functions that the series adds
  --stub FUNCTION  write a model to fill in, for a function that nobody defines, to .kapi-replay/flows/models/FUNCTION.h
  --json           print one JSON document (schema 1) instead of text
`,
  async run(args, terminal) {
    const { values, positionals } = readOptions('apis', {
      args: [...args],
      allowPositionals: true,
      options: {
        revision: { type: 'string' },
        tree: { type: 'string', multiple: true },
        draft: { type: 'string' },
        stub: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (positionals.length === 0) throw new UsageError('apis needs mail that holds a series');
    const inputs = await readFlowInputs({ series: positionals, trees: values.tree ?? [] }, terminal);
    const series = chosen(inputs.series, values.revision);
    const request = { ...inputs, series: [series], primitives: primitiveNames };
    if (values.draft !== undefined) {
      if (!/^[a-z][a-z0-9-]*$/.test(values.draft)) {
        throw new UsageError(`--draft needs a name of lower-case letters, digits and dashes, not "${values.draft}"`);
      }
      const draft = draftFlow(series, request, values.draft);
      write(join(OWN_FLOWS, `${draft.id}.c`), draft.text);
      terminal.out(`${join(OWN_FLOWS, `${draft.id}.c`)}: actors call ${draft.calls.join(', ') || 'nothing yet'}\n`);
      return EXIT.fine;
    }
    const apis = seriesApis(request);
    if (values.stub !== undefined) {
      const name = values.stub;
      const api = apis.needs.find((one) => one.name === name);
      if (!api) throw new UsageError(`--stub: nothing in the series calls ${name}()`);
      if (api.state !== 'opaque')
        throw new UsageError(`--stub: ${name}() has a meaning already, of origin ${api.state}`);
      const stub = modelStub(api);
      if (!stub)
        throw new UsageError(
          `--stub: no declaration of ${name}() is known; give a kernel tree with --tree, or define it in the flow, where the series finds it`,
        );
      write(join(OWN_FLOWS, stub.path), stub.text);
      terminal.out(`${join(OWN_FLOWS, stub.path)}: fill it in, and add ${stub.include} to the flow\n`);
      return EXIT.fine;
    }
    if (values.json === true) terminal.out(`${JSON.stringify(report(series, apis))}\n`);
    else terminal.out(text(series, apis));
    return EXIT.fine;
  },
};

function chosen(available: FlowInputs['series'], revision: string | undefined): Series {
  const fit = available.filter((one) => revision === undefined || String(one.revision) === revision);
  const [best] = [...fit].sort((a, b) => b.patches.length - a.patches.length || b.revision - a.revision);
  if (best === undefined || best.patches.length === 0) {
    throw new UsageError(
      revision === undefined ? 'the input holds no series' : `the input holds no revision v${revision}`,
    );
  }
  return best;
}

function write(path: string, content: string): void {
  if (existsSync(path)) throw new UsageError(`${path} is there already; it is not overwritten`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function report(series: Series, { adds, needs, entryPoints }: SeriesApis): object {
  return { schema: 1, series: series.id, title: series.title, revision: series.revision, adds, needs, entryPoints };
}

function text(series: Series, { adds, needs, entryPoints }: SeriesApis): string {
  const unmodelled = needs.filter(({ state }) => state === 'opaque').length;
  return [
    `${series.title} (v${String(series.revision)}, ${String(series.patches.length)} patches)\n`,
    `\nAdds for others (${String(adds.length)}):\n`,
    columns(
      adds.map((api) => [
        '  ',
        api.kind,
        api.name,
        api.state === 'opaque' ? 'shown in part' : '',
        place(api),
        used(api.uses),
      ]),
    ),
    `\nEntry points (${String(entryPoints.length)}):\n`,
    columns(
      entryPoints.map(({ table, member, function: name, where }) => [
        '  ',
        `${table === '' ? '' : `${table}.`}${member}`,
        name,
        `${where.file}:${String(where.line)}`,
      ]),
    ),
    `\nNeeds of others (${String(needs.length)}, of which ${String(unmodelled)} have no meaning yet):\n`,
    columns(needs.map((api) => ['  ', api.state, api.name, place(api), used(api.uses)])),
  ].join('');
}

const place = ({ where }: Api): string => (where === null ? '' : `${where.file}:${String(where.line)}`);

function used(uses: readonly ApiUse[]): string {
  const callers = [...new Set(uses.map((use) => use.in))].filter((name) => name !== '');
  if (callers.length === 0) return '';
  const more = callers.length > 3 ? ` and ${String(callers.length - 3)} more` : '';
  return `used in ${callers.slice(0, 3).join(', ')}${more}`;
}
