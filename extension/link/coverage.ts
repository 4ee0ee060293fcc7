import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { messageId, type MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import { expectationText, type Flow } from './flow';
import type { ModelLibrary } from './models';

/** A mechanism that flows can show; a flow's `rows:` names it. The list is data beside the models. */
export interface Mechanism {
  /** "M01". */
  readonly row: string;
  readonly title: string;
  /** Mails that argue about it, whether or not a flow claims to show what they say. */
  readonly mails: readonly MessageId[];
}

/** What a search found of a flow, in the words of `explore`. */
export interface LastVerdict {
  /** "pass", "violation stale-access". */
  readonly found: string;
  readonly asExpected: boolean;
  /** How far it went: "all schedules". */
  readonly complete: string;
}

export interface CoveredBy {
  readonly flow: Flow;
  /** What it says it will find. */
  readonly expected: string;
  /** Null where nobody has searched it. */
  readonly last: LastVerdict | null;
}

export interface CoverageRow extends Mechanism {
  readonly flows: readonly CoveredBy[];
  /** All mails of the row: those of the mechanism, then those that its flows claim. */
  readonly mails: readonly MessageId[];
}

export interface Coverage {
  readonly rows: readonly CoverageRow[];
  /** Rows that flows name and the list doesn't have, and flows that name none. */
  readonly problems: readonly Problem[];
}

/** models/mechanisms.json; empty, with a problem, where it is missing or damaged. */
export function readMechanisms(models: Pick<ModelLibrary, 'directory'>): {
  readonly mechanisms: readonly Mechanism[];
  readonly problems: readonly Problem[];
} {
  const path = join(models.directory, 'mechanisms.json');
  const wrong = (why: string) => ({
    mechanisms: [],
    problems: [
      problem('mechanisms-unreadable', `The list of mechanisms ${why}; install the extension again.`, {
        file: path,
        line: 1,
        column: 1,
      }),
    ],
  });
  if (!existsSync(path)) return wrong('is missing');
  try {
    const mechanisms = parseMechanisms(JSON.parse(readFileSync(path, 'utf8')));
    return mechanisms === null ? wrong('has another shape than this version reads') : { mechanisms, problems: [] };
  } catch (error) {
    return wrong(`can't be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** Which flows show which mechanism. `last` says what the last search of a flow found, null where there was none. */
export function coverageOf(
  mechanisms: readonly Mechanism[],
  flows: readonly Flow[],
  last: (flow: Flow) => LastVerdict | null = () => null,
): Coverage {
  const known = new Set(mechanisms.map(({ row }) => row));
  const problems = flows.flatMap((flow) =>
    flow.rows
      .filter((row) => !known.has(row))
      .map((row) =>
        problem('row-unknown', `${flow.id} shows ${row}, which the list of mechanisms doesn't have.`, {
          file: flow.path,
          line: 1,
          column: 1,
        }),
      ),
  );
  const rows = mechanisms.map((mechanism): CoverageRow => {
    const shown = flows.filter((flow) => flow.rows.includes(mechanism.row));
    return {
      ...mechanism,
      flows: shown.map((flow) => ({ flow, expected: expectationText(flow.expect), last: last(flow) })),
      mails: [...new Set([...mechanism.mails, ...shown.flatMap((flow) => flow.claims)])],
    };
  });
  return { rows, problems };
}

/** Where the code of a flow is from: "models", or the series that it names. */
export function codeOrigin(flow: Flow): string {
  return flow.series.length === 0 ? 'models' : flow.series.map((id) => `<${id}>`).join(' ');
}

/** The coverage as a document. Text that others wrote stands in it as text: nothing of it can become markup. */
export function coverageMarkdown({ rows, problems }: Coverage): string {
  const shown = rows.filter(({ flows }) => flows.length > 0).length;
  const flows = new Set(rows.flatMap((row) => row.flows.map(({ flow }) => flow.id))).size;
  const lines = [
    '# Mechanisms and the flows that show them',
    '',
    `${String(shown)} of ${String(rows.length)} mechanisms are shown by ${String(flows)} flows.`,
    '',
  ];
  for (const row of rows) {
    lines.push(`## ${row.row} ${plain(row.title)}`, '');
    if (row.flows.length === 0) lines.push('No flow shows it.', '');
    for (const { flow, expected, last } of row.flows) {
      const found =
        last === null
          ? 'not searched yet'
          : `found ${last.found} (${last.complete})${last.asExpected ? '' : ', NOT AS EXPECTED'}`;
      lines.push(
        `- \`${plain(flow.id)}\`: ${plain(flow.title)}`,
        `  expects ${expected}; ${plain(found)}; runs ${flow.series.length === 0 ? 'models' : `\`${codeOrigin(flow)}\``}`,
      );
    }
    if (row.mails.length > 0) lines.push('', 'Mails:', ...row.mails.map((id) => `- \`<${id}>\``));
    lines.push('');
  }
  for (const { message } of problems) lines.push(`Problem: ${plain(message)}`, '');
  return lines.join('\n');
}

/** One line, without the characters that Markdown reads. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[`*_[\]<>|\\]/g, ' ');
}

function parseMechanisms(document: unknown): Mechanism[] | null {
  if (typeof document !== 'object' || document === null || !('mechanisms' in document)) return null;
  if (!Array.isArray(document.mechanisms)) return null;
  const parsed: Mechanism[] = [];
  for (const entry of document.mechanisms as readonly unknown[]) {
    if (typeof entry !== 'object' || entry === null || !('row' in entry && 'title' in entry && 'mails' in entry))
      return null;
    const { row, title, mails } = entry;
    if (typeof row !== 'string' || typeof title !== 'string' || !Array.isArray(mails)) return null;
    parsed.push({
      row,
      title,
      mails: mails.filter((mail): mail is string => typeof mail === 'string').map(messageId),
    });
  }
  return parsed;
}
