import { atOnce, type Sliced } from '../../ground/sliced';
import type { SourceDocument } from '../../../webview/protocol';
import { SEARCH_BOUNDS } from '../../kernel/machine/layout';
import { findingPassing } from '../../kernel/trace/nearest';
import { openingReplay, type Replay as Executed } from '../../kernel/trace/replay';
import type { Exploration, Trace } from '../../kernel/trace/trace';
import type { PreparedFlow } from '../../link/explore-flow';
import type { SearchTime } from '../../link/flow-document';
import { type OpenMail, makingModel } from './model';
import type { Replay } from './replay';

/** Text and origin of a file that steps stand in. */
export type TextOf = (file: string) => Promise<{ readonly text: string; readonly origin: string } | null>;

export interface Openable {
  readonly prepared: PreparedFlow;
  readonly exploration: Exploration;
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
  const { prepared, exploration, time = { seconds: 0, searchSeconds: 0 } } = openable;
  const { program, files, faults, flow } = prepared;
  const { trace } = exploration;
  const model = yield* makingModel(flow, exploration, library);
  const source = async (file: string): Promise<SourceDocument | null> => {
    const text = await textOf(file);
    return text === null ? null : { file, ...text };
  };
  if (program === null || trace === null) {
    return {
      found: { exploration, prepared, time },
      model,
      steps: [],
      state: (step) => ({ step, stacks: [], objects: [] }),
      source,
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
  const open = (other: Trace, by: Pick<Openable, 'executed'> = {}): Sliced<Replay> =>
    openingFlowReplay({ prepared, exploration: single(exploration, other), ...by }, library, textOf);
  const { executed = null } = openable;
  const again = executed ?? (yield* openingReplay(program, files, trace, { faults }));
  const difference = executed === null ? again.verify() : null;
  const message = difference === null ? model.message : `${model.message} (replayed otherwise: ${difference.message})`;
  const others: Replay[] = [];
  for (const broken of exploration.others ?? []) others.push(yield* open(broken.trace));
  return {
    found: { exploration, prepared, time },
    model: { ...model, message },
    steps: again.steps,
    state: (step) => again.stateAt(step),
    source,
    trace: again.trace,
    evaluate: (step, actor, expression, frame) => again.evaluate(step, actor, expression, frame),
    accesses: (step, actor, expression, frame) => again.accesses(step, actor, expression, frame),
    choices: (step) => again.choicesAt(step),
    *passing() {
      const setting = { program, bounds: SEARCH_BOUNDS, faults };
      const near = exploration.passing ?? (yield* findingPassing(setting, files, again.trace));
      return near === null ? null : yield* open(near.trace);
    },
    others,
    *goOn(step, choice) {
      const { replay, kept } = yield* again.continueFrom(step, [choice]);
      return { replay: yield* open(replay.trace, { executed: replay }), kept };
    },
  };
}

function* done<Result>(result: Result): Sliced<Result> {
  return result;
}

/** One schedule is no search: where it breaks no rule, others may. */
function single(exploration: Exploration, trace: Trace): Exploration {
  const { violation } = trace;
  return {
    ...exploration,
    verdict: violation === null ? 'incomplete' : 'violation',
    violation,
    message: violation?.message ?? 'This schedule breaks no rule; others may.',
    complete: 'this one schedule',
    unmodelled: [],
    passing: null,
    others: [],
    trace,
  };
}
