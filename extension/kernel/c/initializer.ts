/** Initialisers (C11 6.7.9): braces or none, designators, GNU ranges; flattened into items with byte offsets. */
import { decay, findField, given, poisoned } from './build';
import type { Expression, Initializer, InitializerItem } from './syntax';
import { arrayOf, isInteger, sizeOf, unqualified, type CType, type Field, type Record } from './type';
import type { Unit } from './unit';

export interface Initialized {
  /** The type of the object: an array of unknown length gets its length from the initialiser. */
  readonly type: CType;
  readonly initializer: Initializer;
}

/** Ranges like `[0 ... 1000000] = x` are refused beyond this many elements. */
const MAX_ITEMS = 1_000_000;

/** Reads the initialiser at the cursor, for an object of the type given. */
export function parseInitializer(unit: Unit, type: CType): Initialized {
  const { cursor } = unit;
  const from = cursor.at;
  const braced = cursor.is('{');
  const reader = new InitializerReader(unit);
  const length = reader.object(unqualified(type), 0, null, null);
  const complete = type.kind === 'array' && type.count === null ? arrayOf(type.of, length) : type;
  const isString = type.kind === 'array' && reader.items.length > 0 && !braced;
  return {
    type: complete,
    initializer: { items: reader.items, span: cursor.spanFrom(from), braced: braced || isString },
  };
}

class InitializerReader {
  readonly items: InitializerItem[] = [];

  constructor(private readonly unit: Unit) {}

  /**
   * One object at `offset`, `first` being an expression that has been read already.
   * @returns how many elements an array came to hold
   */
  object(type: CType, offset: number, bits: Field['bits'], first: Expression | null): number {
    const { cursor } = this.unit;
    return cursor.nested(() => {
      if (first === null && cursor.is('{')) return this.braced(type, offset, bits);
      if (type.kind === 'array' && isInteger(type.of)) {
        const text = first ?? (cursor.token.kind === 'string' ? this.unit.grammar.assignment(this.unit) : null);
        if (text?.kind === 'string') return this.string(type, offset, text);
        return this.elided(type, offset, text);
      }
      if (type.kind !== 'record' && type.kind !== 'array') {
        this.put(offset, type, bits, first ?? this.unit.grammar.assignment(this.unit));
        return 1;
      }
      const value = first ?? this.unit.grammar.assignment(this.unit);
      if (type.kind === 'record' && value.type.kind === 'record' && value.type.record === type.record) {
        this.put(offset, type, null, value);
        return 1;
      }
      if (type.kind === 'array' && value.kind === 'compound-literal' && value.type.kind === 'array') {
        // GNU: an array may be initialised by a compound literal of its type.
        for (const item of value.declaration.initializer?.items ?? [])
          this.items.push({ ...item, offset: item.offset + offset });
        return value.type.count ?? 0;
      }
      if (value.kind === 'poison') {
        this.put(offset, type, null, value);
        return 1;
      }
      return this.elided(type, offset, value);
    });
  }

  private put(offset: number, type: CType, bits: Field['bits'], value: Expression): void {
    if (this.items.length >= MAX_ITEMS) throw this.unit.cursor.failure('this initialiser is too large');
    this.items.push({ offset, type, bits, value: given(value, type) });
  }

  private string(type: CType & { kind: 'array' }, offset: number, text: Expression & { kind: 'string' }): number {
    const size = sizeOf(type.of) ?? 1;
    const wanted = type.count ?? text.elements.length + 1;
    const kept = text.elements.length > wanted ? { ...text, elements: text.elements.slice(0, wanted) } : text;
    this.items.push({
      offset,
      type: arrayOf(type.of, wanted),
      bits: null,
      value: { ...kept, type: arrayOf(type.of, wanted) },
    });
    return size === text.elementBytes ? wanted : wanted;
  }

  /** Members without braces of their own: takes as many as fit and leaves the comma before the rest. */
  private elided(type: CType, offset: number, first: Expression | null): number {
    if (type.kind === 'array') return this.elements(type, offset, 0, first);
    if (type.kind === 'record') {
      this.members(type.record, offset, 0, first);
      return 1;
    }
    return 1;
  }

  private elements(type: CType & { kind: 'array' }, offset: number, from: number, first: Expression | null): number {
    const size = sizeOf(type.of) ?? 0;
    let index = from;
    for (let pending = first; type.count === null || index < type.count; pending = null) {
      if ((index > from || first === null) && pending === null && !this.more(index > from)) break;
      this.object(unqualified(type.of), offset + index * size, null, pending);
      index++;
    }
    return index;
  }

  private members(record: Record, offset: number, from: number, first: Expression | null): void {
    let pending = first;
    let started = false;
    const fields = positional(record);
    for (let index = from; index < fields.length; index++) {
      const field = fields[index];
      if (field === undefined) break;
      if (pending === null && !this.more(started)) return;
      this.object(unqualified(field.type), offset + field.offset, field.bits, pending);
      pending = null;
      started = true;
      if (record.isUnion) return;
    }
    if (pending !== null) this.put(offset, record.fields[0]?.type ?? pending.type, null, pending);
  }

  /** Whether another positional element follows; its comma is consumed then. */
  private more(afterElement: boolean): boolean {
    const { cursor } = this.unit;
    if (!afterElement) return !cursor.is('}');
    if (!cursor.is(',')) return false;
    const { text } = cursor.peek(1);
    if (text === '}' || text === '.' || text === '[') return false;
    if (cursor.peek(1).kind === 'identifier' && cursor.peek(2).text === ':') return false;
    cursor.next();
    return true;
  }

