/** Lowers what depends on a condition: `&&`, `||`, `?:` and the jumps of statements. */
import { foldInteger } from './fold';
import type { Target } from './function-builder';
import type { Expr } from './ir';
import type { Lowering } from './program-builder';
import type { Expression } from './syntax';
import { isBool, scalarOf, type CType } from './type';
import { constant, convertTo, register, selectOf, truthOf } from './value';

const ZERO = constant('i32', 0n);

/** Runs one of two arms. */
export function lowerArms(lowering: Lowering, condition: Expression, then: () => void, otherwise: () => void): void {
  const known = foldInteger(condition);
  if (known !== null) {
    if (known !== 0n) then();
    else otherwise();
    return;
  }
  armsOf(lowering, (yes, no) => lowerBranch(lowering, condition, yes, no), then, otherwise);
}

/** Jumps to one of two targets by the truth of the condition. */
export function lowerBranch(lowering: Lowering, condition: Expression, yes: Target, no: Target): void {
  const { builder } = lowering;
  const known = foldInteger(condition);
  if (known !== null) {
    builder.jump(known !== 0n ? yes : no);
    return;
  }
  if (condition.kind === 'unary' && condition.operator === 'lognot') {
    lowerBranch(lowering, condition.operand, no, yes);
    return;
  }
  if (condition.kind === 'cast' && isPlainTruth(condition)) {
    lowerBranch(lowering, condition.operand, yes, no);
    return;
  }
  if (condition.kind === 'logical' && !isSimple(lowering, condition)) {
    const right = builder.target();
    const isAnd = condition.operator === 'and';
    lowerBranch(lowering, condition.left, isAnd ? right : yes, isAnd ? no : right);
    builder.bind(right);
    lowerBranch(lowering, condition.right, yes, no);
    return;
  }
  const value = lowering.lower.value(lowering, condition);
  builder.at(condition.span, () => builder.branch(value, yes, no));
}

/** A cast of a truth value that keeps its truth: `!!x` as long, `__builtin_expect`. */
const isPlainTruth = (cast: Expression & { kind: 'cast' }): boolean =>
  scalarOf(cast.type) !== null &&
  (cast.operand.kind === 'logical' ||
    cast.operand.kind === 'comparison' ||
    (cast.operand.kind === 'unary' && cast.operand.operator === 'lognot') ||
    (cast.operand.kind === 'cast' && isPlainTruth(cast.operand)));

/** Expressions of more parts than this are not weighed: they become branches. */
const SIMPLE_PARTS = 24;

/** No effect, no access to memory, nothing that could break a rule: fit to be evaluated in a `select`. */
function isSimple(lowering: Lowering, expression: Expression): boolean {
  let parts = 0;
  const simple = (one: Expression): boolean => {
    if (++parts > SIMPLE_PARTS) return false;
    switch (one.kind) {
      case 'number':
        return true;
      case 'variable':
        return lowering.builder.homes.get(one.declaration)?.kind === 'register';
      case 'unary':
        return simple(one.operand);
      case 'cast':
        return scalarOf(one.type) !== null && simple(one.operand);
      case 'arithmetic': {
        const safe = !['div', 'rem', 'shl', 'shr'].includes(one.operator) || one.right.kind === 'number';
        return safe && !(one.right.kind === 'number' && isHarmful(one)) && simple(one.left) && simple(one.right);
      }
      case 'comparison':
      case 'logical':
        return simple(one.left) && simple(one.right);
      case 'conditional':
        return simple(one.condition) && (one.then === null || simple(one.then)) && simple(one.otherwise);
      default:
        return false;
    }
  };
  return simple(expression);
}

/** A constant right operand that divides by zero or shifts too far. */
function isHarmful(expression: Expression & { kind: 'arithmetic' }): boolean {
  if (expression.right.kind !== 'number') return true;
  const { value } = expression.right;
  if (expression.operator === 'div' || expression.operator === 'rem') return value === 0n || value === -1n;
  if (expression.operator === 'shl' || expression.operator === 'shr') return value < 0n || value > 31n;
  return false;
}

