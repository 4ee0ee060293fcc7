import { exploreFlow, type FlowResult } from '../link/explore-flow';
import { expectationText, type Flow } from '../link/flow';
import { openReplay } from '../kernel/trace/replay';
import type { TraceStep } from '../kernel/trace/trace';
import type { Series } from '../series/series';
import { EXIT, UsageError, type Command, type Terminal } from './command';
import { findFlow, readOptions, readFlowInputs, readSeries, type FlowInputs } from './flow-inputs';
import { flowText } from './flow-report';

export const compareCommand: Command = {
  name: 'compare',
  summary: 'Run one flow on two revisions: the verdicts, and the first step at which they part.',
  usage: `usage: kapi-replay compare FLOW --from INPUT#vN --to INPUT#vM [options]

INPUT is mail that holds the revision; both may be the same file.

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
        series: { type: 'string', multiple: true },
        tree: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
    const [name, ...more] = positionals;
    if (name === undefined || more.length > 0) throw new UsageError('compare needs one flow');
    if (values.from === undefined || values.to === undefined) throw new UsageError('compare needs --from and --to');
    const inputs = await readFlowInputs({ series: values.series ?? [], trees: values.tree ?? [] }, terminal);
    const before = await side(values.from, name, inputs, terminal);
    const after = await side(values.to, name, inputs, terminal);
    const parting = before.result.exploration.trace ? firstDifference(before, after) : null;
    if (values.json === true) {
      terminal.out(
        `${JSON.stringify({ schema: 1, flow: before.result.flow.id, from: summary(before), to: summary(after), parting })}\n`,
      );
    } else {
      terminal.out(`from ${values.from}\n${flowText(before.result, before.seconds, inputs.models)}\n`);
      terminal.out(`to ${values.to}\n${flowText(after.result, after.seconds, inputs.models)}\n`);
      terminal.out(
        parting ? `they part at step ${String(parting.step)}: ${parting.what}\n` : 'no step tells them apart\n',
      );
    }
    return after.result.verdict === 'pass' ? EXIT.fine : EXIT.notAsExpected;
  },
};

interface Side {
  readonly result: FlowResult;
  readonly revision: number;
  readonly series: readonly Series[];
  readonly inputs: FlowInputs;
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
  return { result, revision, series, inputs, seconds: (terminal.now() - started) / 1000 };
}

/** A flow names one revision; where the input holds only another one of the same work, that is the one to run. */
function named(flow: Flow, series: readonly Series[], revision: number): Flow {
  const wanted = series.filter((one) => one.revision === revision);
  const only = wanted.length === 1 ? wanted[0]?.patches[0]?.messageId : undefined;
  return only === undefined || flow.series.length === 0
    ? flow
    : { ...flow, series: [...flow.series.slice(0, -1), only] };
}

interface Parting {
  readonly step: number;
  readonly what: string;
  readonly from: { readonly file: string; readonly line: number } | null;
  readonly to: { readonly file: string; readonly line: number } | null;
}

/** Follows the schedule that was found on the first revision on the second one, and says where the steps differ. */
function firstDifference(before: Side, after: Side): Parting | null {
  const { trace } = before.result.exploration;
  const { prepared } = after.result;
  if (!trace || !prepared.program) return null;
  const again = openReplay(prepared.program, prepared.files, trace, { faults: prepared.faults });
  const count = Math.max(trace.steps.length, again.steps.length);
  for (let at = 0; at < count; at++) {
    const [one, other] = [trace.steps[at], again.steps[at]];
    if (one && other && one.actor === other.actor && one.name === other.name) continue;
    return {
      step: at + 1,
      what: `${stepName(one)} before, ${stepName(other)} after`,
      from: place(one),
      to: place(other),
    };
  }
  return null;
}

const stepName = (step: TraceStep | undefined): string =>
  step ? `${step.name} (${step.file}:${String(step.line)})` : 'nothing more';
const place = (step: TraceStep | undefined): Parting['from'] => (step ? { file: step.file, line: step.line } : null);

function summary({ result, revision, seconds }: Side): object {
  const { exploration } = result;
  return {
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
