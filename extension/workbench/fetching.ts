import { ProgressLocation, Uri, window, workspace } from 'vscode';
import type { ThreadAddress } from '../mail/thread-address';
import { setting } from './ids';
import { plainLine } from './plain-text';
import type { Rooms } from './rooms';

/** How long an archive may take, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Fetches a thread by what the reader gives (a Message-ID, or an address in an archive or in patchwork), keeps it, and
 * opens it. The one command that goes to the network; where a copy is kept, that is opened and fetching again is offered.
 */
export async function fetchSeries(rooms: Rooms, given: unknown): Promise<void> {
  const { readThreadAddress } = await import('../mail/thread-address');
  const archive = workspace.getConfiguration(setting.section).get<string>(setting.archive, '');
  const read = (text: string): ThreadAddress | null => readThreadAddress(text, archive === '' ? undefined : archive);
  const text =
    typeof given === 'string'
      ? given
      : await window.showInputBox({
          title: 'Fetch Series',
          prompt: `A Message-ID, or the address of a mail in a list archive or in patchwork. Asked: ${plainLine(archive, 60)}`,
          placeHolder: '20260302090000.4711-3-name@example.org',
          ignoreFocusOut: true,
          validateInput: (typed) =>
            typed.trim() === '' || read(typed) !== null
              ? null
              : 'This is neither a Message-ID nor the address of a mail in an archive or in patchwork.',
        });
  const address = text === undefined ? null : read(text);
  if (address === null) {
    if (text !== undefined && text.trim() !== '')
      void window.showErrorMessage(plainLine(`${text} is no Message-ID and no address of a mail.`, 200));
    return;
  }
  await fetchAndOpen(rooms, address, false);
}

async function fetchAndOpen(rooms: Rooms, address: ThreadAddress, again: boolean): Promise<void> {
  const { fetchThread } = await import('../mail/fetch');
  const through = workspace.getConfiguration(setting.section).get<string>(setting.fetchThrough, 'archive');
  const cache = Uri.joinPath(rooms.context.globalStorageUri, 'fetched').fsPath;
  const fetched = await window.withProgress(
    { location: ProgressLocation.Notification, title: `Fetching ${plainLine(address.name, 60)}`, cancellable: true },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE)]);
      const tell = (bytes: number): void => progress.report({ message: `${Math.ceil(bytes / 1024)} KiB` });
      const b4 = through === 'b4' ? ({ through } as const) : {};
      return fetchThread(address, { cache, again, signal, progress: tell, ...b4 });
    },
  );
  if (!fetched.ok) {
    rooms.log.error(fetched.problem.message);
    if (fetched.problem.code !== 'fetch-stopped') void window.showErrorMessage(plainLine(fetched.problem.message, 400));
    return;
  }
  if (fetched.path !== null) await rooms.opening.open([Uri.file(fetched.path)]);
  if (!fetched.cached) return;
  const more = await window.showInformationMessage(
    'This thread was fetched before; the copy that was kept is open.',
    'Fetch Again',
  );
  if (more !== undefined) await fetchAndOpen(rooms, address, true);
}
