import { workspace, type DocumentFilter, type TextDocument } from 'vscode';
import { workspaceFlows, workspaceModels } from '../ids';

/** The reader's own C: flows and models of the workspace. */
export const ownFiles: readonly DocumentFilter[] = [
  { scheme: 'file', pattern: `**/${workspaceFlows}/**/*.c` },
  { scheme: 'file', pattern: `**/${workspaceModels}/**/*.{c,h}` },
];

/** Whether a document is C of the reader's own that is checked while it is written. */
export function isOwn(document: TextDocument): boolean {
  if (document.uri.scheme !== 'file') return false;
  const path = workspace.asRelativePath(document.uri, false);
  return (path.startsWith(`${workspaceFlows}/`) && path.endsWith('.c')) || isOwnModel(path);
}

const isOwnModel = (path: string): boolean => path.startsWith(`${workspaceModels}/`) && /\.[ch]$/.test(path);
