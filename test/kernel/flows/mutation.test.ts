import assert from 'node:assert/strict';

import { jobsOf, judge, keyOf, reachedBy, readEquivalents, sampled } from '../../../bench/mutation/judge';
import { Laboratory, type Ran, type Scene } from '../../../bench/mutation/laboratory';
import { mutantsOf } from '../../../bench/mutation/mutants';
import { reportOf, showReport, type Outcome } from '../../../bench/mutation/score';
import { models, shippedFlow } from './corpus';

const RING = `int ring(struct bell *bell)
{
	mutex_lock(&bell->lock);
	if (bell->revoked)
		return -ENODEV;
	wait_for_completion(&bell->done);
	fput(bell->file);
	mutex_unlock(&bell->lock);
	return 0;
}
`;

describe('mutants of C', () => {
  it('forget a lock, a wait, a release and a test, and swap a release with the unlock', () => {
    const found = mutantsOf(RING).map(({ operator, line }) => `${String(line)} ${operator}`);
    assert.deepEqual(found, [
      '3 drop a lock',
      '4 skip a test',
      '6 drop a wait',
      '7 drop a release',
      '7 swap with the unlock',
    ]);
  });

  it('know the function that they are in', () => {
    const body = RING.slice(RING.indexOf('{'));
    const split = `static struct bell *ring_all(struct bell *first,\n\t\t\t     int count)\n${body}`;
    assert.deepEqual([...new Set(mutantsOf(RING + split).map((mutant) => mutant.function))], ['ring', 'ring_all']);
  });

  it('leave the rest of the text as it is', () => {
    const [lock, test] = mutantsOf(RING);
    assert.equal(lock?.text, RING.replace('	mutex_lock(&bell->lock);', ';').replace('	mutex_unlock(&bell->lock);', ';'));
    assert.equal(test?.text, RING.replace('if (bell->revoked)', 'if (0 && (bell->revoked))'));
  });

  it('forget a lock that turns interrupts off with both its ends', () => {
    const text = 'void ring(void)\n{\n\tspin_lock_irqsave(&lock, flags);\n\tspin_unlock_irqrestore(&lock, flags);\n}\n';
    assert.deepEqual(
      mutantsOf(text).map((mutant) => mutant.text),
      ['void ring(void)\n{\n;\n;\n}\n'],
    );
  });

  it('are none of text without functions', () => {
    assert.deepEqual(mutantsOf('#define ring(b) mutex_lock(&(b)->lock)\nint n;\n'), []);
  });
});

describe('the mutation run', function () {
  this.timeout(0);

  const material = { models, series: [], trees: [] };
  const FLOWS = [
    'contract-tdi',
    'contract-files',
    'contract-dma-buf-cached',
    'contract-vfio-registration',
    'contract-user-mappings',
  ];
  const known = new Map<string, Ran>();
  const laboratory = new Laboratory(material, known, 'test');
  let reached = reachedBy([]).reached;

  const scene = (id: string): Scene => ({ flow: shippedFlow(id), kernel: 'models' });

  before(() => {
    const found = reachedBy(FLOWS.map((id): [Scene, Ran] => [scene(id), laboratory.baseline(scene(id))]));
    ({ reached } = found);
    assert.equal(found.flows, FLOWS.length);
  });

  /** One change of a model, as a mutant would make it. */
  const run = (id: string, path: string, from: string, to: string): Ran => {
    const before = models.byPath.get(path)?.text ?? '';
    assert.ok(before.includes(from), `${path} has no ${from}`);
    return laboratory.run(scene(id), { path, before, after: before.replace(from, to) });
  };

  it('kills a fixed sample of the mutants of four models', () => {
    const none = new Set<string>();
    const outcomes = ['tdx/tdi.c', 'fs/file.c', 'vfio/vfio.c', 'mm/memory.c'].flatMap((only) =>
      sampled(
        jobsOf(models, only).filter(({ file, line }) => reached.has(`${file.path}:${String(line)}`)),
        4,
      ).map((job) => judge(job, reached, laboratory, none)),
    );
    assert.equal(outcomes.length, 15);
    assert.deepEqual(
      outcomes.filter(({ state }) => state !== 'killed'),
      [],
    );
  });

  it('lets live what is the same program', () => {
    const { verdict, asExpected } = run('contract-tdi', 'models/tdx/tdi.c', 'tdi->mapped = true;', 'tdi->mapped = 1;');
    assert.deepEqual({ verdict, asExpected }, { verdict: 'pass', asExpected: true });
  });

  it('sees what only the other wording does', () => {
    const { verdict } = run('contract-tdi', 'models/tdx/tdi.c', 'tdi->mapped = false;', 'tdi->mapped = true;');
    assert.equal(verdict, 'violation');
  });

  it('says of a change that nothing can run it', () => {
    const { verdict } = run('contract-tdi', 'models/tdx/tdi.c', 'tdi->state = TDI_LOCKED;', 'tdi->state = locked();');
    assert.equal(verdict, 'unmodelled');
  });

  it('runs nothing twice', () => {
    const again = new Laboratory(material, known, 'test');
    const size = known.size;
    for (const id of FLOWS) again.baseline(scene(id));
    assert.equal(known.size, size);
    // Another engine may say something else of the same text.
    new Laboratory(material, known, 'another').baseline(scene('contract-tdi'));
    assert.equal(known.size, size + 1);
  });

  it('counts apart what no flow reaches', () => {
    const [job] = jobsOf(models, 'rdma/rdma.c');
    assert.ok(job);
    assert.equal(judge(job, reached, laboratory, new Set()).state, 'unreached');
    assert.equal(judge(job, reached, laboratory, new Set([keyOf({ ...job, file: job.file.path })])).state, 'excluded');
  });

  it('sums up by model, flows apart', () => {
    const outcome = (file: string, state: Outcome['state']): Outcome => ({
      file,
      function: 'ring',
      line: 3,
      operator: 'drop a lock',
      was: 'mutex_lock(&bell->lock);',
      state,
      by: null,
    });
    const report = reportOf(2, [
      outcome('models/a.c', 'killed'),
      outcome('models/a.c', 'survived'),
      outcome('models/b.c', 'excluded'),
      outcome('models/flows/c.c', 'unreached'),
    ]);
    assert.equal(report.models.score, 0.5);
    assert.deepEqual([report.models.excluded, report.models.unreached, report.scenarios.unreached], [1, 0, 1]);
    assert.match(showReport(report), /survived {3}models\/a\.c:3 {2}ring\(\) {2}drop a lock: mutex_lock/);
    assert.match(showReport(report), /models\/a\.c .* 50\.0 %/);
    assert.match(showReport(report), /1 of 3 \(33\.3 %\) of the models' mutants are excluded as equivalent/);
  });
});

describe('equivalent mutants', () => {
  const all = jobsOf(models);
  const listed = readEquivalents(models.directory);

  it('are mutants that there are, each with a reason', () => {
    const keys = new Set(all.map((job) => keyOf({ ...job, file: job.file.path })));
    for (const one of listed) {
      assert.ok(keys.has(keyOf(one)), `${one.file} has no such line in ${one.function}() any more: ${one.was}`);
      assert.ok(one.why.split(' ').length > 5, `why is "${one.was}" in ${one.function}() equivalent?`);
    }
    assert.equal(new Set(listed.map(keyOf)).size, listed.length);
  });

  it('are few', () => {
    assert.ok(listed.length <= 0.05 * all.length, `${String(listed.length)} of ${String(all.length)}`);
  });
});
