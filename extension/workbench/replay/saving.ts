import { Uri, window, workspace } from 'vscode';

export async function write(uri: Uri, text: string): Promise<void> {
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** A flow's id as the beginning of a file's name. */
export const fileNameOf = (flow: string): string => flow.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'replay';

/** Writes text to a file that the reader chooses, and opens it beside. Nothing happens where they choose none. */
export async function saveAs(name: string, text: string): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const chosen = await window.showSaveDialog({
    title: 'Save from the Replay',
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder.uri, name) }),
  });
  if (chosen === undefined) return;
  await write(chosen, text);
  const open = 'Open';
  if ((await window.showInformationMessage(`${name} is saved.`, open)) === open) {
    await window.showTextDocument(chosen, { preview: true });
  }
}
