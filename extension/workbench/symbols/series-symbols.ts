import type { Flow } from '../../link/flow';
import type { SymbolIndex } from '../../link/symbols';
import type { Series } from '../../series/series';
import { Disposables } from '../disposables';
import type { Flows } from '../flows';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import { pauseNow } from '../pause';

/** What names mean in each series, worked out when somebody first asks and kept until something it rests on changes. */
export class SeriesSymbols {
  private readonly disposables = new Disposables();
  private readonly known = new Map<string, Promise<SymbolIndex>>();

  constructor(
    library: Library,
    private readonly flows: Flows,
    private readonly trees: KernelTrees,
  ) {
    const forget = (): void => this.known.clear();
    this.disposables.add(library.onDidChange(forget));
    this.disposables.add(flows.onDidChangeList(forget));
    this.disposables.add(trees.onDidChange(forget));
  }

  of(series: Series): Promise<SymbolIndex> {
    let index = this.known.get(series.id);
    if (index === undefined) {
      index = this.index(series);
      this.known.set(series.id, index);
    }
    return index;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async index(series: Series): Promise<SymbolIndex> {
    const [{ SymbolIndex }, { primitiveNames }, models, trees, flows] = await Promise.all([
      import('../../link/symbols'),
      import('../../kernel/machine/primitives/primitives'),
      this.flows.library(),
      this.trees.all(),
      this.flowsOf(series),
    ]);
    const pause = pauseNow();
    const request = { series: [series], trees, models, flows, primitives: primitiveNames };
    const index = await SymbolIndex.inSlices(request, pause);
    // Not waited for: what a name means is known without them.
    void index.prepareFlows(pause);
    return index;
  }

  /** The flows that name this series. */
  private async flowsOf(series: Series): Promise<readonly Flow[]> {
    const { belongsTo } = await import('../../link/series-choice');
    const all = await this.flows.all();
    return all.map(({ flow }) => flow).filter((flow) => flow.series.some((id) => belongsTo(id, series)));
  }
}
