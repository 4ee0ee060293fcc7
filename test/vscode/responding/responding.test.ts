/**
 * Measures, inside the extension host, how long anything keeps it from answering while mail is opened, placed and asked
 * about. It asserts nothing about time: bench/responding.ts starts it and reads the figures.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { Hover, Position, Uri, commands, extensions, languages, workspace } from 'vscode';
import { closeEverything, eventually, rows } from '../installed';
import { Heartbeat, threadCpuMs, type Silence } from './heartbeat';

interface BoxFigures {
  readonly name: string;
  readonly mails: number;
  /** From the file to the rows of the Series and the Thread view. */
  readonly filledMs: number;
  /** What of that the extension host worked. */
  readonly filledCpuMs: number;
  /** From there until every comment is placed and every conversation followed. */
  readonly placedMs: number;
  readonly opening: Silence;
  readonly placing: Silence;
  /** The first hover on a patch of it, and the middle and longest of those that follow. */
  readonly firstHoverMs: number;
  readonly hoverMs: number;
  readonly longestHoverMs: number;
  /** What the extension host works for a hover; the middle. */
  readonly hoverCpuMs: number;
  /** The middle of as many hovers of a provider that answers at once: what the editor takes to ask and to be answered. */
  readonly peerHoverMs: number;
  readonly peerHoverCpuMs: number;
  readonly hovering: Silence;
}

const HOVERS = 40;

describe('the extension host', () => {
  it('is measured', async () => {
    const wanted = process.env['KAPI_REPLAY_BOXES']?.split('\n') ?? [];
    const into = process.env['KAPI_REPLAY_FIGURES'];
    assert.ok(wanted.length > 0 && into !== undefined, 'bench/responding.ts says what to open and where to write');
    // The box of a comment is Markdown, for which the editor starts extensions of its own with the first one that it shows.
    await extensions.getExtension('vscode.markdown-language-features')?.activate();
    await commands.executeCommand('markdown.api.render', 'A word.');
    const figures: BoxFigures[] = [];
    for (const path of wanted) figures.push(await measure(Uri.file(path)));
    await closeEverything();
    writeFileSync(into, JSON.stringify(figures));
  });
});

async function measure(box: Uri): Promise<BoxFigures> {
  const kapi = await closeEverything();
  const heart = new Heartbeat();
  const [started, startedCpu] = [performance.now(), threadCpuMs()];
  assert.equal(await kapi.open([box]), true);
  const [series, thread] = [await rows(kapi, 'series'), await rows(kapi, 'thread')];
  const [filledMs, filledCpuMs] = [performance.now() - started, threadCpuMs() - startedCpu];
  assert.ok(series.length > 0 && thread.length > 0, 'the views have rows');
  const opening = heart.take();
  await kapi.conversations();
  const placedMs = performance.now() - started - filledMs;
  const placing = heart.take();

  const patch = kapi.archive.series.flatMap(({ patches }) => patches).find((each) => each.patch.files.length > 0);
  const file = patch?.patch.files.find(({ path }) => path.endsWith('.c')) ?? patch?.patch.files[0];
  assert.ok(patch !== undefined && file !== undefined, 'there is a patch to ask about');
  await commands.executeCommand('kapi-replay.openFile', patch.messageId, file.path);
  const document = await eventually('the diff', () =>
    workspace.textDocuments.find(({ uri }) => uri.scheme === 'kapi-replay' && uri.path.endsWith(file.path)),
  );
  const places = namesIn(document.getText());
  const first = await hover(document.uri, places[0] ?? new Position(0, 0));
  // What the first hover has begun to put together goes on below it.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const hovering = heart.take();
  heart.stop();
  const ours = await hovers(document.uri, places);
  const peer = await answeringAtOnce(places);
  return {
    name: box.path.split('/').at(-1) ?? '',
    mails: kapi.archive.placed.length,
    filledMs,
    filledCpuMs,
    placedMs,
    opening,
    placing,
    firstHoverMs: first.ms,
    hoverMs: ours.ms,
    longestHoverMs: ours.longestMs,
    hoverCpuMs: ours.cpuMs,
    peerHoverMs: peer.ms,
    peerHoverCpuMs: peer.cpuMs,
    hovering,
  };
}

async function hover(uri: Uri, place: Position): Promise<{ ms: number; cpuMs: number }> {
  const [asked, cpu] = [performance.now(), threadCpuMs()];
  await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, place);
  return { ms: performance.now() - asked, cpuMs: threadCpuMs() - cpu };
}

/** The middle of many, and the longest. */
async function hovers(
  uri: Uri,
  places: readonly Position[],
): Promise<{ ms: number; cpuMs: number; longestMs: number }> {
  const times: number[] = [];
  const cpu: number[] = [];
  for (let n = 0; n < HOVERS; n++) {
    const took = await hover(uri, places[n % places.length] ?? new Position(0, 0));
    times.push(took.ms);
    cpu.push(took.cpuMs);
  }
  for (const list of [times, cpu]) list.sort((left, right) => left - right);
  return { ms: times[HOVERS >> 1] ?? 0, cpuMs: cpu[HOVERS >> 1] ?? 0, longestMs: times.at(-1) ?? 0 };
}

/** The same of a document that nobody of ours answers for: a provider gives it a word without thinking. */
async function answeringAtOnce(places: readonly Position[]): Promise<{ ms: number; cpuMs: number }> {
  const uri = Uri.from({ scheme: PEER, path: '/peer.c' });
  const text = places.map(() => 'int some_name;').join('\n');
  const registered = [
    workspace.registerTextDocumentContentProvider(PEER, { provideTextDocumentContent: () => text }),
    languages.registerHoverProvider({ scheme: PEER }, { provideHover: () => new Hover('A word.') }),
  ];
  try {
    await workspace.openTextDocument(uri);
    return await hovers(
      uri,
      places.map((_place, row) => new Position(row, 5)),
    );
  } finally {
    for (const each of registered) each.dispose();
  }
}

const PEER = 'kapi-replay-peer';

/** Where names stand in a text, one a line. */
function namesIn(text: string): readonly Position[] {
  return text.split('\n').flatMap((line, row) => {
    const at = line.search(/[a-z]\w*_\w+/);
    return at < 0 ? [] : [new Position(row, at + 1)];
  });
}
