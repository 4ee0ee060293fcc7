// Measuring that would take too long from sources: `npm run mutate`. Nothing of it ships.
const { resolve } = require('node:path');

module.exports = {
  name: 'mutate',
  target: 'node20',
  entry: { mutate: resolve(__dirname, 'bench/mutation/mutate.ts') },
  output: { path: resolve(__dirname, 'artifacts'), filename: '[name].js', libraryTarget: 'commonjs2' },
  resolve: { extensions: ['.ts', '.js'] },
  module: { rules: [{ test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2023' } }] },
  node: { __dirname: false, __filename: false },
  devtool: false,
  performance: { hints: false },
  stats: 'errors-warnings',
};
