/**
 * The project's benchmark: every figure beside its peer's in the same run. A peer that is not installed is left out
 * and said so. `npm run bench`, or `npm run bench -- --json`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium } from '../scripts/browser.mjs';
import { ensureVsix } from '../scripts/project.mjs';
import { measureEditor, type EditorFigures } from './editor';
import { measureReading } from './reading';
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

async function main(): Promise<void> {
  await ensureVsix();
  const boxes = mailboxes();
  const report = {
    schema: 1,
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model ?? '',
      memoryGigabytes: Math.round(totalmem() / 1e9),
      node: process.version,
    },
    inspect: measureReading(cli, boxes.paths, boxes.corpus),
    parse: measureParsing(cli, process.env['KAPI_REPLAY_KERNEL'] ?? join(root, 'extension', 'models')),
    explore: measureExploring(cli, join(root, 'bench', 'yardstick.c'), join(shared, 'bench', 'spin.sh')),
    stepping: measureStepping(join(root, 'extension', 'models', 'include')),
    view: findChromium() === null ? null : await measureReplayView(),
    editor: findChromium() === null ? null : await measureEditor(),
  };
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  const { inspect, parse, explore, stepping } = report;
  const line = (text: string) => process.stdout.write(`${text}\n`);
  line(
    `inspect  ${inspect.messages} mails, ${(inspect.bytes / 1e6).toFixed(1)} MB: ${inspect.seconds.toFixed(2)} s, ${inspect.megabytesPerSecond.toFixed(1)} MB/s beyond start-up, peak ${inspect.peakMegabytes.toFixed(0)} MB`,
  );
  for (const size of inspect.sizes) line(`         ${size.megabytes} MB in ${size.seconds.toFixed(2)} s`);
  for (const peer of inspect.peers)
    line(
      `         ${peer.name}: ${peer.seconds.toFixed(2)} s, ${(peer.seconds / inspect.secondsBeyondStart).toFixed(1)} times ours`,
    );
  line(`parse    ${parse.lines} lines, ${parse.functions} functions: ${parse.seconds.toFixed(2)} s`);
  line(
    `explore  ${explore.verdict} (${explore.complete}): ${explore.states} states, ${explore.transitions} transitions in ${explore.seconds.toFixed(2)} s, ${(explore.transitionsPerSecond / 1e6).toFixed(2)} M/s; edit to verdict ${explore.editToVerdictSeconds.toFixed(2)} s`,
  );
  const { stepByStep } = explore;
  line(
    `         step by step: ${stepByStep.states} states, ${stepByStep.transitions} transitions in ${stepByStep.seconds.toFixed(2)} s, ${(stepByStep.transitionsPerSecond / 1e6).toFixed(2)} M/s, ${stepByStep.bytesPerState.toFixed(0)} bytes a state`,
  );
  line(
    `         seeded bug: ${explore.bug.verdict} in ${explore.bug.steps} steps, ${explore.bug.searchSeconds.toFixed(3)} s`,
  );
  if (explore.spinStates !== null)
    line(
      `         SPIN: ${explore.spinStates} states, ${((explore.spinTransitionsPerSecond ?? 0) / 1e6).toFixed(2)} M/s, edit to verdict ${explore.spinEditToVerdictSeconds} s`,
    );
  for (const peer of [...inspect.left, ...explore.left]) line(`         left out, not installed: ${peer}`);
  line(
    `stepping ${stepping.steps} steps opened in ${stepping.openSeconds.toFixed(1)} s; step ${stepping.stepMs.toFixed(3)} ms, back ${stepping.backMs.toFixed(3)} ms, jump ${stepping.jumpMs.toFixed(1)} ms, from end to end ${stepping.endToEndMs.toFixed(1)} ms`,
  );
  for (const text of report.view === null ? ['left out, Chromium is not installed'] : viewLines(report.view))
    line(`view     ${text}`);
  line(`editor   ${report.editor === null ? 'left out, Chromium is not installed' : editorLine(report.editor)}`);
}

function viewLines({ compressedBytes, runs }: ReplayViewFigures): readonly string[] {
  const moves = ({ step, back, scrub }: ReplayViewFigures['runs'][number]): string =>
    Object.entries({ step, back, scrub })
      .map(([name, { ms, cpuMs }]) => `${name} ${ms.toFixed(1)} ms (${cpuMs.toFixed(1)} ms of processor)`)
      .join(', ');
  return [
    `${(compressedBytes / 1e6).toFixed(2)} MB compressed`,
    ...runs.map(
      (run) =>
        `${run.steps.toLocaleString('en')} steps: painted ${run.firstPaintMs.toFixed(0)} ms after they came, ${moves(run)}, ` +
        `heap ${(run.heapBytes / 1e6).toFixed(0)} MB`,
    ),
  ];
}

function editorLine(figures: EditorFigures): string {
  const megabytes = (figures.vsixBytes / 1e6).toFixed(2);
  return (
    `activates in ${figures.activateMs} ms, series open in ${figures.openSeriesMs} ms, hover in ${figures.hoverMs} ms, ` +
    `replay painted in ${figures.replayFirstPaintMs} ms, step in ${figures.stepMs} ms; VSIX ${megabytes} MB`
  );
}

void main();
