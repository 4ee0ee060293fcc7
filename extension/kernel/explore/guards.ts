import { CONTROL, HELD, HOLD, STATUS } from '../machine/layout';
import type { Machine } from '../machine/machine';
import type { LockUse, Reduction } from '../machine/reduction';

/**
 * What the search has learnt about sharing, slot by slot, in the manner of Eraser but actor by actor: who read it and who wrote
 * it, and which locks each of them held every time. An access passes (nobody else can notice when it happens) if every other
 * actor that it could conflict with has ended, or always holds a lock which the accessing actor holds now: as long as that one does not go
 * on, the others cannot come to the slot. A lock's word passes on release, and on acquisition while one actor alone uses it,
 * unless somebody looks at it without waiting (trylock, is_locked).
 *
 * A later access may weaken what earlier ones relied on; `weakened` then asks for the search to start again with what is
 * known now. It ends, because knowledge only grows; and at the end every access that passed was rightly passed: the first access of a
 * full schedule that breaks the assumption has a reduced schedule that reaches it too, since until then everything passed commutes
 * (MODEL-FACTS 5, ample sets with lock knowledge).
 */
export class Guards implements Reduction {
  weakened = false;
  /** Slot -> bits: 0-7 the first actor + 1, 8 several actors, 9 lock word, 10 looked at without waiting. */
  private readonly known: Int32Array;
  /** Slot -> row in `rows` + 1, for those that several actors use. */
  private readonly rowOf: Int32Array;
  /**
   * Rows of two words an actor: what it held at every read, and at every write, as a set's id + 1; 0 where it never did.
   * A set of its first actor is known from the beginning: `firstRead`, `firstWrite` by slot.
   */
  private rows = new Int32Array(1 << 10);
  private rowCount = 0;
  private readonly firstRead: Int32Array;
  private readonly firstWrite: Int32Array;
  private readonly width: number;
  private readonly sets: (readonly number[])[] = [[]];
  private readonly setIds = new Map<string, number>([['', 0]]);
  private readonly singles = new Map<number, number>();
  private readonly meets = new Map<number, number>();

  constructor(private readonly machine: Machine) {
    const { size, actors } = machine.layout;
    this.known = new Int32Array(size);
    this.rowOf = new Int32Array(size);
    this.firstRead = new Int32Array(size);
    this.firstWrite = new Int32Array(size);
    this.width = actors * 2;
  }

  passes(actor: number, at: number, bytes: number, write: boolean): boolean {
    const end = (at + bytes + 3) >> 2;
    const held = this.heldSet(actor, write);
    let pass = true;
    for (let slot = at >> 2; slot < end; slot++) if (!this.passesWord(actor, slot, write, held)) pass = false;
    return pass;
  }

  passesLock(actor: number, slot: number, how: LockUse): boolean {
    const before = this.known[slot] as number;
    let after = before | LOCK_WORD;
    if ((before & ACTOR) === 0) after |= actor + 1;
    else if ((before & ACTOR) !== actor + 1) after |= SEVERAL;
    if (how === 'query') after |= QUERIED;
    if (after !== before) this.learnLock(slot, before, after);
    if ((after & SEVERAL) === 0) return true;
    // An interrupt may come while the lock is held, on the holder's own CPU: that state has to be seen (rules/interrupts.ts).
    return how === 'release' && (after & QUERIED) === 0 && !this.machine.interrupts;
  }

  private learnLock(slot: number, before: number, after: number): void {
    this.known[slot] = after;
    if (before === 0) return;
    const passedAcquire = (before & SEVERAL) === 0;
    const passedRelease = passedAcquire || (before & QUERIED) === 0;
    const passesAcquire = (after & SEVERAL) === 0;
    const passesRelease = passesAcquire || (after & QUERIED) === 0;
    if (passedAcquire !== passesAcquire || passedRelease !== passesRelease) this.weakened = true;
  }

  private passesWord(actor: number, slot: number, write: boolean, held: number): boolean {
    const before = this.known[slot] as number;
    // A lock's word that is accessed as memory, too, is looked at without waiting.
    if ((before & LOCK_WORD) !== 0) {
      const after = before | QUERIED | ((before & ACTOR) === actor + 1 ? 0 : SEVERAL);
      if (after !== before) this.learnLock(slot, before, after);
      return (after & SEVERAL) === 0;
    }
    if (before === actor + 1) {
      const sets = write ? this.firstWrite : this.firstRead;
      sets[slot] = this.narrowed(sets[slot] as number, held);
      return true;
    }
    if (before === 0) {
      this.known[slot] = actor + 1;
      (write ? this.firstWrite : this.firstRead)[slot] = held + 1;
      return true;
    }
    if ((before & SEVERAL) === 0) this.share(slot, before);
    return this.passesShared(actor, (this.rowOf[slot] as number) - 1, write, held);
  }

