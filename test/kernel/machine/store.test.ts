import assert from 'node:assert/strict';
import fc from 'fast-check';

import { Store } from '../../../extension/kernel/machine/store';

const SLOTS = 32;
const write = fc.record({ slot: fc.nat(SLOTS - 1), value: fc.integer(), hashed: fc.boolean() });

describe('a store of slots', () => {
  it('comes back to where it was, hash and all', () => {
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const store = new Store(SLOTS);
        const apply = (writes: typeof before): void => {
          for (const { slot, value, hashed } of writes)
            if (hashed) store.put(slot, value);
            else store.keep(slot, value);
        };
        apply(before);
        const slots = [...store.slots];
        const hash = [...store.hash];
        const mark = store.mark();
        apply(after);
        store.undo(mark, hash[0] as number, hash[1] as number);
        assert.deepEqual([...store.slots], slots);
        assert.deepEqual([...store.hash], hash);
      }),
    );
  });

  it('has the same hash for the same contents, whatever the way there', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ slot: fc.nat(SLOTS - 1), value: fc.integer() })), (writes) => {
        const one = new Store(SLOTS);
        for (const { slot, value } of writes) one.put(slot, value);
        const other = new Store(SLOTS);
        for (let slot = SLOTS - 1; slot >= 0; slot--) other.put(slot, one.get(slot));
        assert.deepEqual([...one.hash], [...other.hash]);
      }),
    );
  });

  it('travels along its trail, back and forward', () => {
    fc.assert(
      fc.property(fc.array(write, { minLength: 1 }), fc.array(write, { minLength: 1 }), (first, second) => {
        const store = new Store(SLOTS);
        const apply = (writes: typeof first): void => {
          for (const { slot, value } of writes) store.keep(slot, value);
        };
        apply(first);
        const middle = store.mark();
        const there = [...store.slots];
        apply(second);
        const end = store.mark();
        const last = [...store.slots];
        store.travel(end, middle);
        assert.deepEqual([...store.slots], there);
        store.travel(middle, 0);
        assert.ok(store.slots.every((value) => value === 0));
        store.travel(0, end);
        assert.deepEqual([...store.slots], last);
      }),
    );
  });
});
