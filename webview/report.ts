import type { Moment } from './moment';

/** A report goes into a mail; nobody reads more steps than this there. */
const STEPS_AT_MOST = 200;

/** The replay as Markdown: what was found, how far that goes, the CPU table, and the steps with their places. */
export function report({ replay, rows }: Moment): string {
  const { model, steps, actors } = replay;
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
    ...(model.table === '' ? [] : ['```', model.table.trimEnd(), '```', '']),
    '| step | actor | what | where |',
    '| ---: | --- | --- | --- |',
  ];
  for (let row = 1; row <= Math.min(rows.count, STEPS_AT_MOST); row += 1) {
    const step = steps.at(rows.stepAt(row) ?? 0);
    if (step === null) continue;
    const actor = actors.find(({ index }) => index === step.actor)?.name ?? '';
    lines.push(`| ${step.n} | ${cell(actor)} | \`${cell(step.name)}\` | ${cell(step.file)}:${step.line} |`);
  }
  if (rows.count > STEPS_AT_MOST) lines.push('', `${rows.count - STEPS_AT_MOST} more steps are left out.`);
  return `${lines.join('\n')}\n`;
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
