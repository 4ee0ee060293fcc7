/** Memory: allocation (mm/slab_common.c), and the string functions of lib/string.c. */
import type { Machine, Primitive } from '../machine';
import { allocateObject } from '../heap';
import { CONTROL, ENTRY, HELD, OBJECT } from '../layout';
import { OutOfRoom, RuleBroken } from '../stop';
import { lockSlot, mayNotBeAtomic, notePassing } from './held';
import { mayBeFreed } from './lifetime';

const stringSource = 'lib/string.c';
const slabSource = 'mm/slub.c, Documentation/core-api/memory-allocation.rst';

/** Bytes of fresh memory that was not asked to be zero: SLUB's POISON_INUSE (include/linux/poison.h). */
const POISON = 0x5a;

const low = (machine: Machine, index: number): number => machine.argLow[index] as number;
const high = (machine: Machine, index: number): number => machine.argHigh[index] as number;

/** A count of bytes from an argument; sizes beyond 32 bits fit no object. */
function count(machine: Machine, index: number): number {
  return high(machine, index) !== 0 ? 0xffffffff : low(machine, index) >>> 0;
}

function locate(machine: Machine, index: number, bytes: number, write: boolean): number {
  return machine.memory.locate(high(machine, index), low(machine, index), bytes, write);
}

export function allocateBytes(machine: Machine, bytes: number, zero: boolean): void {
  if (bytes > 0x7fffffff) throw new OutOfRoom(`an allocation of ${String(bytes)} bytes`);
  const object = allocateObject(machine, bytes);
  if (!zero && bytes > 0) machine.memory.fill(machine.memory.baseOf(object) * 4, bytes, POISON);
  machine.give(0, object);
}

/** Ends the life of the object at an address. */
export function freeAt(machine: Machine, addressHigh: number, addressLow: number, name: string): void {
  const { memory, layout, store } = machine;
  if (addressHigh === 0 && addressLow === 0) return;
  const where = memory.describe(addressHigh, addressLow);
  if (
    addressHigh < layout.firstHeapObject ||
    addressHigh >= layout.objects ||
    memory.stateOf(addressHigh) === OBJECT.none
  )
    throw new RuleBroken('invalid-free', `${name}(${where}), which was not allocated`);
  if (memory.stateOf(addressHigh) === OBJECT.freed)
    throw new RuleBroken('double-free', `${name}(${where}), which is freed already`);
  if (addressLow !== 0) throw new RuleBroken('invalid-free', `${name}(${where}), which is not the start of the object`);
  mayBeFreed(machine, addressHigh);
  const base = memory.baseOf(addressHigh);
  const words = (memory.sizeOf(addressHigh) + 3) >> 2;
  for (let actor = 0; actor < layout.actors; actor++) {
    const control = layout.controlOf(actor);
    const held = store.get(control + CONTROL.held);
    for (let i = 0; i < held; i++) {
      const slot = store.get(control + CONTROL.heldFirst + i * HELD.length + HELD.slot);
      if (slot >= base && slot < base + words)
        throw new RuleBroken(
          'free-held-lock',
          `${name}(${where}) with a lock in it that ${machine.nameOfActor(actor)} holds`,
        );
    }
  }
  // The bytes go too, so that states which differ only in what a dead object held are one.
  for (let slot = base; slot < base + words; slot++) store.put(slot, 0);
  store.put(layout.entryOf(addressHigh) + ENTRY.state, OBJECT.freed);
}

const touchFreed = (machine: Machine): void => {
  const object = high(machine, 0);
  if (object >= machine.layout.firstHeapObject && object < machine.layout.objects)
    machine.touch(object, 0, Math.max(1, machine.memory.sizeOf(object)), true);
};

