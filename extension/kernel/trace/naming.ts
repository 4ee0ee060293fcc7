/** Names for what lies in the slots: objects, their fields, registers. */
import type { Program, Shape } from '../c/ir';
import type { Machine } from '../machine/machine';
import { OBJECT } from '../machine/layout';

/** A place inside an object. */
export interface Located {
  readonly object: number;
  /** Byte offset. */
  readonly offset: number;
}

/** A scalar inside a shape: its path (".resv.lock.owner"), its shape, and the offset of its first byte. */
export interface Field {
  readonly path: string;
  readonly shape: Shape;
  readonly offset: number;
  /** Names of the structs passed on the way, outermost first, with the path up to each. */
  readonly through: readonly { readonly struct: string; readonly path: string; readonly offset: number }[];
}

interface Part {
  readonly start: number;
  readonly end: number;
  /** Index into `Program.types`. */
  readonly shape: number;
}

/** Structs in whose first bytes the machine keeps who holds them. */
const LOCK_STRUCTS = new Set([
  'mutex',
  'ww_mutex',
  'spinlock',
  'raw_spinlock',
  'qspinlock',
  'rw_semaphore',
  'rwlock',
  'qrwlock',
  'arch_spinlock',
]);

/** The machine's words of locks, from their first on. */
const EXCLUSIVE = ['owner', 'class'] as const;
const LOCK_WORDS: Readonly<Record<string, readonly ('owner' | 'readers' | 'class')[]>> = {
  mutex: EXCLUSIVE,
  spinlock: EXCLUSIVE,
  raw_spinlock: EXCLUSIVE,
  rw_semaphore: ['readers', 'class', 'owner'],
  rwlock: ['readers', 'owner', 'class'],
};

/** Types of heap objects, as far as accesses have told, and the way from slots to fields. */
export class Naming {
  private readonly starts: { start: number; end: number; object: number }[] = [];
  /** What was learnt of heap objects: structs, and where in the object they begin. */
  private readonly parts = new Map<number, Part[]>();
  private readonly structs = new Map<string, number>();
  private readonly counters = new Map<string, number>();
  private readonly heapNames = new Map<number, string>();

  constructor(readonly machine: Machine) {
    const { layout, program } = machine;
    program.globals.forEach((global, index) => {
      const start = layout.globals[index] as number;
      this.starts.push({ start, end: start + ((global.bytes + 3) >> 2), object: index + 1 });
    });
    program.types.forEach((shape, index) => {
      if (shape.kind === 'struct' && shape.name !== '' && !this.structs.has(shape.name))
        this.structs.set(shape.name, index);
    });
  }

