/** Lowers statements to jumps and branches; leaving a scope by any way runs its cleanups. */
import { foldInteger } from './fold';
import type { Target } from './function-builder';
import { lowerBranch } from './lower-choice';
import { lowerAggregate, lowerEffect, lowerValue, temporaryObject } from './lower-expression';
import { initializeLocal } from './lower-initializer';
import type { Lowering } from './program-builder';
import type { Cleanups, Declaration, Expression, Label, Statement } from './syntax';
import { isScalar, scalarOf, showType, sizeOf } from './type';
import { constant } from './value';

export function lowerStatement(lowering: Lowering, statement: Statement): void {
  const { builder } = lowering;
  switch (statement.kind) {
    case 'empty':
      return;
    case 'expression':
      builder.asStep(statement.span, () => lowerEffect(lowering, statement.expression));
      return;
    case 'declaration':
      builder.asStep(statement.span, () => declareLocal(lowering, statement.declaration));
      return;
    case 'block':
      for (const inner of statement.statements) lowerStatement(lowering, inner);
      runCleanups(lowering, statement.inner, statement.outer);
      return;
    case 'if':
      lowerIf(lowering, statement);
      return;
    case 'while':
    case 'do':
    case 'for':
      lowerLoop(lowering, statement);
      return;
    case 'switch':
      lowerSwitch(lowering, statement);
      return;
    case 'case': {
      const target = lowering.jumps.cases.get(statement.marker);
      if (target !== undefined) builder.bind(target);
      lowerStatement(lowering, statement.body);
      return;
    }
    case 'break':
    case 'continue': {
      const to = (statement.kind === 'break' ? lowering.jumps.breaks : lowering.jumps.continues).at(-1);
      builder.asStep(statement.span, () => {
        if (to === undefined) builder.opaque(builder.name, `${statement.kind} outside of any loop`);
        else leave(lowering, statement.cleanups, to.cleanups, to.target);
      });
      return;
    }
    case 'goto':
      builder.asStep(statement.span, () => {
        const { label } = statement;
        leave(
          lowering,
          statement.cleanups,
          commonScope(statement.cleanups, label.cleanups),
          labelTarget(lowering, label),
        );
      });
      return;
    case 'label':
      builder.bind(labelTarget(lowering, statement.label), true);
      lowerStatement(lowering, statement.body);
      return;
    case 'return':
      builder.asStep(statement.span, () => lowerReturn(lowering, statement));
      return;
    case 'opaque':
      builder.asStep(statement.span, () => builder.opaque(builder.name, statement.reason));
  }
}

/** The block of a statement expression; `give` lowers the value of its last statement before the cleanups run. */
export function lowerBlockValue<T>(
  lowering: Lowering,
  expression: Expression & { kind: 'statements' },
  give: (last: Expression) => T,
): T | null {
  const { block } = expression;
  if (block.kind !== 'block') return null;
  for (const inner of block.statements.slice(0, -1)) lowerStatement(lowering, inner);
  let last = block.statements.at(-1);
  while (last?.kind === 'label') {
    lowering.builder.bind(labelTarget(lowering, last.label), true);
    last = last.body;
  }
  let value: T | null = null;
  if (last?.kind === 'expression') value = give(last.expression);
  else if (last !== undefined) lowerStatement(lowering, last);
  runCleanups(lowering, block.inner, block.outer);
  return value;
}

function labelTarget(lowering: Lowering, label: Label): Target {
  const known = lowering.jumps.labels.get(label);
  if (known !== undefined) return known;
  const target = lowering.builder.target();
  lowering.jumps.labels.set(label, target);
  return target;
}

/** Gives a local a home: a register if it is a scalar whose address nobody takes, else an object of the frame. */
export function giveHome(lowering: Lowering, declaration: Declaration): void {
  const { builder } = lowering;
  const { type, name } = declaration;
  const scalar = scalarOf(type);
  if (scalar !== null && !declaration.addressTaken) {
    const index = builder.registers.push({ name, type: scalar, shown: showType(type) }) - 1;
    builder.homes.set(declaration, { kind: 'register', index });
  } else if (sizeOf(type) !== null) {
    builder.homes.set(declaration, { kind: 'memory', address: temporaryObject(lowering, type, name) });
  }
}

