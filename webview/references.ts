import type { ViewObject } from './protocol';

/** One field that points at another object, or holds an address in some address space. */
export interface Reference {
  readonly from: string;
  readonly field: string;
  readonly to: string;
  /** The object that it points at is gone, or the range that it maps has changed hands since. */
  readonly stale: boolean;
  /** The address space that it maps into; null for a pointer. */
  readonly space: string | null;
}

/**
 * Which objects point at which and map what, read from the values: the machine shows a pointer as `&name`, `&name.field` or
 * `&name + 8`, with `(freed)` or `(gone)` behind it where the object no longer lives, and an address of a device, a guest
 * or a bus as `space[range]+0x1000` or `pfn of space[range]+0x1000`, with `(stale)` behind it where the range is not what it
 * was. Fields that only chain list heads together are left out where they point back at their own object.
 */
export function references(objects: readonly ViewObject[]): readonly Reference[] {
  const names = new Map(objects.map((object) => [object.name, object]));
  const found = new Map<string, Reference>();
  for (const { name, fields } of objects) {
    for (const { path, value } of fields) {
      const reference = mapped(value) ?? pointedAt(value, names);
      if (reference === null || reference.to === name) continue;
      const key = `${name} ${reference.to}`;
      const known = found.get(key);
      const field = known === undefined ? path : `${known.field}, ${path}`;
      found.set(key, { ...reference, from: name, field, stale: reference.stale || known?.stale === true });
    }
  }
  return [...found.values()];
}

type Target = Pick<Reference, 'to' | 'stale' | 'space'>;

function pointedAt(value: string, names: ReadonlyMap<string, ViewObject>): Target | null {
  const name = /^&([A-Za-z_][\w#]*)/.exec(value)?.[1];
  const target = name === undefined ? undefined : names.get(name);
  if (target === undefined) return null;
  return { to: target.name, stale: !target.live || /\((?:freed|gone|stale)\)$/.test(value), space: null };
}

function mapped(value: string): Target | null {
  const parts = /^(?:pfn of )?(([A-Za-z_]\w*)(?:\[\d+\])?)\+0x[0-9a-f]+( \(stale\))?$/.exec(value);
  const [, range, space, stale] = parts ?? [];
  return range === undefined || space === undefined ? null : { to: range, stale: stale !== undefined, space };
}
