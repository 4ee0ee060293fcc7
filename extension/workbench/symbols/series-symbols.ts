import type { TextDocument } from 'vscode';
import type { Flow } from '../../link/flow';
import type { SymbolIndex } from '../../link/symbols';
import type { Series } from '../../series/series';
import { Disposables } from '../disposables';
import { parseAddress, patchOf } from '../documents/address';
import type { Flows } from '../flows';
import { scheme } from '../ids';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import { pauseNow } from '../pause';

/** So long, in milliseconds, what asked for names has to be drawn before flows are put together below it. */
const REST_MS = 1000;

/** What names mean in each series, worked out when somebody first asks and kept until something it rests on changes. */
export class SeriesSymbols {
  private readonly disposables = new Disposables();
  private readonly known = new Map<string, Promise<SymbolIndex>>();

  constructor(
    private readonly library: Library,
    private readonly flows: Flows,
    private readonly trees: KernelTrees,
  ) {
    const forget = (): void => this.known.clear();
    this.disposables.add(library.onDidChange(forget));
    this.disposables.add(flows.onDidChangeList(forget));
    this.disposables.add(trees.onDidChange(forget));
  }

  of(series: Series): Promise<SymbolIndex> {
    return this.kept(series.id, [series]);
  }

  /** What names mean in the program of a flow; null for a text that is no flow: in the models and the machine alone. */
  async ofFlow(flow: Flow | null): Promise<SymbolIndex> {
    const { chooseSeries } = await import('../../link/series-choice');
    const all = this.library.archive.series;
    const { series } =
      flow === null
        ? { series: all.slice(-1) }
        : chooseSeries(flow, all, { revision: null, unnamed: 'none', samples: [] });
    return this.kept(`flow ${series.map(({ id }) => id).join(' ')}`, series);
  }

  /** What names mean in a document: in a diff or a mail by its series, in C of ours by the flow. Null for any other. */
  async ofDocument(document: TextDocument): Promise<SymbolIndex | null> {
    const address = parseAddress(document.uri);
    if (address === null && document.uri.scheme === scheme) return null;
    if (address !== null && address.kind !== 'source') {
      const held = this.library.patch(patchOf(address) ?? '');
      return held === null ? null : this.of(held.series);
    }
    const { isFlow, parseFlow } = await import('../../link/flow');
    const text = document.getText();
    if (isFlow(text)) return this.ofFlow(parseFlow(document.uri.path, text));
    return this.ofFlow(address === null ? null : ((await this.flows.find(address.flow))?.flow ?? null));
  }

  dispose(): void {
    this.known.clear();
    this.disposables.dispose();
  }

  private kept(key: string, series: readonly Series[]): Promise<SymbolIndex> {
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.index(series);
      this.known.set(key, index);
      this.prepareLater(key, index).catch(() => undefined);
    }
    return index;
  }

  /** Flows take a program each: they come once the editor has drawn what was opened, unless somebody asks for them before. */
  private async prepareLater(key: string, made: Promise<SymbolIndex>): Promise<void> {
    const index = await made;
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    if (this.known.get(key) === made) await index.prepareFlows(pauseNow());
  }

  private async index(series: readonly Series[]): Promise<SymbolIndex> {
    const [{ SymbolIndex }, { primitiveNames }, models, trees, flows] = await Promise.all([
      import('../../link/symbols'),
      import('../../kernel/machine/primitives/primitives'),
      this.flows.library(),
      this.trees.all(),
      this.flowsOf(series),
    ]);
    return SymbolIndex.inSlices({ series, trees, models, flows, primitives: primitiveNames }, pauseNow());
  }

  /** The flows that name one of these series. */
  private async flowsOf(series: readonly Series[]): Promise<readonly Flow[]> {
    const { belongsTo } = await import('../../link/series-choice');
    const all = await this.flows.all();
    return all
      .map(({ flow }) => flow)
      .filter((flow) => flow.series.some((id) => series.some((each) => belongsTo(id, each))));
  }
}
