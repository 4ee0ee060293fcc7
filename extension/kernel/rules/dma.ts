/**
 * P1: how drivers use the DMA API, as CONFIG_DMA_API_DEBUG watches it (kernel/dma/debug.c). The table of mappings is part of the
 * state; models that map, sync and unmap say so through primitives/dma.ts, as kernel/dma/mapping.c does through debug.h.
 */
import { DMA, DMA_MAPPINGS, FUNCTION_BASE, OBJECT } from '../machine/layout';
import type { Machine } from '../machine/machine';
import { showAddress } from '../machine/primitives/ranges';
import { OutOfRoom, RuleBroken } from '../machine/stop';
import type { Rule } from './rule';

const debug = (what: string): string => `kernel/dma/debug.c: ${what}`;

export const dmaRules: readonly Rule[] = [
  {
    id: 'dma-unmap',
    says: 'A device unmaps what is not mapped for it: never, not any more, or for another device.',
    source: debug('check_unmap()'),
  },
  { id: 'dma-unmap-size', says: 'A mapping is unmapped with another size.', source: debug('check_unmap()') },
  {
    id: 'dma-unmap-function',
    says: 'A mapping is unmapped by a function for another kind of mapping.',
    source: debug('check_unmap()'),
  },
  {
    id: 'dma-unmap-memory',
    says: 'Coherent memory is freed with another CPU address.',
    source: debug('check_unmap()'),
  },
  {
    id: 'dma-unmap-entries',
    says: 'A scatter list is unmapped with another number of entries than it was mapped with.',
    source: debug('check_unmap()'),
  },
  { id: 'dma-unmap-direction', says: 'A mapping is unmapped with another direction.', source: debug('check_unmap()') },
  {
    id: 'dma-error-unchecked',
    says: 'A mapping ends and dma_mapping_error() was never asked about it.',
    source: debug('check_unmap(), debug_dma_mapping_error()'),
  },
  {
    id: 'dma-illegal-memory',
    says: 'A stack, code, read-only data, freed memory, or what is no memory of the kernel is mapped.',
    source: debug('check_for_stack(), check_for_illegal_area(), debug_dma_map_single()'),
  },
  {
    id: 'dma-overlap',
    says: 'Two mappings that devices may write share a cache line.',
    source: debug('active_cacheline_insert(), add_dma_entry()'),
  },
  { id: 'dma-sync', says: 'A device syncs what is not mapped for it.', source: debug('check_sync()') },
  { id: 'dma-sync-range', says: 'A sync goes beyond the end of the mapping.', source: debug('check_sync()') },
  {
    id: 'dma-sync-direction',
    says: 'A sync has another direction than the mapping has.',
    source: debug('check_sync()'),
  },
  {
    id: 'dma-sync-entries',
    says: 'A scatter list is synced with another number of entries than it was mapped with.',
    source: debug('check_sync()'),
  },
  {
    id: 'dma-leak',
    says: 'A device is released with mappings left.',
    source: debug('dma_debug_device_change()'),
  },
];

/** Kinds of mappings: `type2name` of kernel/dma/debug.c, and kapi/dma-debug.h. */
const KIND = { single: 0, sg: 1, coherent: 2, resource: 3 } as const;
const KINDS = ['single', 'scatter-gather', 'coherent', 'resource'];
/** enum dma_data_direction. */
const DIRECTION = { both: 0, toDevice: 1, fromDevice: 2 } as const;
const DIRECTIONS = ['DMA_BIDIRECTIONAL', 'DMA_TO_DEVICE', 'DMA_FROM_DEVICE', 'DMA_NONE'];
/** L1_CACHE_SHIFT of x86-64. */
const CACHE_LINE = 6;

/** Bits of `DMA.how`. */
const kindOf = (how: number): number => (how >> 2) & 3;
const directionOf = (how: number): number => how & 3;
const UNCHECKED = 1 << 4;

/** What a call of the DMA API is about; 64-bit values as pairs, high word first. */
export interface DmaCall {
  readonly device: readonly [number, number];
  readonly address: readonly [number, number];
  readonly bytes: number;
  readonly direction: number;
  readonly kind: number;
  /** Of a scatter list: entries given to the call, and entries with a DMA address. */
  readonly entries: number;
  readonly mapped: number;
  /** The CPU's or the bus's address of the memory; zero where that is not told. */
  readonly memory: readonly [number, number];
}

/** add_dma_entry() */
export function noteMapping(machine: Machine, call: DmaCall): void {
  if (call.direction !== DIRECTION.toDevice) notOverlapping(machine, call);
  const entry = entries(machine).find((at) => isFree(machine, at));
  if (entry === undefined) throw new OutOfRoom(`more than ${String(DMA_MAPPINGS)} DMA mappings`);
  const put = (word: number, value: number): void => machine.store.put(entry + word, value);
  const checked = call.kind === KIND.single || call.kind === KIND.resource ? UNCHECKED : 0;
  putPair(machine, entry + DMA.device, call.device);
  putPair(machine, entry + DMA.address, call.address);
  putPair(machine, entry + DMA.size, [Math.floor(call.bytes / 0x100000000), call.bytes | 0]);
  put(DMA.how, call.direction | (call.kind << 2) | checked);
  put(DMA.entries, call.entries);
  put(DMA.mapped, call.mapped);
  putPair(machine, entry + DMA.memory, call.memory);
}

