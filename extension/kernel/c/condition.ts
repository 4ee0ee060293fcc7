/** The controlling expression of `#if` (C11 6.10.1): integers of 64 bits, names left over are 0. */
import { characterValue, integerLiteral } from './literal';
import type { Token } from './token';

interface Value {
  readonly value: bigint;
  readonly unsigned: boolean;
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '*': 10,
  '/': 10,
  '%': 10,
  '+': 9,
  '-': 9,
  '<<': 8,
  '>>': 8,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '==': 6,
  '!=': 6,
  '&': 5,
  '^': 4,
  '|': 3,
  '&&': 2,
  '||': 1,
};

/** More nesting than this in one condition is refused. */
const MAX_DEPTH = 200;

/** Evaluates the fully expanded line. A string says why it has no value. */
export function evaluateCondition(line: readonly Token[]): boolean | string {
  let at = 0;
  let depth = 0;
  let wrong: string | null = null;
  const fail = (why: string): Value => {
    wrong ??= why;
    at = line.length;
    return { value: 0n, unsigned: false };
  };
  const make = (value: bigint, unsigned: boolean): Value => ({
    value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value),
    unsigned,
  });

  const primary = (): Value => {
    const token = line[at++];
    if (token === undefined) return fail('the expression ends too early');
    if (++depth > MAX_DEPTH) return fail('the expression is nested too deeply');
    try {
      if (token.kind === 'number') {
        const literal = integerLiteral(token.text);
        if (literal === null) return fail(`"${token.text}" is no integer`);
        return make(literal.value, literal.unsigned || literal.value > 0x7fffffffffffffffn);
      }
      if (token.kind === 'character') return make(BigInt(characterValue(token.text, false)), false);
      if (token.kind === 'identifier') return make(0n, false);
      if (token.text === '(') {
        const inner = ternary();
        if (line[at++]?.text !== ')') return fail('a ")" is missing');
        return inner;
      }
      if (token.text === '!') return make(primary().value === 0n ? 1n : 0n, false);
      if (token.text === '-' || token.text === '+' || token.text === '~') {
        const operand = primary();
        const value = token.text === '-' ? -operand.value : token.text === '~' ? ~operand.value : operand.value;
        return make(value, operand.unsigned);
      }
      return fail(`"${token.text}" stands where a value should`);
    } finally {
      depth--;
    }
  };

  const apply = (operator: string, left: Value, right: Value): Value => {
    const unsigned = left.unsigned || right.unsigned;
    const a = make(left.value, unsigned).value;
    const b = make(right.value, unsigned).value;
    const truth = (value: boolean): Value => make(value ? 1n : 0n, false);
    switch (operator) {
      case '*':
        return make(a * b, unsigned);
      case '/':
      case '%':
        // A division by zero in an arm that is not taken is harmless; gcc complains only about the others.
        return b === 0n ? make(0n, unsigned) : make(operator === '/' ? a / b : a % b, unsigned);
      case '+':
        return make(a + b, unsigned);
      case '-':
        return make(a - b, unsigned);
      case '<<':
        return make(left.value << (right.value & 63n), left.unsigned);
      case '>>':
        return make(left.value >> (right.value & 63n), left.unsigned);
      case '<':
        return truth(a < b);
      case '>':
        return truth(a > b);
      case '<=':
        return truth(a <= b);
      case '>=':
        return truth(a >= b);
      case '==':
        return truth(a === b);
      case '!=':
        return truth(a !== b);
      case '&':
        return make(a & b, unsigned);
      case '^':
        return make(a ^ b, unsigned);
      case '|':
        return make(a | b, unsigned);
      case '&&':
        return truth(left.value !== 0n && right.value !== 0n);
      default:
        return truth(left.value !== 0n || right.value !== 0n);
    }
  };

  const binary = (least: number): Value => {
    let left = primary();
    for (;;) {
      const operator = line[at]?.text ?? '';
      const precedence = line[at]?.kind === 'punctuator' ? PRECEDENCE[operator] : undefined;
      if (precedence === undefined || precedence < least) return left;
      at++;
      left = apply(operator, left, binary(precedence + 1));
    }
  };

  const ternary = (): Value => {
    const condition = binary(1);
    if (line[at]?.text !== '?') return condition;
    at++;
    const yes = ternary();
    if (line[at++]?.text !== ':') return fail('a ":" is missing');
    const no = ternary();
    return make(condition.value !== 0n ? yes.value : no.value, yes.unsigned || no.unsigned);
  };

  const result = ternary();
  if (wrong === null && at < line.length) wrong = `"${line[at]?.text ?? ''}" stands after its end`;
  return wrong ?? result.value !== 0n;
}
