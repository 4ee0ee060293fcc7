/**
 * The front end as a whole: units in, one program of the IR out. Functions are parsed and lowered when something that
 * runs can reach them; what cannot be understood stays in the program as an opaque instruction at its place.
 *
 * The text is parsed by a parser of our own over preprocessed tokens: with every macro expanded and every typedef known
 * the grammar of C is exact, where a grammar without them has to guess `(u64)(a)`, `a * b;` and iterator macros.
 */
import { GRAMMAR } from './grammar';
import { problem, type Problem } from '../../ground/problem';
import { atOnce, type Sliced } from '../../ground/sliced';
import type { SourceFile, Sources } from '../source';
import { Cursor, Unparsable } from './cursor';
import { parseBody, parseUnit, parsingUnit } from './declaration';
import { FileTable } from './file-table';
import { FunctionBuilder } from './function-builder';
import type { Symbol } from './fold';
import type { CodePlace, Global, IrFunction, Opaque, Program, Relocation } from './ir';
import { lowerBody, lowerStub, type Received } from './lower-function';
import { PlaceIndexer } from './place';
import { preprocess } from './preprocess';
import type { ProgramBuilder, Resolution } from './program-builder';
import { Scope } from './scope';
import { ShapeTable } from './shape';
import { lex } from './token';
import { layDown } from './static-data';
import type { Declaration, Expression, Span } from './syntax';
import { alignOf, arrayOf, scalarOf, showType, sizeOf, type CType } from './type';
import { charType, type Unit } from './unit';

export interface CompileOptions {
  /** Names that the machine answers. */
  readonly primitives: ReadonlySet<string>;
  /** `all` lowers every function of the units themselves (not of their headers), reachable or not. */
  readonly roots?: 'reachable' | 'all';
  /** The prototype in C of a primitive, for texts that call it without a declaration. */
  readonly prototype?: (name: string) => string | null;
  /** The rest of the program is elsewhere: names that are declared and not defined are taken as given, not as opaque. */
  readonly unlinked?: boolean;
  /** Where the files are kept with their tokens, for many programs that share headers. */
  readonly table?: FileTable;
}

export interface Compiled {
  readonly program: Program;
  readonly problems: readonly Problem[];
}

/** Names that start a run, beside what is annotated as an actor or placed in an initcall section. */
const ROOTS = new Set(['setup', 'finally', 'main']);

export const compile = (sources: Sources, options: CompileOptions): Compiled => atOnce(compiling(sources, options));

/** The same, to be laid aside between any two declarations and any two functions. */
export const compiling = (sources: Sources, options: CompileOptions): Sliced<Compiled> =>
  new Compiler(sources, options).running();

interface Entry {
  readonly unit: Unit;
  readonly declaration: Declaration;
  readonly kind: 'body' | 'primitive' | 'opaque';
  readonly reason: string;
}

class Compiler implements ProgramBuilder {
  private readonly table: FileTable;
  private readonly placeIndexer: PlaceIndexer;
  private readonly problems: Problem[] = [];
  private readonly units: Unit[] = [];
  private readonly shapes = new ShapeTable();
  private readonly functions: (IrFunction | null)[] = [];
  private readonly entries: Entry[] = [];
  private readonly functionOf = new Map<Declaration, number>();
  private readonly stubOf = new Map<string, number>();
  private readonly externalFunctions = new Map<string, { unit: Unit; declaration: Declaration }>();
  private readonly externalObjects = new Map<string, { unit: Unit; declaration: Declaration }>();
  private readonly globals: (Global | null)[] = [];
  private readonly globalEntries: { unit: Unit; declaration: Declaration; index: number }[] = [];
  private readonly globalOf = new Map<Declaration, number>();
  private readonly dataOf = new Map<string, number>();
  private readonly opaque = new Map<string, Opaque>();

  constructor(
    private readonly sources: Sources,
    private readonly options: CompileOptions,
  ) {
    this.table = options.table ?? new FileTable();
    this.placeIndexer = new PlaceIndexer(this.table);
  }

