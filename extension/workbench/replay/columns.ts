import { PIECES, atOnce, type Sliced } from '../../ground/sliced';
import { STEP_KINDS, type StepColumns, type StepPlace, type ViewStep } from '../../../webview/protocol';

/** The heads of steps in columns, as the view is sent them: every place once, and a few numbers a step. */
export const stepColumns = (steps: readonly ViewStep[]): StepColumns => atOnce(makingColumns(steps));

/** The same in slices. */
export function* makingColumns(steps: readonly ViewStep[]): Sliced<StepColumns> {
  const count = steps.length;
  const columns = {
    placeOf: new Uint32Array(count),
    actors: new Uint8Array(count),
    cpus: new Uint8Array(count),
    kinds: new Uint8Array(count),
    depths: new Uint8Array(count),
    minors: new Uint8Array(count),
  };
  const places: StepPlace[] = [];
  const known = new Map<string, number>();
  const kinds = new Map<string, number>(STEP_KINDS.map((kind, at) => [kind, at]));
  for (const [at, step] of steps.entries()) {
    if (at % PIECES === 0) yield;
    const { name, function: inside, origin, file, line, endLine, patch, patchLine } = step;
    const key = [file, line, endLine, patchLine, inside, name, origin, patch].join('\0');
    let place = known.get(key);
    if (place === undefined) {
      known.set(key, (place = places.length));
      places.push({ name, function: inside, origin, file, line, endLine, patch, patchLine });
    }
    columns.placeOf[at] = place;
    columns.actors[at] = step.actor;
    columns.cpus[at] = step.cpu;
    columns.kinds[at] = kinds.get(step.kind) ?? 0;
    columns.depths[at] = Math.min(step.depth, 255);
    columns.minors[at] = step.minor ? 1 : 0;
  }
  return { places, ...columns };
}
