import type { Machine } from '../machine/machine';
import type { Files } from '../trace/build';
import type { Exploration, RestsOn } from '../trace/trace';

const ORIGINS = ['series', 'tree', 'model'] as const;

/**
 * Distinct source lines that a machine has executed, by origin and by file; primitives by name. Lines of the scenario and of
 * the machine's own headers stand in for nothing: the sums count them apart from models.
 */
export function executedPlaces(
  machine: Machine,
  files: Files,
  onExecuted: (file: string, line: number) => void = () => undefined,
): Pick<Exploration, 'origins' | 'rests'> {
  const lines = new Map(ORIGINS.map((origin) => [origin, new Map<string, Set<number>>()] as const));
  const parts = new Map<string, 'flow' | 'machine'>();
  const primitives = new Set<string>();
  machine.eachExecuted((micro) => {
    const place = machine.program.places[micro.at];
    if (place === undefined) return;
    const origin = files.lineOrigin(place.file, place.line);
    const byFile = origin && lines.get(origin.origin);
    if (origin && byFile) byFile.set(origin.file, (byFile.get(origin.file) ?? new Set()).add(origin.line));
    if (origin?.part !== undefined) parts.set(origin.file, origin.part);
    if (micro.primitive !== null) primitives.add(micro.primitive.name);
  });
  for (const byFile of lines.values()) {
    for (const [file, executed] of byFile) for (const line of executed) onExecuted(file, line);
  }
  const rests = ORIGINS.flatMap((origin) =>
    [...(lines.get(origin) ?? [])]
      .map(([file, executed]): RestsOn => ({ origin, file, lines: executed.size }))
      .sort((a, b) => (a.file < b.file ? -1 : 1)),
  );
  const sum = (kind: RestsOn['origin'] | 'flow' | 'machine'): number =>
    rests.reduce((total, one) => total + ((parts.get(one.file) ?? one.origin) === kind ? one.lines : 0), 0);
  return {
    origins: {
      series: sum('series'),
      tree: sum('tree'),
      model: sum('model'),
      flow: sum('flow'),
      machine: sum('machine'),
      primitive: primitives.size,
    },
    rests,
  };
}
