/**
 * L1 lock-order and L2 lock-nesting, as lockdep has them (Documentation/locking/lockdep-design.rst, "Multi-lock dependency
 * rules" and "Recursive read locks"; kernel/locking/lockdep.c: check_prev_add(), check_noncircular(), check_deadlock()): locks
 * belong to classes, "B was taken while A was held" is remembered by class, and a circle of any length is reported whether
 * or not anybody came to wait.
 *
 * What is remembered belongs to the schedule: it is undone with it. It is not part of the state's hash, because what
 * happens next does not depend on it; so a schedule that would complete a circle may be cut off in a state that another one came
 * to. What all schedules took together is remembered too, as lockdep does from boot on: a circle in that makes the
 * search come back, with the orders in the hash (`Machine.ordersInHash`).
 */
import { CONTROL, HELD, HOLD, HOW_BITS, ORDERS } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { OutOfRoom, RuleBroken } from '../machine/stop';

/** How a lock is about to be taken. */
export interface Taking {
  readonly slot: number;
  /** Slot of the word in the lock that names its class. */
  readonly classSlot: number;
  /** What `mutex_lock_nested()` and its like say. */
  readonly subclass: number;
  /** For reading, by a lock whose readers never wait for each other. */
  readonly recursive: boolean;
  /** For reading. */
  readonly shared: boolean;
  /** With an acquire context, which makes any number of locks of its class fair. */
  readonly inContext: boolean;
}

/** lockdep's MAX_LOCKDEP_SUBCLASSES. */
const SUBCLASSES = 8;
const HOW = (1 << HOW_BITS) - 1;
/** `KIND.ww` of primitives/held.ts, which imports this. */
const WW = 5;

/** Kinds of an edge: bit 0 to 3, by how the earlier lock was held and how the later one was taken. */
const kindOf = (heldShared: boolean, recursive: boolean): number => 1 << ((heldShared ? 1 : 0) + (recursive ? 2 : 0));
const FROM_EXCLUSIVE = kindOf(false, false) | kindOf(false, true);
const TO_RECURSIVE = kindOf(false, true) | kindOf(true, true);

/** Called before the lock becomes the actor's. A lock whose class nobody knows takes no part. */
export function noteOrder(machine: Machine, taking: Taking): void {
  const { store, control } = machine;
  const count = store.get(control + CONTROL.held);
  if (count === 0) return;
  const next = classOf(machine, taking.slot, taking.classSlot, taking.subclass);
  if (next === 0) return;
  for (let i = 0; i < count; i++) {
    const entry = control + CONTROL.heldFirst + i * HELD.length;
    const held = store.get(entry + HELD.lockClass);
    if (held === 0) continue;
    // Locks of a context back off from each other, however they were declared.
    if (taking.inContext && store.get(entry + HELD.how) >> HOW_BITS === WW) continue;
    const heldShared = (store.get(entry + HELD.how) & HOW) === HOLD.shared;
    if (held === next) {
      if (!taking.inContext && !(heldShared && taking.recursive)) doubt(machine, () => nested(machine, taking, entry));
      continue;
    }
    const kind = kindOf(heldShared, taking.recursive);
    if (!remember(machine, held, next, kind)) continue;
    const way = wayBetween(ordersOf(machine), next, taking.recursive, held, heldShared);
    if (way !== null) doubt(machine, () => circle(machine, [...way, next]));
    else noteForAll(machine, held, next, kind, taking.recursive, heldShared);
  }
}

/** The same for two lockdep maps, of which nobody holds the first one now: an order that other code is known to have. */
export function noteOrderOf(machine: Machine, first: number, second: number): void {
  const from = classOf(machine, first, first + 1, 0);
  const to = classOf(machine, second, second + 1, 0);
  if (from === 0 || to === 0 || !remember(machine, from, to, kindOf(false, false))) return;
  machine.lockClasses.call(from, () => machine.memory.nameOfSlot(first));
  machine.lockClasses.call(to, () => machine.memory.nameOfSlot(second));
  const way = wayBetween(ordersOf(machine), to, false, from, false);
  if (way !== null) doubt(machine, () => circle(machine, [...way, to]));
  else noteForAll(machine, from, to, kindOf(false, false), false, false);
}

/**
 * The class of a lock, 0 where nobody gave it one. The word in the lock names the object that stands for the class (a
 * `struct lock_class_key`, as the kernel's initialisers leave it); a lock of a global object that was never
 * initialised is a class of its own, as with DEFINE_MUTEX().
 */
export function classOf(machine: Machine, slot: number, classSlot: number, subclass: number): number {
  const { store, layout, program, lockClasses } = machine;
  const key = store.get(classSlot);
  const global = key > 0 ? program.globals[key - 1] : undefined;
  const shape = global === undefined ? undefined : program.types[global.shape];
  const isKey = shape?.kind === 'struct' && /^(?:lock_class_key|ww_class)$/.test(shape.name);
  const isGlobal = slot < layout.frames;
  if (!isKey && !isGlobal) return 0;
  // Keys and slots are both small numbers: the sign tells them apart.
  return lockClasses.index((isKey ? key : -slot) * SUBCLASSES + (isKey ? subclass : -subclass));
}

