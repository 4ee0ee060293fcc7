/**
 * Which line has to answer for a broken rule. The line where it broke is often none of a patch's: hardware has no line, and a
 * scenario only notices. As the kernel's own debugging does (KASAN's "freed by", KMSAN's "stored to memory at", kmemleak's
 * allocation backtrace), the run is followed back to the real code that led there; code under review goes before the kernel
 * that it calls.
 */
import { OBJECT } from '../machine/layout';
import type { Touch } from '../machine/reduction';
import { leakedObjects } from '../rules/leaks';
import type { LineOrigin } from '../source';
import { bytesOf, lastBefore, type Accesses } from './accesses';
import type { RecordedStep, Recording } from './record';

/**
 * Why a line answers. `broke`: the rule broke there. `called`: it called what broke the rule. `released`: it gave up the lock
 * that kept an address valid. `used`: it used the address afterwards. `retired`: it took away what could still be reached.
 * `left`: it made the entry that led there, and nobody removed it.
 * `gave`: the value that broke the rule comes from there. `allocated`: it allocated what was lost.
 */
export type Answers = 'broke' | 'called' | 'released' | 'used' | 'retired' | 'left' | 'gave' | 'allocated';

export interface Answer {
  readonly step: RecordedStep;
  readonly as: Answers;
  /** Indices of steps that say why that line was executed: the decision behind a value that was given. */
  readonly because: readonly number[];
}

type OriginOf = (step: RecordedStep) => LineOrigin | null;

/** @param accesses those of all steps of the recording */
export function answerOf(recording: Recording, accesses: ReadonlyMap<number, Accesses>, originOf: OriginOf): Answer {
  return new Answering(recording, accesses, originOf).answer();
}

class Answering {
  private readonly steps: readonly RecordedStep[];
  private readonly last: number;

  constructor(
    private readonly recording: Recording,
    private readonly accesses: ReadonlyMap<number, Accesses>,
    private readonly originOf: OriginOf,
  ) {
    this.steps = recording.steps;
    this.last = this.steps.length - 1;
  }

  answer(): Answer {
    const end = this.at(this.last);
    const direct = this.realCodeOf(this.last);
    if (direct !== null) return { step: direct, as: direct === end ? 'broke' : 'called', because: [] };
    const { finding } = this.recording;
    const rule = finding?.kind === 'violation' ? finding.rule : '';
    const found =
      rule === 'memory-leak'
        ? this.allocation()
        : end.primitive === '__kapi_access' && rule === 'stale-access'
          ? this.staleness()
          : this.making();
    return found ?? { step: end, as: 'broke', because: [] };
  }

  private at(index: number): RecordedStep {
    return this.steps[index] as RecordedStep;
  }

  /**
   * The real code that a step belongs to: its own line, or that of the call which led to it, a line of a series before one of
   * the kernel; null where the scenario did it itself.
   */
  private realCodeOf(index: number): RecordedStep | null {
    let inner = this.at(index);
    let kernel: RecordedStep | null = null;
    for (let i = index; i >= 0; i--) {
      const step = this.at(i);
      if (i !== index && (step.actor !== inner.actor || step.depth >= inner.depth)) continue;
      inner = step;
      const origin = this.originOf(step);
      if (origin === null || origin.part === 'flow') return kernel;
      if (origin.origin === 'series') return step;
      if (origin.origin === 'tree') kernel ??= step;
    }
    return kernel;
  }

  /**
   * An address was used after what it stood for was taken away. Where the table that led there was written before, whoever
   * took it away did not wait for its users; where it was written after, its writer trusted an address that nothing kept
   * valid: the lock under which it was looked up and taken away had been given up in between.
   */
  private staleness(): Answer | null {
    const retired = this.retirement();
    if (retired === null) return null;
    // The address may be worked out from several values: each has a history of its own.
    const histories = this.writersOf(this.last).map((writer) => [writer, ...this.history(writer)]);
    const [written] = histories
      .flatMap((history) => history.find((index) => this.writes(index)) ?? [])
      .sort((a, b) => b - a);
    if (written === undefined) return this.as('retired', retired);
    if (written < retired) return this.as('retired', retired) ?? this.as('left', written);
    const trusting = histories.map((history) => this.trust(history, this.at(written).actor, retired));
    return trusting.find((found) => found !== null) ?? this.as('retired', retired);
  }