  /** A second actor comes to a slot: what the first did so far passed because nobody else did. */
  private share(slot: number, before: number): void {
    this.known[slot] = before | SEVERAL;
    if ((this.rowCount + 1) * this.width > this.rows.length) {
      const longer = new Int32Array(this.rows.length * 2);
      longer.set(this.rows);
      this.rows = longer;
    }
    const first = (before & ACTOR) - 1;
    const row = this.rowCount++ * this.width;
    this.rowOf[slot] = row + 1;
    this.rows[row + first * 2] = this.firstRead[slot] as number;
    this.rows[row + first * 2 + 1] = this.firstWrite[slot] as number;
  }

  private passesShared(actor: number, row: number, write: boolean, held: number): boolean {
    const { rows } = this;
    const mine = row + actor * 2 + (write ? 1 : 0);
    const before = rows[mine] as number;
    if (before !== held + 1) {
      const after = this.narrowed(before, held);
      if (after !== before) {
        rows[mine] = after;
        if (this.reliedOnMore(actor, row, write, held)) this.weakened = true;
      }
    }
    const end = row + this.machine.actorsUsed() * 2;
    for (let at = row, other = 0; at < end; at += 2, other++) {
      if (other === actor || this.isOver(other)) continue;
      if (!this.keptOut(rows[at + 1] as number, held)) return false;
      if (write && !this.keptOut(rows[at] as number, held)) return false;
    }
    return true;
  }

  /** Whether an actor will never do anything again. Only declared ones are never started anew. */
  private isOver(actor: number): boolean {
    const { store, layout } = this.machine;
    return store.get(layout.controlOf(actor) + CONTROL.status) === STATUS.ended;
  }

  /**
   * Whether an access of another actor may have passed that does not pass now that this one was made with the set held. What
   * the other held then is at least what it always held.
   */
  private reliedOnMore(actor: number, row: number, write: boolean, held: number): boolean {
    for (let other = 0; other * 2 < this.width; other++) {
      if (other === actor) continue;
      const at = row + other * 2;
      if (!this.keptOut(this.rows[at + 1] as number, held)) return true;
      if (write && !this.keptOut(this.rows[at] as number, held)) return true;
    }
    return false;
  }

  /** Whether accesses that were made with a set (its id + 1, 0 for none at all) and one with another exclude each other. */
  private keptOut(always: number, held: number): boolean {
    return always === 0 || (always - 1 === held ? held !== 0 : this.meet(always - 1, held) !== 0);
  }

  /** What remains of a set's id + 1 when an access is made with another set held. */
  private narrowed(before: number, held: number): number {
    return before === 0 ? held + 1 : this.meet(before - 1, held) + 1;
  }

  /** The set of locks (slots of their words) that protect an access by the actor: for a write only those held exclusively. */
  private heldSet(actor: number, write: boolean): number {
    const { store, layout } = this.machine;
    const control = layout.controlOf(actor);
    const count = store.get(control + CONTROL.held);
    if (count === 0) return 0;
    if (count === 1) {
      const entry = control + CONTROL.heldFirst;
      if (write && (store.get(entry + HELD.how) & HOLD.exclusive) === 0) return 0;
      return this.single(store.get(entry + HELD.slot));
    }
    const locks: number[] = [];
    for (let i = 0; i < count; i++) {
      const entry = control + CONTROL.heldFirst + i * HELD.length;
      if (!write || (store.get(entry + HELD.how) & HOLD.exclusive) !== 0) locks.push(store.get(entry + HELD.slot));
    }
    if (locks.length === 1) return this.single(locks[0] as number);
    return this.setId(locks.sort((a, b) => a - b));
  }

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
      // Beyond so many, a set counts as empty: less reduction, never a wrong one.
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
const LOCK_WORD = 1 << 9;
const QUERIED = 1 << 10;
/** Sets of locks that are told apart. */
const MAX_SET = 0x7ffff;
