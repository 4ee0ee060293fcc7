import * as v from 'valibot';
import { Uri, window, workspace, type LogOutputChannel } from 'vscode';
import { openFile } from './ids';
import type { Opening } from './opening';
import { plainLine } from './plain-text';

const OpenFile = v.object({
  schema: v.literal(1),
  /** Mailboxes, mails or folders: paths from the workspace folder, or absolute ones. */
  open: v.optional(v.array(v.string()), []),
  /** Open the shipped sample as well. */
  sample: v.optional(v.boolean(), false),
});

/**
 * A workspace may name the series that belong to it, in `.kapi-replay/open.json`; they open with it. Until the workspace
 * is trusted, a path may not lead out of it.
 */
export async function openNamedByWorkspace(
  opening: Opening,
  sample: () => Promise<readonly Uri[]>,
  log: LogOutputChannel,
): Promise<void> {
  for (const { uri: folder } of workspace.workspaceFolders ?? []) {
    const file = Uri.joinPath(folder, openFile);
    const wanted = await read(file, log);
    if (wanted === null) continue;
    const named = wanted.open.map((path) =>
      Uri.joinPath(path.startsWith('/') ? folder.with({ path: '/' }) : folder, path),
    );
    const inside = named.filter((uri) => workspace.isTrusted || uri.path.startsWith(`${folder.path}/`));
    if (inside.length < named.length) {
      void window.showInformationMessage(
        `${plainLine(openFile)} names files outside this folder. They can be opened once you trust the workspace.`,
      );
    }
    await opening.open([...inside, ...(wanted.sample ? await sample() : [])]);
  }
}

async function read(file: Uri, log: LogOutputChannel): Promise<v.InferOutput<typeof OpenFile> | null> {
  let text: string;
  try {
    text = new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
  try {
    return v.parse(OpenFile, JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn(`${file.toString(true)}: ${reason}`);
    void window.showWarningMessage(plainLine(`${openFile} could not be understood: ${reason}`));
    return null;
  }
}
