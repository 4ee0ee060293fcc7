/** Texts as small numbers, so that slots can hold them: the same number for the same text as long as this lives. */
export class Interned {
  private readonly numbers = new Map<string, number>();

  /** The number of a text, from 1 on. */
  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.numbers.size + 1;
      this.numbers.set(text, number);
    }
    return number;
  }

  /** The text of a number; empty where there is none. */
  textOf(number: number): string {
    for (const [text, value] of this.numbers) if (value === number) return text;
    return '';
  }
}
