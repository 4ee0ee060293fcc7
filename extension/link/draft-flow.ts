import type { MessageId } from '../ground/brand';
import type { Series } from '../series/series';
import { seriesApis, type Api, type ApisRequest, type EntryPoint } from './apis';
import { SymbolIndex } from './symbols';

/** A flow for the reader to edit, and what it is made of. */
export interface DraftedFlow {
  readonly id: string;
  /** C with a flow's header; it compiles where the types of the parameters are known. */
  readonly text: string;
  /** The functions that actors call, in order. */
  readonly calls: readonly string[];
}

/** Actors that a draft gets; a run has room for eight at a time, and a reader for fewer. */
const MOST_ACTORS = 4;

/**
 * Drafts a flow from what a series adds: an actor for each external function that nothing else of the series calls or
 * that is an entry point, then for the others, and a note for each entry point that only a table leads to. It is a
 * beginning: objects are empty, and `setup()` says what is to be filled in.
 */
export function draftFlow(series: Series, request: Omit<ApisRequest, 'series'>, id = draftId(series)): DraftedFlow {
  const whole: ApisRequest = { ...request, series: [series] };
  const { adds, entryPoints } = seriesApis(whole);
  const index = SymbolIndex.of({ ...whole, flows: [] });
  const callable = adds.filter(({ kind, state }) => kind === 'function' && state === 'series');
  const entered = new Set(entryPoints.map((entry) => entry.function));
  const chosen = [...callable]
    .sort((a, b) => rank(a, entered) - rank(b, entered))
    .filter((api) => parametersOf(api.signature) !== null)
    .slice(0, MOST_ACTORS);
  const objects = new Map<string, string>();
  const actors = chosen.map((api) => actorOf(api, objects, index));
  const headers = headersOf(series, objects, index);
  const named: MessageId | null = series.cover?.id ?? series.patches[0]?.messageId ?? null;
  const lines = [
    '/**',
    ` * flow: ${id}`,
    ` * title: ${oneLine(series.title)}`,
    ...(named === null ? [] : [` * series: <${named}>`]),
    ' * expect: pass',
    ' *',
    ' * A draft. Fill the objects in setup(), let each actor do what a driver would, and say what should be found.',
    ' */',
    '#include <kapi/kernel.h>',
    ...headers.map((path) => `#include <${path}>`),
    '',
    ...[...objects].map(([name, type]) => `static ${type} ${name};`),
    ...(objects.size > 0 ? [''] : []),
    'void setup(void)',
    '{',
    ...[...objects.keys()].map((name) => `\t/* TODO: ${name} is all zeroes; make it what the call expects. */`),
    ...(objects.size === 0 ? ['\t/* TODO: what has to be there before the actors begin. */'] : []),
    '}',
    '',
    ...(actors.length === 0
      ? ['/* Nobody defines it: a draft that does nothing must not pass. */', 'void to_be_filled_in(void);', '']
      : []),
    ...actors.flat(),
    ...tableNotes(entryPoints.filter((entry) => entry.isStatic)),
    ...(actors.length === 0
      ? [
          '__actor void user(void)',
          '{',
          '\t/* TODO: nothing that the series adds can be called by name from here; what leads to it? */',
          '\tto_be_filled_in();',
          '}',
          '',
        ]
      : []),
  ];
  return { id, text: `${lines.join('\n').trimEnd()}\n`, calls: chosen.map(({ name }) => name) };
}

/** What nobody in the series calls comes first: it is what somebody outside is meant to call. */
function rank(api: Api, entered: ReadonlySet<string>): number {
  if (entered.has(api.name)) return 0;
  if (api.isExported) return api.uses.length === 0 ? 1 : 2;
  return api.uses.length === 0 ? 3 : 4;
}