function declareLocal(lowering: Lowering, declaration: Declaration): void {
  const { builder } = lowering;
  const { initializer, type } = declaration;
  if (!builder.homes.has(declaration)) giveHome(lowering, declaration);
  if (initializer === null) return;
  const home = builder.homes.get(declaration);
  if (home === undefined) {
    builder.opaque(
      declaration.name,
      type.kind === 'poison' ? type.reason : `the size of ${declaration.name} is not known`,
    );
  } else if (home.kind === 'memory') initializeLocal(lowering, home.address, type, initializer);
  else {
    for (const item of initializer.items) {
      const value = lowerValue(lowering, item.value);
      builder.emit({ op: 'assign', register: home.index, value });
    }
    if (initializer.items.length === 0) {
      builder.emit({ op: 'assign', register: home.index, value: constant(scalarOf(type) ?? 'i32', 0n) });
    }
  }
}

/** Runs the cleanups of the scopes from `from` out to, not including, `to`. */
function runCleanups(lowering: Lowering, from: Cleanups | null, to: Cleanups | null): void {
  const { builder } = lowering;
  for (let one = from; one !== null && one !== to && builder.isLive; one = one.outer) {
    const { declaration, function: callee } = one;
    const home = builder.homes.get(declaration);
    if (home?.kind !== 'memory') continue;
    const { span } = declaration;
    if (callee.kind !== 'address' || callee.of.kind !== 'variable') {
      builder.opaque(declaration.name, callee.kind === 'poison' ? callee.reason : 'a cleanup that is no function');
      return;
    }
    const target = lowering.program.resolve(lowering.unit, callee.of.declaration);
    if (target.kind === 'opaque') builder.opaque(callee.of.declaration.name, target.reason);
    else {
      builder.asStep(span, () =>
        builder.emit({
          op: 'call',
          callee: target,
          args: [home.address],
          types: ['u64'],
          register: null,
          returns: null,
          result: null,
        }),
      );
    }
  }
}

function leave(lowering: Lowering, from: Cleanups | null, to: Cleanups | null, target: Target): void {
  runCleanups(lowering, from, to);
  lowering.builder.jump(target);
}

/** The innermost scope that both places are in. */
function commonScope(a: Cleanups | null, b: Cleanups | null): Cleanups | null {
  const outer = new Set<Cleanups>();
  for (let one = b; one !== null; one = one.outer) outer.add(one);
  for (let one = a; one !== null; one = one.outer) if (outer.has(one)) return one;
  return null;
}

function lowerReturn(lowering: Lowering, statement: Statement & { kind: 'return' }): void {
  const { builder, returns } = lowering;
  const { value } = statement;
  if (value !== null && value.kind === 'poison' && returns.kind !== 'void') {
    lowerEffect(lowering, value);
    return;
  }
  if (value === null || returns.kind === 'void') {
    if (value !== null) lowerEffect(lowering, value);
    runCleanups(lowering, statement.cleanups, null);
    builder.emit({ op: 'return', value: null });
  } else if (returns.kind === 'record') {
    const from = lowerAggregate(lowering, value);
    const bytes = sizeOf(returns) ?? 0;
    if (lowering.resultAddress !== null && bytes > 0) {
      const lvalue = { struct: '', member: '', type: showType(returns) };
      builder.emit({ op: 'copy', to: lowering.resultAddress, from, bytes, lvalue });
    }
    runCleanups(lowering, statement.cleanups, null);
    builder.emit({ op: 'return', value: null });
  } else if (isScalar(returns)) {
    const result = lowerValue(lowering, value);
    runCleanups(lowering, statement.cleanups, null);
    builder.emit({ op: 'return', value: result });
  } else lowerEffect(lowering, value);
}

