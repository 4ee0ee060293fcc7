import type { BitRange, Program, Scalar } from '../c/ir';
import type { Layout } from './layout';
import { ENTRY, FUNCTION_BASE, OBJECT } from './layout';
import { isWide, narrow } from './scalar';
import { RuleBroken } from './stop';
import type { Store } from './store';
import { wide } from './value';

/** Below this a pointer counts as NULL plus an offset, as the kernel's oops message does (mm: first page). */
const NULL_PAGE = 4096;

/** Bytes of objects: every access is checked against the object table. Addresses are (high, low) as in c/ir.ts. */
export class Memory {
  /** Names places in objects better than by number, once a recording has learnt what they are. */
  namer: ((object: number, offset: number) => string | null) | null = null;
  /** Lets `find` find dead objects too: for telling what a wrong access conflicts with. */
  lenient = false;
  private readonly slots: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly entries: number;

  constructor(
    readonly store: Store,
    readonly layout: Layout,
    private readonly program: Program,
  ) {
    this.slots = store.slots;
    this.bytes = store.bytes;
    this.entries = layout.entries;
  }

  /** The byte in the slot array where `bytes` accessible bytes begin. Throws `RuleBroken` where they are not. */
  locate(high: number, low: number, bytes: number, write: boolean): number {
    if (high > 0 && high < this.layout.objects) {
      const entry = this.entries + high * ENTRY.length;
      const state = this.slots[entry + ENTRY.state] as number;
      if (state === OBJECT.live || (state === OBJECT.readOnly && !write)) {
        const offset = low >>> 0;
        if (offset + bytes <= (this.slots[entry + ENTRY.size] as number))
          return (this.slots[entry] as number) * 4 + offset;
      }
    }
    throw this.wrongAccess(high, low, bytes, write);
  }

  /** As `locate`, but -1 instead of an exception. */
  find(high: number, low: number, bytes: number): number {
    if (high <= 0 || high >= this.layout.objects) return -1;
    const entry = this.entries + high * ENTRY.length;
    const state = this.slots[entry + ENTRY.state] as number;
    if (state !== OBJECT.live && state !== OBJECT.readOnly && !(this.lenient && state !== OBJECT.none)) return -1;
    const offset = low >>> 0;
    if (offset + bytes > (this.slots[entry + ENTRY.size] as number)) return -1;
    return (this.slots[entry] as number) * 4 + offset;
  }

  /** The value at a located byte; the high half of a 64-bit one in `wide.high`. */
  read(at: number, type: Scalar): number {
    const { slots, bytes } = this;
    switch (type) {
      case 'i8':
        return ((bytes[at] as number) << 24) >> 24;
      case 'u8':
        return bytes[at] as number;
      case 'i16':
        return (((bytes[at] as number) | ((bytes[at + 1] as number) << 8)) << 16) >> 16;
      case 'u16':
        return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
      case 'i32':
      case 'u32':
        return (at & 3) === 0 ? (slots[at >> 2] as number) : this.readWord(at);
      case 'i64':
      case 'u64':
        if ((at & 3) === 0) {
          wide.high = slots[(at >> 2) + 1] as number;
          return slots[at >> 2] as number;
        }
        wide.high = this.readWord(at + 4);
        return this.readWord(at);
    }
  }

  write(at: number, type: Scalar, low: number, high: number): void {
    switch (type) {
      case 'i8':
      case 'u8':
        this.writeByte(at, low);
        return;
      case 'i16':
      case 'u16':
        if ((at & 3) === 3) {
          this.writeByte(at, low);
          this.writeByte(at + 1, low >> 8);
        } else {
          const shift = (at & 3) * 8;
          const slot = at >> 2;
          this.store.put(slot, ((this.slots[slot] as number) & ~(0xffff << shift)) | ((low & 0xffff) << shift));
        }
        return;
      case 'i32':
      case 'u32':
        this.writeWord(at, low);
        return;
      case 'i64':
      case 'u64':
        this.writeWord(at, low);
        this.writeWord(at + 4, high);
    }
  }

