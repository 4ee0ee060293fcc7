import { Uri, window, workspace, type ExtensionContext } from 'vscode';

/** Files of mail, as the reader picks them. */
export async function chooseMail(): Promise<readonly Uri[]> {
  const chosen = await window.showOpenDialog({
    title: 'Open Patch Series',
    openLabel: 'Open Series',
    canSelectMany: true,
    filters: {
      'Mail and patches': ['mbox', 'mbx', 'eml', 'patch', 'diff', 'gz', 'txt', 'html'],
      'All files': ['*'],
    },
  });
  return chosen ?? [];
}

/** A folder: Maildir, a directory of mails, or a public-inbox archive. */
export async function chooseMailFolder(): Promise<readonly Uri[]> {
  const chosen = await window.showOpenDialog({
    title: 'Open Folder of Mail',
    openLabel: 'Open Folder',
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen ?? [];
}

/** The mailboxes that ship with the extension. */
const samplesFolder = (context: ExtensionContext): Uri => Uri.joinPath(context.extensionUri, 'dist', 'samples');

export async function sampleMailboxes(context: ExtensionContext): Promise<readonly Uri[]> {
  const folder = samplesFolder(context);
  const entries = await workspace.fs.readDirectory(folder);
  return entries.filter(([name]) => name.endsWith('.mbox')).map(([name]) => Uri.joinPath(folder, name));
}
