// A webpack plugin that puts files and whole directories beside the bundles, and watches them.
const { existsSync, readFileSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

/** Every file under `from`, with the name it gets under `to`, in a fixed order. */
function* files(from, to) {
  if (!existsSync(from)) return;
  if (!statSync(from).isDirectory()) {
    yield { from, to };
    return;
  }
  for (const name of readdirSync(from).sort()) yield* files(join(from, name), join(to, name));
}

exports.CopyFiles = class CopyFiles {
  /** @param {{from: string, to: string}[]} places */
  constructor(places) {
    this.places = places;
  }

  apply(compiler) {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('CopyFiles', (compilation) => {
      const stage = Compilation.PROCESS_ASSETS_STAGE_ADDITIONAL;
      compilation.hooks.processAssets.tap({ name: 'CopyFiles', stage }, () => {
        for (const place of this.places) {
          for (const file of files(place.from, place.to)) {
            compilation.fileDependencies.add(file.from);
            // Wasm, C and mail are shipped byte by byte: not minified, not scanned for source maps.
            compilation.emitAsset(file.to, new sources.RawSource(readFileSync(file.from)), { minimized: true });
          }
          compilation.contextDependencies.add(place.from);
        }
      });
    });
  }
};
