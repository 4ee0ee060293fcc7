// Linting holds the walls between the rooms (ARCHITECTURE.md, invariants 5 and 10) beside the usual hygiene.
import tseslint from 'typescript-eslint';

const editor = { name: 'vscode', message: 'Only extension/workbench and extension/extension.ts may see the editor.' };
const room = (...names) =>
  names.map((name) => ({ group: [`**/${name}/**`], message: `This room may not import ${name}/.` }));
const screen = ['document', 'window', 'navigator', 'localStorage'].map((name) => ({
  name,
  message: 'Only webview/ touches the DOM.',
}));
const clock = [
  { object: 'Date', property: 'now', message: 'The core is deterministic: take the time from the caller.' },
  { object: 'Math', property: 'random', message: 'The core is deterministic: use the seeded generator.' },
  { object: 'performance', property: 'now', message: 'The core is deterministic: take the time from the caller.' },
];

/** Rules that forbid the imports named, in the files named. */
const wall = (files, patterns, { paths = [editor], dom = true } = {}) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { paths, patterns }],
    ...(dom ? { 'no-restricted-globals': ['error', ...screen] } : {}),
  },
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-test/', 'artifacts/', 'coverage/'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      eqeqeq: 'error',
    },
  },
  { files: ['*.mjs', '*.cjs', '*.js', 'config/**'], rules: { 'no-restricted-exports': 'off' } },
  // CommonJS is what webpack's configuration and VS Code's test runner load.
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['extension/**/*.ts'],
    ignores: ['extension/workbench/**', 'extension/extension.ts', 'extension/cli.ts', 'extension/cli/**'],
    rules: { 'no-restricted-properties': ['error', ...clock] },
  },
  wall(['extension/ground/**'], room('mail', 'patch', 'series', 'review', 'kernel', 'link', 'workbench', 'webview')),
  wall(['extension/mail/**'], room('patch', 'series', 'review', 'kernel', 'link', 'workbench', 'webview')),
  wall(['extension/patch/**'], room('mail', 'series', 'review', 'kernel', 'link', 'workbench', 'webview')),
  wall(['extension/series/**'], room('review', 'kernel', 'link', 'workbench', 'webview')),
  wall(['extension/review/**'], room('kernel', 'link', 'workbench', 'webview')),
  wall(['extension/kernel/**'], room('mail', 'patch', 'series', 'review', 'link', 'workbench', 'webview')),
  wall(
    ['extension/kernel/c/**'],
    room('mail', 'patch', 'series', 'review', 'link', 'workbench', 'webview', 'machine', 'rules', 'explore', 'trace'),
  ),
  wall(['extension/debug/**'], room('mail', 'patch', 'series', 'review', 'link', 'workbench', 'webview')),
  wall(['extension/link/**'], room('workbench', 'webview')),
  wall(['extension/cli.ts', 'extension/cli/**'], room('workbench', 'webview')),
  wall(['webview/**'], room('extension'), { dom: false }),
);
