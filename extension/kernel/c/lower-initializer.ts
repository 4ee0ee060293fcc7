/** Initialisers of automatic objects: constants are copied from a template, the rest is stored item by item. */
import { store } from './access';
import { foldAddress, foldInteger } from './fold';
import type { Expr } from './ir';
import type { Lowering } from './program-builder';
import { layDown } from './static-data';
import type { Initializer, InitializerItem } from './syntax';
import { alignOf, scalarOf, showType, sizeOf, type CType } from './type';
import { addressPlus } from './value';

/** Constant initialisers of more items than this come from a template. */
const FEW_ITEMS = 3;

export function initializeLocal(lowering: Lowering, address: Expr, type: CType, initializer: Initializer): void {
  const { builder } = lowering;
  const bytes = sizeOf(type) ?? 0;
  if (
    initializer.items.length > FEW_ITEMS &&
    initializer.items.every(isConstant) &&
    fromTemplate(lowering, address, type, initializer)
  ) {
    return;
  }
  const covered = initializer.items.reduce((sum, item) => sum + (item.bits === null ? (sizeOf(item.type) ?? 0) : 0), 0);
  if (initializer.braced && covered < bytes) builder.emit({ op: 'clear', address, bytes });
  for (const item of initializer.items) initializeItem(lowering, addressPlus(address, item.offset), item);
}

const isConstant = (item: InitializerItem): boolean =>
  (item.type.kind === 'array' && item.value.kind === 'string') ||
  (scalarOf(item.type) !== null && (foldInteger(item.value) !== null || foldAddress(item.value) !== null));

function fromTemplate(lowering: Lowering, address: Expr, type: CType, initializer: Initializer): boolean {
  const { program, unit, builder } = lowering;
  const { data, relocations, reason } = layDown(type, initializer, (symbol, offset, addend) => {
    if ('kind' in symbol) return { offset, target: 'global', index: program.stringIndex(unit, symbol), addend };
    if (symbol.type.kind === 'function') {
      return { offset, target: 'function', index: program.functionIndex(unit, symbol), addend };
    }
    const index = program.globalIndex(unit, symbol);
    return typeof index === 'string' ? index : { offset, target: 'global', index, addend };
  });
  if (reason !== null || data.length === 0) return false;
  const global = program.templateIndex(data, relocations, program.shape(type), alignOf(type));
  builder.emit({
    op: 'copy',
    to: address,
    from: { op: 'global-address', type: 'u64', global, offset: 0 },
    bytes: data.length,
    lvalue: { struct: '', member: '', type: showType(type) },
  });
  return true;
}

function initializeItem(lowering: Lowering, address: Expr, item: InitializerItem): void {
  const { builder, program, unit } = lowering;
  const { type, value, bits } = item;
  const lvalue = { struct: '', member: '', type: showType(type) };
  if (type.kind === 'array' && value.kind === 'string') {
    const bytes = Math.min(sizeOf(type) ?? 0, (value.elements.length + 1) * value.elementBytes);
    const from: Expr = { op: 'global-address', type: 'u64', global: program.stringIndex(unit, value), offset: 0 };
    if (bytes > 0) builder.emit({ op: 'copy', to: address, from, bytes, lvalue });
    return;
  }
  if (type.kind === 'record') {
    const from = lowering.lower.aggregate(lowering, value);
    const bytes = sizeOf(type) ?? 0;
    if (bytes > 0) builder.emit({ op: 'copy', to: address, from, bytes, lvalue });
    return;
  }
  const result = lowering.lower.value(lowering, value);
  store(lowering, { kind: 'memory', address, type, bits, lvalue }, result);
}
