import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../../../extension/cli/command';
import { exploreCommand } from '../../../extension/cli/explore';
import { replayCommand } from '../../../extension/cli/replay';
import { explorePrepared, isAsExpected, prepareFlow } from '../../../extension/link/explore-flow';
import { flowDocument } from '../../../extension/link/flow-document';
import { readModels, sampleMail } from '../../../extension/link/models';
import { readMailBytes } from '../../../extension/mail/source';
import { sortIntoSeries } from '../../../extension/series/archive';
import { atOnce } from '../../../extension/ground/sliced';
import { openFlowReplay } from '../../../extension/workbench/replay/open';
import type { Replay } from '../../../extension/workbench/replay/replay';

const FLOW = 'chime-ring-vs-remove';

describe('the JSON of a run that a view shows', function () {
  this.timeout(60_000);
  const models = readModels();
  let directory = '';
  let found: Replay;

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'trace-'));
    const read = await Promise.all(sampleMail().map((path) => readMailBytes(readFileSync(path), path)));
    const archive = sortIntoSeries(read.flatMap(({ messages }) => messages));
    const flow = models.flows.find(({ id }) => id === FLOW);
    assert.ok(flow, 'the flow of the sample series is shipped');
    const prepared = prepareFlow({ flow, series: archive.series, trees: [], models });
    const { exploration } = explorePrepared(prepared);
    const open = { archive, message: () => null, patch: () => null };
    found = openFlowReplay({ prepared, exploration }, open, () => Promise.resolve(null));
  });
  after(() => rmSync(directory, { recursive: true }));

  function document({ found: { prepared, exploration, time } }: Replay): Record<string, unknown> {
    const { flow, problems } = prepared;
    const made = { flow, exploration, asExpected: isAsExpected(flow, exploration), problems };
    const inputs = { series: sampleMail(), trees: [], revision: null };
    return flowDocument(made, time, inputs, models) as Record<string, unknown>;
  }

  async function run(
    command: typeof replayCommand,
    ...args: readonly string[]
  ): Promise<{ status: number; out: string }> {
    let out = '';
    const terminal: Terminal = {
      out: (text) => (out += text),
      err: () => undefined,
      interactive: false,
      stdin: () => Promise.resolve(new Uint8Array()),
      signal: new AbortController().signal,
      now: () => 0,
    };
    return { status: await command.run(args, terminal), out };
  }

  async function replayed(one: Replay, name: string): Promise<string> {
    const path = join(directory, name);
    writeFileSync(path, JSON.stringify(document(one)));
    const { status, out } = await run(replayCommand, path);
    assert.equal(status, 0, out);
    return out;
  }

  it('is what the command line prints for the same flow, but for the time it took', async () => {
    const { out } = await run(exploreCommand, FLOW, '--json');
    const told = (text: string): object => ({
      ...(JSON.parse(text) as object),
      seconds: 'so many',
      searchSeconds: 'so many',
      inputs: 'what each read',
    });
    assert.deepEqual(told(JSON.stringify(document(found))), told(out));
  });

  it('is replayed by the command line, state by state', async () => {
    assert.match(await replayed(found, 'found.json'), new RegExp(`${found.steps.length} steps, every state as saved`));
  });

  it('is that of a what-if as well', async () => {
    const step = (found.model.violationStep ?? 1) - 2;
    const [choice] = atOnce(found.choices(step)).filter(({ actor }) => actor !== found.steps[step]?.actor);
    assert.ok(choice, 'somebody else could go on');
    const { replay } = atOnce(found.goOn(step, choice));
    assert.match(
      await replayed(replay, 'what-if.json'),
      new RegExp(`${replay.steps.length} steps, every state as saved`),
    );
    assert.equal(document(replay)['complete'], 'this one schedule');
  });
});
