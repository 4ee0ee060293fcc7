/** What hunks do to records that they show in part, carried over to the model's text of those records. */
import type { DiffLine, Hunk } from '../patch/patch';
import type { ComposedLine, HunkStep } from './composed-line';

/**
 * Carries over what a hunk does inside of a struct, union or enum of which the hunk shows only a part: members that it
 * removes leave the model's, members that it adds go to the end of it.
 */
export function spliceMembers(base: readonly ComposedLine[], step: HunkStep, path: string): ComposedLine[] {
  let lines = [...base];
  for (const hunk of step.diff.hunks) {
    for (const [tag, change] of recordChanges(hunk)) {
      const record = recordRange(lines, tag);
      if (record === null) continue;
      // A callback of several lines stays in a model's header: the models still call it, whoever else calls it no more.
      const removed = membersOf(change.removed).filter(
        ({ first, last }) => first === last || !isModels(lines[record.first]),
      );
      const gone = new Set(removed.map(({ text }) => text));
      const dropped = new Set(
        membersOf(lines.slice(record.first + 1, record.last))
          .filter(({ text }) => gone.has(text))
          .flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, at) => record.first + 1 + first + at),
          ),
      );
      const kept = lines.filter((_, index) => !dropped.has(index));
      const end = recordRange(kept, tag)?.last ?? kept.length;
      const flexible = /\[\s*\]\s*;/.test(kept[end - 1]?.text ?? '') ? end - 1 : end;
      const added = change.added.map((line): ComposedLine => ({
        text: line.text,
        origin: { origin: 'series', file: path, line: line.new, patch: step.patch, patchLine: line.mailLine },
      }));
      lines = [...kept.slice(0, flexible), ...added, ...kept.slice(flexible)];
    }
  }
  return lines;
}

const isModels = (line: ComposedLine | undefined): boolean => line?.origin.file.startsWith('models/') === true;

interface RecordChange {
  readonly added: (DiffLine & { kind: 'added' })[];
  readonly removed: DiffLine[];
}

/** The lines that a hunk adds to, or takes from, each record whose beginning or end it doesn't show. */
function recordChanges(hunk: Hunk): Map<string, RecordChange> {
  const changes = new Map<string, RecordChange>();
  const openedBy = (text: string): string | null =>
    /^(?:typedef\s+)?(?:struct|union|enum)\s+(\w+)\s*\{/.exec(text)?.[1] ?? null;
  let inside = openedBy(hunk.heading);
  for (const line of hunk.lines) {
    const opened = openedBy(line.text);
    if (opened !== null) inside = opened;
    // The heading is the last such line above the hunk: what it opened may have been closed before the hunk begins.
    else if (/^[}A-Za-z_]/.test(line.text)) inside = null;
    else if (inside !== null && line.kind !== 'context') {
      const change = changes.get(inside) ?? { added: [], removed: [] };
      changes.set(inside, change);
      if (line.kind === 'added') change.added.push(line);
      else change.removed.push(line);
    }
  }
  for (const [tag, change] of changes)
    changes.set(tag, { ...change, added: withoutTornConditionals(withoutTornComments(change.added)) });
  return changes;
}

/** Of a conditional that was there before, and is there still, only one line may change. */
function withoutTornConditionals<Line extends { readonly text: string }>(lines: Line[]): Line[] {
  const count = (pattern: RegExp): number => lines.filter(({ text }) => pattern.test(text)).length;
  if (count(/^#\s*if/) === count(/^#\s*endif/)) return lines;
  return lines.filter(({ text }) => !/^#\s*(?:if|el|endif)/.test(text));
}

/** Lines of a comment whose beginning was there before are no members. */
function withoutTornComments<Line extends { readonly text: string }>(lines: readonly Line[]): Line[] {
  let inComment = false;
  return lines.filter(({ text }) => {
    const begins = text.includes('/*');
    const isTorn = !inComment && !begins && /^\s*\*/.test(text);
    if (begins) inComment = true;
    if (text.includes('*/')) inComment = false;
    return !isTorn;
  });
}

function recordRange(lines: readonly ComposedLine[], tag: string): { first: number; last: number } | null {
  const opening = new RegExp(`^(?:typedef\\s+)?(?:struct|union|enum)\\s+${tag}\\s*\\{`);
  const first = lines.findIndex((line) => opening.test(line.text));
  if (first < 0) return null;
  const last = lines.findIndex((line, index) => index > first && line.text.startsWith('}'));
  return last < 0 ? null : { first, last };
}

/** Declarations of members, each with the lines that it stands on; comments, directives and inner braces are none. */
function membersOf(lines: readonly { readonly text: string }[]): {
  readonly text: string;
  readonly first: number;
  readonly last: number;
}[] {
  const found: { text: string; first: number; last: number }[] = [];
  let first = -1;
  let inComment = false;
  lines.forEach(({ text }, at) => {
    const begins = /^\s*\/\*/.test(text);
    const isComment = inComment || begins || /^\s*\/\//.test(text);
    if (begins) inComment = true;
    if (text.includes('*/')) inComment = false;
    if (isComment || /^\s*(?:#|$)/.test(text) || /[{}]/.test(text)) {
      first = -1;
      return;
    }
    if (first < 0) first = at;
    if (!/;\s*(?:\/\*.*)?$/.test(text)) return;
    const whole = lines.slice(first, at + 1).map((line) => line.text);
    found.push({ text: squeeze(whole.join(' ')), first, last: at });
    first = -1;
  });
  return found;
}

function squeeze(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s*([(),;*])\s*/g, '$1')
    .trim();
}