  /**
   * Learns from an access of `struct.member` at a byte of a heap object. The largest struct at the object's start names it;
   * what lies behind it (an object allocated together with its owner) is a part of its own.
   */
  learn({ object, offset }: Located, struct: string, member: string): void {
    const { machine } = this;
    if (struct === '' || object < machine.layout.firstHeapObject || object >= machine.layout.objects) return;
    const shapeIndex = this.structs.get(struct);
    if (shapeIndex === undefined) return;
    const shape = this.shape(shapeIndex);
    const inside = shape.kind === 'struct' ? this.memberOffset(shape, member.split(/[.[]/)[0] ?? '') : null;
    const start = inside === null ? 0 : offset - inside;
    const end = start + bytesOfShape(shape);
    if (start < 0 || end > machine.memory.sizeOf(object)) return;
    const parts = this.parts.get(object) ?? [];
    if (parts.some((part) => part.start <= start && part.end >= end)) return;
    this.parts.set(
      object,
      [...parts.filter((part) => part.end <= start || part.start >= end), { start, end, shape: shapeIndex }].sort(
        (a, b) => a.start - b.start,
      ),
    );
    this.heapNames.clear();
    this.counters.clear();
  }

  /** The object that a slot belongs to, or null for the machine's own words. */
  locate(slot: number): Located | null {
    const { layout } = this.machine;
    if (slot >= layout.heap) {
      const actor = Math.floor((slot - layout.heap) / layout.bounds.heap);
      return this.inRow(layout.firstHeapObject + actor * layout.bounds.heapObjects, layout.bounds.heapObjects, slot);
    }
    if (slot >= layout.locals) {
      const actor = Math.floor((slot - layout.locals) / layout.bounds.locals);
      return this.inRow(layout.firstStackObject + actor * layout.bounds.stackObjects, layout.bounds.stackObjects, slot);
    }
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] as { end: number }).end <= slot) low = middle + 1;
      else high = middle;
    }
    const hit = this.starts[low];
    return hit !== undefined && slot >= hit.start ? { object: hit.object, offset: (slot - hit.start) * 4 } : null;
  }

  shapeOf(object: number): Shape | null {
    const { program, layout } = this.machine;
    if (object > 0 && object <= program.globals.length)
      return this.shape((program.globals[object - 1] as Program['globals'][number]).shape);
    if (object < layout.firstHeapObject) {
      const local = this.localOf(object);
      return local === null ? null : this.shape(local.shape);
    }
    const parts = this.parts.get(object);
    if (parts === undefined) return null;
    const [only] = parts;
    if (only !== undefined && parts.length === 1 && only.start === 0) return this.shape(only.shape);
    return this.composite(object, parts);
  }

  nameOf(object: number): string {
    const { program, layout } = this;
    if (object > 0 && object <= program.globals.length) {
      const { name } = program.globals[object - 1] as Program['globals'][number];
      return name === '' ? 'constant' : name;
    }
    if (object < layout.firstHeapObject) {
      const local = this.localOf(object);
      return local === null ? 'a local' : local.name;
    }
    let name = this.heapNames.get(object);
    if (name === undefined) {
      const first = this.parts.get(object)?.find((part) => part.start === 0);
      const shape = first === undefined ? null : this.shape(first.shape);
      const kind = shape !== null && shape.kind === 'struct' ? shape.name : 'object';
      const number = (this.counters.get(kind) ?? 0) + 1;
      this.counters.set(kind, number);
      name = number === 1 ? kind : `${kind}#${String(number)}`;
      this.heapNames.set(object, name);
    }
    return name;
  }

  shape(index: number): Shape {
    return this.machine.program.types[index] ?? { kind: 'void', shown: 'void' };
  }

  /** The scalars of a shape that overlap the bytes [offset, offset + count), in order. */
  fields(shape: Shape, offset: number, count: number): Field[] {
    const found: Field[] = [];
    this.collect(shape, 0, '', [], offset, offset + count, found);
    return found;
  }

  /** A place in an object as messages name it: `buf.resv`, `pair.a`, `buf + 12` where no field begins there. */
  placeName(object: number, offset: number): string | null {
    const lock = this.lockName({ object, offset });
    if (lock !== null) return lock;
    const shape = this.shapeOf(object);
    const name = this.nameOf(object);
    if (offset === 0) return name;
    const field = shape === null ? undefined : this.fields(shape, offset, 1)[0];
    if (field === undefined) return `${name} + ${String(offset)}`;
    const inner = field.through.find((one) => one.offset === offset && one.path !== '');
    return `${name}${inner?.path ?? field.path}`;
  }

  /** How the place where a lock's word lies is called: `resv` rather than `resv.lock.base.owner`. */
  lockName(located: Located): string | null {
    const shape = this.shapeOf(located.object);
    if (shape === null) return null;
    const [field] = this.fields(shape, located.offset, 4);
    if (field === undefined) return null;
    const lock = field.through.find((one) => LOCK_STRUCTS.has(one.struct) && one.offset + 16 > located.offset);
    return lock === undefined ? null : `${this.nameOf(located.object)}${lock.path}`;
  }

  /**
   * What a word inside of a lock is (kapi/machine.h has the layouts): who owns it, how many read, which class it is of, or
   * something else of the lock's.
   */
  lockWord(located: Located): { readonly lock: string; readonly is: 'owner' | 'readers' | 'class' | 'other' } | null {
    const lock = this.lockName(located);
    const shape = this.shapeOf(located.object);
    if (lock === null || shape === null) return null;
    const through = this.fields(shape, located.offset, 4)[0]?.through ?? [];
    const struct = through.findLast(({ struct }) => struct in LOCK_WORDS);
    const words = struct === undefined ? undefined : LOCK_WORDS[struct.struct];
    return { lock, is: words?.[(located.offset - (struct?.offset ?? 0)) >> 2] ?? 'other' };
  }

  private get program(): Program {
    return this.machine.program;
  }

  private get layout(): Machine['layout'] {
    return this.machine.layout;
  }

  /** Several structs one behind the other: the first as it is, the others as members named by their type. */
  private composite(object: number, parts: readonly Part[]): Shape {
    const fields = parts.map((part) => {
      const shape = this.shape(part.shape);
      return {
        name: part.start === 0 ? '' : shape.kind === 'struct' ? shape.name : 'part',
        offset: part.start,
        shape: part.shape,
        bits: null,
      };
    });
    return { kind: 'struct', name: '', bytes: this.machine.memory.sizeOf(object), fields, shown: '' };
  }

  private memberOffset(shape: Shape & { kind: 'struct' }, member: string): number | null {
    for (const field of shape.fields) {
      if (field.name === member) return field.offset;
      const inner = this.shape(field.shape);
      if (field.name === '' && inner.kind === 'struct') {
        const inside = this.memberOffset(inner, member);
        if (inside !== null) return field.offset + inside;
      }
    }
    return null;
  }

  private inRow(first: number, count: number, slot: number): Located | null {
    const { memory } = this.machine;
    for (let object = first; object < first + count; object++) {
      if (memory.stateOf(object) === OBJECT.none) return null;
      const base = memory.baseOf(object);
      if (slot >= base && (slot - base) * 4 < memory.sizeOf(object)) return { object, offset: (slot - base) * 4 };
    }
    return null;
  }

  /** The declaration of a local object that is live, by the frame that it belongs to. */
  private localOf(object: number): { name: string; shape: number } | null {
    const { machine, layout } = this;
    const actor = layout.actorOf(object);
    if (actor === null) return null;
    for (const frame of machine.framesOf(actor)) {
      const first = machine.firstLocal(frame);
      const { locals } = machine.codeOf(frame).source;
      if (object >= first && object < first + locals.length) return locals[object - first] ?? null;
    }
    return null;
  }

  private collect(
    shape: Shape,
    base: number,
    path: string,
    through: Field['through'],
    from: number,
    to: number,
    found: Field[],
  ): void {
    switch (shape.kind) {
      case 'struct': {
        const passed = shape.name === '' ? through : [...through, { struct: shape.name, path, offset: base }];
        for (const field of shape.fields) {
          const inner = this.shape(field.shape);
          const start = base + field.offset;
          const size = bytesOfShape(inner);
          if (start >= to || start + size <= from) continue;
          this.collect(inner, start, field.name === '' ? path : `${path}.${field.name}`, passed, from, to, found);
        }
        return;
      }
      case 'array': {
        const element = this.shape(shape.element);
        const size = bytesOfShape(element);
        if (size === 0) return;
        const first = Math.max(0, Math.floor((from - base) / size));
        const last = Math.min(shape.count - 1, Math.floor((to - 1 - base) / size));
        for (let i = first; i <= last; i++)
          this.collect(element, base + i * size, `${path}[${String(i)}]`, through, from, to, found);
        return;
      }
      case 'void':
        return;
      default:
        found.push({ path, shape, offset: base, through });
    }
  }
}

export function bytesOfShape(shape: Shape): number {
  switch (shape.kind) {
    case 'scalar':
      return Number(/\d+/.exec(shape.type)?.[0] ?? 0) / 8;
    case 'pointer':
      return 8;
    case 'array':
    case 'struct':
      return shape.bytes;
    case 'void':
      return 0;
  }
}
