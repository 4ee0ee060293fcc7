/**
 * The project's benchmark: every figure beside its peer's in the same run. A peer that is not installed is left out
 * and said so. `npm run bench`, or some parts of it: `npm run bench -- inspect explore`; with `--json` as JSON.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../scripts/browser.mjs';
import { ensureVsix } from '../scripts/project.mjs';
import { measureDebugging } from './debugging';
import { measureEditor, type EditorFigures, type LongRunFigures, type OpeningFigures } from './editor';
import { measurePlacing } from './placing';
import { measureReading } from './reading';
import { measureResponding, type RespondingFigures } from './responding';
import { measureReplayView, type ReplayViewFigures } from './view';
import { measureExploring, measureParsing } from './running';
import { measureStepping } from './stepping';

const root = resolve(__dirname, '..');
const shared = resolve(root, '..', 'shared');
const cli = join(root, 'dist', 'cli.js');

/** The thread corpus where it is at hand, else the sample that ships with the product. */
function mailboxes(): { readonly paths: readonly string[]; readonly corpus: string } {
  const corpus = join(shared, 'corpus');
  if (existsSync(corpus)) {
    const names = readdirSync(corpus).filter((name) => name.endsWith('.mbox'));
    return { paths: names.map((name) => join(corpus, name)), corpus: 'thread corpus' };
  }
  return { paths: [join(root, 'extension', 'samples', 'chime.mbox')], corpus: 'sample series' };
}

/** One part of the report: what was measured, and how it is said. */
interface Part {
  readonly figures: unknown;
  readonly lines: readonly string[];
}

const PARTS: Readonly<Record<string, () => Part | Promise<Part>>> = {
  inspect: () => {
    const boxes = mailboxes();
    const inspect = measureReading(cli, boxes.paths, boxes.corpus);
    return {
      figures: inspect,
      lines: [
        `${inspect.messages} mails, ${(inspect.bytes / 1e6).toFixed(1)} MB: ${inspect.seconds.toFixed(2)} s, ${inspect.megabytesPerSecond.toFixed(1)} MB/s beyond start-up, peak ${inspect.peakMegabytes.toFixed(0)} MB, ${inspect.peakTimesInput.toFixed(1)} times the input beyond start-up`,
        ...inspect.sizes.map((size) => `${size.megabytes} MB in ${size.seconds.toFixed(2)} s`),
        ...inspect.peers.map(
          (peer) =>
            `${peer.name}: ${peer.seconds.toFixed(2)} s, ${(peer.seconds / inspect.secondsBeyondStart).toFixed(1)} times ours`,
        ),
        ...inspect.left.map(leftOut),
      ],
    };
  },
  placing: async () => {
    const placing = await measurePlacing(mailboxes().paths);
    return {
      figures: placing,
      lines: [
        `${placing.comments} comments of ${placing.replies} replies in ${placing.seconds.toFixed(2)} s of processor, ${placing.conversations} conversations followed in ${placing.followSeconds.toFixed(2)} s (the same mails read and sorted: ${placing.readSeconds.toFixed(2)} s)`,
      ],
    };
  },
  parse: () => {
    const parse = measureParsing(cli, process.env['KAPI_REPLAY_KERNEL'] ?? join(root, 'extension', 'models'));
    return {
      figures: parse,
      lines: [`${parse.lines} lines, ${parse.functions} functions: ${parse.seconds.toFixed(2)} s`],
    };
  },
  explore: () => {
    const explore = measureExploring(cli, join(root, 'bench', 'yardstick.c'), join(shared, 'bench', 'spin.sh'));
    const { stepByStep, bug } = explore;
    const spin =
      explore.spinStates === null
        ? []
        : [
            `SPIN: ${explore.spinStates} states, ${((explore.spinTransitionsPerSecond ?? 0) / 1e6).toFixed(2)} M/s, edit to verdict ${explore.spinEditToVerdictSeconds} s`,
          ];
    return {
      figures: explore,
      lines: [
        `${explore.verdict} (${explore.complete}): ${explore.states} states, ${explore.transitions} transitions in ${explore.seconds.toFixed(2)} s, ${(explore.transitionsPerSecond / 1e6).toFixed(2)} M/s; edit to verdict ${explore.editToVerdictSeconds.toFixed(2)} s`,
        `step by step: ${stepByStep.states} states, ${stepByStep.transitions} transitions in ${stepByStep.seconds.toFixed(2)} s, ${(stepByStep.transitionsPerSecond / 1e6).toFixed(2)} M/s, ${stepByStep.bytesPerState.toFixed(0)} bytes a state`,
        `seeded bug: ${bug.verdict} in ${bug.steps} steps, ${bug.searchSeconds.toFixed(3)} s`,
        ...spin,
        ...explore.left.map(leftOut),
      ],
    };
  },
  stepping: () => {
    const stepping = measureStepping(join(root, 'extension', 'models', 'include'));
    return {
      figures: stepping,
      lines: [
        `${stepping.steps} steps opened in ${stepping.openSeconds.toFixed(1)} s; step ${stepping.stepMs.toFixed(3)} ms, back ${stepping.backMs.toFixed(3)} ms, jump ${stepping.jumpMs.toFixed(1)} ms, from end to end ${stepping.endToEndMs.toFixed(1)} ms`,
      ],
    };
  },
  debugging: async () => {
    const debugging = await measureDebugging(join(root, 'extension', 'models', 'include'));
    const ms = (value: number): string => `${value.toFixed(1)} ms`;
    return {
      figures: debugging,
      lines: [
        `${debugging.steps} steps: step back ${ms(debugging.stepBackMs)}, step in ${ms(debugging.stepInMs)}, each with stack and variables; ` +
          `end to start ${ms(debugging.reverseContinueMs)}, start to end ${ms(debugging.continueMs)}`,
        `to a breakpoint in the middle by hit count ${ms(debugging.hitCountMs)}, by a condition in C ${ms(debugging.conditionMs)}; ` +
          `to the next change of a field ${ms(debugging.changeMs)}, to its next read ${ms(debugging.readMs)}, setting that ${ms(debugging.watchMs)}`,
      ],
    };
  },
  view: async () => {
    if (findChromium() === null) return WITHOUT_CHROMIUM;
    const view = await measureReplayView();
    return { figures: view, lines: viewLines(view) };
  },
  responding: () => {
    if (findChromium() === null) return WITHOUT_CHROMIUM;
    const figures = measureResponding(mailboxes().paths);
    return { figures, lines: figures.map(respondingLine) };
  },
  editor: async () => {
    if (findChromium() === null) return WITHOUT_CHROMIUM;
    const editor = await measureEditor();
    return { figures: editor, lines: [editorLine(editor), longRunLine(editor.long)] };
  },
};