  get places(): readonly CodePlace[] {
    return this.placeIndexer.places;
  }

  intern(span: Span, step: Span): number {
    return this.placeIndexer.intern(span, step);
  }

  *running(): Sliced<Compiled> {
    for (const source of this.sources.units) yield* this.addingUnit(source);
    for (const unit of this.units) this.addExternals(unit);
    for (const [index, unit] of this.units.entries()) this.addRoots(unit, this.sources.units[index]);
    yield* this.loweringAll();
    const missing = (name: string): IrFunction => {
      throw new Error(`${name} was promised and not lowered`);
    };
    const program: Program = {
      files: this.table.files.map(({ path }) => ({ path })),
      places: this.places,
      functions: this.functions.map((one, index) => one ?? missing(this.entries[index]?.declaration.name ?? '')),
      globals: this.globals.filter((one) => one !== null),
      types: this.shapes.shapes,
      opaque: [...this.opaque.values()],
    };
    return { program, problems: this.problems };
  }

  private *addingUnit(source: SourceFile): Sliced<void> {
    yield;
    const { tokens, problems } = preprocess(source, this.table, this.sources, this.options.primitives);
    this.problems.push(...problems);
    const file = new Scope(null);
    const unit: Unit = {
      cursor: new Cursor(tokens),
      file,
      scope: file,
      inFunction: null,
      char: charType(this.sources.defines.has('__CHAR_UNSIGNED__')),
      problems: this.problems,
      lost: new Map(),
      functions: [],
      objects: [],
      typeElsewhere: (name) => this.externalFunctions.get(name)?.declaration.type ?? this.primitiveType(unit, name),
      report: (code, message, span) => this.report(code, message, span),
      wordAt: ({ file, start }) => /^\w+/.exec(this.table.files[file]?.text.slice(start, start + 80) ?? '')?.[0] ?? '',
      grammar: GRAMMAR,
      startsLine: (token) => this.placeIndexer.position(token.file, token.start).column === 1,
    };
    this.units.push(unit);
    try {
      yield* parsingUnit(unit);
    } catch (error) {
      if (!isTooDeep(error)) throw error;
      const here = unit.cursor.spanFrom(unit.cursor.at);
      this.report('unit-too-deep', 'This unit is nested too deeply to be read.', here);
    }
  }

  private report(code: string, message: string, span: Span): void {
    const { line, column } = this.placeIndexer.position(span.file, span.start);
    this.problems.push(problem(code, message, { file: this.table.files[span.file]?.path ?? '', line, column }));
  }

  /** External definitions: the earlier unit wins, a definition before a weak one, an initialised object before a bare one. */
  private addExternals(unit: Unit): void {
    for (const declaration of unit.functions) {
      if (declaration.storage === 'static') continue;
      const known = this.externalFunctions.get(declaration.name)?.declaration;
      if (known === undefined || (known.attributes.weak && !declaration.attributes.weak)) {
        this.externalFunctions.set(declaration.name, { unit, declaration });
      }
    }
    for (const declaration of unit.objects) {
      if (declaration.storage === 'static' || declaration.scope !== 'file') continue;
      const known = this.externalObjects.get(declaration.name)?.declaration;
      if (known === undefined || (known.initializer === null && declaration.initializer !== null)) {
        this.externalObjects.set(declaration.name, { unit, declaration });
      }
    }
  }

  private addRoots(unit: Unit, source: SourceFile | undefined): void {
    for (const declaration of unit.functions) {
      const { annotations, section } = declaration.attributes;
      const isActor = annotations.some((word) => word === 'actor' || word === '__actor' || word === 'constructor');
      const isRoot = isActor || ROOTS.has(declaration.name) || section.includes('initcall');
      const isOwn = this.table.files[declaration.body?.span.file ?? -1] === source;
      if (isRoot || (this.options.roots === 'all' && isOwn)) {
        const winner = this.externalFunctions.get(declaration.name);
        if (declaration.storage === 'static' || winner?.declaration === declaration || this.options.roots === 'all') {
          this.functionFor(unit, declaration);
        }
      }
    }
    for (const declaration of unit.objects) {
      if (declaration.attributes.section.includes('initcall')) this.globalIndex(unit, declaration);
    }
    for (const [name, { reason, span }] of unit.lost) {
      this.opaque.set(name, { symbol: name, reason, at: this.intern(span, span) });
    }
  }

