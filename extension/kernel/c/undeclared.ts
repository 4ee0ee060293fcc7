/**
 * Calls of functions that nothing at hand declares, as in a patch whose headers are newer than the tree. C refuses them (C11 6.5.1),
 * so nothing is said about what they do: a run that reaches one ends as unmodelled there. But the function around such a
 * call can be lowered whole where the call's place alone says what its value is taken for.
 */
import type { Expression, Span } from './syntax';

import { declaredElsewhere } from './syntax';
import { functionType, isInteger, isScalar, pointerTo, poison, promote, sizeOf, type CType } from './type';

/** @param args promoted as those of a function without a prototype */
export function undeclaredCall(name: string, args: readonly Expression[], span: Span): Expression {
  const type = poison(`${name} is not declared`);
  const declaration = declaredElsewhere(name, functionType(type, [], false, true), span);
  const of: Expression = { kind: 'variable', declaration, type: declaration.type, span };
  const callee: Expression = { kind: 'address', of, type: pointerTo(declaration.type), span };
  return { kind: 'call', callee, args, type, span, undeclared: true };
}

/** The call as one that returns what its place asks for, if the expression is one whose type nobody knows; else null. */
export function typedByUse(value: Expression, type: CType): Expression | null {
  if (value.kind !== 'call' || value.undeclared !== true || value.type.kind !== 'poison') return null;
  const usable = isScalar(type) || (type.kind === 'record' && sizeOf(type) !== null);
  return usable ? { ...value, type: isInteger(type) ? promote(type) : type } : null;
}
