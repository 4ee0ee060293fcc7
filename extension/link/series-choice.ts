import type { MessageId } from '../ground/brand';
import type { Series } from '../series/series';
import type { Flow } from './flow';

/** The series whose code a flow runs, in the order in which the flow names them; or what it needs and wasn't given. */
export interface SeriesChoice {
  readonly series: readonly Series[];
  readonly missing: readonly { readonly id: MessageId; readonly why: string }[];
}

export interface ChoiceOptions {
  /** This revision of the series that the flow names last, the others being what it stands on; null for the one named. */
  readonly revision: number | null;
  /** What a flow runs on that names no series: the newest revision of the only work there is, or nothing. */
  readonly unnamed: 'newest' | 'none';
  /** Asked for what `available` doesn't have: the sample series, which are always at hand. */
  readonly samples: readonly Series[];
}

/**
 * A flow names a series by any mail of it: the cover letter, a patch, or the mail that all its patches answer. The mail
 * itself needn't be at hand.
 */
export function chooseSeries(flow: Flow, available: readonly Series[], options: ChoiceOptions): SeriesChoice {
  const missing: { id: MessageId; why: string }[] = [];
  const chosen: Series[] = [];
  if (flow.series.length === 0 && options.unnamed === 'newest') {
    const topics = new Set(available.map((series) => series.topic));
    const newest = newestOf(available);
    if (topics.size === 1 && newest) chosen.push(ofRevision(newest, available, options.revision) ?? newest);
  }
  for (const [at, id] of flow.series.entries()) {
    const revision = at === flow.series.length - 1 ? options.revision : null;
    const everything = [...available, ...options.samples];
    // A posting may refer to the one before it: the mail itself counts for more than a reference to it.
    const named = everything.find((series) => isOf(id, series)) ?? everything.find((series) => belongsTo(id, series));
    const wanted = named && ofRevision(named, everything, revision);
    if (wanted) chosen.push(wanted);
    else if (named) {
      const revisions = everything
        .filter((series) => series.topic === named.topic)
        .map((series) => `v${String(series.revision)}`);
      missing.push({
        id,
        why: `revision v${String(revision)} of it is not in the input, which has ${revisions.join(', ')}`,
      });
    } else missing.push({ id, why: 'no input holds it; give the mailbox with --series' });
  }
  return { series: chosen, missing };
}

/** Whether the mail is one of the series, or the one above all its patches. */
export function belongsTo(id: MessageId, series: Series): boolean {
  return (
    isOf(id, series) ||
    series.patches.some(({ message }) => message.inReplyTo === id || message.references.includes(id))
  );
}

/** Whether the mail is the cover letter or a patch of the series. */
function isOf(id: MessageId, series: Series): boolean {
  return series.cover?.id === id || series.patches.some(({ messageId }) => messageId === id);
}

function ofRevision(named: Series, available: readonly Series[], revision: number | null): Series | null {
  if (revision === null || named.revision === revision) return named;
  return available.find((series) => series.topic === named.topic && series.revision === revision) ?? null;
}

function newestOf(available: readonly Series[]): Series | null {
  let newest: Series | null = null;
  for (const series of available) if (newest === null || series.revision > newest.revision) newest = series;
  return newest;
}
