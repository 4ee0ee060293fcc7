import { existsSync, readFileSync } from 'node:fs';

import * as v from 'valibot';

import { prepareFlow } from '../link/explore-flow';
import { SEARCH_BOUNDS } from '../kernel/machine/layout';
import { impossibleWords, possiblePart } from '../kernel/trace/possible';
import { openReplay } from '../kernel/trace/replay';
import type { KeptTrace } from '../kernel/trace/trace';
import { readWatch } from '../kernel/trace/watch';
import { watchSteps } from '../kernel/trace/watch-steps';
import { EXIT, UsageError, type Command } from './command';
import { findFlow, readFlowInputs, readOptions } from './flow-inputs';
import { stepsText } from './flow-report';

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Execute a saved trace again and compare the state after every step.',
  usage: `usage: kapi-replay replay TRACE.json [options]

TRACE.json is what "explore FLOW --json" printed for one flow. The series and trees that it was made with are read again
from the same paths, unless others are given.

  --series INPUT    mail that holds the series; may be given again
  --tree DIR        kernel source; may be given again
  --steps           print every step, also those that can be folded away
  --table           print the CPU table alone
  --watch EXPR      after each step what a C expression came to, where that is something else than before; as
                    "name = EXPR" under a name; may be given again
`,
  async run(args, terminal) {
    const { values, positionals } = readOptions('replay', {
      args: [...args],
      allowPositionals: true,
      options: {
        series: { type: 'string', multiple: true },
        tree: { type: 'string', multiple: true },
        steps: { type: 'boolean' },
        table: { type: 'boolean' },
        watch: { type: 'string', multiple: true },
      },
    });
    const [path, ...more] = positionals;
    if (path === undefined || more.length > 0) throw new UsageError('replay needs one saved trace');
    const saved = readTrace(path);
    const paths = { series: values.series ?? saved.inputs.series, trees: values.tree ?? saved.inputs.trees };
    const inputs = await readFlowInputs(paths, terminal);
    const flow = inputs.models.flows.some((one) => one.id === saved.flow) ? saved.flow : saved.inputs.flow;
    const prepared = prepareFlow({
      ...inputs,
      flow: findFlow(flow, inputs.models),
      revision: saved.inputs.revision,
      unnamed: flow === saved.flow ? 'none' : 'newest',
    });
    if (!prepared.program) throw new UsageError(prepared.problems.at(-1)?.message ?? `${saved.flow} has no program`);
    const { program, files, faults } = prepared;
    const trace = keptTrace(saved);
    const setting = { program, bounds: SEARCH_BOUNDS, faults };
    const possible = possiblePart(setting, { choices: trace.choices, mayFail: trace.mayFail ?? [] });
    const replay = openReplay(program, files, { ...trace, choices: possible.choices }, { faults });
    const difference = replay.verify();
    if (values.table === true) terminal.out(replay.trace.table);
    else {
      const watched = watchSteps(replay, (values.watch ?? []).map(readWatch));
      terminal.out(stepsText(replay.trace, values.steps === true, watched));
      for (const { name, problem } of watched.unknown)
        terminal.err(`kapi-replay: --watch ${name}: at no step can this be worked out: ${problem}\n`);
    }
    if (possible.impossible !== null)
      terminal.err(`kapi-replay: ${impossibleWords(possible.impossible, replay.steps.length + 1)}\n`);
    if (difference) terminal.err(`kapi-replay: ${difference.message}\n`);
    if (difference !== null || possible.impossible !== null) return EXIT.notAsExpected;
    if (values.table !== true) terminal.out(`${String(replay.steps.length)} steps, every state as saved\n`);
    return EXIT.fine;
  },
};

const SAVED = v.object({
  schema: v.literal(1),
  flow: v.string(),
  trace: v.object({
    sourceHash: v.string(),
    choices: v.array(v.number()),
    mayFail: v.optional(v.array(v.string())),
    stateHashes: v.array(v.string()),
  }),
  inputs: v.object({
    flow: v.string(),
    series: v.array(v.string()),
    trees: v.array(v.string()),
    revision: v.nullable(v.number()),
  }),
});

type Saved = v.InferOutput<typeof SAVED>;

function readTrace(path: string): Saved {
  if (!existsSync(path)) throw new UsageError(`${path}: no such file`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = v.safeParse(SAVED, content);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new UsageError(`${path} is no saved trace: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`);
}

function keptTrace({ flow, trace: { mayFail, ...trace } }: Saved): KeptTrace {
  return { flow, ...trace, ...(mayFail === undefined ? {} : { mayFail }) };
}