/** Puts an edge into the table of the schedule. Returns whether it is new. */
function remember(machine: Machine, from: number, to: number, kind: number): boolean {
  const { store, layout, lockClasses } = machine;
  const edge = (from << 16) | to;
  for (let at = 0; at < ORDERS; at++) {
    const word = layout.orders + at * 2;
    const known = store.get(word);
    if (known !== 0 && known !== edge) continue;
    const kinds = store.get(word + 1);
    if ((kinds & kind) !== 0) return false;
    store.keep(word, edge);
    store.keep(word + 1, kinds | kind);
    if (machine.ordersInHash) store.stir(edge, kind);
    lockClasses.witness(edge, () => {
      const place = machine.place();
      const file = place === null ? '' : (machine.program.files[place.file]?.path ?? '');
      return `${machine.nameOfActor(machine.actor)}, ${file}:${String(place?.line ?? 0)}`;
    });
    return true;
  }
  throw new OutOfRoom(`more than ${String(ORDERS)} orders of lock classes`);
}

/** First class, second class, kinds. */
type Edge = readonly [number, number, number];

/** The orders that the schedule had so far. */
function ordersOf({ store, layout }: Machine): Edge[] {
  const edges: Edge[] = [];
  for (let at = 0; at < ORDERS; at++) {
    const edge = store.get(layout.orders + at * 2);
    if (edge === 0) break;
    edges.push([edge >> 16, edge & 0xffff, store.get(layout.orders + at * 2 + 1)]);
  }
  return edges;
}

/** Adds an order to those of all schedules, and looks for a circle in them. */
function noteForAll(
  machine: Machine,
  held: number,
  next: number,
  kind: number,
  recursive: boolean,
  heldShared: boolean,
): void {
  const { lockClasses } = machine;
  if (!lockClasses.addOrder((held << 16) | next, kind) || lockClasses.scattered !== null) return;
  const edges = [...lockClasses.orders].map(([edge, kinds]): Edge => [edge >> 16, edge & 0xffff, kinds]);
  const way = wayBetween(edges, next, recursive, held, heldShared);
  if (way === null) return;
  machine.orderDoubted = true;
  lockClasses.scattered = circleText(machine, [...way, next]);
}

/**
 * Classes from one to another along which everybody can wait for the next (lockdep-design.rst: strong dependency paths);
 * null if there is no such way.
 */
function wayBetween(
  edges: readonly Edge[],
  from: number,
  recursive: boolean,
  to: number,
  heldShared: boolean,
): readonly number[] | null {
  const seen = new Set<number>();
  let open: { readonly at: number; readonly recursive: boolean; readonly way: readonly number[] }[] = [
    { at: from, recursive, way: [from] },
  ];
  while (open.length > 0) {
    const further: typeof open = [];
    for (const { at, recursive: arrived, way } of open) {
      if (at === to && !(arrived && heldShared)) return way;
      for (const [start, end, kinds] of edges) {
        if (start !== at) continue;
        // A reader that waits for nobody is no link in a chain whose next part is a reader of the same lock.
        const usable = arrived ? kinds & FROM_EXCLUSIVE : kinds;
        if (usable === 0) continue;
        const always = (usable & ~TO_RECURSIVE) === 0;
        const key = end * 2 + (always ? 1 : 0);
        if (seen.has(key)) continue;
        seen.add(key);
        further.push({ at: end, recursive: always, way: [...way, end] });
      }
    }
    open = further;
  }
  return null;
}

/**
 * A danger is no harm yet: the search looks for the deadlock first and comes back to the order where it finds none.
 */
function doubt(machine: Machine, broken: () => RuleBroken): void {
  machine.orderDoubted = true;
  if (machine.strictOrders) throw broken();
}

/** Whether a schedule ends in what only a machine with `strictOrders` reports. */
export const isOrderRule = (rule: string | undefined): boolean => rule === 'lock-order' || rule === 'lock-nesting';

/** The circle as lockdep writes a chain: who took each lock while the one before it was held. */
const circle = (machine: Machine, classes: readonly number[]): RuleBroken =>
  new RuleBroken('lock-order', `possible circular locking dependency: ${circleText(machine, classes)}`);

function circleText({ lockClasses }: Machine, classes: readonly number[]): string {
  const first = classes[0] as number;
  const links = classes
    .slice(1)
    .map((to, i) => `${lockClasses.name(to)} (${lockClasses.witnessOf(((classes[i] as number) << 16) | to)})`);
  return [lockClasses.name(first), ...links].join(' -> ');
}

function nested(machine: Machine, taking: Taking, entry: number): RuleBroken {
  const held = machine.store.get(entry + HELD.slot);
  return new RuleBroken(
    'lock-nesting',
    `possible recursive locking: ${machine.nameOfActor(machine.actor)} takes ${machine.memory.nameOfSlot(taking.slot)} and holds ${machine.memory.nameOfSlot(held)} of the same class`,
  );
}
