/** Turns ranges of text into the places that the IR shows: lines, columns, and the name of the step. */
import type { CodePlace } from './ir';
import type { PlaceTable } from './function-builder';
import type { FileTable } from './file-table';
import type { Span } from './syntax';

const MAX_NAME = 120;

export class PlaceIndexer implements PlaceTable {
  readonly places: CodePlace[] = [];
  private readonly known = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private readonly lineStarts: (readonly number[])[] = [];

  constructor(private readonly table: FileTable) {}

  intern(span: Span, step: Span): number {
    const key = `${span.file} ${span.start} ${span.end} ${step.file} ${step.start} ${step.end}`;
    const index = this.known.get(key);
    if (index !== undefined) return index;
    const from = this.position(span.file, span.start);
    const to = this.position(span.file, span.end);
    const place: CodePlace = {
      file: span.file,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      name: this.name(step),
    };
    const made = this.places.push(place) - 1;
    this.known.set(key, made);
    return made;
  }

  /** Line and column, counted from 1, of an offset in a file. */
  position(file: number, offset: number): { readonly line: number; readonly column: number } {
    const starts = (this.lineStarts[file] ??= lineStarts(this.table.files[file]?.text ?? ''));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  private name(step: Span): string {
    const key = `${step.file} ${step.start} ${step.end}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const raw = this.table.files[step.file]?.text.slice(step.start, Math.min(step.end, step.start + 2000)) ?? '';
    const folded = raw
      .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
      .replace(/\\\n/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/;\s*$/, '')
      .trim();
    const name = folded.length > MAX_NAME ? `${folded.slice(0, MAX_NAME - 1)}…` : folded;
    this.names.set(key, name);
    return name;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