/** debug_dma_mapping_error(): of several mappings at one address the first whose error was not looked at. */
export function noteChecked(machine: Machine, device: DmaCall['device'], address: DmaCall['address']): void {
  const entry = exact(machine, device, address).find((at) => (machine.store.get(at + DMA.how) & UNCHECKED) !== 0);
  if (entry !== undefined) machine.store.put(entry + DMA.how, machine.store.get(entry + DMA.how) & ~UNCHECKED);
}

/** check_unmap() */
export function noteUnmapping(machine: Machine, call: DmaCall): void {
  const entry = best(machine, call, exact(machine, call.device, call.address));
  if (entry === undefined)
    throw broken(machine, 'dma-unmap', call, `unmaps ${where(machine, call)}, which is not mapped for it`);
  const { store } = machine;
  const how = store.get(entry + DMA.how);
  const bytes = sizeOf(machine, entry);
  if (call.bytes !== bytes)
    throw broken(
      machine,
      'dma-unmap-size',
      call,
      `unmaps ${where(machine, call)}, which was mapped with ${String(bytes)} bytes`,
    );
  if (call.kind !== kindOf(how))
    throw broken(
      machine,
      'dma-unmap-function',
      call,
      `unmaps ${where(machine, call)} as ${name(KINDS, call.kind)}, which was mapped as ${name(KINDS, kindOf(how))}`,
    );
  if (call.kind === KIND.coherent && !samePair(machine, entry + DMA.memory, call.memory))
    throw broken(
      machine,
      'dma-unmap-memory',
      call,
      `frees ${where(machine, call)} with another CPU address than it was allocated with`,
    );
  const asked = store.get(entry + DMA.entries);
  if (call.kind === KIND.sg && call.entries !== 0 && call.entries !== asked)
    throw broken(
      machine,
      'dma-unmap-entries',
      call,
      `unmaps a scatter list with ${count(call.entries)}, which was mapped with ${count(asked)}`,
    );
  if (call.direction !== directionOf(how))
    throw broken(
      machine,
      'dma-unmap-direction',
      call,
      `unmaps ${where(machine, call)} ${turned(call.direction, directionOf(how))}`,
    );
  if ((how & UNCHECKED) !== 0)
    throw broken(
      machine,
      'dma-error-unchecked',
      call,
      `unmaps ${where(machine, call)} and never asked dma_mapping_error() about it`,
    );
  for (let word = 0; word < DMA.length; word++) store.put(entry + word, 0);
}

/** check_sync() */
export function checkSync(machine: Machine, call: DmaCall): void {
  const { store } = machine;
  const [high, low] = call.address;
  const begin = low >>> 0;
  /** Mappings that the first byte lies in. Addresses differ in their low words only: ranges are smaller than 4 GiB where they are synced. */
  const around = ofDevice(machine, call.device).filter((at) => {
    const offset = begin - (store.get(at + DMA.address + 1) >>> 0);
    return store.get(at + DMA.address) === high && offset >= 0 && offset < sizeOf(machine, at);
  });
  if (around.length === 0)
    throw broken(machine, 'dma-sync', call, `syncs ${where(machine, call)}, which is not mapped for it`);
  const containing = around.filter(
    (at) => begin + call.bytes <= (store.get(at + DMA.address + 1) >>> 0) + sizeOf(machine, at),
  );
  const entry = best(machine, call, containing);
  if (entry === undefined)
    throw broken(machine, 'dma-sync-range', call, `syncs ${where(machine, call)}, beyond the end of what is mapped`);
  const how = store.get(entry + DMA.how);
  if (directionOf(how) === DIRECTION.both) return;
  if (call.direction !== directionOf(how))
    throw broken(
      machine,
      'dma-sync-direction',
      call,
      `syncs ${where(machine, call)} ${turned(call.direction, directionOf(how))}`,
    );
  const asked = store.get(entry + DMA.entries);
  if (call.kind === KIND.sg && call.entries !== 0 && call.entries !== asked)
    throw broken(
      machine,
      'dma-sync-entries',
      call,
      `syncs a scatter list with ${count(call.entries)}, which was mapped with ${count(asked)}`,
    );
}

/** get_nr_mapped_entries() */
export function mappedEntries(machine: Machine, call: DmaCall): number {
  const entry = best(machine, call, exact(machine, call.device, call.address));
  return entry === undefined ? 0 : machine.store.get(entry + DMA.mapped);
}

