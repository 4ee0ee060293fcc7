/** One item at the top level of a C file, found by its shape alone: no preprocessing, no types. */
export interface Declaration {
  readonly kind: 'function' | 'prototype' | 'type' | 'variable' | 'macro' | 'include' | 'call';
  /** What it declares; for `call` the macro that is called ("EXPORT_SYMBOL"), for `include` the path. */
  readonly name: string;
  readonly isStatic: boolean;
  /** 0-based index of its first line, of the comment that belongs to it where there is one, and of its last line. */
  readonly first: number;
  readonly lead: number;
  readonly last: number;
}

/** An item whose end, or whose beginning, is not among the lines. */
export interface Fragment {
  /** Empty where the beginning is missing. */
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

export interface DeclarationScan {
  readonly declarations: readonly Declaration[];
  readonly fragments: readonly Fragment[];
}

/**
 * Takes lines of kernel C apart at the top level. The lines may begin and end anywhere, as those of a hunk do: kernel
 * style puts every item's first line at column 0 and nothing else there but labels, closing braces and directives
 * (Documentation/process/coding-style.rst).
 */
export function scanDeclarations(lines: readonly string[]): DeclarationScan {
  const declarations: Declaration[] = [];
  const fragments: Fragment[] = [];
  let lead: number | null = null;
  let at = 0;
  let remnant: number | null = null;
  const endRemnant = (before: number): void => {
    if (remnant !== null) fragments.push({ name: '', first: remnant, last: before });
    remnant = null;
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      lead = null;
      at++;
    } else if (/^\/[/*]/.test(line)) {
      endRemnant(at - 1);
      lead ??= at;
      at = commentEnd(lines, at) + 1;
    } else if (line.startsWith('#')) {
      const last = directiveEnd(lines, at);
      const directive = lines.slice(at, last + 1).join('\n');
      const macro = /^#\s*define\s+(\w+)/.exec(directive)?.[1];
      const include = /^#\s*include\s+[<"]([^>"]+)[>"]/.exec(directive)?.[1];
      const item = { isStatic: true, first: at, lead: lead ?? at, last };
      if (macro !== undefined) declarations.push({ kind: 'macro', name: macro, ...item });
      if (include !== undefined) declarations.push({ kind: 'include', name: include, ...item });
      lead = null;
      at = last + 1;
    } else if (/^[A-Za-z_]/.test(line) && !/^\w+:(?!:)/.test(line)) {
      endRemnant(at - 1);
      const item = readItem(lines, at);
      if (item.declaration) declarations.push({ ...item.declaration, lead: lead ?? at });
      else fragments.push({ name: item.name, first: at, last: item.last });
      lead = null;
      at = item.last + 1;
    } else {
      // A line inside of something that began before these lines.
      remnant ??= at;
      if (/^}/.test(line)) endRemnant(at);
      lead = null;
      at++;
    }
  }
  endRemnant(lines.length - 1);
  return { declarations, fragments };
}

/** Every identifier in a piece of C, comments, strings and directives' keywords left out. */
export function identifiers(text: string): Set<string> {
  const code = text
    .replace(/\/\*[^]*?(?:\*\/|$)/g, ' ')
    .replace(/\/\/.*$/gm, ' ')
    .replace(/"(?:[^"\\\n]|\\.)*"/g, ' ');
  return new Set(code.match(/\b[A-Za-z_]\w*/g) ?? []);
}

function commentEnd(lines: readonly string[], from: number): number {
  if ((lines[from] ?? '').startsWith('//')) return from;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.includes('*/', at === from ? 2 : 0)) return at;
  }
  return lines.length - 1;
}

function directiveEnd(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length - 1 && (lines[at] ?? '').endsWith('\\')) at++;
  return at;
}

type Item =
  | { readonly declaration: Omit<Declaration, 'lead'>; readonly name: string; readonly last: number }
  | { readonly declaration: null; readonly name: string; readonly last: number };

