import { mailLine, type MailLine } from '../ground/brand';
import type { Archive, Placed, SeriesPatch } from './series';

/** Where a search found its words. */
export interface Hit {
  readonly placed: Placed;
  readonly where: 'subject' | 'person' | 'file' | 'text';
  /** What was found there, for the reader to recognise. */
  readonly shown: string;
  /** A line of the body, for a hit in the text. */
  readonly line: MailLine | null;
}

/** One word of a query, in lower case, and what it is looked for in; null for everything. */
interface Term {
  readonly field: Hit['where'] | null;
  readonly word: string;
}

export type Query = readonly Term[];

const FIELDS: Readonly<Record<string, Hit['where']>> = {
  subject: 'subject',
  s: 'subject',
  from: 'person',
  f: 'person',
  file: 'file',
  dfn: 'file',
  text: 'text',
  b: 'text',
};

/**
 * Reads what a reader types: words that must all be found, `"several words"` as one, and `from:`, `subject:`, `file:`,
 * `text:` before a word to look in one place only (public-inbox's `f:`, `s:`, `dfn:` and `b:` too).
 */
export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  for (const [, name, quoted, plain] of text.matchAll(/(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
    const field = name === undefined ? null : (FIELDS[name.toLowerCase()] ?? null);
    const known = name === undefined || field !== null;
    const word = `${known ? '' : `${name ?? ''}:`}${quoted ?? plain ?? ''}`.toLowerCase();
    if (word !== '') terms.push({ field, word });
  }
  return terms;
}

/**
 * The mails that a query finds, in the archive's order: each once, shown by the first place in which its first word is.
 * @param most so many at most
 */
export function searchArchive(archive: Archive, query: Query, most: number): Hit[] {
  const hits: Hit[] = [];
  if (query.length === 0) return hits;
  const filesOf = filesByMessage(archive);
  const seen = new Set<string>();
  for (const placed of archive.placed) {
    if (hits.length >= most) break;
    const hit = seen.has(placed.message.id) ? null : hitIn(placed, filesOf.get(placed.message.id) ?? [], query);
    if (hit === null) continue;
    seen.add(placed.message.id);
    hits.push(hit);
  }
  return hits;
}

/** Whether a patch, or what is said in its mail, is what a query asks for. */
export function patchMatches(patch: SeriesPatch, placed: Placed | null, query: Query): boolean {
  return placed !== null && hitIn(placed, pathsOf(patch), query) !== null;
}

const pathsOf = ({ patch }: SeriesPatch): readonly string[] =>
  patch.files.flatMap(({ path, oldPath }) => (oldPath === null ? [path] : [path, oldPath]));

function filesByMessage({ series }: Archive): ReadonlyMap<string, readonly string[]> {
  return new Map(series.flatMap(({ patches }) => patches.map((patch) => [patch.messageId, pathsOf(patch)] as const)));
}

function hitIn(placed: Placed, files: readonly string[], query: Query): Hit | null {
  let first: Hit | null = null;
  for (const term of query) {
    const hit = find(placed, files, term);
    if (hit === null) return null;
    first ??= hit;
  }
  return first;
}

function find(placed: Placed, files: readonly string[], { field, word }: Term): Hit | null {
  const { message } = placed;
  const asksFor = (where: Hit['where']): boolean => field === null || field === where;
  const has = (text: string): boolean => text.toLowerCase().includes(word);
  const hit = (where: Hit['where'], shown: string, line: MailLine | null = null): Hit => ({
    placed,
    where,
    shown,
    line,
  });
  if (asksFor('subject') && has(message.subject)) return hit('subject', message.subject);
  if (asksFor('person')) {
    const people = [message.from, message.author].map(({ name, email }) => `${name} <${email}>`);
    const person = people.find(has);
    if (person !== undefined) return hit('person', person);
  }
  if (asksFor('file')) {
    const file = files.find(has);
    if (file !== undefined) return hit('file', file);
  }
  if (!asksFor('text')) return null;
  const lowered = message.body.toLowerCase();
  const at = lowered.indexOf(word);
  if (at < 0) return null;
  let line = 1;
  // Counted in the lowered text, for lower case can be longer; it has the same lines.
  for (let from = lowered.indexOf('\n'); from >= 0 && from < at; from = lowered.indexOf('\n', from + 1)) line++;
  return hit('text', (message.body.split('\n', line).at(-1) ?? '').trim(), mailLine(line));
}
