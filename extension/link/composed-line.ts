import type { LineOrigin, SourceFile } from '../kernel/source';
import type { FileDiff } from '../patch/patch';
import type { ModelFile } from './models';

/** A line on its way into a SourceFile. */
export interface ComposedLine {
  readonly text: string;
  readonly origin: LineOrigin;
}

/** One patch's diff of a file that is only known in part. */
export interface HunkStep {
  readonly patch: string;
  readonly diff: FileDiff;
}

export function sourceFile(path: string, lines: readonly ComposedLine[]): SourceFile {
  return { path, text: lines.map((line) => line.text).join('\n'), lines: lines.map((line) => line.origin) };
}

export function modelLines(model: ModelFile): ComposedLine[] {
  // A header that stands for no file of the kernel goes with the machine.
  const isMachines = model.path.startsWith('models/include/') && model.standsFor === null;
  const part = isMachines ? { part: 'machine' as const } : {};
  return model.text.split('\n').map((text, index) => ({
    text,
    origin: { origin: 'model', file: model.path, line: index + 1, patch: null, patchLine: null, ...part },
  }));
}
