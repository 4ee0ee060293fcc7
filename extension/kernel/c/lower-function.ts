/** Lowers whole functions: how parameters arrive, the body, and bodies for what has none of its own. */
import type { FunctionBuilder } from './function-builder';
import { lowerAggregate, lowerEffect, lowerPlace, lowerValue } from './lower-expression';
import { giveHome, lowerBlockValue, lowerStatement } from './lower-statement';
import type { Lowering, ProgramBuilder } from './program-builder';
import type { Declaration, Span, Statement } from './syntax';
import { VOID, isScalar, scalarOf, showType } from './type';
import type { Unit } from './unit';
import { constant, register } from './value';

/** Registers that a call fills: those of the parameters, in order, and the address for a struct that is returned. */
export interface Received {
  readonly params: readonly number[];
  readonly resultAddress: number | null;
}

/** Lowers a body that was parsed. Falling off its end returns 0, at its closing brace. */
export function lowerBody(
  unit: Unit,
  program: ProgramBuilder,
  builder: FunctionBuilder,
  declaration: Declaration,
  body: Statement,
  span: Span,
): Received {
  const { type } = declaration;
  const returns = type.kind === 'function' ? type.returns : VOID;
  const resultAddress = returns.kind === 'record' ? builder.temporary('u64') : null;
  const lowering: Lowering = {
    unit,
    program,
    builder,
    resultAddress: resultAddress === null ? null : register('u64', resultAddress),
    returns,
    lower: {
      value: lowerValue,
      effect: lowerEffect,
      place: lowerPlace,
      aggregate: lowerAggregate,
      blockValue: lowerBlockValue,
    },
    jumps: { breaks: [], continues: [], labels: new Map(), cases: new Map() },
  };
  const params: number[] = [];
  for (const parameter of declaration.body?.parameters ?? []) params.push(receive(lowering, parameter));
  lowerStatement(lowering, body);
  const value = isScalar(returns) ? constant(scalarOf(returns) ?? 'i32', 0n) : null;
  builder.at({ ...span, start: Math.max(span.start, span.end - 1) }, () => builder.emit({ op: 'return', value }));
  return { params, resultAddress };
}

/**
 * The body of a function that only the machine knows, or nobody.
 * @param opaque why nobody knows it; null where the machine answers
 */
export function lowerStub(builder: FunctionBuilder, { type, name }: Declaration, opaque: string | null): Received {
  const parameters = type.kind === 'function' ? type.parameters : [];
  const params = parameters.map((parameter) => builder.temporary(scalarOf(parameter.type) ?? 'u64'));
  const returns = type.kind === 'function' ? scalarOf(type.returns) : null;
  if (opaque !== null) builder.opaque(name, opaque);
  else {
    const args = params.map((index) => register(builder.registers[index]?.type ?? 'u64', index));
    const result = returns === null ? null : builder.temporary(returns);
    const types = args.map((arg) => arg.type);
    builder.emit({
      op: 'call',
      callee: { kind: 'primitive', name },
      args,
      types,
      register: result,
      returns,
      result: null,
    });
    builder.emit({ op: 'return', value: result === null || returns === null ? null : register(returns, result) });
  }
  return { params, resultAddress: null };
}

/** A parameter arrives in a register; if its address is taken it moves into memory first. */
function receive(lowering: Lowering, parameter: Declaration): number {
  const { builder } = lowering;
  const { type, name } = parameter;
  if (type.kind === 'record') {
    const index = builder.registers.push({ name, type: 'u64', shown: '' }) - 1;
    builder.homes.set(parameter, { kind: 'memory', address: register('u64', index) });
    return index;
  }
  if (!parameter.addressTaken || scalarOf(type) === null) {
    giveHome(lowering, parameter);
    const home = builder.homes.get(parameter);
    return home?.kind === 'register' ? home.index : builder.temporary('u64');
  }
  const scalar = scalarOf(type) ?? 'u64';
  const index = builder.temporary(scalar);
  giveHome(lowering, parameter);
  const home = builder.homes.get(parameter);
  if (home?.kind === 'memory') {
    const lvalue = { struct: '', member: name, type: showType(type) };
    builder.emit({
      op: 'store',
      type: scalar,
      address: home.address,
      value: register(scalar, index),
      bits: null,
      marking: 'plain',
      lvalue,
    });
  }
  return index;
}
