/** The words of a line, to be compared with those of others. */
export class LineWords {
  /** In their order, each as often as it stands there. */
  readonly all: readonly string[];
  /** Each once. */
  readonly words: ReadonlySet<string>;
  private partsOnce: ReadonlySet<string> | null = null;

  constructor(text: string) {
    this.all = text.toLowerCase().match(/\w+/g) ?? [];
    this.words = new Set(this.all);
  }

  /** The parts of its names as well: what is renamed often keeps one. */
  get parts(): ReadonlySet<string> {
    return (this.partsOnce ??= new Set(this.all.flatMap((word) => word.split('_').filter((part) => part !== ''))));
  }

  /** Whether all its words stand in another line, in this order. */
  standIn({ all }: LineWords): boolean {
    let next = 0;
    for (const word of all) if (word === this.all[next]) next += 1;
    return next === this.all.length;
  }
}

/** Dice's coefficient over words, each counted once. */
export function alike(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let both = 0;
  for (const word of left) if (right.has(word)) both += 1;
  return (2 * both) / (left.size + right.size);
}