  private braced(type: CType, offset: number, bits: Field['bits']): number {
    const { cursor } = this.unit;
    cursor.expect('{', 'before the initialiser');
    let length = 0;
    let next = 0;
    const fields = type.kind === 'record' ? positional(type.record) : [];
    while (!cursor.is('}') && cursor.token.kind !== 'end') {
      if (this.atDesignator()) {
        next = this.designated(type, offset);
      } else if (type.kind === 'array') {
        if (type.count !== null && next >= type.count) this.excess();
        else if (next === 0 && isInteger(type.of) && cursor.token.kind === 'string') {
          next = this.object(type, offset, null, null);
        } else {
          this.object(unqualified(type.of), offset + next * (sizeOf(type.of) ?? 0), null, null);
          next++;
        }
      } else if (type.kind === 'record') {
        const field = fields[next];
        if (field === undefined || (type.record.isUnion && next > 0)) this.excess();
        else this.object(unqualified(field.type), offset + field.offset, field.bits, null);
        next++;
      } else if (next === 0) {
        this.object(type, offset, bits, null);
        next++;
      } else this.excess();
      length = Math.max(length, next);
      if (!cursor.accept(',')) break;
    }
    cursor.expect('}', 'after the initialiser');
    return length;
  }

  private excess(): void {
    if (this.unit.cursor.is('{')) this.unit.cursor.skipBrackets();
    else this.unit.grammar.assignment(this.unit);
  }

  private atDesignator(): boolean {
    const { cursor } = this.unit;
    return (
      cursor.is('.') ||
      cursor.is('[') ||
      (cursor.token.kind === 'identifier' && cursor.peek(1).text === ':' && cursor.peek(2).text !== ':')
    );
  }

  /** One designation and its value. Returns the index behind the outermost designator. */
  private designated(type: CType, offset: number): number {
    const { cursor } = this.unit;
    if (cursor.accept('[')) {
      const low = this.unit.grammar.constant(this.unit);
      const high = cursor.accept('...') ? this.unit.grammar.constant(this.unit) : low;
      cursor.expect(']', 'after the designator');
      if (low === null || high === null || type.kind !== 'array')
        throw cursor.failure('a designator that is no constant or for no array');
      const size = sizeOf(type.of) ?? 0;
      const start = Number(low);
      const before = this.items.length;
      this.designatedValue(unqualified(type.of), offset + start * size, null);
      const made = this.items.slice(before);
      const count = Number(high) - start;
      if (count * made.length > MAX_ITEMS) throw cursor.failure('this range of elements is too large');
      for (let step = 1; step <= count; step++) {
        for (const item of made) this.items.push({ ...item, offset: item.offset + step * size });
      }
      const next = Number(high) + 1;
      // A nested designator went into the element: the rest of that element is filled before the next one.
      return next;
    }
    const dotted = cursor.accept('.');
    const name = cursor.next().text;
    if (!dotted) cursor.expect(':', 'after the name of a member');
    if (type.kind !== 'record') throw cursor.failure(`a designator .${name} for what is no struct`);
    const fields = positional(type.record);
    const index = fields.findIndex((field) => holds(field, name));
    const field = findField(type.record, name);
    if (index < 0 || field === null) {
      cursor.accept('=');
      parseAnything(this.unit);
      const reason = `struct ${type.record.tag} has no member ${name}`;
      this.items.push({ offset, type, bits: null, value: poisoned(reason, cursor.spanFrom(cursor.at)) });
      return 0;
    }
    this.designatedValue(unqualified(field.type), offset + field.offset, field.bits);
    const outer = fields[index];
    if (outer?.name === '' && outer.type.kind === 'record' && !outer.type.record.isUnion) {
      const inner = positional(outer.type.record);
      const at = inner.findIndex((one) => holds(one, name));
      if (cursor.is(',') && at + 1 < inner.length)
        this.continueMembers(outer.type.record, offset + outer.offset, at + 1);
    }
    return index + 1;
  }

  private designatedValue(type: CType, offset: number, bits: Field['bits']): void {
    const { cursor } = this.unit;
    if (cursor.is('.') || cursor.is('[')) {
      const next = this.designated(type, offset);
      if (type.kind === 'record' && !type.record.isUnion) this.continueMembers(type.record, offset, next);
      else if (type.kind === 'array' && (type.count === null || next < type.count)) {
        if (cursor.is(',') && this.more(true))
          this.elements(type, offset, next, this.unit.grammar.assignment(this.unit));
      }
      return;
    }
    cursor.accept('=');
    this.object(type, offset, bits, null);
  }

  private continueMembers(record: Record, offset: number, from: number): void {
    const field = positional(record)[from];
    if (field === undefined || !this.more(true)) return;
    if (this.unit.cursor.is('{')) {
      this.object(unqualified(field.type), offset + field.offset, field.bits, null);
      this.continueMembers(record, offset, from + 1);
    } else this.members(record, offset, from, this.unit.grammar.assignment(this.unit));
  }
}

/** The members that positional initialisers go to: unnamed bit-fields are passed over. */
const positional = (record: Record): readonly Field[] =>
  record.fields.filter((field) => field.name !== '' || field.type.kind === 'record');

const holds = (field: Field, name: string): boolean =>
  field.name === name ||
  (field.name === '' && field.type.kind === 'record' && findField(field.type.record, name) !== null);

function parseAnything(unit: Unit): void {
  if (unit.cursor.is('{')) unit.cursor.skipBrackets();
  else decay(unit.grammar.assignment(unit));
}