/** check_for_stack(), check_for_illegal_area(), debug_dma_map_single(); KASAN's question too: whether the memory is there. */
export function checkMemory(machine: Machine, high: number, low: number, bytes: number): void {
  const { layout, memory } = machine;
  const illegal = (what: string): RuleBroken =>
    new RuleBroken(
      'dma-illegal-memory',
      `${machine.nameOfActor(machine.actor)} maps ${what} for a device: ${memory.describe(high, low)}`,
    );
  if (high >= FUNCTION_BASE && high - FUNCTION_BASE < machine.program.functions.length) throw illegal('code');
  if (high <= 0 || high >= layout.objects) throw illegal('what is no memory of the kernel');
  const state = memory.stateOf(high);
  if (high >= layout.firstStackObject && high < layout.firstHeapObject) throw illegal('its stack');
  if (state === OBJECT.readOnly) throw illegal('read-only data');
  if (state !== OBJECT.live) throw illegal('freed memory');
  if ((low >>> 0) + bytes > memory.sizeOf(high)) throw illegal('memory beyond the end of an object');
}

/** dma_debug_device_change(): the driver is gone from the device. */
export function checkReleased(machine: Machine, device: DmaCall['device']): void {
  const left = ofDevice(machine, device);
  const first = left[0];
  if (first === undefined) return;
  const how = machine.store.get(first + DMA.how);
  throw new RuleBroken(
    'dma-leak',
    `${machine.memory.describe(device[0], device[1])} is released with ${String(left.length)} DMA mapping${left.length === 1 ? '' : 's'} left, one of ${String(sizeOf(machine, first))} bytes as ${name(KINDS, kindOf(how))}, ${name(DIRECTIONS, directionOf(how))}`,
  );
}

/** active_cacheline_insert(). Lines are told by the memory behind a mapping, so mappings without it take no part. */
function notOverlapping(machine: Machine, call: DmaCall): void {
  const [high, low] = call.memory;
  if ((high === 0 && low === 0) || call.bytes === 0) return;
  const { store } = machine;
  const first = (low >>> 0) >>> CACHE_LINE;
  const last = ((low >>> 0) + call.bytes - 1) >>> CACHE_LINE;
  for (const at of entries(machine)) {
    if (isFree(machine, at) || store.get(at + DMA.memory) !== high) continue;
    const other = store.get(at + DMA.memory + 1);
    if (high === 0 && other === 0) continue;
    if (directionOf(store.get(at + DMA.how)) === DIRECTION.toDevice) continue;
    if ((other >>> 0) >>> CACHE_LINE > last || ((other >>> 0) + sizeOf(machine, at) - 1) >>> CACHE_LINE < first)
      continue;
    throw broken(machine, 'dma-overlap', call, 'maps memory of which a cache line is mapped already');
  }
}

/** __hash_bucket_find(): the only mapping, or of several the one that fits in everything. */
function best(machine: Machine, call: DmaCall, among: readonly number[]): number | undefined {
  if (among.length <= 1) return among[0];
  return among.find((at) => {
    const how = machine.store.get(at + DMA.how);
    return (
      sizeOf(machine, at) === call.bytes &&
      kindOf(how) === call.kind &&
      directionOf(how) === call.direction &&
      machine.store.get(at + DMA.entries) === call.entries
    );
  });
}

const entries = ({ layout }: Machine): number[] =>
  Array.from({ length: DMA_MAPPINGS }, (_, i) => layout.dma + i * DMA.length);

const isFree = ({ store }: Machine, at: number): boolean =>
  store.get(at + DMA.device) === 0 && store.get(at + DMA.device + 1) === 0;

const samePair = ({ store }: Machine, at: number, [high, low]: readonly [number, number]): boolean =>
  store.get(at) === high && store.get(at + 1) === low;

function putPair({ store }: Machine, at: number, [high, low]: readonly [number, number]): void {
  store.put(at, high);
  store.put(at + 1, low);
}

const ofDevice = (machine: Machine, device: DmaCall['device']): number[] =>
  entries(machine).filter((at) => !isFree(machine, at) && samePair(machine, at + DMA.device, device));

const exact = (machine: Machine, device: DmaCall['device'], address: DmaCall['address']): number[] =>
  ofDevice(machine, device).filter((at) => samePair(machine, at + DMA.address, address));

const sizeOf = ({ store }: Machine, at: number): number =>
  store.get(at + DMA.size) * 0x100000000 + (store.get(at + DMA.size + 1) >>> 0);

const name = (names: readonly string[], index: number): string => names[index] ?? String(index);
const count = (n: number): string => `${String(n)} ${n === 1 ? 'entry' : 'entries'}`;
const turned = (now: number, then: number): string =>
  `${name(DIRECTIONS, now)}, which was mapped ${name(DIRECTIONS, then)}`;

const where = (machine: Machine, { address, bytes }: DmaCall): string =>
  address[0] === -1 && address[1] === -1
    ? 'DMA_MAPPING_ERROR'
    : `${showAddress(machine, address[0], address[1]) ?? machine.memory.describe(address[0], address[1])}, ${String(bytes)} bytes`;

const broken = (machine: Machine, rule: string, { device }: DmaCall, what: string): RuleBroken =>
  new RuleBroken(rule, `${machine.memory.describe(device[0], device[1])} ${what}`);