  /** What an actor did with an address that was valid when it looked it up, or was not even then. */
  private trust(history: readonly number[], actor: number, retired: number): Answer | null {
    const looked = history.find((index) => index < retired && this.at(index).actor === actor);
    const released = looked === undefined ? null : this.release(looked, retired);
    // The first that took the address when it was stale already.
    const used = history.findLast((index) => index > retired && this.realCodeOf(index) !== null);
    return (
      (released === null ? null : this.as('released', released)) ?? (used === undefined ? null : this.as('used', used))
    );
  }

  private writes(index: number): boolean {
    return this.at(index).touched.some(({ write, lock }) => write && !lock);
  }

  /** Where the actor of a step gives up the lock that another one took before it took the address away. */
  private release(looked: number, retired: number): number | null {
    const { actor, held } = this.at(looked);
    const between = this.steps.slice(looked + 1, retired + 1).filter((step) => step.actor === this.at(retired).actor);
    const lock = held.find((one) => between.some((step) => step.held.includes(one)));
    if (lock === undefined) return null;
    const found = this.steps.findIndex((step, i) => i > looked && step.actor === actor && !step.held.includes(lock));
    return found < 0 ? null : found;
  }

  /** The last step that made the addresses of the range stale. */
  private retirement(): number | null {
    const bytes = this.at(this.last).touched.flatMap(bytesOf);
    const writes = bytes.flatMap((byte) => this.accesses.get(byte)?.writes ?? []);
    const renewals = writes.filter((index) => this.at(index).primitive === '__kapi_renew');
    return renewals.length === 0 ? null : Math.max(...renewals);
  }

  /** Where the value comes from that broke the rule: the last line of real code on the way back to what made it. */
  private making(): Answer | null {
    let maker: Answer | null = null;
    let index = this.before(this.last) ?? this.decision(this.last);
    while (index !== null) {
      const real = this.as('gave', index);
      if (real === null && maker !== null) return maker;
      maker = real ?? maker;
      index = this.before(index) ?? (maker === null ? this.decision(index) : null);
    }
    return maker;
  }

  private as(as: Answers, index: number): Answer | null {
    const step = this.realCodeOf(index);
    if (step === null) return null;
    const decision = as === 'gave' ? this.decision(this.steps.indexOf(step)) : null;
    return { step, as, because: decision === null ? [] : [decision] };
  }

  /** Steps on the way of a value, backwards: each took it from the next one. */
  private history(from: number): number[] {
    const way: number[] = [];
    for (let index = this.before(from); index !== null; index = this.before(index)) way.push(index);
    return way;
  }

  /** The step that a step has its value from: through memory where it loads it, else through a register. */
  private before(index: number): number | null {
    const [writer] = this.writersOf(index);
    // What a program begins with comes from nowhere.
    if (writer !== undefined || this.loadsOf(index).length > 0) return writer ?? null;
    // A store names where to before it names what.
    return [...this.at(index).from].findLast((one) => one < index) ?? null;
  }

  private loadsOf(index: number): Touch[] {
    return this.at(index).touched.filter(({ write, lock }) => !write && !lock);
  }

  /** Who wrote what a step loads; what it loads last is what the pointers that it loads first lead to. */
  private writersOf(index: number): number[] {
    const writers = this.loadsOf(index)
      .toReversed()
      .map((touch) => {
        const writes = bytesOf(touch).map((byte) => lastBefore(this.accesses.get(byte)?.writes ?? [], index) ?? -1);
        return Math.max(...writes);
      });
    // What a renewal wrote is the range's age, and no value.
    return writers.filter((writer) => writer >= 0 && this.at(writer).primitive !== '__kapi_renew');
  }

  /** A step that uses no value (a rule that is false as it stands) comes of the last branch before it. */
  private decision(index: number): number | null {
    const { frame } = this.at(index);
    const branch = this.steps.findLastIndex((one, i) => i < index && one.frame === frame && one.branches);
    return branch < 0 ? null : branch;
  }

  /** The step that allocated the first object which nothing reaches. */
  private allocation(): Answer | null {
    const { machine } = this.recording;
    const [object] = leakedObjects(machine);
    if (object === undefined) return null;
    const { store, memory } = machine;
    const { end } = this.at(this.last);
    let at = end;
    let found: number | null = null;
    for (let index = this.last; index >= 0 && found === null; index--) {
      const { begin } = this.at(index);
      store.travel(at, begin);
      at = begin;
      if (memory.stateOf(object) !== OBJECT.live) found = index;
    }
    store.travel(at, end);
    return found === null ? null : this.as('allocated', found);
  }
}
