import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { compile } from '../../extension/kernel/c/compile';
import type { Program } from '../../extension/kernel/c/ir';
import { primitiveNames } from '../../extension/kernel/machine/primitives/primitives';
import { plainSource, type SourceFile } from '../../extension/kernel/source';
import type { Files } from '../../extension/kernel/trace/build';

const INCLUDE = [
  join(__dirname, '../../extension/models/include'),
  join(__dirname, '../../extension/models/libc/include'),
];

export interface Compiled {
  readonly program: Program;
  readonly files: Files;
}

/** A C program of a test, with the kernel headers of the models behind it. */
export function compiled(text: string, path = 'test.c'): Compiled {
  const { program } = compile(
    { units: [plainSource(path, text)], include: header, defines: new Map() },
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
