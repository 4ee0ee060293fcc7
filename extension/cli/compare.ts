import { exploreFlow, type FlowResult } from '../link/explore-flow';
import { expectationText, type Flow } from '../link/flow';
import { partings, type Parting } from '../link/parting';
import type { TraceStep } from '../kernel/trace/trace';
import type { Series } from '../series/series';
import { EXIT, UsageError, type Command, type Terminal } from './command';
import { findFlow, readOptions, readFlowInputs, readSeries, type FlowInputs } from './flow-inputs';
import { flowText } from './flow-report';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Run one flow on two revisions: the verdicts, and the first step at which they part.',
  usage: `usage: kapi-replay compare FLOW --from INPUT#vN --to INPUT#vM [options]
       kapi-replay compare FLOW --mended [options]

INPUT is mail that holds the revision; both may be the same file. With --mended the other side is the flow that runs the
mended form of what is wrong in this one ("mended:" in its head).

  --series INPUT    mail that holds other series which the flow stands on; may be given again
  --tree DIR        kernel source; may be given again
  --json            print one JSON document (schema 1) instead of text
`,
  async run(args, terminal) {
    const { values, positionals } = readOptions('compare', {
      args: [...args],
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        mended: { type: 'boolean' },
        series: { type: 'string', multiple: true },
        tree: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('compare needs one flow');
    const isMended = values.mended === true;
    if (
      isMended
        ? values.from !== undefined || values.to !== undefined
        : values.from === undefined || values.to === undefined
    )
      throw new UsageError('compare needs --from and --to, or --mended');
    const inputs = await readFlowInputs({ series: values.series ?? [], trees: values.tree ?? [] }, terminal);
    const { before, after } = isMended
      ? mendedSides(name, inputs, terminal)
      : {
          before: await side(values.from ?? '', name, inputs, terminal),
          after: await side(values.to ?? '', name, inputs, terminal),
        };
    const found = partingsOf(before, after);
    const parting = found[0] === undefined ? null : partingReport(found[0]);
    if (values.json === true) {
      terminal.out(
        `${JSON.stringify({ schema: 1, flow: before.result.flow.id, from: summary(before), to: summary(after), parting })}\n`,
      );
    } else {
      terminal.out(`from ${before.named}\n${flowText(before.result, before.seconds, inputs.models)}\n`);
      terminal.out(`to ${after.named}\n${flowText(after.result, after.seconds, inputs.models)}\n`);
      terminal.out(found.length === 0 ? 'no step tells them apart\n' : found.map(partingText).join(''));
    }
    return after.result.verdict === 'pass' ? EXIT.fine : EXIT.notAsExpected;
  },
};

interface Side {
  /** The argument that named it. */
  readonly named: string;
  readonly result: FlowResult;
  readonly revision: number | null;
  readonly seconds: number;
}

async function side(argument: string, name: string, shared: FlowInputs, terminal: Terminal): Promise<Side> {
  const parsed = /^(.+)#v(\d+)$/.exec(argument);
  if (parsed?.[1] === undefined) throw new UsageError(`"${argument}" is not of the form INPUT#vN`);
  const revision = Number(parsed[2]);
  const { series, problems } = await readSeries([parsed[1]], terminal);
  const inputs = { ...shared, series: [...series, ...shared.series], problems };
  const flow = findFlow(name, shared.models);
  const started = terminal.now();
  const result = exploreFlow(
    { ...inputs, flow: named(flow, series, revision), revision, unnamed: 'newest' },
    { now: () => terminal.now(), signal: terminal.signal },
  );
  return { named: argument, result, revision, seconds: (terminal.now() - started) / 1000 };
}

/** A flow, and the one that runs its mended form, both on what they name of the input. */
function mendedSides(name: string, inputs: FlowInputs, terminal: Terminal): { before: Side; after: Side } {
  const flow = findFlow(name, inputs.models);
  if (flow.mended === null) throw new UsageError(`${flow.id} names no flow that runs a mended form of it`);
  const run = (which: Flow): Side => {
    const started = terminal.now();
    const result = exploreFlow({ ...inputs, flow: which }, { now: () => terminal.now(), signal: terminal.signal });
    return { named: which.id, result, revision: null, seconds: (terminal.now() - started) / 1000 };
  };
  return { before: run(flow), after: run(findFlow(flow.mended, inputs.models)) };
}

/** A flow names one revision; where the input holds only another one of the same work, that is the one to run. */
function named(flow: Flow, series: readonly Series[], revision: number): Flow {
  const wanted = series.filter((one) => one.revision === revision);
  const only = wanted.length === 1 ? wanted[0]?.patches[0]?.messageId : undefined;
  return only === undefined || flow.series.length === 0
    ? flow
    : { ...flow, series: [...flow.series.slice(0, -1), only] };
}

function partingsOf(before: Side, after: Side): Parting[] {
  const [one, other] = [before.result.exploration.trace, after.result.exploration.trace];
  return one === null || other === null ? [] : partings(one, other);
}

function partingReport({ actor, before, after }: Parting): object {
  return {
    actor,
    step: before.n,
    what: `${stepName(before)} before, ${stepName(after)} after`,
    from: place(before),
    to: place(after),
  };
}

function partingText({ actor, before, after }: Parting): string {
  return `${actor} parts at step ${String(before.n)}: ${stepName(before)} before, ${stepName(after)} after\n`;
}

const stepName = (step: TraceStep | null): string =>
  step ? `${step.name} (${step.file}:${String(step.line)})` : 'nothing more';
const place = (step: TraceStep | null): { readonly file: string; readonly line: number } | null =>
  step ? { file: step.file, line: step.line } : null;

function summary({ result, revision, seconds }: Side): object {
  const { exploration } = result;
  return {
    flow: result.flow.id,
    revision,
    verdict: result.verdict,
    expected: expectationText(result.flow.expect),
    rule: exploration.violation?.rule ?? null,
    message: exploration.message,
    complete: exploration.complete,
    origins: exploration.origins,
    seconds,
  };
}
