import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { messageId } from '../../../extension/ground/brand';
import { coverageMarkdown, coverageOf, readMechanisms } from '../../../extension/link/coverage';
import { parseFlow } from '../../../extension/link/flow';
import { readModels } from '../../../extension/link/models';

const flow = (id: string, header: string) =>
  parseFlow(`flows/${id}.c`, `/**\n * flow: ${id}\n * title: ${id} [x](command:y)\n${header} * expect: pass\n */\n`);

describe('which flows show which mechanism', () => {
  const mechanisms = [
    { row: 'B1', title: 'Ringing', mails: [messageId('<a@example.org>')] },
    { row: 'B2', title: 'Silence', mails: [] },
  ];

  it('lists flows and mails by row, and what nobody shows', () => {
    const ring = flow('ring', ' * rows: B1\n * claims: <b@example.org> <a@example.org>\n');
    const { rows, problems } = coverageOf(mechanisms, [ring]);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      rows.map(({ row, flows, mails }) => `${row}: ${flows.map((one) => one.flow.id).join()} ${mails.join()}`),
      ['B1: ring a@example.org,b@example.org', 'B2:  '],
    );
  });

  it('says which row of a flow nobody knows', () => {
    const { problems } = coverageOf(mechanisms, [flow('ring', ' * rows: B9\n')]);
    assert.deepEqual(
      problems.map(({ code, message }) => `${code} ${message}`),
      ["row-unknown ring shows B9, which the list of mechanisms doesn't have."],
    );
  });

  it('has the last verdict of each flow', () => {
    const ring = flow('ring', ' * rows: B1\n');
    const last = { found: 'violation bug', asExpected: false, complete: '<= 1 preemption' };
    const text = coverageMarkdown(coverageOf(mechanisms, [ring], () => last));
    assert.match(text, /found violation bug \( = 1 preemption\), NOT AS EXPECTED/);
    assert.match(text, /1 of 2 mechanisms/);
  });

  it('lets no text become markup', () => {
    const text = coverageMarkdown(coverageOf(mechanisms, [flow('ring', ' * rows: B1\n')]));
    assert.doesNotMatch(text, /\]\(command/);
  });

  it('knows every row that a shipped flow names, and has a flow for each', () => {
    const models = readModels();
    const { mechanisms: shipped, problems } = readMechanisms(models);
    assert.deepEqual(problems, []);
    const coverage = coverageOf(shipped, models.flows);
    assert.deepEqual(coverage.problems, []);
    assert.deepEqual(
      coverage.rows.filter(({ flows }) => flows.length === 0).map(({ row }) => row),
      [],
    );
    assert.equal(coverage.rows.length, 40);
  });

  it('says what is wrong with a list that it cannot read', () => {
    const directory = mkdtempSync(join(tmpdir(), 'mechanisms-'));
    try {
      assert.equal(readMechanisms({ directory }).problems[0]?.code, 'mechanisms-unreadable');
      writeFileSync(join(directory, 'mechanisms.json'), '{ "mechanisms": [ { "row": 1 } ] }');
      assert.equal(readMechanisms({ directory }).problems[0]?.code, 'mechanisms-unreadable');
      writeFileSync(join(directory, 'mechanisms.json'), 'not json');
      assert.equal(readMechanisms({ directory }).mechanisms.length, 0);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
