/** What a step changed, in words. The machine of the recording stands right after the step. */
import type { Shape } from '../c/ir';
import { FRAME, ENTRY, OBJECT } from '../machine/layout';
import { isWide } from '../machine/scalar';
import type { Field } from './naming';
import type { RecordedStep, Recording } from './record';
import { showField, showScalar } from './show';
import type { Change } from './trace';

/** @param once gives every text once, for the same few come round and round in a long run */
export function changesOf(recording: Recording, step: RecordedStep, once: (text: string) => string): readonly Change[] {
  const { machine } = recording;
  const { store, layout } = machine;
  const before = new Map<number, number>();
  store.written(step.begin, step.end, (slot, value) => {
    if (!before.has(slot)) before.set(slot, value);
  });
  const changes: Change[] = [];
  const seen = new Set<string>();
  for (const [slot, old] of before) {
    if (store.get(slot) === old && slot < layout.frames) continue;
    if (slot >= layout.entries && slot < (layout.globals[0] ?? layout.frames))
      objectChange(recording, slot, old, changes);
    else if (slot >= layout.frames && slot < layout.locals)
      registerChange(recording, step, slot, before, changes, seen);
    else memoryChange(recording, slot, before, changes, seen);
  }
  const real = changes.filter((change) => change.from !== change.to);
  if (real.length === 0) return NOTHING;
  return real.map(({ what, from, to, local }) => ({ what: once(what), from: once(from), to: once(to), local }));
}

const NOTHING: readonly never[] = [];

/** Birth and death of heap objects. */
function objectChange(recording: Recording, slot: number, old: number, changes: Change[]): void {
  const { machine, naming } = recording;
  const { layout, store } = machine;
  const object = Math.floor((slot - layout.entries) / ENTRY.length);
  if ((slot - layout.entries) % ENTRY.length !== ENTRY.state || object < layout.firstHeapObject) return;
  const word = (state: number): string =>
    state === OBJECT.live ? 'allocated' : state === OBJECT.freed ? 'freed' : 'none';
  changes.push({ what: naming.nameOf(object), from: word(old), to: word(store.get(slot)), local: false });
}

function registerChange(
  recording: Recording,
  step: RecordedStep,
  slot: number,
  before: ReadonlyMap<number, number>,
  changes: Change[],
  seen: Set<string>,
): void {
  const { machine, naming } = recording;
  const { store } = machine;
  // Only registers of the frame that the step ran in: those of a frame it entered are its arguments.
  if (!machine.framesOf(step.actor).includes(step.frame)) return;
  const code = machine.code(step.function);
  const offset = slot - step.frame;
  if (offset < FRAME.registers || offset >= code.frameSize || store.get(step.frame) !== step.function) return;
  code.registerOffsets.forEach((at, index) => {
    const register = code.source.registers[index];
    if (register === undefined || register.shown === '' || register.name === '') return;
    const width = isWide(register.type) ? 2 : 1;
    if (offset < at || offset >= at + width || seen.has(`r${String(index)}`)) return;
    seen.add(`r${String(index)}`);
    const first = step.frame + at;
    const oldLow = before.get(first) ?? store.get(first);
    const oldHigh = width === 2 ? (before.get(first + 1) ?? store.get(first + 1)) : 0;
    changes.push({
      what: `${machine.nameOfActor(step.actor)}: ${register.name}`,
      from: showScalar(naming, register.type, register.shown, oldLow, oldHigh),
      to: showScalar(naming, register.type, register.shown, store.get(first), width === 2 ? store.get(first + 1) : 0),
      local: true,
    });
  });
}

function memoryChange(
  recording: Recording,
  slot: number,
  before: ReadonlyMap<number, number>,
  changes: Change[],
  seen: Set<string>,
): void {
  const { machine, naming } = recording;
  const located = naming.locate(slot);
  if (located === null) return;
  const local = located.object >= machine.layout.firstStackObject && located.object < machine.layout.firstHeapObject;
  const word = naming.lockWord(located);
  if (word !== null) {
    const { lock, is } = word;
    const from = before.get(slot) ?? 0;
    const name = (owner: number): string => (owner === 0 ? 'none' : machine.nameOfActor(owner - 1));
    const to = machine.store.get(slot);
    if (is === 'readers') changes.push({ what: `${lock}.readers`, from: readers(from), to: readers(to), local });
    else if (is === 'owner' && from <= machine.layout.actors && to <= machine.layout.actors)
      changes.push({ what: `${lock}.owner`, from: name(from), to: name(to), local });
    return;
  }
  const shape = naming.shapeOf(located.object);
  const name = naming.nameOf(located.object);
  const fields = shape === null ? [] : naming.fields(shape, located.offset, 4);
  if (fields.length === 0) {
    const plain: Shape = { kind: 'scalar', type: 'u32', shown: 'u32', enumerators: [] };
    push(`${name}+${String(located.offset)}`, { path: '', shape: plain, offset: located.offset, through: [] });
    return;
  }
  for (const field of fields) push(`${name}${field.path}`, field);

  function push(what: string, field: Field): void {
    if (seen.has(what) || located === null) return;
    seen.add(what);
    const at = machine.memory.baseOf(located.object) * 4 + field.offset;
    changes.push({
      what,
      from: asBefore(recording, before, () => showField(naming, field.shape, at), at),
      to: showField(naming, field.shape, at),
      local,
    });
  }
}

const readers = (count: number): string =>
  count === 0 ? 'none' : count === 1 ? '1 reader' : `${String(count)} readers`;

/** Shows a value as it was before the step: the words are put back for the moment. */
function asBefore(recording: Recording, before: ReadonlyMap<number, number>, show: () => string, at: number): string {
  const { slots } = recording.machine.store;
  const first = at >> 2;
  const kept = [slots[first], slots[first + 1], slots[first + 2]] as const;
  for (let i = 0; i < 3; i++) {
    const old = before.get(first + i);
    if (old !== undefined) slots[first + i] = old;
  }
  const text = show();
  kept.forEach((value, i) => {
    if (value !== undefined) slots[first + i] = value;
  });
  return text;
}
