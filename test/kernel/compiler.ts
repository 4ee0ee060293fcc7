import { spawnSync } from 'node:child_process';

/** Whether gcc is here, and the headers of a C library with it: Debian's gcc can be installed without them. */
export function hasCompiler(): boolean {
  return spawnSync('gcc', ['-fsyntax-only', '-include', 'stdio.h', '-xc', '-'], { input: '' }).status === 0;
}
