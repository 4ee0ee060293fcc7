/** Everything that needs Monaco, so that it can be loaded as one piece after the rest has been painted. */
import { DiffPane } from './diff-pane';
import { prepareMonaco } from './monaco';
import type { DiffDocument, SourceDocument } from './protocol';
import { SourcePane } from './source-pane';

export interface Editors {
  diff(diff: DiffDocument, sideBySide: boolean, picked: (row: number) => void): DiffPane;
  source(source: SourceDocument, picked: (row: number) => void): SourcePane;
}

/** To be called once. */
export function makeEditors(workerUrl: string): Editors {
  prepareMonaco(workerUrl);
  return {
    diff: (diff, sideBySide, picked) => new DiffPane(diff, sideBySide, picked),
    source: (source, picked) => new SourcePane(source, picked),
  };
}
