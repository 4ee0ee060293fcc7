import { atOnce, type Sliced } from '../../ground/sliced';
import type { ReplayModel, SourceDocument } from '../../../webview/protocol';
import type { Program } from '../../kernel/c/ir';
import { SEARCH_BOUNDS } from '../../kernel/machine/layout';
import { findingPassing } from '../../kernel/trace/nearest';
import { openingReplay, type Replay as Executed } from '../../kernel/trace/replay';
import type { Broken, Exploration, KeptTrace, Trace } from '../../kernel/trace/trace';
import type { PreparedFlow } from '../../link/explore-flow';
import type { SearchTime } from '../../link/flow-document';
import { type OpenMail, makingModel } from './model';
import type { Found, Replay } from './replay';

/** Text and origin of a file that steps stand in. */
export type TextOf = (file: string) => Promise<{ readonly text: string; readonly origin: string } | null>;

export interface Openable {
  readonly prepared: PreparedFlow;
  readonly exploration: Exploration<KeptTrace>;
  /** What the exploration took. */
  readonly time?: SearchTime;
  /** The exploration's trace where it was executed here already. */
  readonly executed?: Executed;
}

/**
 * Opens what a search found for stepping. The trace is executed again, and a step that does not lead to the state that
 * the search saw is told, never papered over.
 */
export const openFlowReplay = (openable: Openable, library: OpenMail, textOf: TextOf): Replay =>
  atOnce(openingFlowReplay(openable, library, textOf));

/** The same in slices; what is laid aside for good leaves nothing behind. */
export function* openingFlowReplay(openable: Openable, library: OpenMail, textOf: TextOf): Sliced<Replay> {
  const { prepared, exploration, time = { seconds: 0, searchSeconds: 0 }, executed = null } = openable;
  const { program, files, faults, flow } = prepared;
  const { trace } = exploration;
  const around: Around = { library, textOf };
  if (program === null || trace === null) {
    const found = { exploration: { ...exploration, trace: null }, prepared, time };
    return nothingRan(found, yield* makingModel(flow, found.exploration, library), around);
  }
  const again = executed ?? (yield* openingReplay(program, files, trace, { faults }));
  const difference = executed === null ? again.verify() : null;
  const shown = difference === null && isWhole(trace) && !isSame(trace, again.trace) ? trace : again.trace;
  const found = { exploration: { ...exploration, trace: shown }, prepared, time };
  const model = yield* makingModel(flow, found.exploration, library);
  const message = difference === null ? model.message : `${model.message} (replayed otherwise: ${difference.message})`;
  const others: Replay[] = [];
  for (const broken of exploration.others ?? []) others.push(yield* openingBeside(found, broken, around));
  return replayOf(found, program, { ...model, message }, again, others, around);
}

interface Around {
  readonly library: OpenMail;
  readonly textOf: TextOf;
}

function replayOf(
  found: Found,
  program: Program,
  model: ReplayModel,
  again: Executed,
  others: readonly Replay[],
  around: Around,
): Replay {
  const { exploration, prepared } = found;
  return {
    found,
    model,
    steps: again.steps,
    state: (step) => again.stateAt(step),
    source: sourceOf(around),
    trace: again.trace,
    evaluate: (step, actor, expression, frame) => again.evaluate(step, actor, expression, frame),
    accesses: (step, actor, expression, frame) => again.accesses(step, actor, expression, frame),
    choices: (step) => again.choicesAt(step),
    *passing() {
      const setting = { program, bounds: SEARCH_BOUNDS, faults: prepared.faults };
      const near = exploration.passing ?? (yield* findingPassing(setting, prepared.files, again.trace));
      return near === null ? null : yield* openingBeside(found, { trace: near.trace, passing: null }, around);
    },
    others,
    *goOn(step, choice) {
      const { replay, kept } = yield* again.continueFrom(step, [choice]);
      return { replay: yield* openingBeside(found, { trace: replay.trace, passing: null }, around, replay), kept };
    },
  };
}

function nothingRan(found: Found, model: ReplayModel, around: Around): Replay {
  return {
    found,
    model,
    steps: [],
    state: (step) => ({ step, stacks: [], objects: [] }),
    source: sourceOf(around),
    passing: () => done(null),
    others: [],
    choices: () => done([]),
    goOn: () => {
      throw new Error('There is no run here that could go on.');
    },
    trace: null,
    evaluate: () => ({ kind: 'error', message: 'nothing ran' }),
    accesses: () => null,
  };
}

const sourceOf =
  ({ textOf }: Around): Replay['source'] =>
  async (file): Promise<SourceDocument | null> => {
    const text = await textOf(file);
    return text === null ? null : { file, ...text };
  };

function* done<Result>(result: Result): Sliced<Result> {
  return result;
}

/** A run beside another one comes whole: what matters in it depends on the two of them. */
const isWhole = (trace: KeptTrace): trace is Trace => 'table' in trace;

/** Whether a trace with the same states is the same in all that is shown. */
const isSame = (one: Trace, other: Trace): boolean =>
  one.table === other.table && one.steps.every(({ minor }, at) => minor === other.steps[at]?.minor);

/** Opens another run of the same program. @param executed the same where it was executed here already */
function openingBeside(
  { prepared, exploration }: Found,
  other: Pick<Broken, 'trace' | 'passing'>,
  { library, textOf }: Around,
  executed?: Executed,
): Sliced<Replay> {
  const openable = {
    prepared,
    exploration: single(exploration, other),
    ...(executed === undefined ? {} : { executed }),
  };
  return openingFlowReplay(openable, library, textOf);
}

/** One schedule is no search: where it breaks no rule, others may. */
function single(exploration: Exploration, { trace, passing }: Pick<Broken, 'trace' | 'passing'>): Exploration {
  const { violation } = trace;
  return {
    ...exploration,
    verdict: violation === null ? 'incomplete' : 'violation',
    violation,
    message: violation?.message ?? 'This schedule breaks no rule; others may.',
    complete: 'this one schedule',
    unmodelled: [],
    passing,
    others: [],
    trace,
  };
}
