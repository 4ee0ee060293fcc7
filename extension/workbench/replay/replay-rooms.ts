import type { ReadingRooms } from '../reading-rooms';
import type { Replaying } from './replaying';

/** The same with the replay views: what leads to a moment is given these. */
export interface ReplayRooms extends ReadingRooms {
  readonly replaying: Replaying;
}
