import type { Series } from '../series/series';
import type { Api, ApiUse, SeriesApis } from './apis';

/** What a series adds and needs, as a document. Names out of a mail stand in it as code: nothing of them becomes markup. */
export function apisMarkdown(series: Series, { adds, needs, entryPoints }: SeriesApis): string {
  const missing = needs.filter(({ state }) => state === 'opaque');
  const lines = [
    `# Kernel APIs of ${plain(series.title)}`,
    '',
    `Revision ${String(series.revision)}, ${String(series.patches.length)} patches. Draft a flow from it with "kAPI Replay: Draft Flow`,
    'from Series", and a model for what has no meaning yet with "kAPI Replay: Create Model of Function".',
    '',
    `## Adds for others: ${String(adds.length)}`,
    '',
    ...adds.map((api) => `- ${api.kind} \`${plain(api.name)}\`${partly(api)}${place(api)}${used(api.uses)}`),
    '',
    `## Entry points: ${String(entryPoints.length)}`,
    '',
    ...entryPoints.map(
      ({ table, member, function: name, where }) =>
        `- \`${plain(table === '' ? member : `${table}.${member}`)}\` leads to \`${plain(name)}\` at \`${plain(where.file)}:${String(where.line)}\``,
    ),
    '',
    `## Needs of others: ${String(needs.length)}, of which ${String(missing.length)} have no meaning yet`,
    '',
    ...needs.map((api) => `- ${api.state} \`${plain(api.name)}\`${place(api)}${used(api.uses)}`),
    '',
  ];
  return lines.join('\n');
}

const partly = ({ state }: Api): string => (state === 'opaque' ? ' (shown in part)' : '');

const place = ({ where }: Api): string => (where === null ? '' : ` at \`${plain(where.file)}:${String(where.line)}\``);

function used(uses: readonly ApiUse[]): string {
  const callers = [...new Set(uses.map((use) => use.in))].filter((name) => name !== '');
  return callers.length === 0 ? '' : `, used in ${callers.map((name) => `\`${plain(name)}\``).join(', ')}`;
}

/** One line, without the characters that Markdown reads. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[`*[\]<>|\\]/g, ' ');
}
