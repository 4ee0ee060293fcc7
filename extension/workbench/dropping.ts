import { Uri, type CancellationToken, type DataTransfer, type TreeDragAndDropController } from 'vscode';
import type { Opening } from './opening';
import type { SeriesNode } from './series-tree';

/** Files dropped on the Series view, from the explorer or from outside the editor, are opened. */
export class DropToOpen implements TreeDragAndDropController<SeriesNode> {
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  readonly dragMimeTypes = [];

  constructor(private readonly opening: Opening) {}

  async handleDrop(_on: SeriesNode | undefined, data: DataTransfer, token: CancellationToken): Promise<void> {
    const list = await data.get('text/uri-list')?.asString();
    const uris = urisOf(list ?? '');
    if (token.isCancellationRequested) return;
    if (uris.length > 0) {
      await this.opening.open(uris);
      return;
    }
    // From outside there may be no path, only a name and the bytes.
    for (const [, item] of data) {
      const file = item.asFile();
      if (file === undefined) continue;
      if (file.uri === undefined) await this.opening.openBytes(file.name, await file.data());
      else await this.opening.open([file.uri]);
    }
  }
}

/** A `text/uri-list` (RFC 2483 section 5): a URI a line, comments begin with `#`. */
function urisOf(list: string): Uri[] {
  return list
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => Uri.parse(line));
}
