/** Values of integer, character and string constants (C11 6.4.4, 6.4.5). */

export interface IntegerLiteral {
  readonly value: bigint;
  readonly unsigned: boolean;
  readonly long: 0 | 1 | 2;
  readonly decimal: boolean;
}

/** The value of an integer constant; null where the text is no integer constant (a float, or nonsense). */
export function integerLiteral(text: string): IntegerLiteral | null {
  const match = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uU]?(?:ll|LL|[lL])?|(?:ll|LL|[lL])[uU]?)$/.exec(
    text,
  );
  const digits = match?.[1];
  if (digits === undefined) return null;
  const suffix = (match?.[2] ?? '').toLowerCase();
  const octal = /^0[0-7]+$/.test(digits);
  return {
    value: BigInt(octal ? `0o${digits.slice(1)}` : digits),
    unsigned: suffix.includes('u'),
    long: suffix.includes('ll') ? 2 : suffix.includes('l') ? 1 : 0,
    decimal: /^[1-9]/.test(digits),
  };
}

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  e: 27,
};

/** The width of an element by the prefix of the constant. */
export function elementBytes(text: string): 1 | 2 | 4 {
  return /^[LU]/.test(text) ? 4 : /^u['"]/.test(text) ? 2 : 1;
}

/** The elements of a string or character constant: bytes of UTF-8 without a prefix, else UTF-16 or UTF-32 units. */
export function quotedElements(text: string): number[] {
  const bytes = elementBytes(text);
  const body = text.slice(text.search(/['"]/) + 1, -1);
  const elements: number[] = [];
  const character = (code: number): void => {
    if (bytes === 4) elements.push(code);
    else if (bytes === 2) for (const unit of splitUnits(code)) elements.push(unit);
    else elements.push(...new TextEncoder().encode(String.fromCodePoint(code)));
  };
  for (let at = 0; at < body.length;) {
    const code = body.codePointAt(at) ?? 0;
    if (code !== 92) {
      character(code);
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(body.slice(at + 1, at + 4))?.[0];
    const hex = /^x([0-9a-fA-F]+)/.exec(body.slice(at + 1, at + 20))?.[1];
    const universal = /^(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(body.slice(at + 1, at + 10));
    if (octal !== undefined) {
      elements.push(parseInt(octal, 8) & (bytes === 1 ? 0xff : -1));
      at += 1 + octal.length;
    } else if (hex !== undefined) {
      elements.push(parseInt(hex.slice(-8), 16) & (bytes === 1 ? 0xff : -1));
      at += 2 + hex.length;
    } else if (universal !== null) {
      const point = parseInt(universal[1] ?? universal[2] ?? '0', 16);
      character(point > 0x10ffff ? 0xfffd : point);
      at += 1 + universal[0].length;
    } else {
      const letter = body[at + 1] ?? '';
      character(SIMPLE[letter] ?? letter.codePointAt(0) ?? 92);
      at += 2;
    }
  }
  return elements;
}

const splitUnits = (code: number): number[] =>
  code > 0xffff ? [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff)] : [code];

/** The value of a character constant as gcc gives it: several characters shift left by eight. */
export function characterValue(text: string, charUnsigned: boolean): number {
  const elements = quotedElements(text);
  if (elementBytes(text) > 1) return (elements.at(-1) ?? 0) | 0;
  if (elements.length <= 1) {
    const value = elements[0] ?? 0;
    return charUnsigned || value < 128 ? value : value - 256;
  }
  return elements.reduce((value, element) => (value << 8) | element | 0, 0);
}
