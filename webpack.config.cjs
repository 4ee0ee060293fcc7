// What ships: the extension, the command line, the workers that search and check, the replay view
// (webpack.webview.config.cjs), and beside them the models and samples that they read at run time.
const { resolve } = require('node:path');
const { BannerPlugin, optimize } = require('webpack');
const { CopyFiles } = require('./webpack.copy.cjs');

const root = __dirname;

/** A bundle for Node: what the extension host and a terminal have in common. */
const forNode = (name, entry, plugins = []) => ({
  name,
  target: 'node20',
  entry: { [name]: resolve(root, entry) },
  output: {
    path: resolve(root, 'dist'),
    filename: '[name].js',
    chunkFilename: `${name}.[id].js`,
    libraryTarget: 'commonjs2',
    // Several bundles share the directory: each takes away the chunks of its own earlier builds and nothing else.
    clean: { keep: (path) => !new RegExp(`^${name}\\.\\d+\\.js$`).test(path) },
  },
  externals: { vscode: 'commonjs vscode' },
  resolve: {
    extensions: ['.ts', '.js'],
  },
  module: {
    rules: [{ test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2023' } }],
  },
  // Places are found at run time, from where the bundle stands.
  node: { __dirname: false, __filename: false },
  devtool: false,
  performance: { hints: false },
  stats: 'errors-warnings',
  plugins,
});

const inOneFile = () => new optimize.LimitChunkCountPlugin({ maxChunks: 1 });

const data = new CopyFiles([
  { from: resolve(root, 'extension/models'), to: 'models' },
  { from: resolve(root, 'extension/samples'), to: 'samples' },
]);

module.exports = [
  forNode('extension', 'extension/extension.ts'),
  // In chunks: a command reads what it needs of the code, and no more.
  forNode('cli', 'extension/cli.ts', [
    new BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, test: /^cli\.js$/ }),
    data,
  ]),
  forNode('explore-worker', 'extension/workbench/replay/worker.ts', [inOneFile()]),
  forNode('check-worker', 'extension/workbench/language/check-worker.ts', [inOneFile()]),
  ...require('./webpack.webview.config.cjs'),
];
