import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compile } from '../../extension/kernel/c/compile';
import type { Program } from '../../extension/kernel/c/ir';
import { primitiveNames } from '../../extension/kernel/machine/primitives/primitives';
import { plainSource, type SourceFile } from '../../extension/kernel/source';
import type { Files } from '../../extension/kernel/trace/build';

const MODELS = join(__dirname, '../../extension/models');
const INCLUDE = [
  join(MODELS, 'include'),
  join(__dirname, '../../extension/models/libc/include'),
  join(__dirname, 'rules/include'),
];

export interface Compiled {
  readonly program: Program;
  readonly files: Files;
}

/** A C program of a test, with the kernel headers of the models behind it, and the models that it names: `with: mm/cache.c fs`, and options: `config: CONFIG_X`. */
export function compiled(text: string, path = 'test.c'): Compiled {
  const { program } = compile(
    { units: [plainSource(path, text), ...unitsNamed(text)], include: header, defines: definesNamed(text) },
    { primitives: primitiveNames },
  );
  return {
    program,
    files: {
      lineOrigin: (file, line) => ({
        origin: 'model',
        file: program.files[file]?.path ?? '',
        line,
        patch: null,
        patchLine: null,
      }),
    },
  };
}

function header(path: string): SourceFile | null {
  for (const directory of INCLUDE) {
    const full = join(directory, path);
    if (existsSync(full)) return plainSource(path, readFileSync(full, 'utf8'));
  }
  return null;
}

/** `config: CONFIG_X` turns an option on, for the models too. */
function definesNamed(text: string): Map<string, string> {
  const named = /^\/\* config: (.*) \*\/$/m.exec(text)?.[1]?.split(' ') ?? [];
  return new Map(named.map((name) => [name, '1']));
}

/** Files or directories of the models. */
function unitsNamed(text: string): SourceFile[] {
  const named = /^\/\* with: (.*) \*\/$/m.exec(text)?.[1]?.split(' ') ?? [];
  return named
    .flatMap((name) =>
      name.endsWith('.c')
        ? [name]
        : readdirSync(join(MODELS, name))
            .filter((file) => file.endsWith('.c'))
            .sort()
            .map((file) => `${name}/${file}`),
    )
    .map((name) => plainSource(`models/${name}`, readFileSync(join(MODELS, name), 'utf8')));
}
