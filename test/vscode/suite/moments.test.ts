/** Links to a moment, and tours: kept in the workspace, opened again, played. */
import assert from 'node:assert/strict';
import { Uri, commands, env, languages, window, workspace } from 'vscode';
import type { KapiReplay, ShownReplay } from '../../../extension/workbench/api';
import { momentUri, readMoment } from '../../../extension/link/moment';
import { counted } from '../../core/link/counted-flow';
import { closeEverything, eventually, inFolder, read, withSample, write } from '../installed';

const FLOW = 'chime-ring-vs-remove';

const shown = (kapi: KapiReplay, what: string, check: (replay: ShownReplay) => boolean): Promise<ShownReplay> =>
  eventually(what, () => (kapi.replay?.ready === true && check(kapi.replay) ? kapi.replay : null));

/** The replay of the sample's flow, drawn, at its violation. */
async function replayed(): Promise<KapiReplay> {
  const kapi = await withSample();
  await commands.executeCommand('kapi-replay.replayFlow', FLOW);
  await shown(kapi, 'the violation', ({ verdict, stepCount }) => verdict === 'violation' && stepCount > 0);
  return kapi;
}

describe('a link to a moment', () => {
  let kapi: KapiReplay;
  let text = '';
  before(async () => {
    kapi = await replayed();
  });

  it('is copied as a paragraph', async () => {
    await commands.executeCommand('kapi-replay.replay.start');
    const { step } = await shown(kapi, 'the start', (replay) => replay.step < replay.stepCount);
    await commands.executeCommand('kapi-replay.copyMoment');
    text = await env.clipboard.readText();
    assert.match(text, new RegExp(`^Step ${step} of \\d+ in the flow "${FLOW}":`));
    assert.match(text, /Series: <20260302090000\.4711-1-noor@example\.org>/);
  });

  it('opens the same moment where nothing but the mailbox is there', async () => {
    const { step } = await shown(kapi, 'the start', () => true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('no replay', () => kapi.replay === null);
    await commands.executeCommand('kapi-replay.openMoment', text);
    const again = await shown(kapi, 'the moment again', (replay) => replay.step === step);
    assert.deepEqual([again.flow, again.verdict], [FLOW, 'violation']);
  });

  it('opens by its URI, as the editor is handed it from outside', async () => {
    const link = Uri.parse(/\S+:\/\/\S+/.exec(text)?.[0] ?? '', true);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('no replay', () => kapi.replay === null);
    // A browser hands it to the editor, which asks the reader first; past that question it comes to the handler.
    await kapi.handleUri(link);
    const again = await shown(kapi, 'the moment', (replay) => replay.stepCount > 0);
    assert.deepEqual([again.flow, again.verdict], [FLOW, 'violation']);
    await kapi.handleUri(link.with({ path: '/elsewhere' }));
    await kapi.handleUri(link.with({ query: 'v=9' }));
    assert.equal(kapi.replay?.flow, FLOW, 'what is no link changes nothing');
  });

  it('of another schedule comes beside the run that was found, which stays with the moments visited in it', async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await replayed();
    await commands.executeCommand('kapi-replay.replay.start');
    const start = await shown(kapi, 'the start', (replay) => replay.step < replay.stepCount);
    assert.deepEqual([start.runs, start.run], [['As found'], 'As found']);
    await commands.executeCommand('kapi-replay.copyMoment');
    const link = await env.clipboard.readText();
    const { moment } = readMoment(link);
    assert.ok(moment);
    // Half of the turns make a run of their own, which breaks no rule yet.
    const half = { ...moment, choices: moment.choices.slice(0, Math.floor(moment.choices.length / 2)), marks: [] };
    await commands.executeCommand('kapi-replay.openMoment', momentUri(half, 'vscode'));
    const beside = await shown(kapi, 'the run of the link', ({ run }) => run === 'Out of a link');
    assert.deepEqual(beside.runs, ['As found', 'Out of a link']);
    assert.ok(beside.stepCount < start.stepCount);
    await commands.executeCommand('kapi-replay.replay.end');
    await shown(kapi, 'its end', ({ step, stepCount }) => step === stepCount);
    await commands.executeCommand('kapi-replay.openMoment', link);
    const back = await shown(kapi, 'the run that was found', ({ run }) => run === 'As found');
    assert.deepEqual([back.runs, back.step], [beside.runs, moment.step]);
    await commands.executeCommand('kapi-replay.replay.goBack');
    await shown(kapi, 'the moment in the run of the link', ({ run }) => run === 'Out of a link');
  });

  it('to a series that is not here says so, and shows it once it is opened', async () => {
    await closeEverything();
    const opening = commands.executeCommand('kapi-replay.openMoment', text);
    let over = false;
    void Promise.resolve(opening).finally(() => (over = true));
    // The question whether to open or to fetch it waits for an answer; closing it is one.
    await eventually('the question to be put away', () => {
      void commands.executeCommand('notifications.clearAll');
      return over;
    });
    assert.equal(kapi.replay, null);
    kapi = await withSample();
    await commands.executeCommand('kapi-replay.openMoment', text);
    await shown(kapi, 'the moment', ({ verdict }) => verdict === 'violation');
  });

  it('of another version stands at the first step that differs', async () => {
    const link = /\S+:\/\/\S+/.exec(text)?.[0] ?? '';
    const query = new URL(link.replace(/^[\w.+-]+:\/\//, 'https://')).searchParams;
    const [stride, marks] = (query.get('marks') ?? '').split('.');
    const bytes = Buffer.from(marks ?? '', 'base64url');
    bytes.writeUInt16BE(bytes.readUInt16BE(8) ^ 1, 8);
    const changed = link
      .replace(/marks=[^&]*/, `marks=${stride}.${bytes.toString('base64url')}`)
      .replace(/step=[^&]*/, `step=${kapi.replay?.stepCount}/${kapi.replay?.stepCount}`);
    await commands.executeCommand('kapi-replay.openMoment', changed);
    await shown(kapi, 'step 5', ({ step }) => step === 5);
  });
});

describe('a link whose schedule is not possible any more', () => {
  const path = '.kapi-replay/flows/counted.c';
  after(async () => {
    await closeEverything();
    await workspace.fs.delete(inFolder(path));
  });

  it('stands before the step that cannot be made, and says so in the view', async () => {
    const kapi = await closeEverything();
    await write(path, counted('\tcount = count + 2;'));
    await commands.executeCommand('kapi-replay.refreshFlows');
    await commands.executeCommand('kapi-replay.replayFlow', 'counted');
    const found = await shown(
      kapi,
      'what is lost',
      ({ flow, verdict }) => flow === 'counted' && verdict === 'violation',
    );
    await commands.executeCommand('kapi-replay.copyMoment');
    const link = await env.clipboard.readText();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('no replay', () => kapi.replay === null);
    await write(path, counted('\tmutex_lock(&lock);\n\tcount = count + 2;\n\tmutex_unlock(&lock);'));
    await commands.executeCommand('kapi-replay.refreshFlows');
    await commands.executeCommand('kapi-replay.openMoment', link);
    const stopped = await shown(kapi, 'the shorter run', ({ flow, stepCount }) => flow === 'counted' && stepCount > 0);
    assert.equal(stopped.verdict, 'incomplete');
    assert.ok(stopped.stepCount < found.stepCount);
    assert.equal(stopped.step, stopped.stepCount);
  });
});

describe('a tour', () => {
  it('that ships is played with its notes on the lines, forwards and back, and ended', async () => {
    const kapi = await withSample();
    await commands.executeCommand('kapi-replay.playTour', (await sampleTour(kapi)).toString());
    const first = await eventually('the first moment', () => kapi.tour);
    assert.deepEqual([first.index, first.flow, first.count], [0, FLOW, 5]);
    await shown(kapi, 'its step in the replay', ({ step }) => step === first.step);
    await commands.executeCommand('kapi-replay.tour.next');
    assert.equal(kapi.tour?.index, 1);
    assert.ok((kapi.tour?.step ?? 0) > first.step);
    await commands.executeCommand('kapi-replay.tour.back');
    assert.deepEqual([kapi.tour?.index, kapi.tour?.step], [0, first.step]);
    for (let index = 1; index < first.count; index++) await commands.executeCommand('kapi-replay.tour.next');
    assert.equal(kapi.tour?.flow, 'chime-ring-vs-remove-v2');
    await commands.executeCommand('kapi-replay.tour.end');
    assert.equal(kapi.tour, null);
  });

  it('is recorded from a replay, played again, and edited in its file', async () => {
    const kapi = await replayed();
    await commands.executeCommand('kapi-replay.addToTour', 'What I saw');
    const uri = inFolder('.kapi-replay/tours/what-i-saw.tour.json');
    const content = JSON.parse(await read(uri)) as {
      title: string;
      moments: {
        flow: string;
        step: string;
        link: string;
        on: { series: { id: string; revision: number }[]; patch: string };
      }[];
    };
    assert.deepEqual([content.title, content.moments[0]?.flow, content.moments.length], ['What I saw', FLOW, 1]);
    assert.equal(window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.equal(window.activeTextEditor?.document.languageId, 'json');

    await commands.executeCommand('kapi-replay.playTour', uri.toString());
    const played = await eventually('the moment', () => kapi.tour);
    assert.equal(played.step, kapi.replay?.stepCount);
    assert.deepEqual(played.drift, []);
    await commands.executeCommand('kapi-replay.editTour');
    assert.equal(window.activeTextEditor?.document.uri.toString(), uri.toString());
    await commands.executeCommand('kapi-replay.tour.end');
  });

  it('says on what it was recorded, and that something else is open', async () => {
    const kapi = await replayed();
    const content = await read(inFolder('.kapi-replay/tours/what-i-saw.tour.json'));
    assert.match(content, /"id": "20260302090000\.4711-1-noor@example\.org",\s*"revision": 1/);
    assert.match(content, /"patch": "20260302090000\.4711-\d-noor@example\.org"/);
    const uri = await write(
      '.kapi-replay/tours/elsewhere.tour.json',
      content
        .replace('What I saw', 'Elsewhere')
        .replace('"id": "20260302090000.4711-1', '"id": "20260301080000.4711-1'),
    );
    // Where no watcher tells of a file, the next moment that is added has all of them read again.
    await commands.executeCommand('kapi-replay.addToTour', 'What I saw');
    await commands.executeCommand('kapi-replay.playTour', uri.toString());
    const played = await eventually('the moment', () => kapi.tour);
    assert.deepEqual(played.drift, [
      'It was recorded on v1 of <20260301080000.4711-1-noor@example.org>; here runs v1 of <20260302090000.4711-1-noor@example.org>.',
    ]);
    await commands.executeCommand('kapi-replay.tour.end');
    await workspace.fs.delete(uri);
  });

  it('with a mistake is checked by its schema and told', async () => {
    const uri = await write(
      '.kapi-replay/tours/odd.tour.json',
      '{"schema": 1, "title": "Odd", "moments": [{"note": 7}]}',
    );
    await window.showTextDocument(await workspace.openTextDocument(uri));
    const problems = await eventually('the schema', () => {
      const found = languages.getDiagnostics(uri);
      return found.length > 0 ? found : null;
    });
    assert.ok(problems.length > 0);
  });
});

/** Where the shipped tour lies: its row says so. */
async function sampleTour(kapi: KapiReplay): Promise<Uri> {
  const row = (await kapi.rows('tours')).find(({ item }) => item.contextValue === 'sampleTour');
  assert.ok(row, 'the sample tour is listed');
  return Uri.parse(row.item.id?.replace(/^tour /, '') ?? '');
}
