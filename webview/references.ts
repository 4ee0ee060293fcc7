import type { ViewObject } from './protocol';

/** One field that points at another object. */
export interface Reference {
  readonly from: string;
  readonly field: string;
  readonly to: string;
  /** The object that it points at is gone. */
  readonly stale: boolean;
}

/**
 * Which objects point at which, read from the values: the machine shows a pointer as `&name`, `&name.field` or `&name + 8`,
 * with `(freed)` or `(gone)` behind it where the object no longer lives. Fields that only chain list heads together are
 * left out where they point back at their own object.
 */
export function references(objects: readonly ViewObject[]): readonly Reference[] {
  const names = new Map(objects.map((object) => [object.name, object]));
  const found = new Map<string, Reference>();
  for (const { name, fields } of objects) {
    for (const { path, value } of fields) {
      const target = pointedAt(value, names);
      if (target === null || target.name === name) continue;
      const key = `${name} ${target.name}`;
      const known = found.get(key);
      const stale = !target.live || /\((?:freed|gone|stale)\)$/.test(value);
      const field = known === undefined ? path : `${known.field}, ${path}`;
      found.set(key, { from: name, field, to: target.name, stale: stale || known?.stale === true });
    }
  }
  return [...found.values()];
}

function pointedAt(value: string, names: ReadonlyMap<string, ViewObject>): ViewObject | null {
  const name = /^&([A-Za-z_][\w#]*)/.exec(value)?.[1];
  return name === undefined ? null : (names.get(name) ?? null);
}
