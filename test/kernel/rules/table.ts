/**
 * What a run is checked for, from lockdep to the convention of shared buffers: each rule of the field, the rule that
 * reports it, and a program that breaks it and nothing else. Programs stand in rules/programs, flows in models/flows;
 * that each reports what it says is what rules.test.ts and flows/shipped.test.ts check.
 */
export interface TableRow {
  readonly id: string;
  readonly what: string;
  readonly rule: string;
  /** File in rules/programs, or "flows/…" in the models. */
  readonly mutant: string;
}

const rows = `
L1   lock order comes round in a circle               lock-order            lock-order.c
L2   a lock of the same class is held                 lock-nesting          lock-nesting.c
L3   an interrupt waits for whom it interrupted       irq-lock-inversion    irq-lock-inversion.c
L4   unlock of what is not held                       unlock-not-held       unlock-not-held.c
L5   a mutex under a spinlock                         sleep-in-atomic       sleep-in-atomic-mutex.c
L6   a held lock is freed                             free-held-lock        free-held-lock.c
L6   a held lock is initialised                       init-held-lock        init-held-lock.c
L7   a lock is held at the end                        lock-held-at-exit     lock-held-at-exit.c
L8   lockdep_assert_held()                            lock-not-held         lock-not-held.c
L8   lockdep_assert_not_held()                        lock-held             lock-held.c
L9   a mutex is taken twice                           lock-recursion        lock-recursion.c
L9   sleeping in an interrupt                         sleep-in-atomic       sleep-in-irq.c
L10  the contended ww_mutex comes first               ww-contending-lock    ww-contending-lock.c
L10  locks are held when their context ends           ww-context-in-use     ww-context-in-use.c
L10  the slow path with locks held                    ww-mutex              ww-mutex-slow.c
L11  rcu_dereference() outside a read section         rcu-usage             rcu-usage.c
L11  sleeping in a read section                       sleep-in-atomic       sleep-in-rcu.c
L12  a completion is waited for under a lock          deadlock              deadlock-completion-under-lock.c
L12  work is flushed under its own lock               deadlock              work-flushed-under-lock.c
L12  a wait and a lock in a circle, nobody waiting    lock-order            lock-order-wait.c
L13  locks in a circle                                deadlock              deadlock-circle-of-three.c
L13  a wake-up is lost                                deadlock              lost-wakeup.c
A1   an allocation that may sleep                     sleep-in-atomic       sleep-in-atomic-alloc.c
A2   sleeping while not running                       sleep-not-running     sleep-not-running.c
M1   use after free                                   use-after-free        use-after-free.c
M1   use after scope                                  use-after-scope       use-after-scope.c
M1   double free                                      double-free           double-free.c
M1   free of what was not allocated                   invalid-free          invalid-free.c
M1   out of bounds                                    out-of-bounds         out-of-bounds.c
M1   NULL                                             null-dereference      null-dereference.c
M1   wild access                                      wild-access           wild-access.c
M1   wild call                                        wild-call             wild-call.c
M1   a constant is written                            write-to-read-only    write-to-read-only.c
M2   memory leak                                      memory-leak           memory-leak.c
M3   an entry is added twice                          warning               list-double-add.c
M3   an entry is deleted twice                        warning               list-double-delete.c
M4   freed while a timer is pending                   free-active-object    free-active-object.c
M4   initialised while work is pending                init-active-object    init-active-object.c
R1   a reference out of nothing                       refcount-resurrection refcount-resurrection.c
R1   more puts than gets                              refcount-underflow    refcount-underflow.c
R1   refcount_dec() to zero                           refcount-leak         refcount-leak.c
R2   a pin is not given back                          pin-leak              flows/rfc-pin-leak.c
R2   a reference of an exported buffer leaks          memory-leak           flows/vfio-rfc-export-leak.c
D1   data race                                        data-race             data-race.c
D2   ASSERT_EXCLUSIVE_WRITER()                        assert-exclusive      assert-exclusive.c
P1   a mapping is unmapped twice                      dma-api               flows/static-import-unmap-twice.c
P1   a mapping over another                           dma-api               flows/vfio-v5-map-twice.c
P1   a device goes with mappings left                 iova-leak             flows/static-import-detach-mapped.c
P1   an error of the mapping is not looked at         free-active-object    flows/vfio-v9-map-fails.c
B1   mapping without the reservation lock             lock-not-held         flows/map-without-lock.c
B1   detaching under the reservation lock             lock-recursion        flows/detach-under-lock.c
B2   unmapping what is not attached                   warning               flows/static-import-map-before-attach.c
B3   the importer looks at pages                      wild-access           flows/page-link-used.c
B5   the buffer moves without a wait                  uninitialised-memory  flows/dynamic-move-no-wait.c
B6   CPU access outside of begin and end              stale-data            flows/cpu-access-no-begin.c
F1   a lock in the section that signals               lock-order            lock-order-wait.c
V1   memory is used again before the wait             stale-access          flows/vfio-v9-no-wait.c
V1   the wait is for the wrong class of fences        stale-access          flows/vfio-revoke-v3-wrong-class.c
V3   a translation outlives its target                stale-access          flows/get-pfn-vs-revoke.c
V3   a device uses what is not mapped                 iommu-fault           flows/private-iova-no-wait.c
S1   __must_hold(), __acquires(), __releases()        lock-context          lock-context.c
S2   __user and __rcu are not followed                address-space         address-space.c
W1   WARN_ON()                                        warning               warning.c
W1   BUG_ON()                                         bug                   bug.c
W1   an error pointer is followed                     error-pointer-dereference error-pointer-dereference.c
I1   stale access                                     stale-access          stale-access.c
I2   lock rule of a callback                          lock-not-held         flows/cursor-lock-dropped.c
I3   balance of mappings                              free-active-object    flows/vfio-v5-never-mapped.c
I4   an address in a space that is not its own        wrong-space           wrong-space.c
I4   a number as an address                           untagged-address      untagged-address.c
I5   progress                                         endless-loop          endless-loop.c
I6   the fences of another class                      stale-access          flows/vfio-revoke-v3-wrong-class.c
I7   out of the range                                 out-of-range          out-of-range.c
I8   a CPU mapping that nobody zaps                   stale-access          flows/importer-mmap.c
I9   an importer that cannot lose access              lost-access           flows/compositor-killed.c
`;

export const TABLE: readonly TableRow[] = rows
  .trim()
  .split('\n')
  .map((line) => {
    const [, id = '', what = '', rule = '', mutant = ''] = /^(\S+)\s+(.*?)\s{2,}([a-z-]+)\s+(\S+)$/.exec(line) ?? [];
    return { id, what, rule, mutant };
  });
