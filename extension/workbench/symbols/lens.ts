import { CodeLens, EventEmitter, Range, type CodeLensProvider, type Event, type TextDocument } from 'vscode';
import type { Flow } from '../../link/flow';
import { Disposables } from '../disposables';
import { parseAddress } from '../documents/address';
import type { DocumentContents } from '../documents/content';
import type { Flows } from '../flows';
import { arguedFirst, verdictText } from '../flows-tree';
import { command } from '../ids';
import type { Library } from '../library';
import { pauseNow } from '../pause';
import { plainLine } from '../plain-text';
import type { SeriesSymbols } from './series-symbols';

/** So many of the flows that are one click away are made ready for it. */
const MOST_READY = 4;

/** Above each function of a diff that flows come to: replay, debug, search them. */
export class FlowLenses implements CodeLensProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses: Event<void> = this.changed.event;

  constructor(
    private readonly library: Library,
    private readonly documents: DocumentContents,
    private readonly symbols: SeriesSymbols,
    private readonly flows: Flows,
    /** Told of flows that are likely to be wanted next. */
    private readonly getReady: (flows: readonly Flow[]) => void,
  ) {
    this.disposables.add(flows.onDidChange(() => this.changed.fire()));
    this.disposables.add(library.onDidChange(() => this.changed.fire()));
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const address = parseAddress(document.uri);
    if (address?.kind !== 'side' || address.side !== 'new') return [];
    const held = this.library.patch(address.patch);
    const sides = await this.documents.sides(address.patch, address.path);
    if (held === null || sides === null) return [];
    const { functionRows } = await import('./function-rows');
    const rows = functionRows(sides.new);
    if (rows.length === 0) return [];
    const symbols = await this.symbols.of(held.series);
    await symbols.prepareFlows(pauseNow());
    const through = rows.map(({ name, row }) => ({ row, flows: arguedFirst(symbols.flowsThrough(name)) }));
    this.getReady([...new Set(through.flatMap(({ flows }) => flows.slice(0, 1)))].slice(0, MOST_READY));
    return through.flatMap(({ row, flows }) => this.lenses(new Range(row, 0, row, 0), flows));
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private lenses(range: Range, flows: readonly Flow[]): CodeLens[] {
    const [first] = flows;
    if (first === undefined) return [];
    const found = this.flows.searched(first.id);
    const ids = flows.map((flow) => flow.id);
    const lenses = [
      new CodeLens(range, {
        command: command.replayFlow,
        title: `$(debug-alt) Replay ${plainLine(first.id, 60)}${found === null ? '' : ` (${verdictText(found)})`}`,
        tooltip: plainLine(first.title),
        arguments: [first.id],
      }),
    ];
    lenses.push(
      new CodeLens(range, {
        command: command.debugFlow,
        title: '$(debug) Debug',
        tooltip: 'Step through it in the debugger, forwards and back',
        arguments: [first.id],
      }),
    );
    if (flows.length > 1) {
      lenses.push(
        new CodeLens(range, {
          command: command.replayFlow,
          title: `${flows.length - 1} more…`,
          tooltip: 'Choose another flow that comes through this function',
          arguments: [ids],
        }),
      );
    }
    lenses.push(
      new CodeLens(range, {
        command: command.exploreFlow,
        title: '$(search) Explore',
        tooltip: 'Search the schedules of every flow that comes through this function',
        arguments: [ids],
      }),
    );
    return lenses;
  }
}

/** Above a flow's own file: replay, debug, search it. */
export class FlowFileLenses implements CodeLensProvider {
  constructor(private readonly flows: Flows) {}

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    const { isFlow, parseFlow } = await import('../../link/flow');
    const text = document.getText();
    if (!isFlow(text)) return [];
    const { id } = parseFlow(document.uri.path, text);
    if ((await this.flows.find(id)) === null) return [];
    const range = new Range(0, 0, 0, 0);
    const found = this.flows.searched(id);
    return [
      new CodeLens(range, { command: command.replayFlow, title: '$(debug-alt) Replay', arguments: [id] }),
      new CodeLens(range, { command: command.debugFlow, title: '$(debug) Debug', arguments: [id] }),
      new CodeLens(range, { command: command.exploreFlow, title: '$(search) Explore', arguments: [[id]] }),
      ...(found === null ? [] : [new CodeLens(range, { command: '', title: `Last: ${verdictText(found)}` })]),
    ];
  }
}