const leftOut = (peer: string): string => `left out, not installed: ${peer}`;

const WITHOUT_CHROMIUM: Part = { figures: null, lines: [leftOut('Chromium')] };

/** A part that fails is said so, and takes no other part's figures with it. */
async function main(): Promise<void> {
  const json = process.argv.includes('--json');
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const unknown = wanted.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(`no part is called ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  await ensureVsix();
  const report: Record<string, unknown> = {
    schema: 2,
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model ?? '',
      memoryGigabytes: Math.round(totalmem() / 1e9),
      node: process.version,
    },
  };
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    try {
      const part = await measure();
      report[name] = part.figures;
      for (const [row, text] of json ? [] : part.lines.entries())
        process.stdout.write(`${(row === 0 ? name : '').padEnd(9)}${text}\n`);
    } catch (error) {
      report[name] = { failed: error instanceof Error ? error.message : String(error) };
      process.stderr.write(`${name.padEnd(9)}failed: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
  if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

function movesText({ step, back, scrub }: Pick<LongRunFigures, 'step' | 'back' | 'scrub'>): string {
  return Object.entries({ step, back, scrub })
    .map(
      ([name, { ms, filledMs, cpuMs }]) =>
        `${name} ${ms.toFixed(1)} ms (filled ${filledMs.toFixed(1)} ms, ${cpuMs.toFixed(1)} ms of processor)`,
    )
    .join(', ');
}

function viewLines({ compressedBytes, runs }: ReplayViewFigures): readonly string[] {
  return [
    `${(compressedBytes / 1e6).toFixed(2)} MB compressed`,
    ...runs.map(
      (run) =>
        `${run.steps.toLocaleString('en')} steps: painted ${run.firstPaintMs.toFixed(0)} ms after they came, ${movesText(run)}, ` +
        `heap ${(run.heapBytes / 1e6).toFixed(0)} MB`,
    ),
  ];
}

function respondingLine(box: RespondingFigures): string {
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  const silent = ({ ms: clock, cpuMs }: RespondingFigures['opening']): string =>
    `${ms(clock)} (${ms(cpuMs)} of processor)`;
  return (
    `${box.name}, ${box.mails} mails: views filled in ${ms(box.filledMs)} (${ms(box.filledCpuMs)} of processor), placed ${ms(box.placedMs)} later; longest silence ` +
    `opening ${silent(box.opening)}, placing ${silent(box.placing)}, hovering ${silent(box.hovering)}; hover first ` +
    `${ms(box.firstHoverMs)}, then ${ms(box.hoverMs)} (${ms(box.hoverCpuMs)} of processor), at most ${ms(box.longestHoverMs)}; a provider that ` +
    `answers at once ${ms(box.peerHoverMs)} (${ms(box.peerHoverCpuMs)})`
  );
}

function editorLine(figures: EditorFigures): string {
  const megabytes = (figures.vsixBytes / 1e6).toFixed(2);
  return (
    `activates in ${figures.activateMs} ms, series open in ${figures.openSeriesMs} ms, hover in ${figures.hoverMs} ms, ` +
    `VSIX ${megabytes} MB; ` +
    `in ${figures.windows} windows each: sample replay ${openingText(figures.sample)}; a view of one line ${openingText(figures.peer)}`
  );
}

function openingText({ first, again }: OpeningFigures): string {
  const told = ({ firstMs, paintedMs, editorMs }: OpeningFigures['first']): string =>
    `seen in ${firstMs} ms, painted in ${paintedMs} ms, its editor in ${editorMs} ms`;
  return `${told(first)} for the first time, again ${told(again)}`;
}

function longRunLine(long: LongRunFigures): string {
  const { ms, cpuMs } = long.letter;
  return (
    `${long.steps.toLocaleString('en')} steps: ${openingText(long.opening)}; ` +
    `${movesText(long)}; a frame in which one letter changes ${ms.toFixed(1)} ms (${cpuMs.toFixed(1)} ms of processor)`
  );
}

void main();