  readBits(at: number, type: Scalar, bits: BitRange): number {
    const low = this.read(at, type);
    if (!isWide(type)) {
      const left = 32 - bits.width;
      const value = low >>> bits.shift;
      return type.startsWith('i')
        ? (value << left) >> left
        : bits.width === 32
          ? value | 0
          : value & ((1 << bits.width) - 1);
    }
    const unit = (BigInt(wide.high >>> 0) << 32n) | BigInt(low >>> 0);
    const field = unit >> BigInt(bits.shift);
    const value = type === 'i64' ? BigInt.asIntN(bits.width, field) : BigInt.asUintN(bits.width, field);
    wide.high = Number(BigInt.asIntN(32, value >> 32n));
    return Number(BigInt.asIntN(32, value));
  }

  writeBits(at: number, type: Scalar, bits: BitRange, low: number, high: number): void {
    if (!isWide(type)) {
      const mask = (bits.width === 32 ? -1 : (1 << bits.width) - 1) << bits.shift;
      const unit = this.read(at, type);
      this.write(at, type, narrow(type, (unit & ~mask) | ((low << bits.shift) & mask)), 0);
      return;
    }
    const mask = ((1n << BigInt(bits.width)) - 1n) << BigInt(bits.shift);
    const unitLow = this.read(at, type);
    const unit = (BigInt(wide.high >>> 0) << 32n) | BigInt(unitLow >>> 0);
    const value = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    const result = (unit & ~mask) | ((value << BigInt(bits.shift)) & mask);
    this.write(at, type, Number(BigInt.asIntN(32, result)), Number(BigInt.asIntN(32, result >> 32n)));
  }

  /** Copies as memmove does; both ranges are located already. */
  move(to: number, from: number, count: number): void {
    if (((to | from | count) & 3) === 0) {
      if (to <= from)
        for (let i = 0; i < count; i += 4) this.store.put((to + i) >> 2, this.slots[(from + i) >> 2] as number);
      else for (let i = count - 4; i >= 0; i -= 4) this.store.put((to + i) >> 2, this.slots[(from + i) >> 2] as number);
      return;
    }
    if (to <= from) for (let i = 0; i < count; i++) this.writeByte(to + i, this.bytes[from + i] as number);
    else for (let i = count - 1; i >= 0; i--) this.writeByte(to + i, this.bytes[from + i] as number);
  }

  fill(at: number, count: number, byte: number): void {
    const word = (byte & 0xff) * 0x01010101;
    let i = at;
    const end = at + count;
    while (i < end && (i & 3) !== 0) this.writeByte(i++, byte);
    for (; i + 4 <= end; i += 4) this.store.put(i >> 2, word | 0);
    while (i < end) this.writeByte(i++, byte);
  }

  byte(at: number): number {
    return this.bytes[at] as number;
  }

  writeByte(at: number, value: number): void {
    const slot = at >> 2;
    const shift = (at & 3) * 8;
    this.store.put(slot, ((this.slots[slot] as number) & ~(0xff << shift)) | ((value & 0xff) << shift));
  }

  /** A NUL-terminated string, at most `limit` bytes of it, as Latin-1 text. */
  text(high: number, low: number, limit = 1 << 16): string {
    let text = '';
    for (let i = 0; i < limit; i++) {
      const byte = this.bytes[this.locate(high, (low + i) | 0, 1, false)] as number;
      if (byte === 0) break;
      text += String.fromCharCode(byte);
    }
    return text;
  }

  /** Makes an entry of the object table live; the bytes at `base` are as they are. */
  admit(object: number, base: number, size: number, state: number): void {
    const entry = this.layout.entryOf(object);
    const { store } = this;
    store.put(entry + ENTRY.base, base);
    store.put(entry + ENTRY.size, size);
    store.put(entry + ENTRY.state, state);
  }

