import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError, type Command, type Terminal } from '../../../extension/cli/command';
import { compareCommand } from '../../../extension/cli/compare';
import { exploreCommand } from '../../../extension/cli/explore';
import { flowsCommand } from '../../../extension/cli/flows';
import { replayCommand } from '../../../extension/cli/replay';
import { sampleMail } from '../../../extension/link/models';

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function command(run: Command, ...args: string[]): Promise<Outcome> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    interactive: false,
    stdin: () => Promise.resolve(new Uint8Array()),
    signal: new AbortController().signal,
    now: () => 0,
  };
  return { status: await run.run(args, terminal), out, err };
}

describe('flows from a terminal', function () {
  this.timeout(30_000);
  let directory = '';

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'flows-'));
  });

  after(() => {
    rmSync(directory, { recursive: true });
  });

  const file = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };

  it('lists them', async () => {
    const { status, out } = await command(flowsCommand, '--json');
    assert.equal(status, 0);
    const { schema, flows } = JSON.parse(out) as { schema: number; flows: { id: string; expected: string }[] };
    assert.equal(schema, 1);
    assert.deepEqual(
      flows.filter(({ id }) => id.startsWith('chime')).map(({ id, expected }) => `${id}: ${expected}`),
      ['chime-ring-vs-remove: violation use-after-free in chime_ring_one', 'chime-ring-vs-remove-v2: pass'],
    );
  });

  it('explores the sample without being given its mail, and replays what it found', async () => {
    const explored = await command(exploreCommand, 'chime-ring-vs-remove', '--json');
    assert.equal(explored.status, 1, 'a violation was found');
    const report = JSON.parse(explored.out) as Record<string, unknown> & {
      trace: { steps: { origin: string; patchLine: number | null }[]; table: string };
    };
    assert.equal(report['schema'], 1);
    assert.equal(report['asExpected'], true);
    assert.equal(report['rule'], 'use-after-free');
    assert.ok(report.trace.steps.some(({ origin, patchLine }) => origin === 'series' && patchLine !== null));
    const saved = file('trace.json', explored.out);
    const replayed = await command(replayCommand, saved);
    assert.equal(replayed.status, 0, replayed.err);
    assert.match(replayed.out, /every state as saved\n$/);
    const table = await command(replayCommand, saved, '--table');
    assert.equal(table.out, report.trace.table);
  });

  it('works out what is watched at every step of a replay, under its name', async () => {
    const saved = file('watched.json', (await command(exploreCommand, 'chime-ring-vs-remove', '--json')).out);
    const plain = await command(replayCommand, saved);
    const { status, out, err } = await command(
      replayCommand,
      saved,
      '--watch',
      'two = 1 + 1',
      '--watch',
      'chime',
      '--watch',
      'nobody_has_this',
    );
    assert.equal(status, 0);
    const watched = out.split('\n').filter((line) => /^ {6}\w+ = /.test(line));
    assert.equal(watched.filter((line) => line === '      two = 2').length, 1, 'said once, because it never changes');
    assert.ok(
      watched.some((line) => /^ {6}chime = &/.test(line)),
      out,
    );
    assert.match(err, /--watch nobody_has_this: at no step can this be worked out: .*nobody_has_this/);
    const steps = out.split('\n').filter((line) => !watched.includes(line));
    assert.deepEqual(steps, plain.out.split('\n'), 'the steps are as they are without');
  });

  it('says at which step a replay differs', async () => {
    const { out } = await command(exploreCommand, 'chime-ring-vs-remove', '--json');
    const report = JSON.parse(out) as { trace: { stateHashes: string[] } };
    report.trace.stateHashes[3] = '0000000000000000';
    const { status, err } = await command(replayCommand, file('changed.json', JSON.stringify(report)));
    assert.equal(status, 1);
    assert.match(err, /step 4 .*does not lead to the state that was saved/);
  });

  it('compares two revisions', async () => {
    const [mail] = sampleMail();
    assert.ok(mail);
    const { status, out } = await command(
      compareCommand,
      'chime-ring-vs-remove',
      '--from',
      `${mail}#v1`,
      '--to',
      `${mail}#v2`,
      '--json',
    );
    assert.equal(status, 0);
    const report = JSON.parse(out) as { from: { verdict: string }; to: { verdict: string }; parting: { step: number } };
    assert.equal(report.from.verdict, 'violation');
    assert.equal(report.to.verdict, 'pass');
    assert.ok(report.parting.step > 0);
  });

  it('runs a flow of the reader, with what it includes from beside itself', async () => {
    file('bell.h', '#include <kapi/kernel.h>\nstatic int rings;\n');
    const path = file(
      'bell.c',
      '/* flow: bell\n * expect: violation bug\n */\n#include "bell.h"\n__actor void a(void) { BUG_ON(rings == 0); }\n',
    );
    const { status, out } = await command(exploreCommand, path);
    assert.equal(status, 1);
    assert.match(out, /bell: violation bug \(as expected\)/);
  });

  it('names what is missing', async () => {
    const { status, out, err } = await command(exploreCommand, 'get-pfn-vs-revoke');
    assert.equal(status, 1);
    assert.match(out, /unmodelled/);
    assert.match(err, /runs the series of <20250107142719\.179636-1-yilun\.xu@linux\.intel\.com>: no input holds it/);
  });

  it('refuses wrong usage with what and where', async () => {
    const refused = (run: Command, ...args: string[]): Promise<void> =>
      assert.rejects(
        command(run, ...args),
        (error: unknown) => error instanceof UsageError && error.message.length > 10,
      );
    await refused(exploreCommand);
    await refused(exploreCommand, 'no-such-flow');
    await refused(exploreCommand, 'chime-ring-vs-remove', '--bound', 'many');
    await refused(exploreCommand, 'chime-ring-vs-remove', '--nonsense');
    await refused(exploreCommand, 'chime-ring-vs-remove', '--tree', join(directory, 'none'));
    await refused(exploreCommand, 'chime-ring-vs-remove', '--series', join(directory, 'none'));
    await refused(replayCommand, join(directory, 'none'));
    await refused(replayCommand, file('bad.json', '{ "schema": 2 }'));
    await refused(compareCommand, 'chime-ring-vs-remove', '--from', 'x', '--to', 'y#v2');
  });
});
