/**
 * What a run is checked for, from lockdep to the convention of shared buffers: each rule of the field, the rule that
 * reports it, and a program of its own in rules/programs that breaks it and nothing else; that each reports what it says is what
 * rules.test.ts checks.
 */
export interface TableRow {
  readonly id: string;
  readonly what: string;
  readonly rule: string;
  /** File in rules/programs. */
  readonly mutant: string;
}

const rows = `
L1   lock order comes round in a circle                lock-order                    lock-order.c
L2   a lock of the same class is held                  lock-nesting                  lock-nesting.c
L3   an interrupt waits for whom it interrupted        irq-lock-inversion            irq-lock-inversion.c
L4   unlock of what is not held                        unlock-not-held               unlock-not-held.c
L5   a mutex under a spinlock                          sleep-in-atomic               sleep-in-atomic-mutex.c
L6   a held lock is freed                              free-held-lock                free-held-lock.c
L6   a held lock is initialised                        init-held-lock                init-held-lock.c
L7   a lock is held at the end                         lock-held-at-exit             lock-held-at-exit.c
L8   lockdep_assert_held()                             lock-not-held                 lock-not-held.c
L8   lockdep_assert_not_held()                         lock-held                     lock-held.c
L9   a mutex is taken twice                            lock-recursion                lock-recursion.c
L9   sleeping in an interrupt                          sleep-in-atomic               sleep-in-irq.c
L10  the contended ww_mutex comes first                ww-contending-lock            ww-contending-lock.c
L10  locks are held when their context ends            ww-context-in-use             ww-context-in-use.c
L10  the slow path with locks held                     ww-mutex                      ww-mutex-slow.c
L11  rcu_dereference() outside a read section          rcu-usage                     rcu-usage.c
L11  sleeping in a read section                        sleep-in-atomic               sleep-in-rcu.c
L12  a completion is waited for under a lock           deadlock                      deadlock-completion-under-lock.c
L12  work is flushed under its own lock                deadlock                      work-flushed-under-lock.c
L12  a wait and a lock in a circle, nobody waiting     lock-order                    lock-order-wait.c
L13  locks in a circle                                 deadlock                      deadlock-circle-of-three.c
L13  a wake-up is lost                                 deadlock                      lost-wakeup.c
A1   an allocation that may sleep                      sleep-in-atomic               sleep-in-atomic-alloc.c
A2   sleeping while not running                        sleep-not-running             sleep-not-running.c
M1   use after free                                    use-after-free                use-after-free.c
M1   use after scope                                   use-after-scope               use-after-scope.c
M1   double free                                       double-free                   double-free.c
M1   free of what was not allocated                    invalid-free                  invalid-free.c
M1   out of bounds                                     out-of-bounds                 out-of-bounds.c
M1   NULL                                              null-dereference              null-dereference.c
M1   wild access                                       wild-access                   wild-access.c
M1   wild call                                         wild-call                     wild-call.c
M1   a constant is written                             write-to-read-only            write-to-read-only.c
M2   memory leak                                       memory-leak                   memory-leak.c
M3   an entry is added twice                           warning                       list-double-add.c
M3   an entry is deleted twice                         warning                       list-double-delete.c
M4   freed while a timer is pending                    free-active-object            free-active-object.c
M4   initialised while work is pending                 init-active-object            init-active-object.c
R1   a reference out of nothing                        refcount-resurrection         refcount-resurrection.c
R1   more puts than gets                               refcount-underflow            refcount-underflow.c
R1   refcount_dec() to zero                            refcount-leak                 refcount-leak.c
R2   a pin is not given back                           pin-leak                      pin-leaks.c
R2   a reference of an exported buffer leaks           memory-leak                   reference-leaks.c
D1   data race                                         data-race                     data-race.c
D2   ASSERT_EXCLUSIVE_WRITER()                         assert-exclusive              assert-exclusive.c
P1   a mapping is unmapped twice                       dma-unmap                     dma-unmap.c
P1   a mapping is unmapped for another device          dma-unmap                     dma-unmap-other-device.c
P1   DMA_MAPPING_ERROR is unmapped                     dma-unmap                     dma-unmap-error.c
P1   another size                                      dma-unmap-size                dma-unmap-size.c
P1   the function of another kind of mapping           dma-unmap-function            dma-unmap-function.c
P1   another CPU address                               dma-unmap-memory              dma-unmap-memory.c
P1   another number of list entries                    dma-unmap-entries             dma-unmap-entries.c
P1   another direction                                 dma-unmap-direction           dma-unmap-direction.c
P1   dma_mapping_error() is never asked                dma-error-unchecked           dma-error-unchecked.c
P1   a stack is mapped                                 dma-illegal-memory            dma-map-stack.c
P1   read-only data is mapped                          dma-illegal-memory            dma-map-read-only.c
P1   code is mapped                                    dma-illegal-memory            dma-map-code.c
P1   freed memory is mapped                            dma-illegal-memory            dma-map-freed.c
P1   what is no memory is mapped                       dma-illegal-memory            dma-map-number.c
P1   mappings share a cache line                       dma-overlap                   dma-overlap.c
P1   sync of what is not mapped                        dma-sync                      dma-sync.c
P1   sync races with unmapping                         dma-sync                      dma-sync-race.c
P1   sync beyond the end                               dma-sync-range                dma-sync-range.c
P1   sync in another direction                         dma-sync-direction            dma-sync-direction.c
P1   sync of another number of list entries            dma-sync-entries              dma-sync-entries.c
P1   a device goes with mappings left                  dma-leak                      dma-leak.c
P1   a range is linked over another                    dma-api                       iova-linked-twice.c
B1   mapping without the reservation lock              lock-not-held                 map-without-resv.c
B1   detaching under the reservation lock              lock-recursion                detach-under-resv.c
B2   unmapping what is not attached                    warning                       unmap-without-attachment.c
B2   released while somebody is attached               warning                       release-while-attached.c
B3   the importer looks at pages                       wild-access                   pages-looked-at.c
B4   a fence without a reserved slot                   fence-slot                    resv-add-without-reserve.c
B4   a fence without the lock                          lock-not-held                 resv-add-without-lock.c
B5   the buffer moves without a wait                   uninitialised-memory          move-not-waited-for.c
B6   CPU access outside of begin and end               stale-data                    cpu-access-without-begin.c
F1   the reservation lock in the section that signals  lock-order                    fence-lock-in-signalling.c
F1   GFP_KERNEL in the section that signals            lock-order                    fence-alloc-in-signalling.c
F2   a path forgets to signal                          deadlock                      fence-never-signalled.c
F2   user space signals                                deadlock                      fence-of-user-space.c
F2   released before it is signalled                   warning                       fence-released-unsignalled.c
V1   memory is used again before the wait              stale-access                  revoke-without-wait.c
V1   the wait is for the wrong class of fences         stale-access                  revoke-waits-for-readers.c
V1   mapped again after the revoke                     stale-access                  map-after-revoke.c
V2   the unmapping needs what the exporter holds       deadlock                      unmap-needs-lock.c
V3   a translation outlives its target                 stale-access                  translation-outlives.c
V3   a device uses what is not mapped                  iommu-fault                   iommu-not-mapped.c
S1   __must_hold(), __acquires(), __releases()         lock-context                  lock-context.c
S2   __user and __rcu are not followed                 address-space                 address-space.c
W1   WARN_ON()                                         warning                       warning.c
W1   BUG_ON()                                          bug                           bug.c
W1   an error pointer is followed                      error-pointer-dereference     error-pointer-dereference.c
I1   stale access                                      stale-access                  stale-access.c
I2   lock rule of a callback                           lock-not-held                 callback-without-lock.c
I3   balance of mappings                               iova-leak                     iova-not-given-back.c
I4   an address in a space that is not its own         wrong-space                   wrong-space.c
I4   a number as an address                            untagged-address              untagged-address.c
I5   progress                                          endless-loop                  endless-loop.c
I5   a spin that nobody ends                           endless-loop                  endless-spin.c
I6   the fences of another class                       stale-access                  move-waits-for-kernel.c
I7   out of the range                                  out-of-range                  out-of-range.c
I8   a CPU mapping that nobody zaps                    stale-access                  mapping-nobody-zaps.c
I9   an importer that cannot lose access               lost-access                   access-lost.c
I10  two representations of a buffer differ            different-result              representations-differ.c
`;

export const TABLE: readonly TableRow[] = rows
  .trim()
  .split('\n')
  .map((line) => {
    const [, id = '', what = '', rule = '', mutant = ''] = /^(\S+)\s+(.*?)\s{2,}([a-z-]+)\s+(\S+)$/.exec(line) ?? [];
    return { id, what, rule, mutant };
  });
