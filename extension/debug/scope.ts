import { fieldTree, joined, nodeAt, preview, type FieldNode } from './fields';
import type { Evaluated, RunFrame, RunObject, RunState } from './run';

/** A value that a name stands for, with what can be unfolded in it. */
export interface Named {
  /** As an expression names it: "front_door.lock". */
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly value: string;
  readonly node: FieldNode;
  /** Whether `changed` of a step can name it: it lies in an object, not in a register. */
  readonly storage: 'object' | 'local';
}

/** The names that a frame sees at some state: its own first, then the objects of the program. */
export class Scope {
  private readonly objects: ReadonlyMap<string, RunObject>;

  constructor(
    state: RunState,
    private readonly frame: RunFrame | null,
  ) {
    this.objects = new Map(state.objects.map((object) => [object.name, object]));
  }

  get arguments(): readonly Named[] {
    return this.own(true);
  }

  get locals(): readonly Named[] {
    return this.own(false);
  }

  get globals(): readonly Named[] {
    return this.stored((object) => object.storage === 'global');
  }

  get heap(): readonly Named[] {
    return this.stored((object) => object.storage !== 'global');
  }

  /** The parts of a value: members, elements, or what a pointer points to. */
  parts(of: Named): readonly Named[] {
    if (of.node.children.length > 0)
      return of.node.children.map((node) => part(of, node, joined(of.name, node.name), node.name));
    const target = this.target(of.value);
    if (target === null) return [];
    if (target.node.children.length === 0) return [{ ...target, label: `*${of.label}` }];
    return target.node.children.map((node) => ({
      ...part(target, node, joined(target.name, node.name), node.name),
    }));
  }

  /** Whether `parts` has any. */
  hasParts(of: Named): boolean {
    return of.node.children.length > 0 || this.target(of.value) !== null;
  }

  /** A name with its members, elements and targets: `buf->resv.lock`, `pages[2]`, `*head`. Null for anything else. */
  find(expression: string): Named | null {
    const text = expression.replace(/\s+/g, '');
    const parsed = /^(\**)&?([A-Za-z_]\w*(?:#\d+)?)((?:->\w+|\.\w+|\[\d+\])*)$/.exec(text);
    if (parsed === null) return null;
    const [, stars = '', head = '', rest = ''] = parsed;
    let at: Named | null = this.named(head);
    for (const [step] of rest.matchAll(/->\w+|\.\w+|\[\d+\]/g)) {
      if (at === null) return null;
      const from: Named | null = step.startsWith('->') ? this.target(at.value) : at;
      const name = step.startsWith('[') ? step : step.replace(/^(?:->|\.)/, '');
      const node: FieldNode | null = from === null ? null : nodeAt(from.node, name);
      at = from === null || node === null ? null : part(from, node, joined(from.name, name), name);
    }
    for (let star = 0; star < stars.length && at !== null; star++) at = this.target(at.value);
    return at;
  }

  /** What a name stands for, in the words of a debugger that works out names alone. */
  evaluate(expression: string): Evaluated {
    const found = this.find(expression);
    if (found !== null) {
      const truth = !/^(?:0|false|NULL)$/.test(found.value);
      return { kind: 'value', value: found.value, type: found.type, truth, fields: [] };
    }
    return { kind: 'problem', message: `nothing here is called ${expression.trim().slice(0, 80)}` };
  }

  /** A value that an expression was worked out to, under the expression's own name. */
  worked(expression: string, found: Evaluated & { readonly kind: 'value' }): Named {
    const node = fieldTree(found.fields);
    return { name: expression, label: expression, type: found.type, value: found.value, node, storage: 'local' };
  }

  /** Every name that can be written here. */
  get names(): readonly string[] {
    return [...new Set([...this.arguments, ...this.locals, ...this.globals, ...this.heap].map(({ name }) => name))];
  }

  private own(argument: boolean): readonly Named[] {
    const variables = (this.frame?.variables ?? []).filter((each) => (each.argument ?? false) === argument);
    const tree = fieldTree(variables.map(({ name, type, value }) => ({ path: name, type, value })));
    return tree.children.map((node) => ({
      name: node.path,
      label: node.name,
      type: node.type,
      value: node.children.length === 0 ? node.value : preview(node),
      node,
      storage: 'local',
    }));
  }

  private stored(wanted: (object: RunObject) => boolean): readonly Named[] {
    return [...this.objects.values()].filter(wanted).map(ofObject);
  }

  private named(name: string): Named | null {
    const own = [...this.locals, ...this.arguments].find((each) => each.name === name);
    const object = this.objects.get(name);
    return own ?? (object === undefined ? null : ofObject(object));
  }

  /** What a pointer's value names: "&ring.head" is the member of that object. */
  private target(value: string): Named | null {
    const parsed = /^&([A-Za-z_]\w*(?:#\d+)?)((?:\.\w+|\[\d+\])*)(?: \(.*\))?$/.exec(value);
    const object = this.objects.get(parsed?.[1] ?? '');
    if (object === undefined) return null;
    const whole = ofObject(object);
    const path = (parsed?.[2] ?? '').replace(/^\./, '');
    if (path === '') return whole;
    const node = nodeAt(whole.node, path);
    return node === null ? null : part(whole, node, joined(whole.name, path), path);
  }
}

function ofObject(object: RunObject): Named {
  const node = fieldTree(object.fields);
  const [only] = node.children;
  // A scalar is a field without a name.
  const scalar = object.fields.length === 1 && object.fields[0]?.path === '' && only === undefined;
  const value = scalar ? (object.fields[0]?.value ?? '') : preview(node);
  return {
    name: object.name,
    label: object.name,
    type: object.type,
    value: object.live ? value : `freed ${value}`,
    node,
    storage: 'object',
  };
}

const part = (of: Named, node: FieldNode, name: string, label: string): Named => ({
  name,
  label,
  type: node.type,
  value: node.children.length === 0 ? node.value : preview(node),
  node,
  storage: of.storage,
});