function freeing(name: string, signature: string): Primitive {
  return {
    name,
    signature,
    effect: 'Frees the object that starts at the address; nothing for NULL.',
    context: 'any',
    source: slabSource,
    visible: 'touches',
    touch: touchFreed,
    run: (machine) => freeAt(machine, high(machine, 0), low(machine, 0), name),
  };
}

/** `touches`: pairs (argument with the address, argument with the count, written). Strings count as one byte. */
function plain(
  name: string,
  signature: string,
  effect: string,
  touches: readonly (readonly [address: number, count: number | null, write: boolean])[],
  run: (machine: Machine) => void,
  source = stringSource,
): Primitive {
  return {
    name,
    signature,
    effect,
    context: 'any',
    source,
    visible: 'touches',
    touch: (machine) => {
      for (const [address, bytes, write] of touches) {
        const size = bytes === null ? stringSize(machine, address) : count(machine, bytes);
        if (size > 0) machine.touch(high(machine, address), low(machine, address), size, write);
      }
    },
    run,
  };
}

/** Bytes of the string up to and with its NUL, as far as it can be read. */
function stringSize(machine: Machine, index: number): number {
  const { memory } = machine;
  for (let i = 0; ; i++) {
    const at = memory.find(high(machine, index), (low(machine, index) + i) | 0, 1);
    if (at < 0 || memory.byte(at) === 0) return i + 1;
  }
}

function copy(machine: Machine, name: string): void {
  const bytes = count(machine, 2);
  if (bytes > 0) {
    const from = locate(machine, 1, bytes, false);
    const to = locate(machine, 0, bytes, true);
    if (name === 'memcpy' && from !== to && from < to + bytes && to < from + bytes)
      throw new RuleBroken('overlapping-copy', 'memcpy() of ranges that overlap');
    machine.memory.move(to, from, bytes);
  }
  machine.give(low(machine, 0), high(machine, 0));
}

function byteAt(machine: Machine, index: number, offset: number): number {
  return machine.memory.byte(machine.memory.locate(high(machine, index), (low(machine, index) + offset) | 0, 1, false));
}

function putByte(machine: Machine, index: number, offset: number, value: number): void {
  const { memory } = machine;
  memory.writeByte(memory.locate(high(machine, index), (low(machine, index) + offset) | 0, 1, true), value);
}

function compare(machine: Machine, limit: number, stopAtNul: boolean): void {
  for (let i = 0; i < limit; i++) {
    const a = byteAt(machine, 0, i);
    const b = byteAt(machine, 1, i);
    if (a !== b) {
      machine.give(a < b ? -1 : 1);
      return;
    }
    if (stopAtNul && a === 0) break;
  }
  machine.give(0);
}

/** Copies a string of at most `limit` bytes to argument 0 plus `offset`; returns its length without NUL. */
function copyString(machine: Machine, offset: number, limit: number): number {
  for (let i = 0; i < limit; i++) {
    const byte = byteAt(machine, 1, i);
    putByte(machine, 0, offset + i, byte);
    if (byte === 0) return i;
  }
  return limit;
}

function search(machine: Machine, last: boolean): void {
  const wanted = low(machine, 1) & 0xff;
  let found = -1;
  for (let i = 0; ; i++) {
    const byte = byteAt(machine, 0, i);
    if (byte === wanted) {
      found = i;
      if (!last) break;
    }
    if (byte === 0) break;
  }
  if (found < 0) machine.give(0);
  else machine.give((low(machine, 0) + found) | 0, high(machine, 0));
}

const lengthOf = (machine: Machine, index: number): number => {
  let length = 0;
  while (byteAt(machine, index, length) !== 0) length++;
  return length;
};

