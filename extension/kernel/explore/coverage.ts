import type { Machine } from '../machine/machine';
import type { Files } from '../trace/build';
import type { Exploration } from '../trace/trace';

/** Distinct source lines that a machine has executed, by origin; primitives by name. */
export function executedPlaces(machine: Machine, files: Files): Exploration['origins'] {
  const lines = { series: new Set<string>(), tree: new Set<string>(), model: new Set<string>() };
  const primitives = new Set<string>();
  machine.eachExecuted((micro) => {
    const place = machine.program.places[micro.at];
    if (place === undefined) return;
    const origin = files.lineOrigin(place.file, place.line);
    if (origin !== null) lines[origin.origin].add(`${origin.file}:${String(origin.line)}`);
    if (micro.primitive !== null) primitives.add(micro.primitive.name);
  });
  return {
    series: lines.series.size,
    tree: lines.tree.size,
    model: lines.model.size,
    primitive: primitives.size,
  };
}