  private *loweringAll(): Sliced<void> {
    let nextFunction = 0;
    let nextGlobal = 0;
    while (nextFunction < this.entries.length || nextGlobal < this.globalEntries.length) {
      yield;
      const entry = this.entries[nextFunction];
      if (entry !== undefined) {
        this.functions[nextFunction++] = this.lowerFunction(entry);
        continue;
      }
      const object = this.globalEntries[nextGlobal++];
      if (object !== undefined) this.globals[object.index] = this.lowerObject(object.unit, object.declaration);
    }
  }

  /** The type that a primitive's prototype gives it in this unit. */
  private primitiveType(unit: Unit, name: string): CType | null {
    const prototype = this.options.primitives.has(name) ? (this.options.prototype?.(name) ?? null) : null;
    if (prototype === null) return null;
    const { tokens } = lex(`${prototype.replace(/;?\s*$/, '')};`, 0);
    const file = new Scope(unit.file);
    const apart: Unit = {
      ...unit,
      cursor: new Cursor(tokens),
      file,
      scope: file,
      inFunction: null,
      report: () => undefined,
    };
    parseUnit(apart);
    const entity = file.findHere(name);
    return entity?.kind === 'object' ? entity.declaration.type : null;
  }

  resolve(unit: Unit, declaration: Declaration): Resolution {
    const found = this.definitionOf(unit, declaration);
    const { name } = declaration;
    const isPrimitive = this.options.primitives.has(name);
    if (found !== null && !(isPrimitive && this.isAssembly(found))) {
      return { kind: 'function', function: this.functionFor(found.unit, found.declaration) };
    }
    if (isPrimitive || (this.options.unlinked === true && found === null)) return { kind: 'primitive', name };
    const lost =
      unit.lost.get(name) ?? this.units.map((other) => other.lost.get(name)).find((one) => one !== undefined);
    const reason = lost?.reason ?? `nothing defines ${name}()`;
    this.noteOpaque(name, reason, lost?.span ?? null);
    return { kind: 'opaque', reason };
  }

  private definitionOf(unit: Unit, declaration: Declaration): { unit: Unit; declaration: Declaration } | null {
    if (declaration.attributes.alias !== null && declaration.body === null) {
      const alias = unit.file.find(declaration.attributes.alias);
      if (alias?.kind === 'object' && alias.declaration !== declaration)
        return this.definitionOf(unit, alias.declaration);
    }
    const external = this.externalFunctions.get(declaration.name) ?? null;
    if (declaration.storage === 'static') return declaration.body === null ? external : { unit, declaration };
    return external ?? (declaration.body === null ? null : { unit, declaration });
  }

  /** A function of the tree that is written in assembly, which the machine answers for if it knows the name. */
  private isAssembly({ unit, declaration }: { unit: Unit; declaration: Declaration }): boolean {
    const { body } = declaration;
    if (body === null || this.originOf(body.span) !== 'tree') return false;
    for (let at = body.from; at < body.to; at++) {
      const text = unit.cursor.tokens[at]?.text;
      if (text === 'asm' || text === '__asm__' || text === '__asm') return true;
    }
    return false;
  }

  private noteOpaque(symbol: string, reason: string, span: Span | null): void {
    if (this.opaque.has(symbol)) return;
    this.opaque.set(symbol, { symbol, reason, at: span === null ? null : this.intern(span, span) });
  }

  private functionFor(unit: Unit, declaration: Declaration): number {
    const known = this.functionOf.get(declaration);
    if (known !== undefined) return known;
    const index = this.addEntry({ unit, declaration, kind: 'body', reason: '' });
    this.functionOf.set(declaration, index);
    return index;
  }

