import type { Program } from '../c/ir';

/** Bounds of a run. Fixed for its whole length, so that slots never move and equal states hash equally. */
export interface Bounds {
  /** Actors beside 0 and the `__actor` functions that may live at a time: work items, threads, timers. */
  readonly spawned: number;
  /** Slots for the frames of one actor. */
  readonly frames: number;
  /** Slots for the addressable locals of one actor. */
  readonly locals: number;
  /** Slots for what one actor allocates. */
  readonly heap: number;
  /** Objects on the stack, and allocated, of one actor. */
  readonly stackObjects: number;
  readonly heapObjects: number;
}

/** For searches: a few megabytes. */
export const SEARCH_BOUNDS: Bounds = {
  spawned: 8,
  frames: 1 << 14,
  locals: 1 << 14,
  heap: 1 << 15,
  stackObjects: 1 << 10,
  heapObjects: 1 << 10,
};

/** For a program that runs alone (`kapi-replay run`). */
export const RUN_BOUNDS: Bounds = {
  spawned: 8,
  frames: 1 << 20,
  locals: 1 << 21,
  heap: 1 << 22,
  stackObjects: 1 << 17,
  heapObjects: 1 << 17,
};

/** Slots of an entry of the object table. */
export const ENTRY = { base: 0, size: 1, state: 2, place: 3, length: 4 } as const;

/** What `ENTRY.state` says. */
export const OBJECT = { none: 0, live: 1, readOnly: 2, freed: 3, outOfScope: 4 } as const;

/** Slots of a frame before its registers. `objects`: id of its first local; `memory`: the actor's local top before it. */
export const FRAME = { function: 0, pc: 1, caller: 2, objects: 3, memory: 4, hash: 5, registers: 7 } as const;

/** How many locks one actor may hold; lockdep's MAX_LOCK_DEPTH (include/linux/sched.h). */
export const HELD_LOCKS = 48;
/** Words of an entry: slot of the lock's word; how (HOLD), and above it the kind of lock; its class (0 unknown). */
export const HELD = { slot: 0, how: 1, lockClass: 2, length: 3 } as const;
/** Bits of `HELD.how` below the kind. */
export const HOW_BITS = 2;

/** How a lock is held. */
export const HOLD = { exclusive: 1, shared: 2 } as const;

/** Control words of an actor. */
export const CONTROL = {
  status: 0,
  frame: 1,
  stackObjects: 2,
  localTop: 3,
  heapObjects: 4,
  heapTop: 5,
  ranges: 6,
  preempt: 7,
  rcu: 8,
  irqsOff: 9,
  bhOff: 10,
  context: 11,
  taskState: 12,
  waitObject: 13,
  waitOffset: 14,
  /** Where a primitive of several phases stands, and what it waits for. */
  phase: 15,
  waitMask: 16,
  contendingSlot: 17,
  /** Function it was started with; lockset of what it holds in any way, and exclusively (explore/guards.ts). */
  started: 18,
  hash: 19,
  /** What the actor stands before, in one word, for `ready`: NEXT, or the slot that has to be 0. */
  next: 21,
  held: 22,
  heldFirst: 23,
  length: 23 + HELD_LOCKS * HELD.length,
} as const;

/** `CONTROL.next` where it is no slot: the instruction has to be asked; it can always execute, in one way. */
export const NEXT = { unknown: 0, always: -1 } as const;

export const STATUS = { unused: 0, ready: 1, ended: 2, idle: 3 } as const;
export const CONTEXT = { process: 0, softirq: 1, hardirq: 2 } as const;

/** Words of an entry of the range table (primitives/ranges.ts). */
export const RANGE = { space: 0, sizeLow: 1, sizeHigh: 2, generation: 3, length: 4 } as const;
/** Pairs of lock classes of which one was taken while the other was held (rules/lock-order.ts); lockdep has thousands. */
export const ORDERS = 256;
/** Timers and work items that may be pending at a time (primitives/lifetime.ts). */
export const ACTIVE_OBJECTS = 64;
/** DMA mappings that may stand at a time (primitives/dma.ts). */
export const DMA_MAPPINGS = 32;
/**
 * Words of one: the device's address (0 where there is no mapping), the DMA address, bytes, `how` (direction, kind, whether its
 * error was looked at), entries asked for and made of a scatter list, and the memory behind it (0 where that is not told).
 */
export const DMA = {
  device: 0,
  address: 2,
  size: 4,
  how: 6,
  entries: 7,
  mapped: 8,
  memory: 9,
  length: 11,
} as const;
/** Ranges that one actor may make. */
export const RANGES = 64;
/** Different named faults (`fail:`, `may-fail:`) that are counted. */
export const FAULTS = 64;

/** High word of a function's address, plus its index. */
export const FUNCTION_BASE = 0x40000000;

/** Where everything lies. All numbers are slots, except ids. */
export class Layout {
  readonly actors: number;
  /** Run-wide words: phase, stage, running finals. */
  readonly run = 1;
  readonly faults: number;
  readonly control: number;
  readonly ranges: number;
  readonly orders: number;
  readonly active: number;
  readonly dma: number;
  readonly entries: number;
  readonly objects: number;
  readonly globals: readonly number[];
  readonly frames: number;
  readonly locals: number;
  readonly heap: number;
  readonly size: number;
  readonly firstStackObject: number;
  readonly firstHeapObject: number;

  constructor(
    program: Program,
    named: number,
    readonly bounds: Bounds,
  ) {
    this.actors = 1 + named + bounds.spawned;
    let top = this.run + RUN_WORDS;
    const take = (count: number): number => {
      const at = top;
      top += count;
      return at;
    };
    this.faults = take(FAULTS);
    this.control = take(this.actors * CONTROL.length);
    this.ranges = take(this.actors * RANGES * RANGE.length);
    this.orders = take(2 * ORDERS);
    this.active = take(2 * ACTIVE_OBJECTS);
    this.dma = take(DMA_MAPPINGS * DMA.length);
    // Id 0 is NULL's, ids from 1 are the globals in order, then the stack objects and the heap objects of each actor.
    this.firstStackObject = 1 + program.globals.length;
    this.firstHeapObject = this.firstStackObject + this.actors * bounds.stackObjects;
    this.objects = this.firstHeapObject + this.actors * bounds.heapObjects;
    this.entries = take(this.objects * ENTRY.length);
    this.globals = program.globals.map((global) => take((global.bytes + 7) >> 2));
    this.frames = take(this.actors * bounds.frames);
    this.locals = take(this.actors * bounds.locals);
    this.heap = take(this.actors * bounds.heap);
    this.size = top;
  }

  controlOf(actor: number): number {
    return this.control + actor * CONTROL.length;
  }

  entryOf(object: number): number {
    return this.entries + object * ENTRY.length;
  }

  /** The actor on whose stack, or by whose allocation, an object lives; null for globals. */
  actorOf(object: number): number | null {
    if (object < this.firstStackObject) return null;
    if (object < this.firstHeapObject) return Math.floor((object - this.firstStackObject) / this.bounds.stackObjects);
    return Math.floor((object - this.firstHeapObject) / this.bounds.heapObjects);
  }
}

/** Words of the run: which part of it is running, which start function is next, what main() returned, rules asked for. */
export const RUN = { phase: 0, stage: 1, result: 2, rules: 3 } as const;
const RUN_WORDS = 4;

/** Parts of a run. */
export const PHASE = { start: 0, actors: 1, finally: 2, done: 3 } as const;
