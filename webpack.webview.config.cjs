/**
 * The replay view: a small script that paints at once, the editor as one chunk that it loads next, and Monaco's worker,
 * as a webview's content policy wants them (webview/document.ts and webview/monaco.ts). webpack.config includes this array.
 */
const path = require('node:path');
const MiniCssExtractPlugin = require('mini-css-extract-plugin');
const CssMinimizerPlugin = require('css-minimizer-webpack-plugin');
const { EsbuildPlugin } = require('esbuild-loader');
const { optimize } = require('webpack');

const output = path.join(__dirname, 'dist', 'webview');
const minimizer = [new EsbuildPlugin({ target: 'es2022', legalComments: 'none' }), new CssMinimizerPlugin()];

/** @type {(environment: unknown, options: { mode?: string }) => import('webpack').Configuration} */
const view = (_environment, options) => ({
  name: 'view',
  target: 'web',
  mode: options.mode === 'development' ? 'development' : 'production',
  devtool: options.mode === 'development' ? 'inline-source-map' : false,
  entry: { replay: './webview/replay.ts' },
  output: {
    path: output,
    // Set when the script runs (webview/chunk-loading.ts), for a script inside a document has no address to go by.
    publicPath: '',
    filename: '[name].js',
    chunkFilename: '[name].js',
    assetModuleFilename: '[name][ext]',
  },
  resolve: { extensions: ['.ts', '.js'] },
  module: {
    rules: [
      { test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2022' } },
      { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
      { test: /\.ttf$/, type: 'asset/resource' },
      // Monaco would load a language by a chunk of its own: here all of the editor comes in one.
      { test: /[\\/]monaco-editor[\\/]/, parser: { dynamicImportMode: 'eager' } },
    ],
  },
  plugins: [new MiniCssExtractPlugin({ filename: '[name].css' })],
  optimization: { minimizer, splitChunks: false },
  performance: { hints: false },
  stats: 'errors-warnings',
});

/** @type {(environment: unknown, options: { mode?: string }) => import('webpack').Configuration} */
const worker = (_environment, options) => ({
  name: 'view-worker',
  target: 'webworker',
  mode: options.mode === 'development' ? 'development' : 'production',
  devtool: false,
  entry: { 'editor.worker': 'monaco-editor/editor/editor.worker.js' },
  output: { path: output, filename: '[name].js' },
  plugins: [new optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
  optimization: { minimizer },
  performance: { hints: false },
  stats: 'errors-warnings',
});

module.exports = [view, worker];
