import { Location, Position, Uri, type DefinitionProvider, type TextDocument } from 'vscode';
import { CodeDocuments } from '../debug/code-documents';
import type { Flows, KnownFlow } from '../flows';
import type { Rooms } from '../rooms';
import type { SeriesSymbols } from '../symbols/series-symbols';

/** From a name in a flow, a model or a diff to where its meaning stands: in the series, a model, or the kernel tree. */
export class SymbolDefinition implements DefinitionProvider {
  constructor(
    private readonly rooms: () => Rooms,
    private readonly symbols: SeriesSymbols,
    private readonly flows: Flows,
  ) {}

  async provideDefinition(document: TextDocument, position: Position): Promise<Location | null> {
    const range = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
    if (range === undefined) return null;
    const index = await this.symbols.ofDocument(document);
    const where = index?.lookup(document.getText(range)).where ?? null;
    const known = where === null ? null : await this.anyFlow();
    if (where === null || known === null) return null;
    const { library, documents } = this.rooms();
    const [place] = await new CodeDocuments(known, library, documents).show(where);
    if (place === undefined) return null;
    const { path } = place.source;
    const uri = /^[a-z][a-z0-9+.-]+:\//i.test(path) ? Uri.parse(path) : Uri.file(path);
    return new Location(uri, new Position(place.line - 1, 0));
  }

  /** Models and tree files are documents of some flow's program; which one does not matter to their text. */
  private async anyFlow(): Promise<KnownFlow | null> {
    const all = await this.flows.all();
    return all.find(({ uri }) => uri === null) ?? all[0] ?? null;
  }
}
