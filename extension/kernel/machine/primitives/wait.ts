/** Sleeping and waking: schedule() and wait queues (kernel/sched), completions (kernel/sched/completion.c), waits of models. */
import type { Scalar } from '../../c/ir';
import type { Machine, Primitive } from '../machine';
import { CONTROL, STATUS } from '../layout';
import { OutOfRoom, RuleBroken } from '../stop';
import { wide } from '../value';
import { findSlot, lockSlot, mayNotBeAtomic } from './held';

const schedSource = 'kernel/sched/core.c, kernel/sched/wait.c';
const completionSource = 'kernel/sched/completion.c, Documentation/scheduler/completion.rst';

/** What complete_all() leaves behind: UINT_MAX / 2 as in the kernel. */
const COMPLETE_ALL = 0x7fffffff;

function widthType(bytes: number): Scalar {
  if (bytes === 1) return 'u8';
  if (bytes === 2) return 'u16';
  if (bytes === 4) return 'u32';
  if (bytes === 8) return 'u64';
  throw new OutOfRoom(`a wait on ${String(bytes)} bytes`);
}

/** Whether the memory equals the value; null where it cannot be read. */
function equals(machine: Machine): boolean | null {
  const bytes = machine.argLow[1] as number;
  const at = machine.memory.find(machine.argHigh[0] as number, machine.argLow[0] as number, bytes);
  if (at < 0) return null;
  wide.high = 0;
  const low = machine.memory.read(at, widthType(bytes));
  if (low !== (machine.argLow[2] as number)) return false;
  return bytes < 8 || wide.high === machine.argHigh[2];
}

function memoryWait(name: string, wanted: boolean, sleeps: boolean): Primitive {
  return {
    name,
    signature: `void ${name}(const void *address, unsigned int bytes, unsigned long long value)`,
    effect: `${sleeps ? 'Sleeps' : 'Spins'} until the bytes are ${wanted ? '' : 'not '}equal to the value.`,
    context: sleeps ? 'may-sleep' : 'any',
    source: 'machine',
    visible: 'touches',
    ...(sleeps ? { arrive: mayNotBeAtomic(name) } : {}),
    touch: (machine) =>
      machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, machine.argLow[1] as number, false),
    ready: (machine) => (equals(machine) ?? wanted) === wanted,
    waitsFor: (machine) =>
      `${machine.memory.describe(machine.argHigh[0] as number, machine.argLow[0] as number)} to become ${wanted ? '' : 'other than '}${String((machine.argLow[2] as number) >>> 0)}`,
    run: (machine) => {
      machine.memory.locate(
        machine.argHigh[0] as number,
        machine.argLow[0] as number,
        machine.argLow[1] as number,
        false,
      );
    },
  };
}

function wake(machine: Machine, actor: number): void {
  machine.store.put(machine.layout.controlOf(actor) + CONTROL.taskState, 0);
}

/** Whether an actor stands in the queue at the address of argument 0, asleep or about to be. */
function waitsInQueue(machine: Machine, actor: number): boolean {
  const { store, layout } = machine;
  const control = layout.controlOf(actor);
  return (
    store.get(control + CONTROL.status) === STATUS.ready &&
    store.get(control + CONTROL.taskState) !== 0 &&
    store.get(control + CONTROL.waitObject) === machine.argHigh[0] &&
    store.get(control + CONTROL.waitOffset) === machine.argLow[0]
  );
}

function leaveQueue(machine: Machine): void {
  const { store, control } = machine;
  store.put(control + CONTROL.taskState, 0);
  store.put(control + CONTROL.waitObject, 0);
  store.put(control + CONTROL.waitOffset, 0);
}

function completionWait(name: string, signature: string, timed: boolean): Primitive {
  const done = (machine: Machine): number => {
    const slot = findSlot(machine);
    return slot < 0 ? 1 : machine.store.get(slot);
  };
  return {
    name,
    signature,
    effect: `Waits until the completion is done and uses one of its counts.${timed ? ' The timeout may pass at any time: 0 then.' : ''}`,
    context: 'may-sleep',
    source: completionSource,
    visible: 'touches',
    touch: (machine) => machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, 4, true),
    arrive: mayNotBeAtomic(name),
    ready: (machine) => timed || done(machine) > 0,
    waitsFor: (machine) =>
      `completion ${machine.memory.describe(machine.argHigh[0] as number, machine.argLow[0] as number)}`,
    run: (machine) => {
      const slot = lockSlot(machine);
      const count = machine.store.get(slot);
      if (count === 0) {
        machine.give(0);
        return;
      }
      if (count !== COMPLETE_ALL) machine.store.put(slot, count - 1);
      machine.give(timed ? 1 : 0);
    },
  };
}

function completionChange(
  name: string,
  signature: string,
  effect: string,
  change: (count: number) => number,
): Primitive {
  return {
    name,
    signature,
    effect,
    context: 'any',
    source: completionSource,
    visible: 'touches',
    touch: (machine) => machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, 4, true),
    run: (machine) => {
      const slot = lockSlot(machine);
      const count = machine.store.get(slot);
      machine.store.put(slot, change(count));
      machine.give(count > 0 ? 1 : 0);
    },
  };
}

