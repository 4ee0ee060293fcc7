/** A rule that the machine itself watches. Rules that models state in C (`__kapi_rule`) carry their own ids. */
export interface Rule {
  /** Stable id, as in `expect: violation ID`. */
  readonly id: string;
  /** What may not happen, in a sentence. */
  readonly says: string;
  /** Which kernel text states it: file, function or document. */
  readonly source: string;
}
