import type { Source } from './protocol';
import type { CodeLine } from './run';
import { lineKey, type Timeline } from './timeline';

/** A line of a document that shows a line of code. */
export interface Shown {
  readonly source: Source;
  /** From 1. */
  readonly line: number;
}

/** Which documents show code; the editor knows. */
export interface Documents {
  /** All that show a line, the one to open first. Empty where none does, as for a primitive of the machine. */
  show(code: CodeLine): Promise<readonly Shown[]>;
}

/** Between lines of code and lines of documents, both ways; each line of code is asked for once. */
export class DocumentLines {
  private readonly shown = new Map<string, Promise<readonly Shown[]>>();
  private executed: Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> | null = null;

  constructor(
    private readonly documents: Documents,
    private readonly timeline: Timeline,
  ) {}

  /** Where to open a line of code, or null where it has no text. */
  async open(code: CodeLine): Promise<Shown | null> {
    const [first] = await this.show(code);
    return first ?? null;
  }

  /**
   * The line of code behind a line of a document, as an index into `Timeline.lines`; where that line is not executed, the
   * next one that is, at most so many lines below it. Null where there is none.
   */
  async executedAt(path: string, line: number, within: number): Promise<{ index: number; line: number } | null> {
    const lines = (await this.byDocument()).get(path);
    if (lines === undefined) return null;
    for (let at = line; at <= line + within; at++) {
      const index = lines.get(at);
      if (index !== undefined) return { index, line: at };
    }
    return null;
  }

  /** Lines of a document that are executed, in order. */
  async executedIn(path: string): Promise<readonly number[]> {
    return [...((await this.byDocument()).get(path)?.keys() ?? [])].sort((left, right) => left - right);
  }

  /** Every document that a step stands in, in the order in which the trace comes to them. */
  async sources(): Promise<readonly Source[]> {
    const found = new Map<string, Source>();
    for (const code of this.timeline.lines) {
      const first = await this.open(code);
      if (first !== null && !found.has(first.source.path)) found.set(first.source.path, first.source);
    }
    return [...found.values()];
  }

  private show(code: CodeLine): Promise<readonly Shown[]> {
    const key = lineKey(code);
    let shown = this.shown.get(key);
    if (shown === undefined) {
      shown = code.line < 1 ? Promise.resolve([]) : this.documents.show(code);
      this.shown.set(key, shown);
    }
    return shown;
  }

  private byDocument(): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
    this.executed ??= this.index();
    return this.executed;
  }

  private async index(): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
    const found = new Map<string, Map<number, number>>();
    for (const [index, code] of this.timeline.lines.entries())
      for (const { source, line } of await this.show(code)) {
        const lines = found.get(source.path) ?? new Map<number, number>();
        found.set(source.path, lines);
        if (!lines.has(line)) lines.set(line, index);
      }
    return found;
  }
}
