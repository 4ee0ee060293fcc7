/** Macro definitions and the substitution of one invocation (C11 6.10.3, with GNU's variadic forms). */
import { lex, spell, type Token } from './token';

export interface Macro {
  readonly name: string;
  /** Null for an object-like macro. */
  readonly parameters: readonly string[] | null;
  /** The last parameter takes the rest of the arguments, commas included. */
  readonly variadic: boolean;
  readonly body: readonly Token[];
  /** How many of its expansions are being read at this moment: above 0 its name is painted. */
  active: number;
}

export interface Argument {
  readonly tokens: readonly Token[];
  /** The tokens after full expansion, made when first asked for. */
  readonly expanded: () => readonly Token[];
}

/** The place a macro's own tokens take: the invocation in the text that a person reads. */
export type Site = Pick<Token, 'file' | 'start' | 'end'>;

/** Reads the definition after `#define`; a string says what is wrong with it. */
export function defineMacro(line: readonly Token[]): Macro | string {
  const name = line[0];
  if (name?.kind !== 'identifier') return 'A macro needs a name.';
  const open = line[1];
  if (open?.text !== '(' || open.space) {
    return { name: name.text, parameters: null, variadic: false, body: line.slice(1), active: 0 };
  }
  const parameters: string[] = [];
  let variadic = false;
  let at = 2;
  for (; line[at]?.text !== ')'; at++) {
    const token = line[at];
    if (token === undefined) return `The parameter list of ${name.text} does not end.`;
    if (token.text === ',') continue;
    if (token.text === '...') {
      variadic = true;
      if (line[at - 1]?.kind !== 'identifier') parameters.push('__VA_ARGS__');
    } else if (token.kind === 'identifier') parameters.push(token.text);
    else return `${name.text} has a parameter "${token.text}" that is no name.`;
  }
  return { name: name.text, parameters, variadic, body: line.slice(at + 1), active: 0 };
}

/** Two definitions that C11 6.10.3 calls the same. */
export const sameMacro = (a: Macro, b: Macro): boolean =>
  spell(a.body) === spell(b.body) && a.parameters?.join() === b.parameters?.join() && a.variadic === b.variadic;

const quote = (tokens: readonly Token[]): string =>
  `"${tokens
    .map((token, index) => {
      const text =
        token.kind === 'string' || token.kind === 'character' ? token.text.replace(/[\\"]/g, '\\$&') : token.text;
      return (token.space && index > 0 ? ' ' : '') + text;
    })
    .join('')}"`;

/** The body of one invocation with its arguments put in, ready to be read again. */
export function substitute(macro: Macro, args: readonly Argument[], site: Site): Token[] {
  const argumentOf = (token: Token | undefined): Argument | null => {
    if (token?.kind !== 'identifier' || macro.parameters === null) return null;
    const index = macro.parameters.indexOf(token.text);
    return index < 0 ? null : (args[index] ?? null);
  };
  const rest = macro.variadic ? (args[(macro.parameters?.length ?? 0) - 1] ?? null) : null;

  const run = (body: readonly Token[]): Token[] => {
    const out: Token[] = [];
    const moved = (token: Token): Token => ({
      ...token,
      file: site.file,
      start: site.start,
      end: site.end,
      first: false,
    });
    /** Puts in an argument whose first token takes the white space of the parameter's name. */
    const insert = (tokens: readonly Token[], at: Token): void => {
      tokens.forEach((token, index) => {
        const wanted = index === 0 ? at.space : token.space;
        out.push(
          token.first || token.space !== wanted ? { ...token, first: false, space: wanted || token.first } : token,
        );
      });
    };
    const paste = (right: readonly Token[]): void => {
      const left = out.pop();
      const [head, ...tail] = right;
      if (left !== undefined && head !== undefined) {
        const glued = lex(left.text + head.text, site.file).tokens;
        glued.forEach((token, index) =>
          out.push({ ...moved(token), space: index === 0 && left.space, painted: false }),
        );
      } else if (left !== undefined) out.push(left);
      else if (head !== undefined) out.push(head);
      out.push(...tail);
    };

    for (let at = 0; at < body.length; at++) {
      const token = body[at];
      if (token === undefined) break;
      const next = body[at + 1];
      if (token.text === '#' && macro.parameters !== null && argumentOf(next) !== null && next !== undefined) {
        const made = { ...moved(token), kind: 'string', text: quote(argumentOf(next)?.tokens ?? []) } as const;
        out.push(made);
        at++;
      } else if (token.text === '##' && next !== undefined) {
        at++;
        const argument = argumentOf(next);
        if (argument !== null && argument === rest && out.at(-1)?.text === ',') {
          // GNU: the comma before an empty rest goes away; before a rest that is there it stays, unpasted.
          if (argument.tokens.length === 0) out.pop();
          else insert(argument.tokens, next);
        } else if (next.text === '__VA_OPT__' && macro.variadic) {
          const end = closing(body, at + 1);
          paste(rest !== null && rest.tokens.length > 0 ? run(body.slice(at + 2, end)) : []);
          at = end;
        } else if (argument !== null) paste(argument.tokens);
        else paste([moved(next)]);
      } else if (token.text === '__VA_OPT__' && macro.variadic && next?.text === '(') {
        const end = closing(body, at + 1);
        if (rest !== null && rest.expanded().length > 0) out.push(...run(body.slice(at + 2, end)));
        at = end;
      } else {
        const argument = argumentOf(token);
        if (argument === null) out.push(moved(token));
        else if (next?.text === '##') {
          if (argument.tokens.length > 0) insert(argument.tokens, token);
          else if (body[at + 2] !== undefined) {
            // An empty left operand is a placemarker: the right operand stands alone, unexpanded.
            const right = argumentOf(body[at + 2]);
            if (body[at + 3]?.text !== '##') {
              const tail = body[at + 2];
              if (right !== null && tail !== undefined) insert(right.tokens, tail);
              else if (tail !== undefined) out.push(moved(tail));
              at += 2;
            } else at += 1;
          }
        } else insert(argument.expanded(), token);
      }
    }
    return out;
  };
  return run(macro.body);
}

/** Index of the `)` that closes the `(` at `open`, or the end. */
function closing(body: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < body.length; at++) {
    if (body[at]?.text === '(') depth++;
    else if (body[at]?.text === ')' && --depth === 0) return at;
  }
  return body.length;
}