  sizeOf(object: number): number {
    return this.slots[this.layout.entryOf(object) + ENTRY.size] as number;
  }

  stateOf(object: number): number {
    return this.slots[this.layout.entryOf(object) + ENTRY.state] as number;
  }

  baseOf(object: number): number {
    return this.slots[this.layout.entryOf(object)] as number;
  }

  /** How messages name an address. */
  describe(high: number, low: number): string {
    const offset = low >>> 0;
    const plus = offset === 0 ? '' : ` + ${String(offset)}`;
    if (high === 0) return offset === 0 ? 'NULL' : `0x${offset.toString(16)}`;
    if (high > 0 && high < this.layout.objects) return this.namer?.(high, offset) ?? `${this.nameOf(high)}${plus}`;
    const called = this.program.functions[high - FUNCTION_BASE];
    if (called !== undefined) return `${called.name}()${plus}`;
    return `0x${((BigInt(high >>> 0) << 32n) | BigInt(offset)).toString(16)}`;
  }

  nameOf(object: number): string {
    const global = this.program.globals[object - 1];
    if (object > 0 && global !== undefined) return global.name === '' ? 'a constant' : global.name;
    const { layout } = this;
    if (object < layout.firstHeapObject) return 'a local variable';
    const number = (object - layout.firstHeapObject) % layout.bounds.heapObjects;
    return `heap object ${String(layout.actorOf(object))}.${String(number + 1)}`;
  }

  /** The object and byte that a slot belongs to, as messages name it. */
  nameOfSlot(slot: number): string {
    for (let object = 1; object < this.layout.objects; object++) {
      if (this.stateOf(object) === OBJECT.none) continue;
      const base = this.baseOf(object);
      if (slot >= base && slot * 4 < base * 4 + this.sizeOf(object)) return this.describe(object, (slot - base) * 4);
    }
    return `slot ${String(slot)}`;
  }

  private readWord(at: number): number {
    const { bytes } = this;
    return (
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    );
  }

  /** A 32-bit word at a located byte. */
  writeWord(at: number, value: number): void {
    if ((at & 3) === 0) {
      this.store.put(at >> 2, value);
      return;
    }
    for (let i = 0; i < 4; i++) this.writeByte(at + i, value >> (8 * i));
  }

  /** Why an access is wrong, in the words of KASAN's report (mm/kasan/report_generic.c). */
  private wrongAccess(high: number, low: number, bytes: number, write: boolean): RuleBroken {
    const what = `${write ? 'write' : 'read'} of ${String(bytes)} byte${bytes === 1 ? '' : 's'}`;
    const where = this.describe(high, low);
    if (high === 0 && low >>> 0 < NULL_PAGE)
      return new RuleBroken('null-dereference', `${what} at NULL${low === 0 ? '' : ` + ${String(low)}`}`);
    if (high === -1 && low >>> 0 >= 0xfffff001)
      return new RuleBroken('error-pointer-dereference', `${what} through ERR_PTR(${String(low)})`);
    if (high > 0 && high < this.layout.objects) {
      const state = this.stateOf(high);
      if (state === OBJECT.freed) return new RuleBroken('use-after-free', `${what} in ${where}, which is freed`);
      if (state === OBJECT.outOfScope)
        return new RuleBroken('use-after-scope', `${what} in ${where}, whose function or block has ended`);
      const size = this.sizeOf(high);
      if (state === OBJECT.live || state === OBJECT.readOnly) {
        if ((low >>> 0) + bytes > size)
          return new RuleBroken('out-of-bounds', `${what} at ${where}, but it has ${String(size)} bytes`);
        return new RuleBroken('write-to-read-only', `${what} in ${where}, which is read-only`);
      }
    }
    return new RuleBroken('wild-access', `${what} at ${where}, which is no object`);
  }
}
