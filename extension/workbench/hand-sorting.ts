import { Uri, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { inSlices } from '../ground/sliced';
import type { Pin } from '../series/pins';
import { fileBytes } from './file-bytes';
import { workspacePins } from './ids';
import type { Library, Sorter } from './library';
import { pauseNow } from './pause';

/**
 * What the reader decided about series by hand, kept as text in the first folder of the workspace or, without one, in the
 * extension's own storage. It is read anew for each sorting, so that what somebody wrote or merged into it counts.
 */
export class HandSorting {
  private readonly file: Uri;

  constructor(
    context: ExtensionContext,
    private readonly library: Library,
    private readonly log: LogOutputChannel,
  ) {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    this.file =
      folder === undefined ? Uri.joinPath(context.globalStorageUri, 'pins.json') : Uri.joinPath(folder, workspacePins);
  }

  async pins(): Promise<readonly Pin[]> {
    let text: string;
    try {
      text = new TextDecoder().decode(await fileBytes(this.file));
    } catch {
      return [];
    }
    const { readPins } = await import('../series/pins');
    const { pins, problems } = readPins(text, this.file.fsPath);
    for (const { message } of problems) this.log.warn(message);
    // A text that can't be read is a reader's own: it must not be written over.
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
    return pins;
  }

  /** Sorts as the reader decided; without his decisions where they can't be read, which the log then says. */
  async sorter(): Promise<Sorter> {
    const [{ sortingIntoSeries }, pins] = await Promise.all([
      import('../series/archive'),
      this.pins().catch((): readonly Pin[] => []),
    ]);
    return (messages) => inSlices(sortingIntoSeries(messages, pins), pauseNow());
  }

  /** Keeps other decisions, and sorts by them. */
  async change(changed: (pins: readonly Pin[]) => readonly Pin[]): Promise<void> {
    const { writePins } = await import('../series/pins');
    const text = writePins(changed(await this.pins()));
    await workspace.fs.createDirectory(Uri.joinPath(this.file, '..'));
    await workspace.fs.writeFile(this.file, new TextEncoder().encode(text));
    await this.library.sortAgain(await this.sorter());
  }
}
