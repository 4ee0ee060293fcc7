import type { Evaluation } from './evaluate';

/** A C expression that a reader watches, under the reader's own name or under itself. */
export interface Watch {
  readonly name: string;
  readonly expression: string;
}

/**
 * `name = expression`, or an expression alone. Nothing that is watched changes anything, so an assignment to a plain name
 * can be no C here.
 */
export function readWatch(text: string): Watch {
  const named = /^\s*([A-Za-z_]\w*)\s*=(?!=)\s*(\S.*?)\s*$/s.exec(text);
  const expression = text.trim();
  return named?.[1] === undefined || named[2] === undefined
    ? { name: expression, expression }
    : { name: named[1], expression: named[2] };
}

/** A value as one line: what is inside a struct stands in braces. */
export function valueText(found: Extract<Evaluation, { kind: 'value' }>): string {
  const inside = found.fields.map(({ path, value }) => `${path}: ${value}`).join(', ');
  return inside === '' ? found.value : `{${inside}}`;
}
