import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { exploreFlow, type FlowResult } from '../../../extension/link/explore-flow';
import { endingIn, knownBugs } from '../../../extension/link/known-bugs';
import { openTree } from '../../../extension/link/tree';
import { sampleMail } from '../../../extension/link/models';
import { corpusAtHand, corpusMail, kernelFiles, LIMITS, models, seriesOf, shippedFlow } from './corpus';
import { MAILBOXES } from './mailboxes';

/** Bugs that reviewers raised, and those of which we have read ourselves. */
const RAISED = 12;
const READ = 6;
/** What a commit message has room for. */
const MOST_LINES = 25;

describe('known bugs', function () {
  this.timeout(0);
  const results: FlowResult[] = [];

  before(async function () {
    if (!corpusAtHand) this.skip();
    const mail = [...sampleMail().map((path) => readFileSync(path, 'latin1')), ...MAILBOXES.map(corpusMail)];
    const series = (await Promise.all(mail.map(seriesOf))).flat();
    const trees = [openTree(kernelFiles)];
    for (const flow of models.flows.filter(({ cases }) => cases.length > 0))
      results.push(exploreFlow({ flow, series, trees, models }, LIMITS));
  });

  it('end in a violation in lines of the series that has them', () => {
    const bugs = knownBugs(results);
    const inSeries = endingIn(bugs, 'series');
    const raised = inSeries.filter((name) => name.startsWith('F-'));
    const read = new Set(inSeries.filter((name) => name.startsWith('S-')).map((name) => /^S-\d/.exec(name)?.[0]));
    assert.ok(raised.length >= RAISED, raised.join(' '));
    assert.ok(read.size >= READ, [...read].join(' '));
    for (const { flow, origin, where } of bugs.filter((bug) => bug.origin === 'series'))
      assert.doesNotMatch(where, /models\//, `${flow} ${String(origin)}`);
  });

  it('are told in tables that fit a commit message', () => {
    for (const { flow, tableLines } of knownBugs(results))
      assert.ok(tableLines <= MOST_LINES, `${flow}: ${String(tableLines)}`);
  });

  it('have mended forms that pass', () => {
    for (const { flow } of results) {
      if (flow.mended === null) continue;
      assert.equal(shippedFlow(flow.mended).expect.verdict, 'pass', flow.id);
    }
  });
});
