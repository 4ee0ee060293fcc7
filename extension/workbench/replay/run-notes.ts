import type { ViewNote } from '../../../webview/protocol';
import type { StepPlace } from '../../review/note';
import { messageId } from '../../ground/brand';
import type { StepNote } from '../notes/step-notes';
import type { Replay } from './replay';

/**
 * Notes on a flow's steps as they stand in one of its runs: a note belongs to the state in which it was written, so it is
 * found by the state's hash, at its own step first, wherever another run comes through the same state.
 */
export function notesOfRun(notes: readonly StepNote[], { steps }: Replay): readonly ViewNote[] {
  return notes.map(({ id, at, text }) => {
    const own = steps[at.step - 1];
    if (own !== undefined && (at.stateHash === null || own.stateHash === at.stateHash))
      return { id, step: at.step, text };
    const elsewhere = steps.findIndex((step) => step.stateHash === at.stateHash);
    return { id, step: elsewhere < 0 ? null : elsewhere + 1, text };
  });
}

/** Where a note on a step is, as notes are kept. Null where there is no such step. */
export function placeOfStep(flow: string, { steps, model }: Replay, n: number): StepPlace | null {
  const step = steps[n - 1];
  if (step === undefined) return null;
  const on =
    step.patch === null
      ? null
      : { patch: messageId(step.patch), file: step.file, side: 'new' as const, line: step.line };
  return {
    flow,
    step: n,
    actor: model.actors.find(({ index }) => index === step.actor)?.name ?? '',
    statement: step.name,
    stateHash: step.stateHash,
    on,
  };
}
