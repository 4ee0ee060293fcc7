import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { atOnce } from '../../../extension/ground/sliced';
import { explorePrepared, prepareFlow } from '../../../extension/link/explore-flow';
import { readModels, sampleMail } from '../../../extension/link/models';
import { readMailBytes } from '../../../extension/mail/source';
import { sortIntoSeries } from '../../../extension/series/archive';
import type { Archive } from '../../../extension/series/series';
import { compareRuns } from '../../../extension/workbench/replay/comparing';
import { openFlowReplay } from '../../../extension/workbench/replay/open';
import type { Replay } from '../../../extension/workbench/replay/replay';
import { FOUND, Runs } from '../../../extension/workbench/replay/runs';

describe('going on under another choice', function () {
  this.timeout(60_000);
  let archive: Archive;
  let found: Replay;

  async function replay(revision: number | null): Promise<Replay> {
    const models = readModels();
    const flow = models.flows.find(({ id }) => id === 'chime-ring-vs-remove');
    if (flow === undefined) throw new Error('the flow of the sample series is not shipped any more');
    const prepared = prepareFlow({ flow, series: archive.series, trees: [], models, revision });
    const { exploration } = explorePrepared(prepared, { maxStates: 50_000 });
    const open = { archive, message: () => null, patch: () => null };
    return openFlowReplay({ prepared, exploration }, open, () => Promise.resolve(null));
  }

  before(async () => {
    const read = await Promise.all(sampleMail().map((path) => readMailBytes(readFileSync(path), path)));
    archive = sortIntoSeries(read.flatMap(({ messages }) => messages));
    found = await replay(null);
  });

  it('offers whoever could go on', () => {
    const step = (found.model.violationStep ?? 1) - 2;
    const names = atOnce(found.choices(step)).map(
      ({ actor }) => found.model.actors.find(({ index }) => index === actor)?.name,
    );
    assert.ok(names.includes('visitor') && names.includes('unplug'), names.join());
    assert.deepEqual(atOnce(found.choices(found.steps.length)), [], 'nobody can go on after a broken rule');
  });

  it('keeps each what-if beside the run that it left, and the run as it was', () => {
    const runs = new Runs(found);
    const switched = found.steps.findIndex((step, at) => at > 0 && found.steps[at - 1]?.actor !== step.actor);
    const choice = atOnce(found.choices(switched)).find(({ actor }) => actor !== found.steps[switched]?.actor);
    assert.ok(choice !== undefined);
    const gone = atOnce(runs.goingOn(switched, choice));
    assert.ok(gone !== null);
    assert.ok(gone.about.parts > switched, 'it is the same up to the choice');
    assert.deepEqual(
      gone.replay.steps.slice(0, switched).map(({ name }) => name),
      found.steps.slice(0, switched).map(({ name }) => name),
    );
    assert.deepEqual(
      runs.list.map(({ id }) => id),
      [FOUND, 'what-if-1'],
    );
    assert.ok(runs.switchTo(FOUND));
    assert.equal(runs.current.replay, found);
    assert.equal(atOnce(runs.goingOn(switched, choice)), null, 'the same choice makes no second run');
    assert.equal(runs.current.about.id, 'what-if-1');
    assert.equal(runs.switchTo('nobody'), false);
  });

  it('makes the what-ifs of before a reload again, and says how many it cannot', () => {
    const before = new Runs(found);
    const switched = found.steps.findIndex((step, at) => at > 0 && found.steps[at - 1]?.actor !== step.actor);
    const choice = atOnce(found.choices(switched)).find(({ actor }) => actor !== found.steps[switched]?.actor);
    assert.ok(choice !== undefined);
    const gone = atOnce(before.goingOn(switched, choice));
    assert.ok(gone !== null);
    const after = new Runs(found);
    assert.equal(atOnce(after.restoring(before.made, before.current.about.id)), 0);
    assert.deepEqual(after.list, before.list);
    assert.equal(after.current.about.id, 'what-if-1');
    assert.deepEqual(
      after.current.replay.steps.map(({ name }) => name),
      gone.replay.steps.map(({ name }) => name),
    );
    const lost = new Runs(found);
    assert.equal(atOnce(lost.restoring([...before.made, { ...choice, from: 'nobody', step: 1 }], 'nobody')), 1);
    assert.equal(lost.current.about.id, FOUND);
    assert.equal(lost.list.length, 2);
  });

  it('keeps what links bring beside what was found, each run once', () => {
    const { replay: same } = atOnce(found.goOn(0, { actor: 0, way: 0, assumes: null }));
    const passing = atOnce(found.passing());
    assert.ok(passing !== null);
    const runs = new Runs(found);
    runs.putBeside(same);
    assert.equal(runs.current.replay, found, 'the run that was found came out of a link again');
    runs.putBeside(passing);
    const { about } = runs.current;
    assert.deepEqual([about.id, about.title], ['link-1', 'Out of a link']);
    const { difference } = compareRuns('passing', '', found, passing);
    assert.equal(about.parts, (difference ?? 0) + 1);
    runs.putBeside(found);
    assert.equal(runs.current.about.id, FOUND);
    const again = new Runs({ ...found }, runs.linked);
    assert.deepEqual(
      again.list.map(({ title }) => title),
      ['As found', 'Out of a link'],
    );
    again.putBeside({ ...passing, steps: passing.steps.slice(0, -1) });
    assert.equal(again.current.about.title, 'Out of a link (2)');
    assert.ok(again.areOf(passing));
    assert.ok(!again.areOf({ ...found, found: { ...found.found, prepared: { ...found.found.prepared } } }));
  });

  it('lists other violations that were found beside the first', () => {
    const other: Replay = { ...found, others: [] };
    const runs = new Runs({ ...found, others: [other] });
    const [, second] = runs.list;
    assert.equal(second?.id, 'found-2');
    assert.match(second.title, /^Also found, in chime_ring_one:\d+$/);
    assert.ok(runs.switchTo('found-2'));
    assert.equal(runs.current.replay, other);
  });

  it('finds a schedule near the one that breaks a rule that breaks none', () => {
    const passing = atOnce(found.passing());
    assert.ok(passing !== null);
    assert.equal(passing.model.violationStep, null);
    assert.match(passing.model.message, /breaks no rule; others may/);
    const { difference } = compareRuns('passing', '', found, passing);
    assert.ok(difference !== null && difference > found.steps.length / 2, 'it parts late');
  });

  it('lays two revisions side by side, to the first difference', async () => {
    const mended = await replay(2);
    const { rows, difference, verdict } = compareRuns('revision-2', '', found, mended);
    assert.notEqual(verdict, 'violation');
    assert.ok(difference !== null && difference > 0);
    const alone = Array.from(rows).filter((step, at) => at % 2 === 1 && rows[at - 1] === 0 && step > 0);
    const names = alone.map((step) => mended.steps[step - 1]?.name ?? '');
    assert.ok(
      names.some((name) => name.includes('kref')),
      'the reference count is in the newer one alone',
    );
  });
});
