import { CONTROL, HELD, HOLD } from '../machine/layout';
import type { Machine } from '../machine/machine';
import type { LockUse, Reduction } from '../machine/reduction';

/**
 * What the search has learnt about sharing, slot by slot, in the manner of Eraser: who accessed it, whether anybody
 * wrote, and which locks were held every time. An access passes (cannot be noticed by others) when only one actor ever comes to
 * the slot, when nobody writes it, or when one lock guards it, which the actor then holds. A lock's word passes on release, and on
 * acquisition while one actor alone uses it, unless somebody looks at it without waiting (trylock, is_locked).
 *
 * A later access may weaken what earlier ones relied on; `weakened` then asks for the search to start again with what is
 * known now. It ends, because knowledge only grows; and at the end every access that passed was rightly passed: the first access of a
 * full schedule that breaks the assumption has a reduced schedule that reaches it too, since until then everything passed commutes
 * (MODEL-FACTS 5, ample sets with lock knowledge).
 */
export class Guards implements Reduction {
  weakened = false;
  /** Slot -> packed knowledge: bits 0-7 first actor + 1, bit 8 several actors, 9 written, 10 lock word, 11 queried, 12-30 lock set. */
  private readonly known: Int32Array;
  private readonly sets: (readonly number[])[] = [[]];
  private readonly setIds = new Map<string, number>([['', 0]]);
  private readonly meets = new Map<number, number>();
  /** Per actor: what it holds, packed as a cache key, and the two lock sets it stands for. */

  constructor(private readonly machine: Machine) {
    this.known = new Int32Array(machine.layout.size);
  }

  passes(actor: number, at: number, bytes: number, write: boolean): boolean {
    let pass = true;
    const end = (at + bytes + 3) >> 2;
    for (let i = at >> 2; i < end; i++) if (!this.passesWord(actor, i, write)) pass = false;
    return pass;
  }

  passesLock(actor: number, slot: number, how: LockUse): boolean {
    const before = this.known[slot] as number;
    let after = before | LOCK_WORD;
    if (before === 0) after |= actor + 1;
    else if ((before & ACTOR) !== actor + 1) after |= SEVERAL;
    if (how === 'query') after |= QUERIED;
    if (after !== before) this.learn(slot, before, after);
    if ((after & SEVERAL) === 0) return true;
    // An interrupt may come while the lock is held, on the holder's own CPU: that state has to be seen (rules/interrupts.ts).
    return how === 'release' && (after & QUERIED) === 0 && !this.machine.interrupts;
  }

  private passesWord(actor: number, slot: number, write: boolean): boolean {
    const before = this.known[slot] as number;
    const held = this.heldSet(actor, write);
    let after: number;
    if (before === 0) after = (actor + 1) | (write ? WRITTEN : 0) | (held << SET_SHIFT);
    else {
      after = before;
      if ((before & ACTOR) !== actor + 1) after |= SEVERAL;
      if (write) after |= WRITTEN;
      if ((before & LOCK_WORD) !== 0) after |= QUERIED;
      const set = before >>> SET_SHIFT;
      const meet = set === held ? set : this.meet(set, held);
      after = (after & ~SET) | (meet << SET_SHIFT);
    }
    if (after !== before) this.learn(slot, before, after);
    return wordPasses(after);
  }

  private learn(slot: number, before: number, after: number): void {
    this.known[slot] = after;
    if (before === 0) return;
    if ((before & LOCK_WORD) !== 0) {
      const passedAcquire = (before & SEVERAL) === 0;
      const passedRelease = passedAcquire || (before & QUERIED) === 0;
      const passesAcquire = (after & SEVERAL) === 0;
      const passesRelease = passesAcquire || (after & QUERIED) === 0;
      if (passedAcquire !== passesAcquire || passedRelease !== passesRelease) this.weakened = true;
    } else if (wordPasses(before) && !wordPasses(after)) this.weakened = true;
  }

  /** The set of locks (slots of their words) that protect an access by the actor: for a write only those held exclusively. */
  private heldSet(actor: number, write: boolean): number {
    const { store, layout } = this.machine;
    const control = layout.controlOf(actor);
    const count = store.get(control + CONTROL.held);
    if (count === 0) return 0;
    const locks: number[] = [];
    for (let i = 0; i < count; i++) {
      const entry = control + CONTROL.heldFirst + i * HELD.length;
      if (!write || store.get(entry + HELD.how) === HOLD.exclusive) locks.push(store.get(entry + HELD.slot));
    }
    if (locks.length === 1) return this.single(locks[0] as number);
    return this.setId(locks.sort((a, b) => a - b));
  }

  private readonly singles = new Map<number, number>();

  private single(lock: number): number {
    let id = this.singles.get(lock);
    if (id === undefined) {
      id = this.setId([lock]);
      this.singles.set(lock, id);
    }
    return id;
  }

  private setId(locks: readonly number[]): number {
    const key = locks.join();
    let id = this.setIds.get(key);
    if (id === undefined) {
      id = this.sets.length;
      // Beyond what the packing can name, a set counts as empty: less reduction, never a wrong one.
      if (id > MAX_SET) return 0;
      this.sets.push(locks);
      this.setIds.set(key, id);
    }
    return id;
  }

  private meet(a: number, b: number): number {
    if (a === 0 || b === 0) return 0;
    const key = a * (MAX_SET + 1) + b;
    let id = this.meets.get(key);
    if (id === undefined) {
      const other = this.sets[b] as readonly number[];
      id = this.setId((this.sets[a] as readonly number[]).filter((lock) => other.includes(lock)));
      this.meets.set(key, id);
    }
    return id;
  }
}

const ACTOR = 0xff;
const SEVERAL = 1 << 8;
const WRITTEN = 1 << 9;
const LOCK_WORD = 1 << 10;
const QUERIED = 1 << 11;
const SET_SHIFT = 12;
const MAX_SET = 0x7ffff;
const SET = MAX_SET << SET_SHIFT;

function wordPasses(known: number): boolean {
  if ((known & SEVERAL) === 0) return true;
  if ((known & LOCK_WORD) !== 0) return false;
  return (known & WRITTEN) === 0 || known >>> SET_SHIFT !== 0;
}
