/**
 * S1: what `__must_hold(x)`, `__acquires(x)` and `__releases(x)` say of a function, as checks at its beginning and at each
 * of its ends. sparse asks for balance by its own reading of the code; here the lock itself is asked. Where x names no lock,
 * such as `RCU`, the annotation says nothing that could be executed.
 */
import { address, decay, isLvalue } from './build';
import { EMPTY_ATTRIBUTES, declaredElsewhere } from './syntax';
import { Unparsable } from './cursor';
import { parseAssignment } from './expression';
import type { Cleanups, Declaration, Expression, LockContext, Span, Statement } from './syntax';
import { BOOL, VOID, functionType, isPointer, pointerTo, qualified, type CType } from './type';
import type { Unit } from './unit';
import { number } from './build';

const LOCK = pointerTo(qualified(VOID, true, false));

/** The checks at the beginning, and those that run wherever the function is left. The cursor stands at the body after it. */
export function enterContexts(
  unit: Unit,
  declaration: Declaration,
  body: number,
): { readonly entered: readonly Statement[]; readonly cleanups: Cleanups | null } {
  const entered: Statement[] = [];
  for (const context of declaration.attributes.contexts) {
    const lock = lockOf(unit, context);
    if (lock === null) continue;
    const { span } = lock;
    const held = variable(lock, span);
    entered.push({ kind: 'declaration', declaration: held, span });
    const check = primitive('__kapi_context_entered', [LOCK, BOOL], span);
    const args = [read(held, span), number(context.heldBefore ? 1 : 0, BOOL, span)];
    entered.push({ kind: 'expression', expression: { kind: 'call', callee: check, args, type: VOID, span }, span });
    if (unit.inFunction !== null) {
      const name = context.heldAfter ? '__kapi_context_left_held' : '__kapi_context_left_free';
      const leaving = primitive(name, [pointerTo(LOCK)], span);
      unit.inFunction.cleanups = { declaration: held, function: leaving, outer: unit.inFunction.cleanups };
    }
  }
  unit.cursor.resume(body);
  return { entered, cleanups: unit.inFunction?.cleanups ?? null };
}

/** The lock's address; null where the words name none. */
function lockOf(unit: Unit, { from, to }: LockContext): Expression | null {
  const { cursor } = unit;
  cursor.resume(from);
  try {
    const named = parseAssignment(unit);
    if (cursor.at !== to || named.kind === 'poison') return null;
    if (isPointer(named.type)) return decay(named);
    if (!isLvalue(named) || named.type.kind !== 'record') return null;
    const at = address(named, named.span);
    return at.kind === 'poison' ? null : at;
  } catch (error) {
    if (error instanceof Unparsable) return null;
    throw error;
  }
}

/** A local that remembers which lock was meant when the function began. */
function variable(lock: Expression, span: Span): Declaration {
  return {
    name: '',
    type: LOCK,
    storage: 'auto',
    addressTaken: true,
    span,
    initializer: { items: [{ offset: 0, type: LOCK, bits: null, value: lock }], span, braced: false },
    body: null,
    isDefined: true,
    scope: 'block',
    attributes: EMPTY_ATTRIBUTES,
  };
}

const read = (declaration: Declaration, span: Span): Expression => ({
  kind: 'variable',
  declaration,
  type: declaration.type,
  span,
});

function primitive(name: string, parameters: readonly CType[], span: Span): Expression {
  const type = functionType(
    VOID,
    parameters.map((parameter) => ({ name: '', type: parameter })),
  );
  const declaration = declaredElsewhere(name, type, span);
  return decay(read(declaration, span));
}
