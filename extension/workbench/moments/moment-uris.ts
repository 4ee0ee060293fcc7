import type { Uri, UriHandler } from 'vscode';
import type { ReplayRooms } from '../replay/replay-rooms';
import { goToShownStep, stepOfUri } from './step-links';

/**
 * `vscode://kapi-replay.kapi-replay/moment?…`, clicked anywhere: a browser, a chat, a mail program. And `…/step?12`, clicked
 * in the debug console: a step of what is shown at that moment.
 */
export class MomentUris implements UriHandler {
  constructor(private readonly rooms: ReplayRooms) {}

  async handleUri(uri: Uri): Promise<void> {
    const step = stepOfUri(uri);
    if (step !== null) {
      await goToShownStep(this.rooms, step);
      return;
    }
    const [{ readMoment, readQuery }, { openRead }] = await Promise.all([
      import('../../link/moment'),
      import('./links'),
    ]);
    const read = uri.path === '/moment' ? readQuery(uri.query) : readMoment('');
    await openRead(this.rooms, read);
  }
}
