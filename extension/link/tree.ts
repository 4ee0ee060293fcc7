import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Kernel source that the reader has at hand. Answers don't change while it is open; a missing file is null. */
export interface KernelTree {
  /** As the reader named it. */
  readonly name: string;
  /** The file at a kernel path, "drivers/dma-buf/dma-buf.c". */
  byPath(path: string): string | null;
  /** The blob that a diff's `index` line names, abbreviated as it stands there. */
  byBlob(id: string): string | null;
}

/** A tree that can't be opened, with the reason for the reader. */
export class TreeError extends Error {}

/** The largest file that is read from a tree: beyond that it is no source that a person reviews. */
const MOST_BYTES = 8_000_000;

/**
 * Opens a git repository, a source directory, or a directory of single files such as `dma-buf.c.7eeee3a38202`, which
 * are known by the blob that their content makes rather than by their name.
 * @param revision what to read paths from in a git repository, "HEAD" where nothing else is known
 * @throws TreeError where there is nothing to open
 */
export function openTree(directory: string, revision = 'HEAD'): KernelTree {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new TreeError(`${directory}: no such directory; a tree is a git repository or a directory of kernel files`);
  }
  const isGit = existsSync(join(directory, '.git')) || existsSync(join(directory, 'objects'));
  if (isGit) return new GitTree(directory, revision);
  if (['kernel', 'drivers', 'include', 'virt', 'mm'].some((name) => isDirectory(join(directory, name)))) {
    return new DirectoryTree(directory);
  }
  return new BlobTree(directory);
}

/** The id that git gives a file's content. */
export function blobId(content: Uint8Array): string {
  return createHash('sha1')
    .update(`blob ${String(content.length)}\0`)
    .update(content)
    .digest('hex');
}

/** Paths come out of mails: they may name nothing outside the tree. */
function isInside(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.includes('\0') && !path.split('/').includes('..');
}

const isBlobId = (id: string): boolean => /^[0-9a-f]{7,64}$/.test(id) && !/^0+$/.test(id);

class GitTree implements KernelTree {
  private readonly read = new Map<string, string | null>();

  constructor(
    readonly name: string,
    private readonly revision: string,
  ) {}

  byPath(path: string): string | null {
    return isInside(path) ? this.blob(`${this.revision}:${path}`) : null;
  }

  byBlob(id: string): string | null {
    return isBlobId(id) ? this.blob(id) : null;
  }

  private blob(object: string): string | null {
    const known = this.read.get(object);
    if (known !== undefined) return known;
    let text: string | null;
    try {
      text = execFileSync('git', ['-C', this.name, 'cat-file', 'blob', object], {
        encoding: 'utf8',
        maxBuffer: MOST_BYTES,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      text = null;
    }
    this.read.set(object, text);
    return text;
  }
}

class DirectoryTree implements KernelTree {
  constructor(readonly name: string) {}

  byPath(path: string): string | null {
    return isInside(path) ? readText(join(this.name, path)) : null;
  }

  /** Without git there is no index of blobs: a file is found by its path alone. */
  byBlob(): string | null {
    return null;
  }
}

/** Single files out of their directories, such as a mail thread's pre-images kept beside it. */
class BlobTree implements KernelTree {
  private blobs: Map<string, string> | null = null;

  constructor(readonly name: string) {}

  byPath(path: string): string | null {
    // Where one file alone carries the name it can be no other; where several do, only their blob ids tell them apart.
    const base = path.replace(/^.*\//, '');
    const named = this.files().filter((file) => file === base || file.startsWith(`${base}.`));
    return named.length === 1 && named[0] !== undefined ? readText(join(this.name, named[0])) : null;
  }

  byBlob(id: string): string | null {
    if (!isBlobId(id)) return null;
    this.blobs ??= new Map(
      this.files().map((file) => [blobId(readFileSync(join(this.name, file))), join(this.name, file)]),
    );
    for (const [whole, file] of this.blobs) if (whole.startsWith(id)) return readText(file);
    return null;
  }

  private files(): string[] {
    return readdirSync(this.name)
      .filter((file) => /\.[chS](\.[\w.-]+)?$/.test(file) && statSync(join(this.name, file)).size < MOST_BYTES)
      .sort();
  }
}

function isDirectory(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function readText(path: string): string | null {
  try {
    const status = statSync(path);
    return status.isFile() && status.size <= MOST_BYTES ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
