/**
 * L3 irq-lock-inversion: an interrupt waits for a lock whose holder it may have interrupted, on the holder's own CPU. lockdep
 * reports the lock classes (Documentation/locking/lockdep-design.rst, "Single-lock state rules"; kernel/locking/lockdep.c:
 * print_usage_bug); the search reports the state in which it happens.
 */
import { CONTEXT, CONTROL } from '../machine/layout';
import type { Machine } from '../machine/machine';
import type { StateFinding } from './state-finding';

export function irqInversionOf(machine: Machine): StateFinding | null {
  const { store, layout } = machine;
  for (let actor = 1; actor < machine.actorsUsed(); actor++) {
    const context = store.get(layout.controlOf(actor) + CONTROL.context);
    if (context === CONTEXT.process) continue;
    const holder = machine.blockerOf(actor);
    if (holder < 0) continue;
    const control = layout.controlOf(holder);
    // An interrupt comes over softirqs and processes, a softirq over processes; neither where it is switched off.
    if (store.get(control + CONTROL.context) >= context) continue;
    const shielded =
      store.get(control + CONTROL.irqsOff) > 0 ||
      (context === CONTEXT.softirq && store.get(control + CONTROL.bhOff) > 0);
    if (shielded) continue;
    return {
      rule: 'irq-lock-inversion',
      message: `${machine.nameOfActor(actor)} may interrupt ${machine.nameOfActor(holder)}, which holds the lock that it waits for: ${machine.waitsFor(actor)}`,
      actors: [holder, actor],
    };
  }
  return null;
}
