import { Location, Position as Place, Uri, type DefinitionProvider, type Position, type TextDocument } from 'vscode';
import { messageId } from '../../ground/brand';
import type { LineOrigin } from '../../kernel/source';
import { parseAddress, patchOf, sideUri } from '../documents/address';
import type { DocumentContents } from '../documents/content';
import { rowOfMailLine } from '../documents/sides';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import { fileAtMailLine } from '../replay/model';
import { fileInTree } from '../tree-file';
import type { SeriesSymbols } from './series-symbols';

/**
 * From a name to what defines it: in the diff of the patch whose hunk adds it, wherever in the series that is, else in
 * the kernel tree of the settings.
 */
export class SeriesDefinitions implements DefinitionProvider {
  constructor(
    private readonly library: Library,
    private readonly documents: DocumentContents,
    private readonly symbols: SeriesSymbols,
    private readonly trees: KernelTrees,
  ) {}

  async provideDefinition(document: TextDocument, position: Position): Promise<Location | null> {
    const range = document.getWordRangeAtPosition(position, /[A-Za-z_]\w*/);
    const address = parseAddress(document.uri);
    const held = address === null ? null : this.library.patch(patchOf(address) ?? '');
    if (range === undefined || held === null) return null;
    const { where } = (await this.symbols.of(held.series)).meaning(document.getText(range));
    if (where === null) return null;
    return (await this.inPatch(where)) ?? (where.origin === 'tree' ? this.inTree(where) : null);
  }

  private async inPatch({ patch, patchLine }: LineOrigin): Promise<Location | null> {
    const held = patch === null ? null : this.library.patch(patch);
    const file = held === null || patchLine === null ? null : fileAtMailLine(held, patchLine);
    if (held === null || file === null || patchLine === null) return null;
    const sides = await this.documents.sides(held.patch.messageId, file.path);
    for (const side of ['new', 'old'] as const) {
      const row = sides === null ? null : rowOfMailLine(sides[side], patchLine);
      if (row !== null)
        return new Location(sideUri(messageId(held.patch.messageId), file.path, side), new Place(row, 0));
    }
    return null;
  }

  private async inTree({ file, line }: LineOrigin): Promise<Location | null> {
    for (const tree of await this.trees.all()) {
      const path = fileInTree(tree.name, file);
      if (path !== null) return new Location(Uri.file(path), new Place(Math.max(line - 1, 0), 0));
    }
    return null;
  }
}
