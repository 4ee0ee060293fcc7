/** Everything that needs Monaco, so that it can be loaded as one piece after the rest has been painted. */
import { DiffPane } from './diff-pane';
import { prepareMonaco } from './monaco';
import { SourcePane } from './source-pane';

export interface Editors {
  diff(sideBySide: boolean, picked: (row: number) => void): DiffPane;
  source(picked: (row: number) => void): SourcePane;
}

/** To be called once. */
export function makeEditors(workerUrl: string): Editors {
  prepareMonaco(workerUrl);
  return {
    diff: (sideBySide, picked) => new DiffPane(sideBySide, picked),
    source: (picked) => new SourcePane(picked),
  };
}
