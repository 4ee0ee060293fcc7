import { EventEmitter, commands, window, type Event, type QuickPickItem } from 'vscode';
import * as v from 'valibot';
import { messageId } from '../ground/brand';
import type { Series } from '../series/series';
import { Disposables } from './disposables';
import { apisUri, coverageUri, type DocumentAddress } from './documents/address';
import type { PageTexts } from './documents/content';
import { verdictText } from './flows-tree';
import type { Flows } from './flows';
import { command } from './ids';
import type { KernelTrees } from './kernel-trees';
import type { Library } from './library';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';
import { revisionName } from './series-tree';
import { targetOf } from './targets';

/** Pages made of what is known now: the coverage of mechanisms, and what a series adds and needs. */
export class Pages implements PageTexts {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(
    private readonly library: Library,
    private readonly flows: Flows,
    private readonly trees: KernelTrees,
  ) {
    this.disposables.add(flows.onDidChange(() => this.changed.fire()));
  }

  pageText(address: DocumentAddress & { readonly kind: 'coverage' | 'apis' }): Promise<string> {
    return address.kind === 'coverage' ? this.coverage() : this.apis(address.series);
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async coverage(): Promise<string> {
    const [{ coverageMarkdown, coverageOf, readMechanisms }, models, known] = await Promise.all([
      import('../link/coverage'),
      this.flows.library(),
      this.flows.all(),
    ]);
    const { mechanisms, problems } = readMechanisms(models);
    const coverage = coverageOf(
      mechanisms,
      known.map(({ flow }) => flow),
      ({ id }) => {
        const found = this.flows.searched(id);
        if (found === null) return null;
        const { complete } = found.exploration;
        return { found: verdictText(found), asExpected: found.asExpected, complete };
      },
    );
    return coverageMarkdown({ ...coverage, problems: [...problems, ...coverage.problems] });
  }

  private async apis(id: string): Promise<string> {
    const series = this.library.archive.series.find((one) => one.id === id);
    if (series === undefined) return 'This series is not open.\n\nOpen its mailbox; this document then shows it.\n';
    const [{ apisMarkdown }, { seriesApis }, { primitiveNames }, models, trees] = await Promise.all([
      import('../link/apis-page'),
      import('../link/apis'),
      import('../kernel/machine/primitives/primitives'),
      this.flows.library(),
      this.trees.all(),
    ]);
    return apisMarkdown(series, seriesApis({ series: [series], trees, models, primitives: primitiveNames }));
  }
}

export async function showCoverage(rooms: Rooms): Promise<void> {
  await rooms.opening.restored();
  await window.showTextDocument(coverageUri(), { preview: true });
}

/** What the series adds for others, needs of others, and is entered by. */
export async function showApis(rooms: Rooms, node: unknown): Promise<void> {
  const series = await seriesFor(rooms, node);
  if (series !== null) await window.showTextDocument(apisUri(series.id, series.title), { preview: true });
}

/** Replays what flows show of the mail that the arguments name, or of the one in front. */
export async function runClaims(rooms: Rooms, args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  await rooms.opening.restored();
  const { flowsClaiming } = await import('../link/claims');
  const known = (await rooms.flows.all()).map(({ flow }) => flow);
  const claiming = target === null ? [] : flowsClaiming(messageId(target.message), known);
  if (claiming.length === 0) {
    const which = target === null ? 'Choose a mail in the Thread view first' : 'No flow shows what this mail says';
    void window.showInformationMessage(`${which}. A flow names the mails that it shows with "claims:" in its head.`);
    return;
  }
  await commands.executeCommand(
    command.replayFlow,
    claiming.map(({ id }) => id),
  );
}

const SeriesNode = v.object({ kind: v.literal('series'), series: v.object({ id: v.string() }) });
const TopicNode = v.object({ kind: v.literal('topic'), revisions: v.array(v.object({ id: v.string() })) });

/** The series of a row, else the only one that is open, else the one that the reader chooses; null for none. */
export async function seriesFor(rooms: Rooms, node: unknown): Promise<Series | null> {
  await rooms.opening.restored();
  const all = rooms.library.archive.series.filter((one) => one.patches.length > 0);
  const one = v.safeParse(SeriesNode, node);
  const topic = v.safeParse(TopicNode, node);
  const wanted = one.success ? one.output.series.id : topic.success ? topic.output.revisions[0]?.id : undefined;
  const found = all.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  if (all.length === 0) {
    void window.showInformationMessage('Open a series first.');
    return null;
  }
  if (all.length === 1) return all[0] ?? null;
  const picks = all.map((series): QuickPickItem & { readonly series: Series } => ({
    series,
    label: plainLine(series.title),
    description: revisionName(series),
  }));
  const picked = await window.showQuickPick(picks, { title: 'Series', placeHolder: 'Which series?' });
  return picked?.series ?? null;
}
