/** Fields as the trace lists them, "lock.owner", "pages[2].pfn", put back into the structs and arrays that they are of. */
export interface FieldNode {
  /** Member name, or "[2]". */
  readonly name: string;
  /** From the object on: "lock.owner". Empty for the object itself. */
  readonly path: string;
  readonly type: string;
  /** Empty for a struct or an array. */
  readonly value: string;
  readonly children: readonly FieldNode[];
}

export interface FlatField {
  readonly path: string;
  readonly type: string;
  readonly value: string;
}

interface Growing {
  readonly name: string;
  readonly path: string;
  type: string;
  value: string;
  readonly children: Map<string, Growing>;
}

/** The tree of an object's fields; its root stands for the object. Fields keep their order. */
export function fieldTree(fields: readonly FlatField[]): FieldNode {
  const root: Growing = { name: '', path: '', type: '', value: '', children: new Map() };
  for (const field of fields) {
    let at = root;
    for (const part of parts(field.path)) {
      let child = at.children.get(part);
      if (child === undefined) {
        child = { name: part, path: joined(at.path, part), type: '', value: '', children: new Map() };
        at.children.set(part, child);
      }
      at = child;
    }
    at.type = field.type;
    at.value = field.value;
  }
  return grown(root);
}

/** The node of a path below a node, or null. */
export function nodeAt(node: FieldNode, path: string): FieldNode | null {
  let at: FieldNode | undefined = node;
  for (const part of parts(path)) at = at?.children.find(({ name }) => name === part);
  return at ?? null;
}

/** "resv", ".owner" -> "resv.owner"; "pages", "[2]" -> "pages[2]". */
export const joined = (path: string, part: string): string =>
  part.startsWith('[') || path === '' ? `${path}${part}` : `${path}.${part}`;

/** A struct or an array in a few words: its first fields and their values. */
export function preview(node: FieldNode, longest = 60): string {
  const shown: string[] = [];
  let length = 0;
  for (const child of node.children) {
    const value = child.children.length === 0 ? child.value : '{…}';
    const text = child.name.startsWith('[') ? value : `${child.name}: ${value}`;
    length += text.length + 2;
    if (length > longest) {
      shown.push('…');
      break;
    }
    shown.push(text);
  }
  return `{${shown.join(', ')}}`;
}

const parts = (path: string): readonly string[] => path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];

const grown = ({ children, ...rest }: Growing): FieldNode => ({ ...rest, children: [...children.values()].map(grown) });
