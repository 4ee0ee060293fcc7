import type { Claim, DiffDocument, ReplayModel, ViewStep } from '../../../webview/protocol';
import { PIECES, type Sliced } from '../../ground/sliced';
import type { Exploration } from '../../kernel/trace/trace';
import { expectationText, type Flow } from '../../link/flow';
import { chooseSeries } from '../../link/series-choice';
import type { FileDiff } from '../../patch/patch';
import { person } from '../documents/message-text';
import { fileSides } from '../documents/sides';
import type { Library, PatchInSeries } from '../library';
import { makingColumns } from './columns';

/** What is open, as far as a replay looks things up in it. */
export type OpenMail = Pick<Library, 'archive' | 'message' | 'patch'>;

/** What a search found, as the replay view shows it: with the diffs it ran through and the mails that argue about it. */
export function* makingModel(flow: Flow, exploration: Exploration, library: OpenMail): Sliced<ReplayModel> {
  const trace = exploration.trace;
  const steps = trace?.steps ?? [];
  const columns = yield* makingColumns(steps);
  const diffs = yield* findingDiffs(steps, library);
  const series = seriesOf(flow, library);
  return {
    flow: flow.id,
    title: flow.title,
    seriesTitle: series?.title ?? null,
    series: series?.message ?? null,
    verdict: exploration.verdict,
    expected: expectationText(flow.expect),
    rule: exploration.violation?.rule ?? null,
    message: exploration.message,
    complete: exploration.complete,
    states: exploration.states,
    transitions: exploration.transitions,
    origins: exploration.origins,
    actors: trace?.actors ?? [],
    stepCount: steps.length,
    columns,
    violationStep: exploration.violation?.step ?? null,
    ...(trace?.loop === undefined ? {} : { loop: trace.loop }),
    order: Uint32Array.from((trace?.order ?? []).toSorted(([left], [right]) => left - right).flat()),
    table: trace?.table ?? '',
    diffs,
    claims: flow.claims.flatMap((id) => claim(id, library)),
    can: trace === null ? ['explore'] : ['explore', 'choose', 'note', 'insert', 'link', 'trace', 'moment'],
  };
}

/** The first series that a flow names and that is open, with the Message-ID that the flow names it by. */
export function seriesOf(flow: Flow, library: OpenMail): { title: string; message: string } | null {
  const { missing, series } = chooseSeries(flow, library.archive.series, {
    revision: null,
    unnamed: 'none',
    samples: [],
  });
  const [message] = flow.series.filter((id) => !missing.some((absent) => absent.id === id));
  const [first] = series;
  return first === undefined || message === undefined ? null : { title: first.title, message };
}

/** Whether every series that a flow names is open. */
export const canRun = (flow: Flow, library: OpenMail): boolean =>
  chooseSeries(flow, library.archive.series, { revision: null, unnamed: 'none', samples: [] }).missing.length === 0;

/** The file of a patch that a line of its mail stands in. */
export function fileAtMailLine({ patch }: PatchInSeries, line: number): FileDiff | null {
  return patch.patch.files.find((file) => file.first <= line && line <= file.last) ?? null;
}

/** Every file of a patch that a step ran in, in the order of the patches. */
function* findingDiffs(steps: readonly ViewStep[], library: OpenMail): Sliced<DiffDocument[]> {
  const found = new Map<string, { readonly held: PatchInSeries; readonly file: FileDiff }>();
  for (const [at, step] of steps.entries()) {
    if (at % PIECES === 0) yield;
    const held = step.patch === null ? null : library.patch(step.patch);
    const file = held === null || step.patchLine === null ? null : fileAtMailLine(held, step.patchLine);
    if (held !== null && file !== null) found.set(`${held.patch.messageId} ${file.path}`, { held, file });
  }
  return [...found.values()]
    .sort((left, right) => left.held.patch.index - right.held.patch.index || left.file.first - right.file.first)
    .map(({ held, file }) => ({
      path: file.path,
      patch: held.patch.messageId,
      patchSubject: held.patch.subject,
      language: 'c',
      ...fileSides(file),
    }));
}

function claim(id: string, library: OpenMail): Claim[] {
  const placed = library.message(id);
  if (placed === null) return [];
  const { message } = placed;
  return [
    {
      messageId: message.id,
      subject: message.subject,
      from: person(message.from),
      date: message.date,
      body: message.body,
    },
  ];
}
