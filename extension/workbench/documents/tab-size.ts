import { window, type TextEditor } from 'vscode';
import type { Disposables } from '../disposables';
import { scheme } from '../ids';

/** "Tabs are 8 characters, and thus indentations are also 8 characters" (Documentation/process/coding-style.rst). */
const KERNEL_TAB = 8;

/** Our documents are shown with the kernel's tabs, whatever the reader's own C is written with. */
export function showKernelTabs(disposables: Disposables): void {
  const apply = (editors: readonly TextEditor[]): void => {
    for (const editor of editors) {
      if (editor.document.uri.scheme === scheme) editor.options = { tabSize: KERNEL_TAB, insertSpaces: false };
    }
  };
  disposables.add(window.onDidChangeVisibleTextEditors(apply));
  apply(window.visibleTextEditors);
}
