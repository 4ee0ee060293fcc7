import * as v from 'valibot';
import type { Memento } from 'vscode';

const Uris = v.array(v.string());

/** What the workspace remembers of us, typed; what cannot be read counts as absent. */
export class WorkspaceState {
  constructor(private readonly memento: Memento) {}

  /** URIs of the sources that were open, to be read again after a restart. */
  get openSources(): readonly string[] {
    const checked = v.safeParse(Uris, this.memento.get('openSources'));
    return checked.success ? checked.output : [];
  }

  /** Marks of files that the reader has looked at, as `Viewed` makes them. */
  get viewed(): readonly string[] {
    const checked = v.safeParse(v.array(v.string()), this.memento.get('viewed'));
    return checked.success ? checked.output : [];
  }

  async setViewed(marks: readonly string[]): Promise<void> {
    await this.memento.update('viewed', marks);
  }

  async setOpenSources(uris: readonly string[]): Promise<void> {
    await this.memento.update('openSources', uris);
  }
}