export const memoryPrimitives: readonly Primitive[] = [
  {
    name: '__kapi_alloc',
    signature: 'void *__kapi_alloc(unsigned long size, unsigned int flags, const void *reclaim)',
    effect:
      'A new object, zeroed with bit 0 of flags; may sleep unless bit 1 is set, and then with bit 2 reclaim, which is a lockdep map. Never NULL.',
    context: 'any',
    source: slabSource,
    visible: 'never',
    run: (machine) => {
      if ((low(machine, 1) & 2) === 0) mayNotBeAtomic('__kapi_alloc')(machine);
      if ((low(machine, 1) & 6) === 4) notePassing(machine, lockSlot(machine, 2));
      allocateBytes(machine, count(machine, 0), (low(machine, 1) & 1) !== 0);
    },
  },
  freeing('kfree', 'void kfree(const void *object)'),
  freeing('free', 'void free(void *object)'),
  {
    name: 'malloc',
    signature: 'void *malloc(size_t size)',
    effect: 'A new object of the C library.',
    context: 'any',
    source: 'C library',
    visible: 'never',
    run: (machine) => allocateBytes(machine, count(machine, 0), false),
  },
  {
    name: 'calloc',
    signature: 'void *calloc(size_t count, size_t size)',
    effect: 'A new object of the C library, zeroed.',
    context: 'any',
    source: 'C library',
    visible: 'never',
    run: (machine) => allocateBytes(machine, count(machine, 0) * count(machine, 1), true),
  },
  {
    name: 'realloc',
    signature: 'void *realloc(void *object, size_t size)',
    effect: 'A new object with the bytes of the old one, which is freed.',
    context: 'any',
    source: 'C library',
    visible: 'touches',
    touch: touchFreed,
    run: (machine) => {
      const oldHigh = high(machine, 0);
      const oldLow = low(machine, 0);
      const bytes = count(machine, 1);
      allocateBytes(machine, bytes, false);
      if (oldHigh === 0 && oldLow === 0) return;
      const { memory } = machine;
      const kept = Math.min(bytes, oldHigh < machine.layout.objects ? memory.sizeOf(oldHigh) : 0);
      const object = machine.resultHigh;
      if (kept > 0) memory.move(memory.baseOf(object) * 4, memory.locate(oldHigh, oldLow, kept, false), kept);
      freeAt(machine, oldHigh, oldLow, 'realloc');
    },
  },
  {
    name: '__kapi_object_size',
    signature: 'unsigned long __kapi_object_size(const void *object)',
    effect: 'Size of the object as it was allocated.',
    context: 'any',
    source: 'mm/slab_common.c: ksize()',
    visible: 'never',
    run: (machine) => {
      locate(machine, 0, 0, false);
      machine.give(machine.memory.sizeOf(high(machine, 0)));
    },
  },
  plain(
    '__kapi_valid',
    '_Bool __kapi_valid(const void *address, unsigned long bytes)',
    'Whether the bytes may be accessed; never a violation.',
    [[0, 1, false]],
    (machine) => machine.give(machine.memory.find(high(machine, 0), low(machine, 0), count(machine, 1)) < 0 ? 0 : 1),
    'machine',
  ),
  plain('memset', 'void *memset(void *to, int byte, size_t count)', 'Fills.', [[0, 2, true]], (machine) => {
    const bytes = count(machine, 2);
    if (bytes > 0) machine.memory.fill(locate(machine, 0, bytes, true), bytes, low(machine, 1));
    machine.give(low(machine, 0), high(machine, 0));
  }),
  ...['memcpy', 'memmove'].map((name) =>
    plain(
      name,
      `void *${name}(void *to, const void *from, size_t count)`,
      name === 'memcpy' ? 'Copies; the ranges must not overlap.' : 'Copies; the ranges may overlap.',
      [
        [0, 2, true],
        [1, 2, false],
      ],
      (machine) => copy(machine, name),
    ),
  ),
  plain(
    'memcmp',
    'int memcmp(const void *a, const void *b, size_t count)',
    'Compares bytes.',
    [
      [0, 2, false],
      [1, 2, false],
    ],
    (machine) => compare(machine, count(machine, 2), false),
  ),
  plain('memchr', 'void *memchr(const void *s, int c, size_t n)', 'Finds a byte.', [[0, 2, false]], (machine) => {
    const wanted = low(machine, 1) & 0xff;
    const bytes = count(machine, 2);
    for (let i = 0; i < bytes; i++)
      if (byteAt(machine, 0, i) === wanted) {
        machine.give((low(machine, 0) + i) | 0, high(machine, 0));
        return;
      }
    machine.give(0);
  }),
  plain('strlen', 'size_t strlen(const char *s)', 'Length of a string.', [[0, null, false]], (machine) =>
    machine.give(lengthOf(machine, 0)),
  ),
  plain('strnlen', 'size_t strnlen(const char *s, size_t n)', 'Length, at most n.', [[0, null, false]], (machine) => {
    const limit = count(machine, 1);
    let length = 0;
    while (length < limit && byteAt(machine, 0, length) !== 0) length++;
    machine.give(length);
  }),
  plain(
    'strcmp',
    'int strcmp(const char *a, const char *b)',
    'Compares strings.',
    [
      [0, null, false],
      [1, null, false],
    ],
    (machine) => compare(machine, Infinity, true),
  ),
  plain(
    'strncmp',
    'int strncmp(const char *a, const char *b, size_t n)',
    'Compares at most n bytes of strings.',
    [
      [0, null, false],
      [1, null, false],
    ],
    (machine) => compare(machine, count(machine, 2), true),
  ),
  plain(
    'strcpy',
    'char *strcpy(char *to, const char *from)',
    'Copies a string.',
    [
      [0, null, true],
      [1, null, false],
    ],
    (machine) => {
      copyString(machine, 0, Infinity);
      machine.give(low(machine, 0), high(machine, 0));
    },
  ),
  plain(
    'strncpy',
    'char *strncpy(char *to, const char *from, size_t n)',
    'Copies at most n bytes of a string and fills the rest with NUL.',
    [
      [0, 2, true],
      [1, null, false],
    ],
    (machine) => {
      const limit = count(machine, 2);
      for (let i = copyString(machine, 0, limit); i < limit; i++) putByte(machine, 0, i, 0);
      machine.give(low(machine, 0), high(machine, 0));
    },
  ),
  plain(
    'strscpy',
    'ssize_t strscpy(char *to, const char *from, size_t size)',
    'Copies what fits, always with NUL; -E2BIG if not all fitted.',
    [
      [0, 2, true],
      [1, null, false],
    ],
    (machine) => {
      const size = count(machine, 2);
      const length = size === 0 ? 0 : copyString(machine, 0, size);
      if (length === size) {
        if (size > 0) putByte(machine, 0, size - 1, 0);
        machine.give(-7, -1);
      } else machine.give(length);
    },
  ),
  plain(
    'strcat',
    'char *strcat(char *to, const char *from)',
    'Appends a string.',
    [
      [0, null, true],
      [1, null, false],
    ],
    (machine) => {
      copyString(machine, lengthOf(machine, 0), Infinity);
      machine.give(low(machine, 0), high(machine, 0));
    },
  ),
  plain('strchr', 'char *strchr(const char *s, int c)', 'First such byte.', [[0, null, false]], (machine) =>
    search(machine, false),
  ),
  plain('strrchr', 'char *strrchr(const char *s, int c)', 'Last such byte.', [[0, null, false]], (machine) =>
    search(machine, true),
  ),
  plain(
    'strstr',
    'char *strstr(const char *s, const char *part)',
    'First place of a string in another.',
    [
      [0, null, false],
      [1, null, false],
    ],
    (machine) => {
      const text = machine.memory.text(high(machine, 0), low(machine, 0));
      const at = text.indexOf(machine.memory.text(high(machine, 1), low(machine, 1)));
      if (at < 0) machine.give(0);
      else machine.give((low(machine, 0) + at) | 0, high(machine, 0));
    },
  ),
];