  private addEntry(entry: Entry): number {
    this.functions.push(null);
    return this.entries.push(entry) - 1;
  }

  functionIndex(unit: Unit, declaration: Declaration): number {
    const target = this.resolve(unit, declaration);
    if (target.kind === 'function') return target.function;
    const known = this.stubOf.get(declaration.name);
    if (known !== undefined) return known;
    const reason = target.kind === 'opaque' ? target.reason : '';
    const index = this.addEntry({ unit, declaration, kind: target.kind, reason });
    this.stubOf.set(declaration.name, index);
    return index;
  }

  globalIndex(unit: Unit, declaration: Declaration): number | string {
    const own = declaration.storage === 'static' || declaration.scope === 'block';
    const elsewhere = this.options.unlinked === true ? { unit, declaration } : null;
    const found = own ? { unit, declaration } : (this.externalObjects.get(declaration.name) ?? elsewhere);
    if (found === null) {
      const reason = `nothing defines ${declaration.name}`;
      this.noteOpaque(declaration.name, reason, null);
      return reason;
    }
    const known = this.globalOf.get(found.declaration);
    if (known !== undefined) return known;
    const { type } = found.declaration;
    if (sizeOf(type) === null && !(type.kind === 'array' && type.count === null && sizeOf(type.of) !== null)) {
      const reason = type.kind === 'poison' ? type.reason : `the size of ${declaration.name} is not known`;
      this.noteOpaque(declaration.name, reason, found.declaration.span);
      return reason;
    }
    const index = this.globals.push(null) - 1;
    this.globalOf.set(found.declaration, index);
    this.globalEntries.push({ ...found, index });
    return index;
  }

  stringIndex(unit: Unit, string: Expression & { kind: 'string' }): number {
    const key = `${string.elementBytes} ${string.elements.join()}`;
    const known = this.dataOf.get(key);
    if (known !== undefined) return known;
    const bytes = new Uint8Array((string.elements.length + 1) * string.elementBytes);
    const view = new DataView(bytes.buffer);
    for (const [index, element] of string.elements.entries()) {
      if (string.elementBytes === 1) bytes[index] = element;
      else if (string.elementBytes === 2) view.setUint16(index * 2, element, true);
      else view.setUint32(index * 4, element >>> 0, true);
    }
    const shape = this.shape(string.type.kind === 'array' ? string.type : arrayOf(unit.char, bytes.length));
    return this.addData(key, bytes, [], shape, string.elementBytes, string.span);
  }

  templateIndex(data: Uint8Array, relocations: readonly Relocation[], shape: number, align: number): number {
    const key = `template ${shape} ${data.join()} ${JSON.stringify(relocations)}`;
    return this.dataOf.get(key) ?? this.addData(key, data, relocations, shape, align, { file: 0, start: 0, end: 0 });
  }

  private addData(
    key: string,
    data: Uint8Array,
    relocations: readonly Relocation[],
    shape: number,
    align: number,
    span: Span,
  ): number {
    const index =
      this.globals.push({
        name: '',
        at: this.intern(span, span),
        origin: this.originOf(span),
        isStatic: true,
        readOnly: true,
        bytes: data.length,
        align,
        shape,
        data,
        relocations,
        section: '',
      }) - 1;
    this.dataOf.set(key, index);
    return index;
  }

  shape(type: CType): number {
    return this.shapes.index(type);
  }

  private originOf(span: Span): IrFunction['origin'] {
    const { line } = this.placeIndexer.position(span.file, span.start);
    return this.table.files[span.file]?.lines[line - 1]?.origin ?? 'model';
  }

