/** What the running actor is and may do: identity, preemption and interrupts (kernel/sched/core.c), RCU (kernel/rcu). */
import type { Machine, Primitive } from '../machine';
import { CONTEXT, CONTROL, STATUS } from '../layout';
import { RuleBroken } from '../stop';
import { atomicReason, howHeld, mayNotBeAtomic } from './held';

type Plain = Pick<Primitive, 'name' | 'signature' | 'effect' | 'source' | 'run'>;
const own = (entry: Plain): Primitive => ({ context: 'any', visible: 'never', ...entry });

function nesting(up: string, down: string, word: number, what: string, source: string): Primitive[] {
  return [
    own({
      name: up,
      signature: `void ${up}(void)`,
      effect: `${what} off; nests.`,
      source,
      run: ({ store, control }) => store.put(control + word, store.get(control + word) + 1),
    }),
    own({
      name: down,
      signature: `void ${down}(void)`,
      effect: `Undoes one ${up}().`,
      source,
      run: ({ store, control }) => {
        const depth = store.get(control + word);
        if (depth === 0) throw new RuleBroken('unbalanced-context', `${down}() without ${up}()`);
        store.put(control + word, depth - 1);
      },
    }),
  ];
}

const locking = 'include/linux/preempt.h, Documentation/locking/preempt-locking.rst';
const rcuSource = 'kernel/rcu/tree.c, Documentation/RCU/whatisRCU.rst';

/** Bits of the actors that are inside a read section, without the running one. */
function readers(machine: Machine): number {
  let mask = 0;
  for (let actor = 0; actor < machine.layout.actors; actor++) {
    if (actor === machine.actor) continue;
    const control = machine.layout.controlOf(actor);
    if (machine.store.get(control + CONTROL.status) === STATUS.ready && machine.store.get(control + CONTROL.rcu) > 0)
      mask |= 1 << actor;
  }
  return mask;
}

function leaveReadSection(machine: Machine): void {
  const { store, control, layout } = machine;
  const depth = store.get(control + CONTROL.rcu);
  if (depth === 0) throw new RuleBroken('unlock-not-held', 'rcu_read_unlock() outside an RCU read section');
  store.put(control + CONTROL.rcu, depth - 1);
  if (depth > 1) return;
  for (let actor = 0; actor < layout.actors; actor++) {
    const word = layout.controlOf(actor) + CONTROL.waitMask;
    store.put(word, store.get(word) & ~(1 << machine.actor));
  }
}

