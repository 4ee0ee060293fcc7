/** What an actor asks before it runs on through an access: would anybody else notice? */

/** What the search knows about sharing; it decides whether an actor may run on through an access (explore/guards.ts). */
export interface Reduction {
  /** Whether no other actor can tell when the bytes from `at` on (in the slot array) are accessed. */
  passes(actor: number, at: number, bytes: number, write: boolean): boolean;
  passesLock(actor: number, slot: number, how: LockUse): boolean;
}

/** How a primitive uses a lock's word: only blocking acquisition and release leave its critical sections movable. */
export type LockUse = 'acquire' | 'release' | 'query';

/** Memory that a micro-step touches. */
export interface Touch {
  /** The first byte, counted in the slot array, and how many. */
  readonly at: number;
  readonly bytes: number;
  readonly write: boolean;
  /** It is the word of a lock, touched by an operation on the lock. */
  readonly lock: boolean;
}

/** Lets everything pass and notes what it was. */
export class TouchList implements Reduction {
  readonly touches: Touch[] = [];

  passes(_actor: number, at: number, bytes: number, write: boolean): boolean {
    this.touches.push({ at, bytes, write, lock: false });
    return true;
  }

  passesLock(_actor: number, slot: number, how: LockUse): boolean {
    this.touches.push({ at: slot * 4, bytes: 4, write: how !== 'query', lock: true });
    return true;
  }
}
