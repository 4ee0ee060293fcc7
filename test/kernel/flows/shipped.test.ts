import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { exploreFlow, explorePrepared, prepareFlow } from '../../../extension/link/explore-flow';
import { expectationText, parseFlow } from '../../../extension/link/flow';
import { sampleMail } from '../../../extension/link/models';
import { openTree } from '../../../extension/link/tree';
import { chooseSeries } from '../../../extension/link/series-choice';
import type { Series } from '../../../extension/series/series';
import { corpusAtHand, corpusMail, kernelFiles, LIMITS, models, run, seriesOf, shippedFlow } from './corpus';
import { MAILBOXES } from './mailboxes';

describe('shipped flows', function () {
  // Many programs are compiled and searched; how long that takes is the machine's affair.
  this.timeout(0);

  let series: readonly Series[] = [];
  const compared = { all: 0, left: 0 };
  /** Flows in which kernel files of the tree stand: those that models can stand for as well, and those that need the files. */
  const bothWays = { same: 0, needTree: 0 };

  after(function () {
    const { all, left } = compared;
    console.log(
      `      step by step: ${String(all - left)} of ${String(all)} flows came to an end, with the same verdict`,
    );
  });

  before(async function () {
    const mailboxes = [
      ...sampleMail().map((path) => readFileSync(path, 'latin1')),
      ...(corpusAtHand ? MAILBOXES.map(corpusMail) : []),
    ];
    series = (await Promise.all(mailboxes.map(seriesOf))).flat();
  });

  for (const flow of models.flows) {
    it(`${flow.id}: ${expectationText(flow.expect)}`, function () {
      assert.deepEqual(flow.problems, []);
      const { missing } = chooseSeries(flow, series, { revision: null, unnamed: 'none', samples: [] });
      // The mail that some flows run lies beside the repository, not in it.
      if (missing.length > 0 && !corpusAtHand) this.skip();
      const trees = corpusAtHand ? [openTree(kernelFiles)] : [];
      const { exploration, verdict, asExpected, prepared } = exploreFlow({ flow, series, trees, models }, LIMITS);
      const found = exploration.violation;
      assert.ok(asExpected, `${verdict} ${found?.rule ?? ''} ${found?.function ?? ''}: ${exploration.message}`);
      // Models in the place of the kernel's files say the same, unless the mails show too little of what the flow needs.
      if ([...prepared.texts.values()].some(({ lines }) => lines.some(({ origin }) => origin === 'tree'))) {
        const alone = exploreFlow({ flow, series, trees: [], models }, LIMITS);
        if (alone.verdict === 'unmodelled') bothWays.needTree++;
        else {
          const told = `${alone.verdict} ${alone.exploration.violation?.rule ?? ''}`;
          assert.equal(told, `${verdict} ${found?.rule ?? ''}`, 'with models alone');
          bothWays.same++;
        }
      }
      // The search step by step says the same wherever it comes to an end.
      const stepByStep = explorePrepared(prepared, { maxStates: 20_000, reduction: false, samples: 0 });
      if (stepByStep.verdict !== 'incomplete') assert.equal(stepByStep.verdict, verdict);
      else compared.left++;
      compared.all++;
    });
  }

  it('says the same with models alone as with the kernel files, where both can run', function () {
    if (!corpusAtHand || compared.all < models.flows.length) this.skip();
    const { same, needTree } = bothWays;
    console.log(
      `      with the kernel's files and with models: ${String(same)} flows; ${String(needTree)} need the files`,
    );
    assert.ok(same >= 60, String(same));
  });

  it('executes the lines of the posted series', function () {
    if (!corpusAtHand) this.skip();
    const { exploration } = run('kvm-vfio-dmabuf', series, 'models');
    assert.ok(exploration.origins.series > 100, String(exploration.origins.series));
  });
});

describe('a flow that is not fit to run', function () {
  this.timeout(60_000);

  const explored = (text: string) =>
    exploreFlow({ flow: parseFlow('mine.c', text), series: [], trees: [], models }, LIMITS);

  it('names the patch of its own that is not there', () => {
    const text = `/* flow: mine\n * series: lost.patch\n * expect: pass\n */\n#include <kapi/machine.h>\n__actor void a(void) { }\n`;
    const { verdict, exploration } = explored(text);
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /applies lost\.patch, which is not beside it/);
  });

  it('names the series that it needs', () => {
    const { verdict, exploration } = exploreFlow({
      flow: shippedFlow('get-pfn-vs-revoke'),
      series: [],
      trees: [],
      models,
    });
    assert.equal(verdict, 'unmodelled');
    assert.match(
      exploration.message,
      /needs a series that was not given: <20250107142719\.179636-1-yilun\.xu@linux\.intel\.com>/,
    );
  });

  it('ends when it loops for ever', () => {
    const text = `/* flow: spin\n * expect: pass\n */\nstatic volatile int n;\n__attribute__((annotate("actor"))) void a(void) { for (;;) n++; }\n`;
    const { verdict, exploration } = exploreFlow(
      { flow: parseFlow('mine.c', text), series: [], trees: [], models },
      { maxStates: 5_000 },
    );
    assert.equal(verdict, 'incomplete');
    assert.match(exploration.complete, /budget/);
  });

  it('names the macro that nobody defines', () => {
    const text = `/* flow: unknown\n * expect: pass\n */\n#include <kapi/machine.h>\n__actor void a(void) { FOR_EACH_CHIME(x) { } }\n`;
    const { verdict, exploration } = explored(text);
    assert.equal(verdict, 'unmodelled');
    assert.equal(exploration.unmodelled[0]?.file, 'mine.c');
    assert.equal(exploration.unmodelled[0]?.line, 5);
    assert.match(exploration.message, /FOR_EACH_CHIME|a is not modelled/);
  });

  it('names the function that nobody defines', () => {
    const text = `/* flow: missing\n * expect: pass\n */\n#include <kapi/machine.h>\nint chime(void);\n__actor void a(void) { chime(); }\n`;
    const { verdict, exploration } = explored(text);
    assert.equal(verdict, 'unmodelled');
    assert.equal(exploration.unmodelled[0]?.symbol, 'chime');
  });

  it('does not pass when it has no actor', () => {
    const { verdict, exploration } = explored('/* flow: empty\n * expect: pass\n */\nvoid setup(void) { }\n');
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /no function marked __actor/);
  });

  it('says where its text is wrong', () => {
    const flow = parseFlow(
      'mine.c',
      '/* flow: broken\n * expect: pass\n */\n#include <kapi/machine.h>\n__actor void a(void) { int 3x; }\n',
    );
    const { problems } = prepareFlow({ flow, series: [], trees: [], models });
    assert.ok(problems.some(({ where }) => where?.file === 'mine.c' && where.line === 5));
  });
});
