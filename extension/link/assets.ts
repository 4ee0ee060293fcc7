/** The WebAssembly files that ship beside the bundle, found from wherever this code stands. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** File name to the package that holds it where the code runs from source. */
const PACKAGES = {
  'web-tree-sitter.wasm': 'web-tree-sitter',
  'tree-sitter-c.wasm': 'tree-sitter-c',
} as const;

export type AssetName = keyof typeof PACKAGES;

/** An asset that is in none of its places: the installation is damaged. */
export class AssetMissing extends Error {}

/** Reads an asset: beside the bundled file (dist/), else out of node_modules. Throws `AssetMissing`. */
export async function readAsset(name: AssetName): Promise<Uint8Array> {
  const places = [
    join(__dirname, name),
    join(__dirname, '..', '..', 'node_modules', PACKAGES[name], name),
    join(__dirname, '..', 'node_modules', PACKAGES[name], name),
  ];
  for (const place of places) {
    try {
      return new Uint8Array(await readFile(place));
    } catch {
      // Not here: the next place may have it, and if none has, the error below names them all.
    }
  }
  throw new AssetMissing(`${name} is missing; it was looked for at ${places.join(', ')}. Install the extension again.`);
}
