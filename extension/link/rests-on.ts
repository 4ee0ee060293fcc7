import type { RestsOn } from '../kernel/trace/trace';
import type { ModelLibrary } from './models';

/** A file that a verdict rests on, with what it says of itself that it doesn't do. */
export interface Foundation extends RestsOn {
  /** Our own C's statement of what it leaves out; empty for other origins and where it leaves out nothing. */
  readonly leftOut: string;
}

/** What a verdict rests on: the files of which lines were executed, the models among them with their stated abstractions. */
export function foundations(rests: readonly RestsOn[], models: ModelLibrary): Foundation[] {
  return rests.map((one) => {
    const model = one.origin === 'model' ? models.byPath.get(one.file) : undefined;
    return { ...one, leftOut: model === undefined ? '' : leftOut(model.text) };
  });
}

/** The sentence "Left out: …" of the comments above a model's first line of C. */
export function leftOut(text: string): string {
  const comments = /^(?:\s*\/\*[^]*?\*\/)+/.exec(text)?.[0] ?? '';
  const plain = comments
    .replace(/\*\//g, ' ')
    .replace(/^[ \t]*\/?\*+/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /\bLeft out: (.*?)\.(?= [A-Z]|$)/.exec(plain)?.[1]?.trim() ?? '';
}
