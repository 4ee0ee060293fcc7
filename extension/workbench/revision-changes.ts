import * as v from 'valibot';
import { Uri, commands, window, type QuickPickItem } from 'vscode';
import type { Series } from '../series/series';
import { rangeDiff, type RangePair } from '../series/range-diff';
import { revisionSideUri } from './documents/address';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';
import { revisionName } from './series-tree';

const SeriesNode = v.object({ kind: v.literal('series'), series: v.object({ id: v.string() }) });
const TopicNode = v.object({ kind: v.literal('topic'), revisions: v.array(v.object({ id: v.string() })) });

/**
 * What became of each patch from one revision to another, as `git range-diff` pairs them, from the mails alone: the two
 * texts of every changed, added or dropped patch below each other in the editor's own diff.
 */
export async function compareRevisions(rooms: Rooms, node: unknown): Promise<void> {
  await rooms.opening.restored();
  const chosen = await chooseRevisions(rooms.library.archive.series, node);
  if (chosen === null) return;
  const [before, after] = chosen;
  const pairs = rangeDiff(before, after);
  const shown = pairs.filter(({ fate }) => fate !== 'same');
  const names = `${revisionName(before)} → ${revisionName(after)}`;
  if (shown.length === 0) {
    void window.showInformationMessage(`${names}: every patch has the same text.`);
    return;
  }
  const same = pairs.length - shown.length;
  const title = `${names}: ${shown.length} of ${pairs.length} patches differ${same === 0 ? '' : `, ${same} the same`}`;
  await commands.executeCommand('vscode.changes', title, shown.map(resource));
}

function resource({ before, after, fate }: RangePair): [Uri, Uri | undefined, Uri | undefined] {
  const subject = `${fate === 'changed' ? '' : `${fate} `}${(after ?? before)?.subject ?? ''}`;
  const ids = { before: before?.messageId ?? null, after: after?.messageId ?? null };
  const old = before === null ? undefined : revisionSideUri(subject, ids, 'old');
  const now = after === null ? undefined : revisionSideUri(subject, ids, 'new');
  return [now ?? old ?? Uri.parse('untitled:'), old, now];
}

/** The two revisions to compare, the earlier one first; null when the reader chose none. */
async function chooseRevisions(all: readonly Series[], node: unknown): Promise<readonly [Series, Series] | null> {
  const wanted = named(all, node) ?? (await choose('Compare which revision?', all.filter(hasOthers(all))));
  if (wanted === null) return null;
  const others = all
    .filter((one) => one.topic === wanted.topic && one.id !== wanted.id)
    .sort(byRevision)
    .reverse();
  if (others.length === 0) {
    void window.showInformationMessage(
      `Only one revision of "${plainLine(wanted.title, 80)}" is open. Open the mailbox that holds another one.`,
    );
    return null;
  }
  const earlier = others.filter((one) => byRevision(one, wanted) < 0);
  const inOrder = [...earlier, ...others.filter((one) => !earlier.includes(one))];
  const other = await choose(`Compare ${revisionName(wanted)} with which revision?`, inOrder);
  if (other === null) return null;
  return byRevision(other, wanted) < 0 ? [other, wanted] : [wanted, other];
}

/** The revision whose row the command was called on; of a work, its newest. */
function named(all: readonly Series[], node: unknown): Series | null {
  const row = v.safeParse(v.union([SeriesNode, TopicNode]), node);
  if (!row.success) return null;
  const id = row.output.kind === 'series' ? row.output.series.id : row.output.revisions[0]?.id;
  return all.find((one) => one.id === id) ?? null;
}

const hasOthers =
  (all: readonly Series[]) =>
  (series: Series): boolean =>
    all.some((one) => one.topic === series.topic && one.id !== series.id);

const byRevision = (left: Series, right: Series): number =>
  left.revision - right.revision || (left.id < right.id ? -1 : Number(left.id > right.id));

async function choose(placeHolder: string, series: readonly Series[]): Promise<Series | null> {
  const [only] = series;
  if (series.length === 1 && only !== undefined) return only;
  const rows = series.map((one): QuickPickItem & { series: Series } => ({
    label: revisionName(one),
    description: plainLine(one.title, 80),
    detail: `${one.patches.length} of ${one.total} patches`,
    series: one,
  }));
  if (rows.length === 0) {
    void window.showInformationMessage('No work with more than one revision is open.');
    return null;
  }
  return (await window.showQuickPick(rows, { placeHolder }))?.series ?? null;
}
