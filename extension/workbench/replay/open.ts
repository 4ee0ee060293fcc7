import type { SourceDocument } from '../../../webview/protocol';
import { SEARCH_BOUNDS } from '../../kernel/machine/layout';
import { passingBeside } from '../../kernel/trace/nearest';
import { openReplay } from '../../kernel/trace/replay';
import type { Exploration, Trace } from '../../kernel/trace/trace';
import type { PreparedFlow } from '../../link/explore-flow';
import type { SearchTime } from '../../link/flow-document';
import { type OpenMail, replayModel } from './model';
import type { Replay } from './replay';

/** Text and origin of a file that steps stand in. */
export type TextOf = (file: string) => Promise<{ readonly text: string; readonly origin: string } | null>;

/**
 * Opens what a search found for stepping. The trace is executed again, and a step that does not lead to the state that
 * the search saw is told, never papered over.
 */
export function openFlowReplay(
  prepared: PreparedFlow,
  exploration: Exploration,
  library: OpenMail,
  textOf: TextOf,
  time: SearchTime = { seconds: 0, searchSeconds: 0 },
): Replay {
  const found = { exploration, prepared, time };
  const { program, files, faults, flow } = prepared;
  const { trace } = exploration;
  const model = replayModel(flow, exploration, library);
  const source = async (file: string): Promise<SourceDocument | null> => {
    const text = await textOf(file);
    return text === null ? null : { file, ...text };
  };
  if (program === null || trace === null) {
    return {
      found,
      model,
      steps: [],
      state: (step) => ({ step, stacks: [], objects: [] }),
      source,
      passing: () => null,
      others: () => [],
      choices: () => [],
      goOn: () => {
        throw new Error('There is no run here that could go on.');
      },
      trace: null,
      evaluate: () => ({ kind: 'error', message: 'nothing ran' }),
      accesses: () => null,
    };
  }
  const open = (other: Trace): Replay => openFlowReplay(prepared, single(exploration, other), library, textOf);
  const again = openReplay(program, files, trace, { faults });
  const difference = again.verify();
  const message = difference === null ? model.message : `${model.message} (replayed otherwise: ${difference.message})`;
  return {
    found,
    model: { ...model, message },
    steps: again.steps,
    state: (step) => again.stateAt(step),
    source,
    trace: again.trace,
    evaluate: (step, actor, expression, frame) => again.evaluate(step, actor, expression, frame),
    accesses: (step, actor, expression, frame) => again.accesses(step, actor, expression, frame),
    choices: (step) => again.choicesAt(step),
    passing: () => {
      const near = exploration.passing ?? passingBeside({ program, bounds: SEARCH_BOUNDS, faults }, files, again.trace);
      return near === null ? null : open(near.trace);
    },
    others: () => (exploration.others ?? []).map((broken) => open(broken.trace)),
    goOn: (step, choice) => {
      const { trace: next, kept } = again.continueFrom(step, [choice]);
      return { replay: open(next), kept };
    },
  };
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