export const contextPrimitives: readonly Primitive[] = [
  own({
    name: '__kapi_actor',
    signature: 'unsigned int __kapi_actor(void)',
    effect: 'Number of the running actor; 0 is setup and finally.',
    source: 'machine',
    run: (machine) => machine.give(machine.actor),
  }),
  own({
    name: '__kapi_lock_held',
    signature: 'int __kapi_lock_held(const void *lock)',
    effect: '1 while the running actor holds the lock exclusively, 2 for reading, else 0.',
    source: 'kernel/locking/lockdep.c: lock_is_held_type()',
    run: (machine) => {
      const at = machine.memory.locate(machine.argHigh[0] as number, machine.argLow[0] as number, 4, false);
      machine.give(howHeld(machine, machine.actor, at >> 2));
    },
  }),
  own({
    name: '__kapi_rcu_depth',
    signature: 'int __kapi_rcu_depth(void)',
    effect: 'Nesting of RCU read sections of the running actor.',
    source: rcuSource,
    run: (machine) => machine.give(machine.store.get(machine.control + CONTROL.rcu)),
  }),
  ...['__kapi_in_atomic', 'in_atomic'].map((name) =>
    own({
      name,
      signature: `int ${name}(void)`,
      effect: 'Whether the running actor may not sleep.',
      source: 'kernel/sched/core.c: __might_resched()',
      run: (machine) => machine.give(atomicReason(machine) === null ? 0 : 1),
    }),
  ),
  own({
    name: 'irqs_disabled',
    signature: 'int irqs_disabled(void)',
    effect: 'Whether interrupts are off.',
    source: 'include/linux/irqflags.h',
    run: (machine) =>
      machine.give(
        machine.store.get(machine.control + CONTROL.irqsOff) > 0 ||
          machine.store.get(machine.control + CONTROL.context) === CONTEXT.hardirq
          ? 1
          : 0,
      ),
  }),
  own({
    name: 'in_interrupt',
    signature: 'int in_interrupt(void)',
    effect: 'Whether the running actor is an interrupt or a softirq, or has softirqs off.',
    source: 'include/linux/preempt.h',
    run: (machine) =>
      machine.give(
        machine.store.get(machine.control + CONTROL.context) !== CONTEXT.process ||
          machine.store.get(machine.control + CONTROL.bhOff) > 0
          ? 1
          : 0,
      ),
  }),
  ...nesting('preempt_disable', 'preempt_enable', CONTROL.preempt, 'Preemption', locking),
  ...nesting('local_irq_disable', 'local_irq_enable', CONTROL.irqsOff, 'Interrupts', 'include/linux/irqflags.h'),
  ...nesting('local_bh_disable', 'local_bh_enable', CONTROL.bhOff, 'Softirqs', 'kernel/softirq.c'),
  own({
    name: '__kapi_irq_save',
    signature: 'unsigned long __kapi_irq_save(void)',
    effect: 'Interrupts off; the value is for __kapi_irq_restore().',
    source: 'include/linux/irqflags.h',
    run: (machine) => {
      const { store, control } = machine;
      store.put(control + CONTROL.irqsOff, store.get(control + CONTROL.irqsOff) + 1);
      machine.give(1);
    },
  }),
  own({
    name: '__kapi_irq_restore',
    signature: 'void __kapi_irq_restore(unsigned long flags)',
    effect: 'Interrupts as they were.',
    source: 'include/linux/irqflags.h',
    run: ({ store, control }) => {
      const depth = store.get(control + CONTROL.irqsOff);
      if (depth === 0) throw new RuleBroken('unbalanced-context', 'interrupts are restored that were never saved');
      store.put(control + CONTROL.irqsOff, depth - 1);
    },
  }),
  ...['might_sleep', '__might_sleep', '__might_resched', 'cond_resched'].map((name) => ({
    ...own({
      name,
      signature: `void ${name}(void)`,
      effect: 'Says that the caller may sleep here: a violation in atomic context.',
      source: 'kernel/sched/core.c: __might_resched()',
      run: (machine: Machine): void => {
        mayNotBeAtomic(name)(machine);
        machine.give(0);
      },
    }),
    context: 'may-sleep' as const,
  })),
  ...['rcu_read_lock', '__rcu_read_lock']
    .map((name) =>
      own({
        name,
        signature: `void ${name}(void)`,
        effect: 'Enters an RCU read section; nests.',
        source: rcuSource,
        run: ({ store, control }) => store.put(control + CONTROL.rcu, store.get(control + CONTROL.rcu) + 1),
      }),
    )
    .map((entry) => ({ ...entry, visible: 'always' as const })),
  ...['rcu_read_unlock', '__rcu_read_unlock'].map((name) => ({
    ...own({
      name,
      signature: `void ${name}(void)`,
      effect: 'Leaves an RCU read section.',
      source: rcuSource,
      run: leaveReadSection,
    }),
    visible: 'always' as const,
  })),
  {
    name: 'synchronize_rcu',
    signature: 'void synchronize_rcu(void)',
    effect: 'Waits until every read section that has begun before the call has ended.',
    context: 'may-sleep',
    source: rcuSource,
    visible: 'always',
    arrive: mayNotBeAtomic('synchronize_rcu'),
    ready: ({ store, control }) =>
      store.get(control + CONTROL.phase) === 0 || store.get(control + CONTROL.waitMask) === 0,
    waitsFor: () => 'the end of RCU read sections',
    run: (machine) => {
      const { store, control } = machine;
      if (store.get(control + CONTROL.phase) === 0) {
        const mask = readers(machine);
        if (mask === 0) return;
        store.put(control + CONTROL.waitMask, mask);
        store.put(control + CONTROL.phase, 1);
        machine.again = true;
      } else store.put(control + CONTROL.phase, 0);
    },
  },
];
