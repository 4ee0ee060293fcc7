/**
 * What the DMA API tells its checker (kernel/dma/debug.h): which memory is mapped for which device. The judgement is in
 * rules/dma.ts. Two calls meet where they are about one device.
 */
import {
  checkMemory,
  checkReleased,
  checkSync,
  mappedEntries,
  noteChecked,
  noteMapping,
  noteUnmapping,
} from '../../rules/dma';
import type { DmaCall } from '../../rules/dma';
import type { Machine, Primitive } from '../machine';

const pair = (machine: Machine, index: number): readonly [number, number] => [
  machine.argHigh[index] as number,
  machine.argLow[index] as number,
];

const number = (machine: Machine, index: number): number =>
  ((machine.argHigh[index] as number) >>> 0) * 0x100000000 + ((machine.argLow[index] as number) >>> 0);

/** Arguments in the order that all calls have; those that a call has not got read as 0. */
function callOf(machine: Machine): DmaCall {
  const word = (index: number): number => (index < machine.argCount ? (machine.argLow[index] as number) : 0);
  return {
    device: pair(machine, 0),
    address: pair(machine, 1),
    bytes: number(machine, 2),
    direction: word(3) & 3,
    kind: word(4) & 3,
    entries: word(5),
    mapped: word(6),
    memory: machine.argCount > 7 ? pair(machine, 7) : [0, 0],
  };
}

const primitive = (entry: Pick<Primitive, 'name' | 'signature' | 'effect' | 'run'>): Primitive => ({
  context: 'any',
  source: 'kernel/dma/debug.c, Documentation/core-api/dma-api.rst',
  visible: 'touches',
  touch: (machine) => machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, 4, true),
  ...entry,
});

const MAPPING = 'const void *device, unsigned long long address, unsigned long long bytes, unsigned int direction';
const LIST = 'unsigned int kind, unsigned int entries, unsigned int mapped, unsigned long long memory';

export const dmaPrimitives: readonly Primitive[] = [
  primitive({
    name: '__kapi_dma_map',
    signature: `void __kapi_dma_map(${MAPPING}, ${LIST})`,
    effect:
      'The device may use the address from now on; `memory` behind it is compared with that of other mappings unless 0.',
    run: (machine) => noteMapping(machine, callOf(machine)),
  }),
  primitive({
    name: '__kapi_dma_unmap',
    signature: `void __kapi_dma_unmap(${MAPPING}, ${LIST})`,
    effect: 'The mapping ends. It has to be there, and to have been made the same way.',
    run: (machine) => noteUnmapping(machine, callOf(machine)),
  }),
  primitive({
    name: '__kapi_dma_sync',
    signature: `void __kapi_dma_sync(${MAPPING}, unsigned int kind, unsigned int entries)`,
    effect: 'The memory changes hands between device and CPU. The range has to lie in a mapping of that direction.',
    run: (machine) => checkSync(machine, callOf(machine)),
  }),
  primitive({
    name: '__kapi_dma_entries',
    signature: `unsigned int __kapi_dma_entries(${MAPPING}, unsigned int kind, unsigned int entries)`,
    effect: 'Entries with a DMA address of the scatter list that is mapped there; 0 where none is.',
    run: (machine) => machine.give(mappedEntries(machine, callOf(machine))),
  }),
  primitive({
    name: '__kapi_dma_checked',
    signature: 'void __kapi_dma_checked(const void *device, unsigned long long address)',
    effect: 'Somebody looked whether the mapping is an error.',
    run: (machine) => noteChecked(machine, pair(machine, 0), pair(machine, 1)),
  }),
  primitive({
    name: '__kapi_dma_released',
    signature: 'void __kapi_dma_released(const void *device)',
    effect: 'The driver is gone from the device: no mapping may be left.',
    run: (machine) => checkReleased(machine, pair(machine, 0)),
  }),
  {
    ...primitive({
      name: '__kapi_dma_memory',
      signature: 'void __kapi_dma_memory(const void *memory, unsigned long bytes)',
      effect: 'The bytes are about to be mapped: they may be no stack, code, constant or freed memory.',
      run: (machine) =>
        checkMemory(machine, machine.argHigh[0] as number, machine.argLow[0] as number, number(machine, 1)),
    }),
    touch: (machine) => machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, 1, false),
  },
];
