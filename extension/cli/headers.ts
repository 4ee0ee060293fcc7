import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { plainSource, type SourceFile, type Sources } from '../kernel/source';
import { parseConfig, shippedModels } from '../link/models';

/**
 * The headers of kernel source that is read file by file, each read once. The directories may be those of a tree in which
 * nothing was built: what kbuild generates is made up for those that are missing.
 */
export class Headers {
  private readonly isKernel: boolean;
  private readonly directories: readonly string[];
  private readonly known = new Map<string, SourceFile | null>();

  constructor(include: readonly string[]) {
    this.isKernel = include.some((directory) => existsSync(join(directory, 'linux', 'kconfig.h')));
    const arch = join(shippedModels(), 'arch');
    // The machine is an architecture of the kernel: its asm/ headers stand before those of the tree.
    this.directories = this.isKernel ? [arch, ...include, join(arch, 'kbuild')] : include;
  }

  /** One file, as it would be compiled by itself. */
  sources(unit: SourceFile): Sources {
    return {
      units: [unit],
      include: (path, from, quoted) => this.find(path, from, quoted),
      defines: new Map(this.isKernel ? kernelDefines(unit.path) : []),
      preludes: this.isKernel ? ['linux/kconfig.h', 'linux/compiler_types.h'] : [],
    };
  }

  private find(path: string, from: string, quoted: boolean): SourceFile | null {
    for (const directory of [...(quoted ? [dirname(resolve(from))] : []), ...this.directories]) {
      const found = this.read(join(directory, path));
      if (found !== null) return found;
    }
    // TRACE_INCLUDE_PATH is relative to include/trace, where trace/define_trace.h includes from.
    if (path.startsWith('../')) return this.read(join(dirname(resolve(from)), path));
    if (!this.isKernel) return null;
    // What stands around pieces of a file names common headers of the kernel, and those that the files beside it have.
    if (path === 'kapi/kernel.h') return this.aroundPieces(dirname(from));
    return this.generated(path, from);
  }

  private aroundPieces(directory: string): SourceFile | null {
    const common = join(shippedModels(), 'include', 'kapi', 'kernel.h');
    return this.once(`${directory}/kapi/kernel.h`, () =>
      existsSync(common) ? `${readFileSync(common, 'utf8')}${siblingIncludes(directory)}` : null,
    );
  }

  private read(full: string): SourceFile | null {
    return this.once(full, () => (existsSync(full) ? readFileSync(full, 'utf8') : null));
  }

  private once(name: string, make: () => string | null): SourceFile | null {
    let found = this.known.get(name);
    if (found === undefined) {
      const text = make();
      found = text === null ? null : plainSource(name, text, 'tree');
      this.known.set(name, found);
    }
    return found;
  }

  /** What a build makes: the configuration, and a header for each that an architecture takes as it is (generic-y). */
  private generated(path: string, from: string): SourceFile | null {
    if (path === 'generated/autoconf.h') return this.once(path, () => autoconf(this.config()));
    const generic = /^(?:uapi\/)?asm\/(.+)$/.exec(path);
    return generic === null ? null : this.find(`asm-generic/${generic[1] ?? ''}`, from, false);
  }

  private config(): ReadonlyMap<string, string> {
    const trees = this.directories.map((directory) => join(directory, '..', '.config'));
    const path = [...trees, join(shippedModels(), 'arch', 'kernel.config')].find((one) => existsSync(one));
    return path === undefined ? new Map() : parseConfig(readFileSync(path, 'utf8'));
  }
}

/** The headers from include/ that the units of a directory include, each once, in the order of their names. */
function siblingIncludes(directory: string): string {
  if (!existsSync(directory)) return '';
  const found = readdirSync(directory)
    .filter((name) => name.endsWith('.c'))
    .flatMap((name) => readFileSync(join(directory, name), 'utf8').match(/^#include <linux\/[\w./-]+>$/gm) ?? []);
  return [...new Set(found)].sort().join('\n') + '\n';
}

/** include/generated/autoconf.h, as scripts/kconfig/confdata.c writes it. */
function autoconf(config: ReadonlyMap<string, string>): string {
  const lines = [...config].map(([name, value]) => {
    if (value === 'm') return `#define ${name}_MODULE 1\n`;
    return `#define ${name} ${value}\n`;
  });
  return lines.join('');
}

/** What kbuild gives to gcc for every file of the kernel. */
function kernelDefines(path: string): [string, string][] {
  const name = basename(path, '.c').replaceAll('-', '_');
  return [
    ['__KERNEL__', '1'],
    ['__CHAR_UNSIGNED__', '1'],
    ['__OPTIMIZE__', '1'],
    ['KBUILD_MODNAME', JSON.stringify(name)],
    ['KBUILD_BASENAME', JSON.stringify(name)],
    ['KBUILD_MODFILE', JSON.stringify(path.replace(/\.c$/, ''))],
    ['__KBUILD_MODNAME', `kmod_${name}`],
  ];
}
