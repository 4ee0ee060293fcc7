import type { Moment } from './moment';
import type { LinksTo } from './report';
import { watchedRows, type FetchValues } from './watch-log';
import { cut } from './picture-markup';

const WIDTH = 110;
/** Seconds that a step stays; the last one longer. */
const PACE = 0.9;
const STEPS_AT_MOST = 400;
/** Colours of an ANSI terminal, in the order of the looks. */
const COLOURS = [90, 34, 33, 35, 32, 36, 96] as const;

/**
 * The replay as a recording of a terminal (asciicast v2: a line of JSON for the head, then one for each output), which players
 * for such recordings show. A column for each actor; what a step changed stands below it.
 */
export async function asciicast(moment: Moment, _linksTo: LinksTo, values: FetchValues): Promise<string> {
  const { replay, rows } = moment;
  const { model, steps, actors } = replay;
  const shown = actors.filter(({ index }) => rows.nextOf(index, 0) !== null);
  const column = Math.max(16, Math.floor((WIDTH - 6) / Math.max(1, shown.length)));
  const lines = [JSON.stringify({ version: 2, width: WIDTH, height: 32, title: plain(model.title) })];
  let time = 0;
  const say = (text: string): void => {
    lines.push(JSON.stringify([Math.round(time * 100) / 100, 'o', text.replaceAll('\n', '\r\n')]));
  };
  const heads = shown.map(({ name, look }) => coloured(look, pad(`${name}`, column), true)).join('');
  say(
    `\u001b[2J\u001b[H\u001b[1m${plain(model.title)}\u001b[0m\n${plain(model.seriesTitle ?? '')}\n\n      ${heads}\n`,
  );
  const watched = await watchedRows(moment, values, Math.min(rows.count, STEPS_AT_MOST));
  for (let row = 1; row <= Math.min(rows.count, STEPS_AT_MOST); row += 1) {
    time += PACE;
    const n = rows.stepAt(row) ?? 0;
    const step = steps.at(n);
    const at = shown.findIndex(({ index }) => index === step?.actor);
    const actor = shown[at];
    if (step === null || actor === undefined) continue;
    const detail = await steps.wait(n);
    const result = typeof detail?.result === 'string' ? ` = ${detail.result}` : '';
    const name = `${'  '.repeat(Math.min(step.depth, 4))}${step.kind === 'wait' ? 'waits: ' : ''}${step.name}${result}`;
    const indent = ' '.repeat(at * column);
    if (n === model.loop?.from) say(`      ${indent}\u001b[1;31mgoes round for ever:\u001b[0m\n`);
    say(
      `${String(n).padStart(5)} ${indent}${coloured(actor.look, pad(name, Math.max(column, WIDTH - 6 - at * column)))}\n`,
    );
    for (const { what, from, to } of (detail?.changed ?? []).filter(({ local }) => !local).slice(0, 3))
      say(`      ${indent}  \u001b[2m${cut(plain(`${what}: ${from} → ${to}`), WIDTH - 10)}\u001b[0m\n`);
    for (const [at, { text, changed }] of watched.at(row).entries())
      if (changed || (row === 1 && text !== ''))
        say(
          `      ${indent}  \u001b[3m${cut(plain(`${watched.watches[at]?.name ?? ''} = ${text}`), WIDTH - 10)}\u001b[0m\n`,
        );
    if (n === model.loop?.to)
      say(`      ${indent}\u001b[1;31mback to ${model.loop.from}, in the same state\u001b[0m\n`);
    if (n === model.violationStep)
      say(`\n\u001b[1;31m *** ${plain(model.rule ?? 'violation')} ***\u001b[0m ${plain(model.message)}\n`);
  }
  if (model.violationStep === null) say(`\n${plain(model.message)}\n`);
  if (rows.count > STEPS_AT_MOST) say(`\n${rows.count - STEPS_AT_MOST} more steps are left out.\n`);
  time += 3 * PACE;
  say('');
  return `${lines.join('\n')}\n`;
}

/** A name cannot drive the terminal of whoever plays this. */
function plain(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\u{fffd}');
}

function pad(text: string, width: number): string {
  return cut(plain(text), width - 1).padEnd(width);
}

function coloured(look: string, text: string, strong = false): string {
  return `\u001b[${strong ? '1;' : ''}${COLOURS[Number(look.slice('actor-'.length))] ?? 37}m${text}\u001b[0m`;
}
