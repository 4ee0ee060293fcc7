/**
 * Addresses that are not pointers: physical, DMA, IOVA, guest physical. A range of a named space has a size and a generation,
 * and both range and generation travel in the address itself (DOMAIN section 0: tagged values, invariants I1, I4, I7).
 *
 * bit 51 set · bits 50-47 actor that made it · 46-41 its number · 40-36 generation · 35-0 offset. Below 2^52, so page frame
 * numbers and page table entries keep it; above every object id, so no pointer looks like one.
 */
import type { Machine, Primitive } from '../machine';
import { RANGE, RANGES, CONTROL } from '../layout';
import { OutOfRoom, RuleBroken } from '../stop';

const MARK = 1 << 19;
const GENERATIONS = 32;

interface Address {
  /** Slot of the range's entry. */
  readonly entry: number;
  readonly generation: number;
  readonly offset: number;
}

function decode(machine: Machine, index: number): Address | null {
  const high = machine.argHigh[index] as number;
  if ((high & ~(MARK - 1)) !== MARK) return null;
  const actor = (high >> 15) & 0xf;
  const number = (high >> 9) & 0x3f;
  if (actor >= machine.layout.actors) return null;
  const entry = machine.layout.ranges + (actor * RANGES + number) * RANGE.length;
  if (machine.store.get(entry + RANGE.space) === 0) return null;
  return {
    entry,
    generation: (high >> 4) & 0x1f,
    offset: (high & 0xf) * 0x100000000 + ((machine.argLow[index] as number) >>> 0),
  };
}

const spaceOf = (machine: Machine, index: number): string =>
  machine.memory.text(machine.argHigh[index] as number, machine.argLow[index] as number);

const sizeOf = (machine: Machine, entry: number): number =>
  machine.store.get(entry + RANGE.sizeHigh) * 0x100000000 + (machine.store.get(entry + RANGE.sizeLow) >>> 0);

const generationOf = (machine: Machine, entry: number): number => machine.store.get(entry + RANGE.generation);

function need(machine: Machine, index: number, name: string): Address {
  const address = decode(machine, index);
  if (address === null)
    throw new RuleBroken('untagged-address', `${name}(${hex(machine, index)}): a plain number is no address`);
  return address;
}

function hex(machine: Machine, index: number): string {
  const high = (machine.argHigh[index] as number) >>> 0;
  return `0x${((BigInt(high) << 32n) | BigInt((machine.argLow[index] as number) >>> 0)).toString(16)}`;
}

/** How a tagged address is shown: `phys[1]+0x2000`, with the generation where it is not the first. */
export function showAddress(machine: Machine, high: number, low: number): string | null {
  machine.argHigh[0] = high;
  machine.argLow[0] = low;
  const address = decode(machine, 0);
  if (address === null) return null;
  const space = machine.texts.textOf(machine.store.get(address.entry + RANGE.space));
  const stale = address.generation === generationOf(machine, address.entry) % GENERATIONS ? '' : ' (stale)';
  return `${space}+0x${address.offset.toString(16)}${stale}`;
}

const own = (entry: Omit<Primitive, 'context' | 'visible' | 'source'>): Primitive => ({
  context: 'any',
  visible: 'touches',
  source: 'machine',
  ...entry,
});

const touchRange =
  (write: boolean) =>
  (machine: Machine): void => {
    const address = decode(machine, 0);
    if (address !== null) machine.touchSlot(address.entry + RANGE.generation, write);
  };

