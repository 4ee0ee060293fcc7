import { EventEmitter, type LogOutputChannel } from 'vscode';
import { inSlices } from '../../ground/sliced';
import type { Conversation } from '../../review/comment';
import type { ReviewThread } from '../../review/review-thread';
import { Disposables } from '../disposables';
import type { Library } from '../library';
import type { Notes } from '../notes/notes';
import { pauseNow } from '../pause';

/**
 * The conversations of what is open, with the reader's notes and decisions. Mails are placed when they come, which takes
 * long; notes join when they change, which does not.
 */
export class Review {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange = this.changed.event;

  private conversations: readonly Conversation[] = [];
  private current: readonly ReviewThread[] = [];
  private working: Promise<void> | null = null;
  private stale = { mails: false, notes: false };

  constructor(
    private readonly library: Library,
    private readonly notes: Notes,
    /** Placing takes long, and the rows of the views do not need it. */
    private readonly filled: () => Promise<void>,
    private readonly log: LogOutputChannel,
  ) {
    this.disposables.add(library.onDidChange(() => this.refresh({ mails: true, notes: true })));
    this.disposables.add(notes.onDidChange(() => this.refresh({ mails: false, notes: true })));
  }

  get threads(): readonly ReviewThread[] {
    return this.current;
  }

  thread(id: string): ReviewThread | null {
    return this.current.find((thread) => thread.id === id) ?? null;
  }

  /** When everything that has come is placed. */
  async settled(): Promise<void> {
    while (this.working !== null) await this.working;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** What comes while this works is done after it. */
  private refresh(what: { mails: boolean; notes: boolean }): void {
    this.stale = { mails: this.stale.mails || what.mails, notes: this.stale.notes || what.notes };
    this.working ??= this.work().finally(() => {
      this.working = null;
      if (this.stale.mails || this.stale.notes) this.refresh(this.stale);
    });
  }

  private async work(): Promise<void> {
    await this.notes.loaded();
    while (this.stale.mails || this.stale.notes) {
      if (this.stale.mails) await this.filled();
      const { mails } = this.stale;
      this.stale = { mails: false, notes: false };
      const { archive } = this.library;
      if (mails) {
        // A whole folder that goes tells nobody of its files.
        await this.notes.reload();
        const { conversationsOf, placingComments } = await import('../../review/conversation');
        this.conversations = conversationsOf((await inSlices(placingComments(archive), pauseNow())).comments);
        this.log.info(`${this.conversations.length} conversations placed`);
      }
      const { gatheringThreads } = await import('../../review/review-thread');
      const { all, marks } = this.notes;
      this.current = await inSlices(gatheringThreads(archive, this.conversations, all, marks), pauseNow());
      this.changed.fire();
    }
  }
}
