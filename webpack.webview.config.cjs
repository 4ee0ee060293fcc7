/**
 * The replay view: one script, one style sheet, and Monaco's worker, each on its own, as a webview's content policy
 * wants them (webview/monaco.ts says how the worker is started). webpack.config includes this array.
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
  output: { path: output, filename: '[name].js', assetModuleFilename: '[name][ext]' },
  resolve: { extensions: ['.ts', '.js'] },
  module: {
    rules: [
      { test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2022' } },
      { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
      { test: /\.ttf$/, type: 'asset/resource' },
    ],
  },
  plugins: [
    // A chunk that is loaded later carries no nonce, and the policy would refuse it: so there is only one.
    new optimize.LimitChunkCountPlugin({ maxChunks: 1 }),
    new MiniCssExtractPlugin({ filename: '[name].css' }),
  ],
  optimization: { minimizer },
  performance: { hints: false },
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
});

module.exports = [view, worker];
