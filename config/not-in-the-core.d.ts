/**
 * What `import 'vscode'` finds from the core and from the webview: nothing. Only workbench/ may see the editor, so
 * that everything else runs in plain Node, in a worker thread and in a browser (ARCHITECTURE.md, invariant 10).
 */
export {};