function sleeping(name: string, signature: string, timed: boolean): Primitive {
  // schedule_timeout(MAX_SCHEDULE_TIMEOUT) is schedule(), and returns what it was given (kernel/time/sleep_timeout.c).
  const isForEver = ({ argHigh, argLow }: Machine): boolean => timed && argHigh[0] === 0x7fffffff && argLow[0] === -1;
  return {
    name,
    signature,
    effect: timed
      ? 'Gives the CPU away until it is woken or the timeout passes, which may be at any time but for MAX_SCHEDULE_TIMEOUT; returns 0 after a timeout.'
      : 'Gives the CPU away; unless the state is TASK_RUNNING, until it is woken.',
    context: 'may-sleep',
    source: schedSource,
    visible: 'always',
    arrive: mayNotBeAtomic(name),
    ready: (machine) => (timed && !isForEver(machine)) || machine.store.get(machine.control + CONTROL.taskState) === 0,
    waitsFor: (machine) => {
      const { store, control } = machine;
      const object = store.get(control + CONTROL.waitObject);
      return object === 0
        ? 'being woken'
        : `wait queue ${machine.memory.describe(object, store.get(control + CONTROL.waitOffset))}`;
    },
    run: (machine) => {
      const { store, control } = machine;
      const woken = store.get(control + CONTROL.taskState) === 0;
      store.put(control + CONTROL.taskState, 0);
      if (isForEver(machine)) machine.give(-1, 0x7fffffff);
      else if (timed) machine.give(woken ? 1 : 0);
    },
  };
}

export const waits: readonly Primitive[] = [
  memoryWait('__kapi_wait_equal', true, true),
  memoryWait('__kapi_wait_not_equal', false, true),
  memoryWait('__kapi_spin_until_equal', true, false),
  sleeping('schedule', 'void schedule(void)', false),
  sleeping('schedule_timeout', 'long schedule_timeout(long timeout)', true),
  {
    name: '__kapi_set_current_state',
    signature: 'void __kapi_set_current_state(unsigned int state)',
    effect: 'Says whether the next schedule() sleeps: 0 TASK_RUNNING does not.',
    context: 'any',
    source: 'include/linux/sched.h: set_current_state()',
    visible: 'always',
    run: (machine) => machine.store.put(machine.control + CONTROL.taskState, machine.argLow[0] as number),
  },
  {
    name: '__kapi_get_current_state',
    signature: 'unsigned int __kapi_get_current_state(void)',
    effect: 'The state of the running actor.',
    context: 'any',
    source: 'include/linux/sched.h',
    visible: 'always',
    run: (machine) => machine.give(machine.store.get(machine.control + CONTROL.taskState)),
  },
  {
    name: 'prepare_to_wait',
    signature: 'void prepare_to_wait(struct wait_queue_head *wq, struct wait_queue_entry *entry, int state)',
    effect: 'Enters the wait queue; the next schedule() sleeps until somebody wakes it.',
    context: 'any',
    source: schedSource,
    visible: 'always',
    run: (machine) => {
      const { store, control } = machine;
      lockSlot(machine);
      store.put(control + CONTROL.waitObject, machine.argHigh[0] as number);
      store.put(control + CONTROL.waitOffset, machine.argLow[0] as number);
      store.put(control + CONTROL.taskState, machine.argLow[2] as number);
    },
  },
  {
    name: 'finish_wait',
    signature: 'void finish_wait(struct wait_queue_head *wq, struct wait_queue_entry *entry)',
    effect: 'Leaves the wait queue and is running again.',
    context: 'any',
    source: schedSource,
    visible: 'always',
    run: leaveQueue,
  },
  {
    name: '__wake_up',
    signature: 'int __wake_up(struct wait_queue_head *wq, unsigned int mode, int nr, void *key)',
    effect: 'Wakes `nr` of those in the wait queue, all of them for 0.',
    context: 'any',
    source: schedSource,
    visible: 'always',
    run: (machine) => {
      lockSlot(machine);
      const most = (machine.argLow[2] as number) === 0 ? Infinity : (machine.argLow[2] as number);
      let woken = 0;
      for (let actor = 0; actor < machine.layout.actors && woken < most; actor++)
        if (waitsInQueue(machine, actor)) {
          wake(machine, actor);
          woken++;
        }
      machine.give(woken);
    },
  },
  {
    name: '__kapi_wake_actor',
    signature: 'void __kapi_wake_actor(unsigned int actor)',
    effect: 'Makes the actor runnable.',
    context: 'any',
    source: 'kernel/sched/core.c: wake_up_process()',
    visible: 'always',
    run: (machine) => {
      const actor = (machine.argLow[0] as number) >>> 0;
      if (actor >= machine.layout.actors) throw new RuleBroken('wild-access', `actor ${String(actor)} does not exist`);
      wake(machine, actor);
    },
  },
  completionChange('init_completion', 'void init_completion(struct completion *x)', 'Not done.', () => 0),
  completionChange('reinit_completion', 'void reinit_completion(struct completion *x)', 'Not done again.', () => 0),
  completionChange('complete', 'void complete(struct completion *x)', 'Lets one waiter go on.', (count) =>
    count === COMPLETE_ALL ? count : count + 1,
  ),
  completionChange(
    'complete_all',
    'void complete_all(struct completion *x)',
    'Lets every waiter go on, now and later.',
    () => COMPLETE_ALL,
  ),
  completionChange(
    'try_wait_for_completion',
    'bool try_wait_for_completion(struct completion *x)',
    'Uses one count if there is one; returns whether.',
    (count) => (count === 0 || count === COMPLETE_ALL ? count : count - 1),
  ),
  completionChange(
    'completion_done',
    'bool completion_done(struct completion *x)',
    'Whether a waiter would not wait.',
    (count) => count,
  ),
  completionWait('wait_for_completion', 'void wait_for_completion(struct completion *x)', false),
  completionWait(
    'wait_for_completion_interruptible',
    'int wait_for_completion_interruptible(struct completion *x)',
    false,
  ),
  completionWait('wait_for_completion_killable', 'int wait_for_completion_killable(struct completion *x)', false),
  completionWait(
    'wait_for_completion_timeout',
    'unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)',
    true,
  ),
];
