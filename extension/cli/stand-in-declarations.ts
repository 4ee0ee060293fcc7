import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { plainSource, type SourceFile } from '../kernel/source';
import { scanDeclarations } from '../link/declarations';
import { shippedModels } from '../link/models';

const WORD = /[A-Za-z_]\w*/g;

/** The words that a unit consists of. */
export const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(WORD) ?? []);

/**
 * Headers of a tree that is older than a patch, with what the models' header of the same name declares and the tree's does not
 * know, as far as the patch uses it: real text first, then the model's (DESIGN, invariant 3). Each line keeps its origin.
 */
export class StandInDeclarations {
  private readonly made = new Map<string, SourceFile>();

  /** @param path as `#include` names it */
  supplement(header: SourceFile, path: string, used: ReadonlySet<string>): SourceFile {
    const model = join(shippedModels(), 'include', path);
    if (!existsSync(model)) return header;
    const lines = readFileSync(model, 'utf8').split('\n');
    const known = wordsOf(header.text);
    const items = scanDeclarations(lines).declarations.filter(
      ({ kind, name }) => kind !== 'include' && kind !== 'call' && used.has(name) && !known.has(name),
    );
    if (items.length === 0) return header;
    const key = `${header.path} ${items.map(({ name }) => name).join(' ')}`;
    const before = this.made.get(key);
    if (before !== undefined) return before;
    const text = items.flatMap(({ first, last }) => lines.slice(first, last + 1));
    const from = plainSource(`models/include/${path}`, lines.join('\n'), 'model');
    const origins = items.flatMap(({ first, last }) => from.lines.slice(first, last + 1));
    // Behind the include guard's #endif, so once only.
    const guard = `__KAPI_STAND_IN_${path.toUpperCase().replace(/\W/g, '_')}`;
    const whole = [header.text.replace(/\n$/, ''), `#ifndef ${guard}`, `#define ${guard}`, ...text, '#endif', ''];
    const own = (count: number) => Array.from({ length: count }, () => from.lines[0] as SourceFile['lines'][number]);
    const kept = header.lines.slice(0, (whole[0] as string).split('\n').length);
    const made: SourceFile = {
      path: header.path,
      text: whole.join('\n'),
      lines: [...kept, ...own(2), ...origins, ...own(2)],
    };
    this.made.set(key, made);
    return made;
  }
}
