import { Uri, workspace } from 'vscode';
import type { Documents, Shown } from '../../debug/documents';
import type { CodeLine } from '../../debug/run';
import { sideUri, sourceUri } from '../documents/address';
import type { DocumentContents } from '../documents/content';
import { rowOfMailLine } from '../documents/sides';
import type { KnownFlow } from '../flows';
import { workspaceModels } from '../ids';
import type { Library } from '../library';
import { plainLine } from '../plain-text';
import { fileAtMailLine } from '../replay/model';

/** The documents of ours that show a line of a flow's program: a side of a patch's diff, or the file itself. */
export class CodeDocuments implements Documents {
  constructor(
    private readonly known: KnownFlow,
    private readonly library: Library,
    private readonly contents: DocumentContents,
  ) {}

  async show(code: CodeLine): Promise<readonly Shown[]> {
    const inDiff = await this.inDiff(code);
    if (inDiff.length > 0) return inDiff;
    return code.line < 1 ? [] : [shown(this.fileUri(code.file), code, code.line)];
  }

  /** On the side after the patch, and on the side before it where the line was there already. */
  private async inDiff(code: CodeLine): Promise<readonly Shown[]> {
    const { patch = null, patchLine = null } = code;
    const held = patch === null ? null : this.library.patch(patch);
    const file = held === null || patchLine === null ? null : fileAtMailLine(held, patchLine);
    if (held === null || file === null || patchLine === null) return [];
    const sides = await this.contents.sides(held.patch.messageId, file.path);
    if (sides === null) return [];
    return (['new', 'old'] as const).flatMap((side) => {
      const row = rowOfMailLine(sides[side], patchLine);
      return row === null ? [] : [shown(sideUri(held.patch.messageId, file.path, side), code, row + 1)];
    });
  }

  private fileUri(file: string): Uri {
    const { flow, uri } = this.known;
    if (uri !== null && file === flow.path) return uri;
    const [folder] = workspace.workspaceFolders ?? [];
    const isOwn = folder !== undefined && file.startsWith(`${workspaceModels}/`);
    return isOwn ? Uri.joinPath(folder.uri, file) : sourceUri(flow.id, file);
  }
}

/** VS Code gives a file's path and any other document's URI. */
function shown(uri: Uri, { origin, file }: CodeLine, line: number): Shown {
  const path = uri.scheme === 'file' ? uri.fsPath : uri.toString();
  return { source: { name: plainLine(file.slice(file.lastIndexOf('/') + 1), 80), path, origin }, line };
}
