import { EventEmitter, type Event } from 'vscode';
import type { SeriesPatch } from '../series/series';
import type { WorkspaceState } from './state';

/**
 * Which files of which patch mails the reader has looked at. A mark belongs to the mail, so that a file of a new revision
 * waits to be looked at again.
 */
export class Viewed {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.changed.event;
  private readonly keys: Set<string>;

  constructor(private readonly state: WorkspaceState) {
    this.keys = new Set(state.viewed);
  }

  has(patch: SeriesPatch, path: string): boolean {
    return this.keys.has(keyOf(patch, path));
  }

  /** Whether all files of a patch were; one without files counts as a whole. */
  hasAll(patch: SeriesPatch): boolean {
    return pathsOf(patch).every((path) => this.has(patch, path));
  }

  count(patches: readonly SeriesPatch[]): { readonly viewed: number; readonly files: number } {
    const files = patches.flatMap((patch) => pathsOf(patch).map((path) => this.has(patch, path)));
    return { viewed: files.filter(Boolean).length, files: files.length };
  }

  /** @param paths null for all files of the patch */
  async mark(patch: SeriesPatch, paths: readonly string[] | null, viewed: boolean): Promise<void> {
    for (const path of paths ?? pathsOf(patch)) {
      if (viewed) this.keys.add(keyOf(patch, path));
      else this.keys.delete(keyOf(patch, path));
    }
    this.changed.fire();
    await this.state.setViewed([...this.keys]);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

const pathsOf = ({ patch }: SeriesPatch): readonly string[] =>
  patch.files.length === 0 ? [''] : patch.files.map(({ path }) => path);

const keyOf = ({ messageId }: SeriesPatch, path: string): string => `${messageId} ${path}`;