function actorOf(api: Api, objects: Map<string, string>, index: SymbolIndex): string[] {
  const parameters = parametersOf(api.signature) ?? [];
  const values = parameters.map((parameter) => valueFor(parameter, objects, index));
  const callers = [...new Set(api.uses.map((use) => use.in))].filter((name) => name !== '');
  const from = callers.length === 0 ? 'Nothing in the series calls it.' : `Called by ${callers.join(', ')}.`;
  const place = api.where === null ? '' : ` ${api.where.file}:${String(api.where.line)}.`;
  return [
    `/* ${api.name}():${place} ${from} */`,
    `__actor void use_${api.name}(void)`,
    '{',
    `\t${api.name}(${values.join(', ')});`,
    '}',
    '',
  ];
}

interface Parameter {
  readonly type: string;
  readonly name: string;
}

/** An argument: an object of the draft where its type is known, else nothing. */
function valueFor({ type, name }: Parameter, objects: Map<string, string>, index: SymbolIndex): string {
  const pointed = /^(?:const\s+)?(struct\s+(\w+))\s*\*$/.exec(type);
  if (pointed?.[1] !== undefined && pointed[2] !== undefined) {
    const known = index.lookup(pointed[2]);
    if (known.kind !== 'type' || !known.signature.includes('{')) return 'NULL';
    const object = name === '' ? pointed[2] : name;
    const taken = objects.get(object);
    const free = taken === undefined || taken === pointed[1] ? object : `${object}_${pointed[2]}`;
    objects.set(free, pointed[1]);
    return `&${free}`;
  }
  if (type.includes('*') || type.includes('(')) return 'NULL';
  if (/^(?:struct|union)\s/.test(type)) return `(${type}){ 0 }`;
  return '0';
}

/** The parameters of a function's declaration; null where it has none that can be read, or a variable number. */
function parametersOf(signature: string): Parameter[] | null {
  const open = signature.indexOf('(');
  if (open < 0 || signature.includes('...')) return null;
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of signature.slice(open + 1)) {
    if (char === ')' && depth === 0) {
      parts.push(part);
      const read = parts.map((one) => one.trim()).filter((one) => one !== '' && one !== 'void');
      return read.map(parameterOf);
    }
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === ',' && depth === 0) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return null;
}

function parameterOf(text: string): Parameter {
  const named = /^(.*?[\s*])(\w+)(?:\[[^\]]*\])*$/.exec(text);
  if (named?.[1] === undefined || named[2] === undefined || text.includes('(')) return { type: text, name: '' };
  return {
    type: named[1]
      .replace(/\s+/g, ' ')
      .replace(/\s*\*\s*/g, ' *')
      .trim(),
    name: named[2],
  };
}

/** Headers of the series and of the objects, as `#include <…>` names them. */
function headersOf(series: Series, objects: ReadonlyMap<string, string>, index: SymbolIndex): string[] {
  const touched = series.patches.flatMap(({ patch }) => patch.files.map(({ path }) => path));
  const paths = [
    ...touched,
    ...[...objects.values()].flatMap((type) => index.lookup(type.split(/\s+/)[1] ?? '').where?.file ?? []),
  ];
  const headers = paths.flatMap((path) => /^(?:models\/)?include\/(?:uapi\/)?(.+\.h)$/.exec(path)?.[1] ?? []);
  return [...new Set(headers)].filter((path) => path !== 'kapi/kernel.h').sort();
}

/** Entries that only a pointer leads to can't be called by name from a flow: it says by which table they are. */
function tableNotes(entries: readonly EntryPoint[]): string[] {
  if (entries.length === 0) return [];
  return [
    '/*',
    ' * These are reached through their tables, by what calls them there:',
    ...entries.map(
      ({ function: name, table, member, where }) =>
        ` *   ${table === '' ? '' : `${table}.`}${member} -> ${name}()  ${where.file}:${String(where.line)}`,
    ),
    ' */',
    '',
  ];
}

/** A flow's id from a series' title: lower case, dashes, at most 40 characters. */
export function draftId(series: Series): string {
  const words = series.title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const id = words.join('-').replace(/^[^a-z]+/, '');
  return (id.slice(0, 40).replace(/-[^-]*$/, (end) => (id.length > 40 ? '' : end)) || 'draft').replace(/-$/, '');
}

/** A title out of a mail, in a comment: it can't end the comment. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\*\//g, '* /').trim();
}
