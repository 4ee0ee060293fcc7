import { element } from './dom';
import type { Marks } from './marks';
import { countUpTo } from './sorted';

interface Bar {
  readonly row: number;
  readonly element: HTMLElement;
}

/** Which lines of a document have run, will run, or never do: a bar a line, made once, of which a step turns over a few. */
export class Coverage {
  readonly #layer: HTMLElement;
  #of: Pick<Marks, 'executed' | 'statements'> | null = null;
  #bars: readonly Bar[] = [];
  /** The bars of lines that run, in the order of their first steps, and those first steps. */
  #running: readonly Bar[] = [];
  #first = new Uint32Array();
  #run = 0;

  constructor(layer: HTMLElement) {
    this.#layer = layer;
  }

  show(marks: Marks, topOf: (row: number) => number): void {
    if (this.#of?.executed !== marks.executed || this.#of.statements !== marks.statements) {
      this.#build(marks);
      this.place(topOf);
    }
    const run = countUpTo(this.#first, marks.step);
    for (let at = Math.min(run, this.#run); at < Math.max(run, this.#run); at += 1) {
      const bar = this.#running[at];
      if (bar !== undefined) bar.element.className = at < run ? 'coverage ran' : 'coverage will-run';
    }
    this.#run = run;
  }

  place(topOf: (row: number) => number): void {
    for (const { row, element: bar } of this.#bars) bar.style.top = `${topOf(row)}px`;
  }

  clear(): void {
    for (const bar of this.#bars) bar.element.remove();
    this.#of = null;
    this.#bars = [];
    this.#running = [];
    this.#first = new Uint32Array();
    this.#run = 0;
  }

  #build({ executed, statements }: Marks): void {
    this.clear();
    this.#of = { executed, statements };
    const running = [...executed].sort(([, left], [, right]) => left - right);
    this.#first = Uint32Array.from(running, ([, first]) => first);
    this.#running = running.map(([row]) => makeBar(row, 'will-run'));
    const never = statements.filter((row) => !executed.has(row)).map((row) => makeBar(row, 'never-runs'));
    this.#bars = [...this.#running, ...never];
    this.#layer.append(...this.#bars.map((bar) => bar.element));
  }
}

function makeBar(row: number, how: 'will-run' | 'never-runs'): Bar {
  return { row, element: element('div', { class: `coverage ${how}` }) };
}
