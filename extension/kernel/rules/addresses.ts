/** I1, I4, I7 of the frame of the executable model: addresses that are not pointers carry their space and their age. */
import type { Rule } from './rule';

const frame = 'Documentation/core-api/dma-api.rst, Documentation/driver-api/dma-buf.rst';

export const addressRules: readonly Rule[] = [
  { id: 'stale-access', says: 'An address is used after what it stood for was freed, moved or reset.', source: frame },
  { id: 'wrong-space', says: 'An address of one space is used in another.', source: frame },
  { id: 'out-of-range', says: 'An access goes beyond the end of its range.', source: frame },
  { id: 'untagged-address', says: 'A plain number is used as an address.', source: frame },
];
