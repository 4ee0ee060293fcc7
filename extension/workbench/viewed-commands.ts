import { ConfigurationTarget, window, workspace } from 'vscode';
import { setting } from './ids';
import type { Rooms } from './rooms';
import { targetOf } from './targets';

/** Ticks off the file that a row or the diff in front shows, or a whole patch; once more takes the tick away. */
export async function toggleViewed(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  const target = targetOf(args);
  const held = target === null ? null : rooms.library.patch(target.message);
  if (target === null || held === null)
    return void window.showInformationMessage('Choose a patch or one of its files first, or open its changes.');
  const { path } = target;
  const viewed = path === null ? rooms.viewed.hasAll(held.patch) : rooms.viewed.has(held.patch, path);
  await rooms.viewed.mark(held.patch, path === null ? null : [path], !viewed);
}

/** How the files of a patch are listed: one below the other, or in their folders. */
export async function layOutFiles(layout: 'flat' | 'tree'): Promise<void> {
  await workspace
    .getConfiguration(setting.section)
    .update(setting.fileListLayout, layout === 'flat' ? undefined : layout, ConfigurationTarget.Global);
}

/** Whether files that were ticked off are left out of the list. */
export async function hideViewedFiles(hide: boolean): Promise<void> {
  await workspace
    .getConfiguration(setting.section)
    .update(setting.hideViewedFiles, hide ? true : undefined, ConfigurationTarget.Global);
}
