import type { Moment } from './moment';
import { groupWords } from './step-groups';
import { watchedRows, type FetchValues } from './watch-log';

/** A report goes into a mail; nobody reads more steps than this there. */
const STEPS_AT_MOST = 200;

/** A link to each of these steps as the host makes them, null where it can make none. */
export type LinksTo = (steps: readonly number[]) => Promise<readonly (string | null)[]>;

/**
 * The replay as Markdown: what was found, how far that goes, links to its moments, the CPU table, the reader's notes, and the
 * steps with their places.
 */
export async function report(moment: Moment, linksTo: LinksTo, values: FetchValues): Promise<string> {
  const { replay, rows, step: here, notes } = moment;
  const { model, steps, actors } = replay;
  const moments = await momentLines(
    [
      ...(model.violationStep === null ? [] : [{ step: model.violationStep, words: 'where the rule is broken' }]),
      ...(here === model.violationStep || here < 1 ? [] : [{ step: here, words: 'where this report was made' }]),
    ],
    replay,
    linksTo,
  );
  const said = notes
    .filter(({ step }) => step !== null)
    .toSorted((left, right) => (left.step ?? 0) - (right.step ?? 0))
    .map(({ step, text }) => `- step ${step}: ${text.trim().replaceAll('\n', '\n  ')}`);
  const lines = [
    `# ${model.title}`,
    '',
    `${model.verdict}${model.rule === null ? '' : ` (${model.rule})`}: ${model.message}`,
    '',
    `- flow: ${model.flow}`,
    ...(model.seriesTitle === null ? [] : [`- series: ${archived(model.seriesTitle, model.series ?? null)}`]),
    ...model.claims.map((claim) => `- argued in: ${archived(`${claim.subject} (${claim.from})`, claim.messageId)}`),
    `- covered: ${model.complete}, ${model.states} states`,
    `- lines that ran: ${Object.entries(model.origins)
      .map(([from, lines]) => `${from} ${lines}`)
      .join(', ')}`,
    '',
    ...(moments.length === 0 ? [] : [...moments, '']),
    ...(model.table === '' ? [] : ['```', model.table.trimEnd(), '```', '']),
    ...(said.length === 0 ? [] : ['## Notes', '', ...said, '']),
  ];
  const shown = Math.min(rows.count, STEPS_AT_MOST);
  const watched = await watchedRows(moment, values, shown);
  lines.push(
    `| step | actor | what | where |${watched.watches.map(({ name }) => ` \`${cell(name)}\` |`).join('')}`,
    `| ---: | --- | --- | --- |${' --- |'.repeat(watched.watches.length)}`,
  );
  for (let row = 1; row <= shown; row += 1) {
    const step = steps.at(rows.stepAt(row) ?? 0);
    if (step === null) continue;
    const folded = moment.groups.find(({ id, from }) => from === step.n && moment.foldedGroups.has(id));
    const what = folded === undefined ? `\`${cell(step.name)}\`` : `**${cell(groupWords(folded))}**`;
    const actor = actors.find(({ index }) => index === step.actor)?.name ?? '';
    const came = watched.at(row).map(({ text, changed }) => ` ${changed ? `**${cell(text)}**` : cell(text)} |`);
    lines.push(`| ${step.n} | ${cell(actor)} | ${what} | ${cell(step.file)}:${step.line} |${came.join('')}`);
  }
  if (rows.count > STEPS_AT_MOST) lines.push('', `${rows.count - STEPS_AT_MOST} more steps are left out.`);
  return `${lines.join('\n')}\n`;
}

/**
 * The moments with their links; a link says only where it leads, and opens the series that the reader has. Nothing where the
 * host can make none: the schedule is too long, or nothing ran.
 */
async function momentLines(
  moments: readonly { readonly step: number; readonly words: string }[],
  { steps }: Moment['replay'],
  linksTo: LinksTo,
): Promise<readonly string[]> {
  const links = await linksTo(moments.map(({ step }) => step)).catch(() => []);
  return moments.flatMap(({ step, words }, at) => {
    const link = links[at];
    const name = steps.at(step)?.name ?? '';
    return link === null || link === undefined
      ? []
      : [`- [step ${step}, ${words}](${link}): \`${name.replaceAll('`', "'")}\``];
  });
}

/** A link to a mail as the kernel's list archive resolves it (https://www.kernel.org/lore.html); text alone without an id. */
function archived(text: string, messageId: string | null): string {
  const shown = text.replaceAll(/[\\[\]<>`]/g, '\\$&').replaceAll('\n', ' ');
  return messageId === null
    ? shown
    : `[${shown}](https://lore.kernel.org/r/${encodeURIComponent(messageId).replaceAll('%40', '@')}/)`;
}

/** A bar would end the table's cell, a backtick the code. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('`', "'").replaceAll('\n', ' ');
}
