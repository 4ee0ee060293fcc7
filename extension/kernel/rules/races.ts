/**
 * D1 data-race: two actors are about to access the same bytes, at least one of them writes, and at least one of the
 * accesses is plain (Documentation/dev-tools/kcsan.rst; tools/memory-model/Documentation/access-marking.txt). KCSAN waits at an
 * access for another to come by; the search stands at every state anyway. D2 assert-exclusive is the same for what
 * ASSERT_EXCLUSIVE_WRITER() and ASSERT_EXCLUSIVE_ACCESS() claim (include/linux/kcsan-checks.h), marked accesses included.
 */
import type { Machine } from '../machine/machine';
import type { Touch } from '../machine/reduction';
import type { StateFinding } from './state-finding';

interface Pending {
  readonly actor: number;
  readonly plain: boolean;
  /** It stands at an ASSERT_EXCLUSIVE of these bytes. */
  readonly asserts: boolean;
  readonly touches: readonly Touch[];
}

/** @param asked report data races, and not only accesses that somebody asserts to have alone */
export function dataRaceOf(machine: Machine, asked: boolean): StateFinding | null {
  const pending: Pending[] = [];
  for (let actor = 1; actor < machine.actorsUsed(); actor++) {
    const next = pendingOf(machine, actor);
    if (next === null) continue;
    for (const other of pending) {
      if (other.asserts === next.asserts && !asked) continue;
      if (other.asserts && next.asserts) continue;
      if (!other.asserts && !next.asserts && !other.plain && !next.plain) continue;
      const at = conflict(other.touches, next.touches);
      if (at === null) continue;
      if (other.asserts || next.asserts)
        return notExclusive(machine, other.asserts ? other : next, other.asserts ? next : other, at);
      return {
        rule: 'data-race',
        message: `${described(machine, other, at)} while ${described(machine, next, at)}, and nothing orders them`,
        actors: [other.actor, actor],
      };
    }
    pending.push(next);
  }
  return null;
}

function pendingOf(machine: Machine, actor: number): Pending | null {
  if (!machine.mayRun(actor)) return null;
  const micro = machine.nextMicro(actor);
  const [frame] = machine.framesOf(actor);
  if (micro === null || frame === undefined) return null;
  const { instr } = micro;
  if (micro.primitive?.name === '__kapi_assert_exclusive') {
    const touches = machine.touches(micro, frame);
    return touches === null ? null : { actor, plain: false, asserts: true, touches };
  }
  // Locks and other primitives order accesses; only what C itself does can race.
  if (instr.op !== 'load' && instr.op !== 'store' && instr.op !== 'copy' && instr.op !== 'clear') return null;
  const touches = machine.touches(micro, frame);
  const plain = instr.op === 'copy' || instr.op === 'clear' || instr.marking === 'plain';
  return touches === null ? null : { actor, plain, asserts: false, touches };
}

/** D2: somebody comes by while an actor says that nobody does. */
function notExclusive(machine: Machine, claim: Pending, other: Pending, at: number): StateFinding {
  return {
    rule: 'assert-exclusive',
    message: `${machine.nameOfActor(claim.actor)} asserts to be alone with ${machine.memory.nameOfSlot(at >> 2)}, while ${described(machine, other, at)}`,
    actors: [claim.actor, other.actor],
  };
}

function conflict(a: readonly Touch[], b: readonly Touch[]): number | null {
  for (const one of a)
    for (const other of b) {
      if (!one.write && !other.write) continue;
      const at = Math.max(one.at, other.at);
      if (at < Math.min(one.at + one.bytes, other.at + other.bytes)) return at;
    }
  return null;
}

function described(machine: Machine, { actor, touches }: Pending, at: number): string {
  const write = touches.some((touch) => touch.write && at >= touch.at && at < touch.at + touch.bytes);
  return `${machine.nameOfActor(actor)} ${write ? 'writes' : 'reads'} ${machine.memory.nameOfSlot(at >> 2)}`;
}
