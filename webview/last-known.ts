/** What a watched expression was when it was last known, followed from one row or step to another. */
export class LastKnown {
  #value: string | null = null;

  /**
   * Takes what it comes to, null where that is not known. Answers what it was before where that was something else: null
   * where it has not changed, or where either of the two is not known.
   */
  take(value: string | null): string | null {
    const before = this.#value;
    if (value === null) return null;
    this.#value = value;
    return value === before ? null : before;
  }
}
