/** Struct, union and enum specifiers (C11 6.7.2.1, 6.7.2.2). */
import { isAttributeWord, noAttributes, readAttributes, type AttributeSet } from './attribute';
import { parseDeclarator, mergeInto } from './declarator';
import { layOut, type Member } from './layout';
import { isKeyword, parseConstantNumber, parseSpecifiers, skipAnnotation } from './specifier';
import {
  INT,
  enumType,
  inSpace,
  integer,
  isInteger,
  poison,
  recordType,
  wrap,
  type CType,
  type Enumeration,
  type Record,
} from './type';
import type { Scalar } from './ir';
import type { Unit } from './unit';

export function parseRecord(unit: Unit): CType {
  const { cursor } = unit;
  const isUnion = cursor.next().text === 'union';
  const attributes = noAttributes();
  const readWords = (): void => readAttributes(cursor, attributes, () => parseConstantNumber(unit));
  readWords();
  const tag = cursor.token.kind === 'identifier' && !isKeyword(cursor.text) ? cursor.next().text : '';
  while (tag !== '' && cursor.token.kind === 'identifier' && cursor.peek(1).text === '{')
    skipAnnotation(unit, attributes);
  readWords();
  const isBody = cursor.is('{');
  const known = tag === '' ? null : isBody || cursor.is(';') ? unit.scope.findTagHere(tag) : unit.scope.findTag(tag);
  let record: Record;
  if (known?.kind === 'record' && known.record.isUnion === isUnion && !(isBody && known.record.complete)) {
    ({ record } = known);
  } else {
    record = { isUnion, tag, fields: [], bytes: 0, align: 1, complete: false };
    if (tag !== '') unit.scope.declareTag(tag, { kind: 'record', record });
  }
  if (!isBody) return inSpace(recordType(record), attributes.space ?? 0);

  cursor.next();
  const members = cursor.nested(() => parseMembers(unit));
  cursor.expect('}', 'after the members');
  for (;;) {
    if (isAttributeWord(cursor.text)) readWords();
    else if (cursor.is('__packed')) skipAnnotation(unit, attributes);
    else break;
  }
  const laid = layOut(members, isUnion, {
    packed: attributes.packed,
    align: attributes.align,
    pack: cursor.pack.at(-1) ?? 0,
  });
  if (typeof laid === 'string') {
    const unknown = members.find((member) => member.name === laid)?.type;
    const why = unknown?.kind === 'poison' ? unknown.reason : 'its type is only declared';
    return poison(`the size of ${isUnion ? 'union' : 'struct'} ${tag} is not known: member ${laid}: ${why}`);
  }
  record.fields = laid.fields;
  record.bytes = laid.bytes;
  record.align = laid.align;
  record.complete = true;
  return recordType(record);
}

function parseMembers(unit: Unit): Member[] {
  const { cursor } = unit;
  const members: Member[] = [];
  while (!cursor.is('}') && cursor.token.kind !== 'end') {
    if (cursor.accept(';')) continue;
    if (cursor.is('_Static_assert') || cursor.is('static_assert')) {
      unit.grammar.staticAssert(unit);
      continue;
    }
    const specifiers = parseSpecifiers(unit);
    if (specifiers.isEmpty && !specifiers.isInline) {
      if (cursor.token.kind === 'identifier' && cursor.peek(1).text === '(') {
        throw cursor.failure(`unknown macro ${cursor.text}() among the members`);
      }
      throw cursor.failure('a member without a type');
    }
    const { type } = specifiers;
    if (cursor.is(';') && (type.kind === 'record' || type.kind === 'poison')) {
      const anonymous = type.kind === 'poison' || type.record.tag === '' || type.record.complete;
      if (anonymous)
        members.push({
          name: '',
          type,
          width: null,
          packed: specifiers.attributes.packed,
          align: specifiers.attributes.align,
        });
      cursor.next();
      continue;
    }
    do {
      const attributes = noAttributes();
      mergeInto(attributes, specifiers.attributes);
      const declared = cursor.is(':') ? { name: null, type, attributes: noAttributes() } : parseDeclarator(unit, type);
      mergeInto(attributes, declared.attributes);
      let width: number | null = null;
      if (cursor.accept(':')) {
        const value = unit.grammar.constant(unit);
        if (value === null || value < 0n || !isInteger(declared.type))
          throw cursor.failure('the width of a bit-field is no constant');
        width = Number(value);
        if (width > 64) throw cursor.failure('a bit-field wider than its type');
      }
      for (;;) {
        if (isAttributeWord(cursor.text)) readAttributes(cursor, attributes, () => parseConstantNumber(unit));
        else if (cursor.token.kind === 'identifier') skipAnnotation(unit, attributes);
        else break;
      }
      members.push(memberOf(declared.name?.text ?? '', declared.type, width, attributes));
    } while (cursor.accept(','));
    cursor.expect(';', 'after a member');
  }
  return members;
}