  private lowerObject(unit: Unit, declaration: Declaration): Global {
    const { type, initializer, attributes, span } = declaration;
    const relocate = (symbol: Symbol, offset: number, addend: number): Relocation | string => {
      if ('kind' in symbol) return { offset, target: 'global', index: this.stringIndex(unit, symbol), addend };
      if (symbol.type.kind === 'function') {
        return { offset, target: 'function', index: this.functionIndex(unit, symbol), addend };
      }
      const index = this.globalIndex(unit, symbol);
      return typeof index === 'string' ? index : { offset, target: 'global', index, addend };
    };
    const { data, relocations, reason } = layDown(type, initializer, relocate);
    if (reason !== null) {
      this.noteOpaque(declaration.name, reason, span);
      this.report('initialiser-opaque', `The initial value of ${declaration.name} is not known: ${reason}.`, span);
    }
    return {
      name: declaration.name,
      at: this.intern(span, span),
      origin: this.originOf(span),
      isStatic: declaration.storage === 'static',
      readOnly: type.isConst || (type.kind === 'array' && type.of.isConst),
      bytes: data.length,
      align: Math.max(alignOf(type), attributes.align),
      shape: this.shape(type),
      data,
      relocations,
      section: attributes.section,
    };
  }

  private lowerFunction(entry: Entry): IrFunction {
    const { declaration, unit } = entry;
    const span = declaration.body?.span ?? declaration.span;
    if (entry.kind !== 'body') return this.stub(entry, span);
    const refuse = (reason: string, at: Span): IrFunction => {
      this.noteOpaque(declaration.name, reason, at);
      this.report('function-unparsed', `${declaration.name}() is not executable: ${reason}.`, at);
      return this.stub({ ...entry, kind: 'opaque', reason }, span);
    };
    try {
      return this.lowerBody(unit, declaration, span);
    } catch (error) {
      if (isTooDeep(error)) return refuse('it is nested too deeply', span);
      if (!(error instanceof Unparsable)) throw error;
      const { file, start, end } = error.token;
      return refuse(error.reason, { file, start, end });
    }
  }

  private lowerBody(unit: Unit, declaration: Declaration, span: Span): IrFunction {
    const body = parseBody(unit, declaration);
    const builder = new FunctionBuilder(declaration.name, this.placeIndexer, this.signatureSpan(span));
    const frame = lowerBody(unit, this, builder, declaration, body, span);
    for (const reason of new Set(builder.reasons)) this.noteOpaque(declaration.name, reason, span);
    return this.finished(declaration, span, builder, frame);
  }

  /** The body of a function that only the machine knows, or nobody: for pointers to it. */
  private stub({ declaration, kind, reason }: Entry, span: Span): IrFunction {
    const builder = new FunctionBuilder(declaration.name, this.placeIndexer, span);
    const frame = lowerStub(builder, declaration, kind === 'opaque' ? reason : null);
    return this.finished(declaration, span, builder, frame);
  }

  private finished(
    declaration: Declaration,
    span: Span,
    builder: FunctionBuilder,
    { params, resultAddress }: Received,
  ): IrFunction {
    const code = builder.finish();
    const { type, name, attributes } = declaration;
    const whole = this.signatureSpan(span);
    return {
      name,
      at: this.intern(span, whole),
      origin: this.originOf(span),
      isStatic: declaration.storage === 'static',
      params,
      variadic: type.kind === 'function' && type.variadic,
      resultAddress,
      returns: type.kind === 'function' ? scalarOf(type.returns) : null,
      registers: builder.registers,
      locals: builder.locals,
      code,
      annotations:
        attributes.section === ''
          ? attributes.annotations
          : [...attributes.annotations, `section(${attributes.section})`],
      signature: `${declaration.storage === 'static' ? 'static ' : ''}${showType(type, name)}`,
    };
  }

  private signatureSpan(span: Span): Span {
    const text = this.table.files[span.file]?.text ?? '';
    const brace = text.indexOf('{', span.start);
    return brace < 0 || brace > span.end ? span : { ...span, end: brace };
  }
}

/** Whether the stack of this process was not enough. */
const isTooDeep = (error: unknown): boolean => error instanceof RangeError && /call stack/i.test(error.message);