/** The value of `&&`, `||` or `?:`: a `select` where both sides may be evaluated, branches otherwise. */
export function lowerChoice(lowering: Lowering, expression: Expression & { kind: 'logical' | 'conditional' }): Expr {
  const { builder } = lowering;
  const scalar = scalarOf(expression.type) ?? 'i32';
  if (expression.type.kind === 'void') {
    lowering.lower.effect(lowering, expression);
    return ZERO;
  }
  const known = foldInteger(expression.kind === 'logical' ? expression.left : expression.condition);
  if (expression.kind === 'conditional') {
    const { condition, then, otherwise } = expression;
    if (known !== null) {
      if (known === 0n) return lowering.lower.value(lowering, otherwise);
      return then === null ? constant(scalar, known) : lowering.lower.value(lowering, then);
    }
    if (then === null) {
      const value = builder.keep(lowering.lower.value(lowering, condition));
      const result = builder.temporary(scalar);
      const arms = (): void =>
        builder.emit({ op: 'assign', register: result, value: toType(value, condition.type, expression.type) });
      branchOn(lowering, value, arms, () => {
        builder.emit({ op: 'assign', register: result, value: lowering.lower.value(lowering, otherwise) });
      });
      return register(scalar, result);
    }
    if (isSimple(lowering, then) && isSimple(lowering, otherwise)) {
      const test = lowering.lower.value(lowering, condition);
      return selectOf(test, lowering.lower.value(lowering, then), lowering.lower.value(lowering, otherwise));
    }
    const result = builder.temporary(scalar);
    const give = (arm: Expression) => (): void => {
      const value = lowering.lower.value(lowering, arm);
      builder.emit({ op: 'assign', register: result, value });
    };
    lowerArms(lowering, condition, give(then), give(otherwise));
    return register(scalar, result);
  }
  const { operator, left, right } = expression;
  if (known !== null) {
    const decided = operator === 'and' ? known === 0n : known !== 0n;
    return decided ? constant('i32', operator === 'and' ? 0n : 1n) : truthOf(lowering.lower.value(lowering, right));
  }
  if (isSimple(lowering, right)) {
    const test = lowering.lower.value(lowering, left);
    const value = truthOf(lowering.lower.value(lowering, right));
    const one = constant('i32', 1n);
    return operator === 'and' ? selectOf(test, value, ZERO) : selectOf(test, one, value);
  }
  const result = builder.temporary('i32');
  const yes = builder.target();
  const no = builder.target();
  const end = builder.target();
  lowerBranch(lowering, expression, yes, no);
  builder.bind(yes);
  builder.emit({ op: 'assign', register: result, value: constant('i32', 1n) });
  builder.jump(end);
  builder.bind(no);
  builder.emit({ op: 'assign', register: result, value: ZERO });
  builder.bind(end);
  return register('i32', result);
}

function toType(value: Expr, from: CType, to: CType): Expr {
  const scalar = scalarOf(to) ?? 'i32';
  return isBool(to) && !isBool(from) ? convertTo('u8', truthOf(value)) : convertTo(scalar, value);
}

function branchOn(lowering: Lowering, value: Expr, then: () => void, otherwise: () => void): void {
  armsOf(lowering, (yes, no) => lowering.builder.branch(value, yes, no), then, otherwise);
}

/** Two arms that come together again, behind what jumps to one of them. */
function armsOf(
  { builder }: Lowering,
  branch: (yes: Target, no: Target) => void,
  then: () => void,
  otherwise: () => void,
): void {
  const yes = builder.target();
  const no = builder.target();
  const end = builder.target();
  branch(yes, no);
  builder.bind(yes);
  then();
  builder.jump(end);
  builder.bind(no);
  otherwise();
  builder.bind(end);
}
