/** L1 to L13, A1, A2: locks, contexts and waits. Checked where locks are taken and given back, and on whole states. */
import type { Rule } from './rule';

const mutexDesign = 'Documentation/locking/mutex-design.rst';
const mightSleep = 'kernel/sched/core.c: __might_resched(), __might_sleep()';
const wound = 'kernel/locking/ww_mutex.h, Documentation/locking/ww-mutex-design.rst';

export const lockingRules: readonly Rule[] = [
  {
    id: 'deadlock',
    says: 'Nobody can go on, or actors wait for each other in a circle.',
    source: 'kernel/locking/lockdep.c: print_circular_bug()',
  },
  {
    id: 'lock-order',
    says: 'Classes of locks are taken in an order that comes round in a circle, whether or not anybody had to wait.',
    source: 'kernel/locking/lockdep.c: check_noncircular(), Documentation/locking/lockdep-design.rst',
  },
  {
    id: 'lock-nesting',
    says: 'A lock is taken while another of its class is held, without saying by a subclass that they have an order.',
    source: 'kernel/locking/lockdep.c: check_deadlock(), Documentation/locking/lockdep-design.rst',
  },
  { id: 'lock-recursion', says: 'An actor takes a lock that it holds.', source: mutexDesign },
  {
    id: 'unlock-not-held',
    says: 'A lock is given back by somebody who does not hold it that way.',
    source: `kernel/locking/lockdep.c: print_unlock_imbalance_bug(), ${mutexDesign}`,
  },
  { id: 'lock-held-at-exit', says: 'An actor ends with a lock held.', source: mutexDesign },
  {
    id: 'free-held-lock',
    says: 'Memory with a held lock in it is freed.',
    source: 'kernel/locking/lockdep.c: debug_check_no_locks_freed()',
  },
  { id: 'init-held-lock', says: 'A held lock is initialised again.', source: mutexDesign },
  {
    id: 'sleep-in-atomic',
    says: 'Something that may sleep is called where sleeping is not allowed.',
    source: mightSleep,
  },
  {
    id: 'sleep-not-running',
    says: 'Something that may sleep is called between setting the task state and schedule().',
    source: mightSleep,
  },
  {
    id: 'irq-lock-inversion',
    says: 'An interrupt waits for a lock whose holder it may have interrupted.',
    source: 'Documentation/locking/lockdep-design.rst, "Single-lock state rules"',
  },
  {
    id: 'unbalanced-context',
    says: 'Preemption, interrupts or softirqs are switched on without having been switched off.',
    source: 'include/linux/preempt.h',
  },
  {
    id: 'ww-contending-lock',
    says: 'After -EDEADLK another lock is taken before the contended one, or with locks still held.',
    source: wound,
  },
  { id: 'ww-context-in-use', says: 'An acquire context ends while locks are held in it.', source: wound },
  {
    id: 'lock-context',
    says: 'A function is entered or left with a lock held, or not, other than its annotation says.',
    source: 'Documentation/dev-tools/sparse.rst: __must_hold, __acquires, __releases',
  },
  {
    id: 'assert-exclusive',
    says: 'Memory is accessed by somebody else where the code asserts that an actor is alone with it.',
    source: 'include/linux/kcsan-checks.h: ASSERT_EXCLUSIVE_WRITER(), ASSERT_EXCLUSIVE_ACCESS()',
  },
  {
    id: 'data-race',
    says: 'Two accesses conflict, one of them is plain, and nothing orders them.',
    source: 'Documentation/dev-tools/kcsan.rst',
  },
];