const memberOf = (name: string, type: CType, width: number | null, attributes: AttributeSet): Member => ({
  name,
  type,
  width,
  packed: attributes.packed,
  align: attributes.align,
});

export function parseEnum(unit: Unit): CType {
  const { cursor } = unit;
  cursor.next();
  const attributes = noAttributes();
  readAttributes(cursor, attributes, () => parseConstantNumber(unit));
  const tag = cursor.token.kind === 'identifier' && !isKeyword(cursor.text) ? cursor.next().text : '';
  const isBody = cursor.is('{');
  const known = tag === '' ? null : isBody ? unit.scope.findTagHere(tag) : unit.scope.findTag(tag);
  let enumeration: Enumeration;
  if (known?.kind === 'enum') ({ enumeration } = known);
  else {
    enumeration = { tag, scalar: 'u32', enumerators: [], complete: false };
    if (tag !== '') unit.scope.declareTag(tag, { kind: 'enum', enumeration });
  }
  if (!isBody) return enumType(enumeration);
  cursor.next();
  const enumerators: { name: string; value: bigint }[] = [];
  let value = 0n;
  while (!cursor.is('}') && cursor.token.kind !== 'end') {
    const name = cursor.next();
    if (name.kind !== 'identifier') throw cursor.failure('an enumerator needs a name');
    readAttributes(cursor, attributes, () => null);
    let type: CType | null = null;
    if (cursor.accept('=')) {
      const given = unit.grammar.constant(unit);
      if (given === null) {
        type = poison(`the value of enumerator ${name.text} is no constant`);
      } else value = given;
    }
    enumerators.push({ name: name.text, value });
    unit.scope.declare(name.text, { kind: 'enumerator', value, type: type ?? enumeratorType(value) });
    value += 1n;
    if (!cursor.accept(',')) break;
  }
  cursor.expect('}', 'after the enumerators');
  readAttributes(cursor, attributes, () => parseConstantNumber(unit));
  enumeration.enumerators = enumerators;
  enumeration.complete = true;
  enumeration.scalar = enumScalar(
    enumerators.map((one) => one.value),
    attributes.packed,
  );
  return enumType(enumeration);
}

/** gcc gives an enumerator the type int where that holds its value. */
function enumeratorType(value: bigint): CType {
  if (wrap('i32', value) === value) return INT;
  if (wrap('u32', value) === value) return integer('unsigned int');
  return wrap('i64', value) === value ? integer('long') : integer('unsigned long');
}

/** gcc's choice: unsigned int unless a value is negative; wider or, when packed, narrower as needed. */
function enumScalar(values: readonly bigint[], packed: boolean): Scalar {
  const signed = values.some((value) => value < 0n);
  const candidates: readonly Scalar[] = signed
    ? packed
      ? ['i8', 'i16', 'i32', 'i64']
      : ['i32', 'i64']
    : packed
      ? ['u8', 'u16', 'u32', 'u64']
      : ['u32', 'u64'];
  return (
    candidates.find((scalar) => values.every((value) => wrap(scalar, value) === value)) ?? (signed ? 'i64' : 'u64')
  );
}
