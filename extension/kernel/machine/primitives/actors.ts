/** Actors that the program starts itself: work items, kthreads, timers, callbacks. */
import type { Machine, Primitive } from '../machine';
import { CONTROL, FUNCTION_BASE, STATUS } from '../layout';
import { OutOfRoom, RuleBroken } from '../stop';
import { mayNotBeAtomic } from './held';

const statusOf = (machine: Machine, actor: number): number =>
  machine.store.get(machine.layout.controlOf(actor) + CONTROL.status);

const joinable: Pick<Primitive, 'visible' | 'ready' | 'blocker' | 'waitsFor' | 'run'> = {
  visible: 'always',
  ready: (machine) => {
    const actor = machine.argLow[0] as number;
    return actor <= 0 || actor >= machine.layout.actors || statusOf(machine, actor) !== STATUS.ready;
  },
  blocker: (machine) => machine.argLow[0] as number,
  waitsFor: (machine) => `the end of ${machine.nameOfActor(machine.argLow[0] as number)}`,
  run: () => undefined,
};

export const actorPrimitives: readonly Primitive[] = [
  {
    name: '__kapi_spawn',
    signature: 'int __kapi_spawn(const char *name, void (*function)(void *), void *argument, int context)',
    effect: 'Starts an actor that calls function(argument); returns its number.',
    context: 'any',
    source: 'kernel/kthread.c, kernel/workqueue.c',
    visible: 'always',
    run: (machine) => {
      const target = (machine.argHigh[1] as number) - FUNCTION_BASE;
      if (target < 0 || target >= machine.program.functions.length)
        throw new RuleBroken(
          'wild-call',
          `__kapi_spawn() of ${machine.memory.describe(machine.argHigh[1] as number, machine.argLow[1] as number)}`,
        );
      const context = machine.argLow[3] as number;
      const argument = [machine.argLow[2] as number, machine.argHigh[2] as number] as const;
      for (let actor = 1 + machine.declared.length; actor < machine.layout.actors; actor++) {
        if (statusOf(machine, actor) !== STATUS.unused) continue;
        machine.start(actor, target, context, argument[0], argument[1]);
        machine.give(actor);
        return;
      }
      throw new OutOfRoom(`more than ${String(machine.layout.bounds.spawned)} started actors at a time`);
    },
  },
  {
    name: '__kapi_join',
    signature: 'void __kapi_join(int actor)',
    effect: 'Sleeps until that actor has ended.',
    context: 'may-sleep',
    source: 'kernel/workqueue.c: flush_work()',
    arrive: mayNotBeAtomic('__kapi_join'),
    ...joinable,
  },
  {
    name: '__kapi_spin_join',
    signature: 'void __kapi_spin_join(int actor)',
    effect: 'Spins until that actor has ended.',
    context: 'any',
    source: 'kernel/time/timer.c: timer_delete_sync()',
    ...joinable,
  },
];
