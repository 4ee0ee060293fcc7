import type { ViewObject, ViewState } from './protocol';

export type How = 'added' | 'modified' | 'deleted' | 'same';

/** Signs, not letters: letters are the actors'. */
export const CHANGE_MARKS: Readonly<Record<How, string>> = { added: '+', modified: '~', deleted: '−', same: '' };

export interface FieldChange {
  readonly path: string;
  readonly type: string;
  readonly value: string;
  readonly how: How;
  /** The value before, where it was another. */
  readonly was: string | null;
}

export interface ObjectChange {
  readonly object: ViewObject;
  readonly how: How;
  readonly fields: readonly FieldChange[];
}

/**
 * What a step did to the objects, by comparing the state after it with the one before; with nothing to compare to,
 * everything is the same. An object that is no longer live counts as deleted at the step that freed it.
 */
export function objectChanges(before: ViewState | null, after: ViewState): readonly ObjectChange[] {
  const earlier = new Map(before?.objects.map((object) => [object.name, object]));
  const present = after.objects.map((object) => {
    const old = earlier.get(object.name);
    earlier.delete(object.name);
    if (before === null) return { object, how: 'same' as const, fields: same(object) };
    if (old === undefined) return { object, how: 'added' as const, fields: same(object) };
    const fields = compareFields(old, object);
    const freed = old.live && !object.live;
    const how: How = freed ? 'deleted' : fields.some((field) => field.how !== 'same') ? 'modified' : 'same';
    return { object, how, fields };
  });
  const gone = [...earlier.values()].map((object) => ({ object, how: 'deleted' as const, fields: same(object) }));
  return [...present, ...gone];
}

function same(object: ViewObject): readonly FieldChange[] {
  return object.fields.map((field) => ({ ...field, how: 'same', was: null }));
}

function compareFields(old: ViewObject, now: ViewObject): readonly FieldChange[] {
  const earlier = new Map(old.fields.map(({ path, value }) => [path, value]));
  return now.fields.map((field) => {
    const was = earlier.get(field.path);
    if (was === undefined) return { ...field, how: 'added', was: null };
    return was === field.value ? { ...field, how: 'same', was: null } : { ...field, how: 'modified', was };
  });
}

/** A field that two runs hold otherwise; `none` where one of them has no such object or field. */
export interface DifferingField {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
}

/** How the states of two runs differ, in the order of ours. */
export function differingFields(ours: ViewState, theirs: ViewState): readonly DifferingField[] {
  const [here, there] = [fieldsOf(ours), fieldsOf(theirs)];
  const names = new Set([...here.keys(), ...there.keys()]);
  return [...names].flatMap((what) => {
    const [mine, other] = [here.get(what) ?? 'none', there.get(what) ?? 'none'];
    return mine === other ? [] : [{ what, ours: mine, theirs: other }];
  });
}

function fieldsOf({ objects }: ViewState): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const { name, live, fields: own } of objects) {
    if (!live) fields.set(name, 'freed');
    else for (const { path, value } of own) fields.set(path === '' ? name : `${name}.${path}`, value);
  }
  return fields;
}