function lowerIf(lowering: Lowering, statement: Statement & { kind: 'if' }): void {
  const { builder } = lowering;
  const { condition, then, otherwise, head } = statement;
  const known = foldInteger(condition);
  // The arm that is never taken is left out, unless a jump leads into it.
  if (known !== null) {
    const taken = known !== 0n ? then : otherwise;
    const dropped = known !== 0n ? otherwise : then;
    if (dropped === null || !hasLabel(dropped)) {
      if (taken !== null) lowerStatement(lowering, taken);
      return;
    }
  }
  const yes = builder.target();
  const no = builder.target();
  const end = builder.target();
  builder.asStep(head, () => lowerBranch(lowering, condition, yes, no));
  builder.bind(yes);
  lowerStatement(lowering, then);
  if (otherwise !== null) builder.jump(end);
  builder.bind(no);
  if (otherwise !== null) lowerStatement(lowering, otherwise);
  builder.bind(end);
}

function hasLabel(statement: Statement): boolean {
  switch (statement.kind) {
    case 'label':
    case 'case':
      return true;
    case 'block':
      return statement.statements.some(hasLabel);
    case 'if':
      return hasLabel(statement.then) || (statement.otherwise !== null && hasLabel(statement.otherwise));
    case 'while':
    case 'do':
    case 'for':
    case 'switch':
      return hasLabel(statement.body);
    default:
      return false;
  }
}

function lowerLoop(lowering: Lowering, statement: Statement & { kind: 'while' | 'do' | 'for' }): void {
  const { builder, jumps } = lowering;
  const { body: inner, head, cleanups } = statement;
  const top = builder.target();
  const body = builder.target();
  const next = builder.target();
  const end = builder.target();
  if (statement.kind === 'for') for (const first of statement.first) lowerStatement(lowering, first);
  // A loop in code that nobody reaches is lowered only for the labels in it.
  const wasLive = builder.isLive;
  if (!wasLive && !hasLabel(inner)) return;
  const { condition } = statement;
  const test = (): void => {
    if (condition === null) builder.at(head, () => builder.jump(body));
    else builder.asStep(head, () => lowerBranch(lowering, condition, body, end));
  };
  if (statement.kind !== 'do') {
    builder.bind(top, wasLive);
    test();
  }
  builder.bind(body, wasLive && statement.kind === 'do');
  jumps.breaks.push({ target: end, cleanups });
  jumps.continues.push({ target: next, cleanups });
  lowerStatement(lowering, inner);
  jumps.breaks.pop();
  jumps.continues.pop();
  builder.bind(next);
  if (statement.kind === 'do') test();
  else {
    const step = statement.kind === 'for' ? statement.next : null;
    if (step !== null) builder.asStep(step.span, () => lowerEffect(lowering, step));
    if (!wasLive && builder.isLive) {
      // Entered by a label only: the test was never emitted above.
      builder.bind(top, true);
      test();
    } else builder.at(head, () => builder.jump(top));
  }
  builder.bind(end);
  if (statement.kind === 'for') runCleanups(lowering, statement.cleanups, statement.outer);
}

function lowerSwitch(lowering: Lowering, statement: Statement & { kind: 'switch' }): void {
  const { builder, jumps } = lowering;
  const { value, body, cases, head, cleanups } = statement;
  const end = builder.target();
  const scalar = scalarOf(value.type) ?? 'i32';
  let otherwise = end;
  const listed = cases.flatMap((marker) => {
    const to = builder.target();
    jumps.cases.set(marker, to);
    if (marker.range === null) {
      otherwise = to;
      return [];
    }
    const { low, high } = marker.range;
    return low > high ? [] : [{ low: constant(scalar, low), high: constant(scalar, high), to }];
  });
  builder.asStep(head, () => {
    const result = lowerValue(lowering, value);
    builder.select(result, listed, otherwise);
  });
  jumps.breaks.push({ target: end, cleanups });
  lowerStatement(lowering, body);
  jumps.breaks.pop();
  builder.bind(end);
}
