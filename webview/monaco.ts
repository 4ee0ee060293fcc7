/**
 * The parts of Monaco that the view uses, its theme after VS Code's, and its worker: a webview may start one from a blob
 * only, so the script is fetched first.
 */
import { editor } from 'monaco-editor/editor';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/unicodeHighlighter/register';
import 'monaco-editor/languages/definitions/cpp/register';
import { onThemeChange, themeColour, themeKind, type ThemeKind } from './theme';

export { editor };

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker(): Promise<Worker> };
  }
}

const BASES: Readonly<Record<ThemeKind, editor.BuiltinTheme>> = {
  light: 'vs',
  dark: 'vs-dark',
  'high-contrast': 'hc-black',
  'high-contrast-light': 'hc-light',
};

/** Colours of VS Code's theme that Monaco is given, by their ids. */
const COLOURS = [
  'editor.background',
  'editor.foreground',
  'editor.lineHighlightBackground',
  'editor.selectionBackground',
  'editor.inactiveSelectionBackground',
  'editor.findMatchBackground',
  'editor.findMatchHighlightBackground',
  'editorLineNumber.foreground',
  'editorLineNumber.activeForeground',
  'editorGutter.background',
  'editorWidget.background',
  'editorWidget.border',
  'editorWhitespace.foreground',
  'editorIndentGuide.background1',
  'editorOverviewRuler.border',
  'diffEditor.insertedTextBackground',
  'diffEditor.removedTextBackground',
  'diffEditor.insertedLineBackground',
  'diffEditor.removedLineBackground',
  'diffEditorGutter.insertedLineBackground',
  'diffEditorGutter.removedLineBackground',
  'diffEditor.insertedTextBorder',
  'diffEditor.removedTextBorder',
  'diffEditor.diagonalFill',
  'contrastBorder',
  'contrastActiveBorder',
  'focusBorder',
  'scrollbar.shadow',
  'scrollbarSlider.background',
  'scrollbarSlider.hoverBackground',
  'scrollbarSlider.activeBackground',
  'input.background',
  'input.foreground',
  'input.border',
] as const;

/** As wide as the kernel has tabs (Documentation/process/coding-style.rst). */
const TAB_SIZE = 8;

/** Prepares Monaco, once: where its worker comes from, and the theme, now and whenever it changes. */
export function prepareMonaco(workerUrl: string): void {
  window.MonacoEnvironment = { getWorker: () => startWorker(workerUrl) };
  followTheme();
  onThemeChange(followTheme);
}

/** A text to be read. It ends in an empty line, as a file does whose last line has an end, so that the caret always has a place to rest. */
export function codeModel(text: string, language: string): editor.ITextModel {
  return editor.createModel(text.endsWith('\n') ? text : `${text}\n`, language);
}

/**
 * Where the caret is at first. Monaco asks the browser where the caret's line stands whenever that is drawn anew, which lays
 * the page out in the middle of a frame; of an empty line it knows.
 */
export function restingPlace(model: editor.ITextModel): { readonly lineNumber: number; readonly column: number } {
  const empty = model.getLinesContent().indexOf('');
  return { lineNumber: Math.max(0, empty) + 1, column: 1 };
}

/** Options that every editor of the view has: a text to be read, in the font of the reader's editor. */
export function readingOptions(): editor.IEditorOptions & editor.IGlobalEditorOptions {
  const style = getComputedStyle(document.documentElement);
  const family = style.getPropertyValue('--vscode-editor-font-family').trim();
  const size = Number.parseFloat(style.getPropertyValue('--vscode-editor-font-size'));
  return {
    readOnly: true,
    domReadOnly: true,
    ...(family === '' ? {} : { fontFamily: family }),
    ...(Number.isFinite(size) ? { fontSize: size } : {}),
    // What a model was told of its tabs is forgotten whenever an editor is made, unless that is told too.
    tabSize: TAB_SIZE,
    detectIndentation: false,
    automaticLayout: true,
    glyphMargin: true,
    folding: false,
    minimap: { enabled: false },
    // Without room below the last line, a horizontal scrollbar that appears moves the text and not the margin beside it.
    scrollBeyondLastLine: true,
    renderLineHighlight: 'none',
    renderControlCharacters: true,
    unicodeHighlight: { nonBasicASCII: false, invisibleCharacters: true, ambiguousCharacters: true },
    occurrencesHighlight: 'off',
    contextmenu: false,
    links: false,
    stickyScroll: { enabled: false },
    // Guides make Monaco measure every line at every step; coloured brackets would compete with the actors' colours.
    guides: { indentation: false, bracketPairs: false, highlightActiveIndentation: false },
    bracketPairColorization: { enabled: false },
    matchBrackets: 'never',
    lineDecorationsWidth: 22,
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    fixedOverflowWidgets: true,
    // The browser's own edit context makes Monaco ask for a layout of the whole page before every frame that it draws.
    editContext: false,
    // So that the end of a long line can be moved out from under the value beside it.
    scrollBeyondLastColumn: 40,
    // Each layer is one more for the compositor, and nothing here scrolls fast enough to want them.
    disableLayerHinting: true,
    tabFocusMode: true,
  };
}

async function startWorker(url: string): Promise<Worker> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The editor's worker could not be read (${answer.status}).`);
  const script = URL.createObjectURL(new Blob([await answer.text()], { type: 'text/javascript' }));
  try {
    return new Worker(script);
  } finally {
    URL.revokeObjectURL(script);
  }
}

function followTheme(): void {
  const colors: Record<string, string> = {};
  for (const id of COLOURS) {
    const colour = themeColour(`--vscode-${id.replaceAll('.', '-')}`);
    if (colour !== null)
      colors[id] = /^diffEditor\.(inserted|removed)(Text|Line)Background/.test(id) ? paler(colour) : colour;
  }
  editor.defineTheme('vscode', { base: BASES[themeKind()], inherit: true, rules: [], colors });
  editor.setTheme('vscode');
}

/** A patch is mostly added lines; at full strength they would drown the actors' marks. */
function paler(colour: string): string {
  const opacity = colour.length === 9 ? Number.parseInt(colour.slice(7), 16) : 255;
  return (
    colour.slice(0, 7) +
    Math.round(opacity * 0.45)
      .toString(16)
      .padStart(2, '0')
  );
}