/** Reads from a line at column 0 to the semicolon or the closing brace that ends the item. */
function readItem(lines: readonly string[], first: number): Item {
  const single = /^([A-Za-z_]\w*)\s*\([^;{]*\)\s*$/.exec(lines[first] ?? '')?.[1];
  if (single !== undefined && balanced(lines[first] ?? '')) {
    // `module_init(x)` without a semicolon; a function's name never stands alone before its parameters.
    const next = lines[first + 1] ?? '';
    if (!next.startsWith('{')) return whole('call', single, true, first, first);
  }
  let depth = 0;
  let head = '';
  let headDone = false;
  let isFunction = false;
  let inComment = false;
  for (let at = first; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (at > first && !inComment && line.startsWith('#')) {
      at = directiveEnd(lines, at);
      continue;
    }
    for (let i = 0; i < line.length; i++) {
      const char = line[i] ?? '';
      if (inComment) {
        if (char === '*' && line[i + 1] === '/') {
          inComment = false;
          i++;
        }
      } else if (char === '/' && line[i + 1] === '*') {
        inComment = true;
        i++;
      } else if (char === '/' && line[i + 1] === '/') break;
      else if (char === '"' || char === "'") i = literalEnd(line, i);
      else if (char === '{' && depth === 0) {
        isFunction = !headDone && /\)\s*(?:__\w+(?:\([^)]*\))?\s*)*$/.test(head) && !/=/.test(withoutParentheses(head));
        headDone = true;
        depth++;
      } else if (char === '(' || char === '[' || char === '{') {
        depth++;
        if (!headDone) head += char;
      } else if (char === ')' || char === ']' || char === '}') {
        depth--;
        if (!headDone) head += char;
        if (depth === 0 && char === '}' && isFunction) return finish(head, true, first, at);
        if (depth < 0) return { declaration: null, name: itemName(head).name, last: at };
      } else if (char === ';' && depth === 0) return finish(head, false, first, at);
      else if (!headDone) head += char;
    }
    if (!headDone) head += '\n';
  }
  return { declaration: null, name: itemName(head).name, last: lines.length - 1 };
}

function whole(kind: Declaration['kind'], name: string, isStatic: boolean, first: number, last: number): Item {
  return { declaration: { kind, name, isStatic, first, last }, name, last };
}

function finish(head: string, isFunction: boolean, first: number, last: number): Item {
  const { name, kind, typed } = itemName(head);
  const isStatic = /^\s*(?:static|typedef)\b/.test(head);
  if (isFunction) {
    // Without a type before its name the function began above the lines that are known.
    return typed ? whole('function', name, isStatic, first, last) : { declaration: null, name, last };
  }
  return whole(kind, name, isStatic, first, last);
}

/** What the text before the body, the initialiser or the semicolon declares. */
function itemName(head: string): { name: string; kind: Declaration['kind']; typed: boolean } {
  const text = head.replace(/__attribute__\s*\(\([^]*?\)\)/g, ' ').trim();
  const pointer = /\(\s*\*\s*(\w+)\s*\)\s*\(/.exec(text);
  if (/^typedef\b/.test(text)) {
    return { name: pointer?.[1] ?? /(\w+)\s*(?:\[[^\]]*\])?\s*$/.exec(text)?.[1] ?? '', kind: 'type', typed: true };
  }
  const record = /^(?:struct|union|enum)\s+(?:__\w+\s+)?(\w+)\s*$/.exec(text);
  if (record?.[1] !== undefined) return { name: record[1], kind: 'type', typed: true };
  const assigned = withoutParentheses(text.split('=')[0] ?? '');
  const called = /^([^(]*?)(\w+)\s*\(/.exec(text);
  if (called?.[2] !== undefined && !text.includes('=') && pointer === null) {
    const typed = /\w/.test(called[1] ?? '');
    return { name: called[2], kind: typed ? 'prototype' : 'call', typed };
  }
  const variable = /(\w+)\s*(?:\[[^\]]*\]\s*)*$/.exec(assigned.trim());
  return { name: variable?.[1] ?? pointer?.[1] ?? '', kind: 'variable', typed: true };
}

function withoutParentheses(text: string): string {
  let result = text;
  for (let before = ''; before !== result;) {
    before = result;
    result = result.replace(/\([^()]*\)/g, ' ');
  }
  return result;
}

function literalEnd(line: string, from: number): number {
  const quote = line[from];
  let at = from + 1;
  while (at < line.length && line[at] !== quote) at += line[at] === '\\' ? 2 : 1;
  return at;
}

function balanced(line: string): boolean {
  return (line.match(/\(/g)?.length ?? 0) === (line.match(/\)/g)?.length ?? 0);
}
