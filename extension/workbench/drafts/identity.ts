import { window, workspace } from 'vscode';
import type { Address } from '../../mail/message';
import { runGit } from '../git';

/** Who the reader is, as git knows it; null where git does not know, or may not be asked yet. */
export async function gitIdentity(): Promise<Address | null> {
  if (!workspace.isTrusted) return null;
  const [name, email] = await Promise.all(
    ['user.name', 'user.email'].map(async (key) => (await runGit(['config', '--get', key])).out.trim()),
  );
  return name === undefined || email === undefined || name === '' || email === '' ? null : { name, email };
}

/** The words for what to do where there is none. */
export function sayHowToIdentify(): void {
  const words = workspace.isTrusted
    ? 'git does not know who you are. In a terminal: git config --global user.name "Your Name", then git config --global user.email you@example.org.'
    : 'Who you are is read from git, which waits until you trust this workspace.';
  void window.showWarningMessage(words);
}