export const ranges: readonly Primitive[] = [
  own({
    name: '__kapi_range',
    signature: 'unsigned long long __kapi_range(const char *space, unsigned long long size)',
    effect: 'Makes a range of addresses in a space and returns its first one.',
    run: (machine) => {
      const { store, control, layout, actor } = machine;
      const number = store.get(control + CONTROL.ranges);
      if (number >= RANGES || actor > 15) throw new OutOfRoom('more address ranges than the machine has room for');
      if ((machine.argHigh[1] as number) >>> 0 > 15) throw new OutOfRoom('an address range of more than 64 GiB');
      store.put(control + CONTROL.ranges, number + 1);
      const entry = layout.ranges + (actor * RANGES + number) * RANGE.length;
      store.put(entry + RANGE.space, machine.texts.numberOf(spaceOf(machine, 0)));
      store.put(entry + RANGE.sizeLow, machine.argLow[1] as number);
      store.put(entry + RANGE.sizeHigh, machine.argHigh[1] as number);
      machine.give(0, MARK | (actor << 15) | (number << 9));
    },
  }),
  own({
    name: '__kapi_renew',
    signature: 'void __kapi_renew(unsigned long long address)',
    effect: 'Every address of the range handed out so far is stale from now on.',
    touch: touchRange(true),
    run: (machine) => {
      const { entry } = need(machine, 0, '__kapi_renew');
      machine.store.put(entry + RANGE.generation, machine.store.get(entry + RANGE.generation) + 1);
    },
  }),
  own({
    name: '__kapi_renewed',
    signature: 'unsigned long long __kapi_renewed(unsigned long long address)',
    effect: 'The same place of the range in its present generation.',
    touch: touchRange(false),
    run: (machine) => {
      const { entry } = need(machine, 0, '__kapi_renewed');
      const generation = generationOf(machine, entry) % GENERATIONS;
      machine.give(machine.argLow[0] as number, ((machine.argHigh[0] as number) & ~(0x1f << 4)) | (generation << 4));
    },
  }),
  own({
    name: '__kapi_is_fresh',
    signature: '_Bool __kapi_is_fresh(unsigned long long address)',
    effect: 'Whether the address is of the present generation of its range.',
    touch: touchRange(false),
    run: (machine) => {
      const address = decode(machine, 0);
      machine.give(
        address !== null && address.generation === generationOf(machine, address.entry) % GENERATIONS ? 1 : 0,
      );
    },
  }),
  own({
    name: '__kapi_in_space',
    signature: '_Bool __kapi_in_space(unsigned long long address, const char *space)',
    effect: 'Whether the address belongs to a range of the space.',
    run: (machine) => {
      const address = decode(machine, 0);
      const space = address === null ? '' : machine.texts.textOf(machine.store.get(address.entry + RANGE.space));
      machine.give(address !== null && space === spaceOf(machine, 1) ? 1 : 0);
    },
  }),
  own({
    name: '__kapi_range_offset',
    signature: 'unsigned long long __kapi_range_offset(unsigned long long address)',
    effect: 'Bytes between the start of its range and the address.',
    run: (machine) => {
      const { offset } = need(machine, 0, '__kapi_range_offset');
      machine.give(offset | 0, Math.floor(offset / 0x100000000));
    },
  }),
  own({
    name: '__kapi_range_size',
    signature: 'unsigned long long __kapi_range_size(unsigned long long address)',
    effect: 'Size of the range that the address belongs to.',
    run: (machine) => {
      const size = sizeOf(machine, need(machine, 0, '__kapi_range_size').entry);
      machine.give(size | 0, Math.floor(size / 0x100000000));
    },
  }),
  own({
    name: '__kapi_access',
    signature: 'void __kapi_access(unsigned long long address, unsigned long bytes, _Bool write, const char *space)',
    effect:
      'Hardware, a guest or a page table uses the address: it has to be of the space, inside its range, and not stale.',
    touch: touchRange(false),
    run: (machine) => {
      const space = spaceOf(machine, 3);
      const bytes = (machine.argLow[1] as number) >>> 0;
      const what = `${(machine.argLow[2] as number) !== 0 ? 'write' : 'read'} of ${String(bytes)} bytes`;
      const address = decode(machine, 0);
      if (address === null)
        throw new RuleBroken(
          'untagged-address',
          `${what} at ${hex(machine, 0)}, a plain number that is no address of "${space}"`,
        );
      const found = machine.texts.textOf(machine.store.get(address.entry + RANGE.space));
      const where = `${found}+0x${address.offset.toString(16)}`;
      if (found !== space)
        throw new RuleBroken('wrong-space', `${what} at ${where} as if it were an address of "${space}"`);
      const size = sizeOf(machine, address.entry);
      if (address.offset + bytes > size)
        throw new RuleBroken('out-of-range', `${what} at ${where}, but the range ends at 0x${size.toString(16)}`);
      const generation = generationOf(machine, address.entry);
      if (address.generation !== generation % GENERATIONS)
        throw new RuleBroken(
          'stale-access',
          `${what} at ${where}, an address that was valid before the range was freed, moved or reset`,
        );
    },
  }),
];
