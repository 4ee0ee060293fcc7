/** The whole state at the place where a recording's machine stands, for the debugger's views. */
import type { LineOrigin } from '../source';
import { CONTROL, FRAME, OBJECT, STATUS } from '../machine/layout';
import { heldSlots } from '../machine/primitives/held';
import { isWide } from '../machine/scalar';
import type { Files } from './build';
import { placeFile } from './record';
import type { Standing } from './record';
import { showField, showScalar } from './show';
import type { Frame, ObjectView, StateView } from './trace';

/** Fields shown of one object; arrays beyond it say how long they are. */
const MOST_FIELDS = 256;

export function viewState(standing: Standing, step: number, files: Files): StateView {
  const { machine } = standing;
  const { layout, store } = machine;
  const stacks: StateView['stacks'][number][] = [];
  for (let actor = 0; actor < layout.actors; actor++) {
    const control = layout.controlOf(actor);
    const status = store.get(control + CONTROL.status);
    if (status === STATUS.unused || (actor === 0 && status === STATUS.idle)) continue;
    stacks.push({
      actor,
      status: statusText(standing, actor, status),
      frames: framesOf(standing, actor, files),
      held: heldSlots(machine, actor).map((slot) => lockAt(standing, slot)),
    });
  }
  return { step, stacks, objects: objectsOf(standing) };
}

function statusText(standing: Standing, actor: number, status: number): string {
  if (status === STATUS.ended) return 'ended';
  if (standing.machine.store.get(standing.machine.layout.controlOf(actor) + CONTROL.frame) === 0) return 'ended';
  return standing.machine.ready(actor) ? 'ready' : `waits for ${standing.machine.waitsFor(actor)}`;
}

function lockAt({ naming }: Standing, slot: number): string {
  const located = naming.locate(slot);
  return located === null ? 'a lock' : (naming.placeName(located.object, located.offset) ?? 'a lock');
}

function framesOf(standing: Standing, actor: number, files: Files): Frame[] {
  const { machine, naming } = standing;
  const { store, program } = machine;
  return machine.framesOf(actor).map((frame, depth) => {
    const code = machine.codeOf(frame);
    const pc = store.get(frame + FRAME.pc) - (depth === 0 ? 0 : 1);
    const micro = code.micros[pc];
    const place = program.places[micro?.at ?? code.source.at];
    const origin: LineOrigin | null = place === undefined ? null : files.lineOrigin(place.file, place.line);
    const value = (index: number): string => {
      const register = code.source.registers[index];
      if (register === undefined) return '';
      const at = frame + (code.registerOffsets[index] as number);
      return showScalar(
        naming,
        register.type,
        register.shown,
        store.get(at),
        isWide(register.type) ? store.get(at + 1) : 0,
      );
    };
    const variables = code.source.registers.flatMap((register, index) =>
      register.shown === '' || register.name === ''
        ? []
        : [
            {
              name: register.name,
              type: register.shown,
              value: value(index),
              argument: code.source.params.includes(index),
            },
          ],
    );
    code.source.locals.forEach((local, index) => {
      const object = machine.firstLocal(frame) + index;
      const shape = naming.shape(local.shape);
      const base = machine.memory.baseOf(object) * 4;
      for (const field of naming.fields(shape, 0, local.bytes).slice(0, MOST_FIELDS))
        variables.push({
          name: `${local.name}${field.path}`,
          type: 'shown' in field.shape ? field.shape.shown : '',
          value: showField(naming, field.shape, base + field.offset),
          argument: false,
        });
    });
    return {
      function: code.source.name,
      arguments: code.source.params
        .map((index) => `${code.source.registers[index]?.name ?? ''}=${value(index)}`)
        .join(', '),
      origin: origin?.origin ?? 'model',
      file: origin?.file ?? (place === undefined ? '' : placeFile(program, place)),
      line: origin?.line ?? place?.line ?? 0,
      patch: origin?.patch ?? null,
      patchLine: origin?.patchLine ?? null,
      variables,
    };
  });
}

function objectsOf(standing: Standing): ObjectView[] {
  const { machine, naming } = standing;
  const { layout, memory, program } = machine;
  const found: ObjectView[] = [];
  const add = (object: number, storage: ObjectView['storage']): void => {
    const shape = naming.shapeOf(object);
    const base = memory.baseOf(object) * 4;
    const fields = shape === null ? [] : naming.fields(shape, 0, memory.sizeOf(object)).slice(0, MOST_FIELDS);
    found.push({
      name: naming.nameOf(object),
      type: shape === null ? '' : shape.shown,
      storage,
      live: memory.stateOf(object) !== OBJECT.freed,
      fields: fields.map((field) => ({
        path: field.path.replace(/^\./, ''),
        type: 'shown' in field.shape ? field.shape.shown : '',
        value: showField(naming, field.shape, base + field.offset),
      })),
    });
  };
  program.globals.forEach((global, index) => {
    if (global.name !== '' && !global.readOnly) add(index + 1, 'global');
  });
  for (let actor = 0; actor < layout.actors; actor++)
    for (let number = 0; number < layout.bounds.heapObjects; number++) {
      const object = layout.firstHeapObject + actor * layout.bounds.heapObjects + number;
      if (memory.stateOf(object) === OBJECT.none) break;
      add(object, 'heap');
    }
  return found;
}
