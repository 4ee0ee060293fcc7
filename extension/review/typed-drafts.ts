import type { NoteFiles } from './note-files';
import { DRAFTS_FILE } from './note-store';

/** What was typed and not saved yet. */
export interface TypedDraft {
  /** Of the box that it was typed into. */
  readonly id: string;
  /** The document that stood behind the box, and the row (from 0) in it, as far as that is known. */
  readonly document: string;
  readonly row: number;
  readonly text: string;
}

const SCHEMA = 1;

/**
 * Keeps what is typed on the disk while it is typed. What can't be written at once is written next; what was typed over
 * meanwhile is not written at all.
 */
export class TypedDrafts {
  private readonly waiting = new Map<string, TypedDraft | null>();
  private writing: Promise<void> | null = null;

  constructor(private readonly files: NoteFiles) {}

  async all(): Promise<readonly TypedDraft[]> {
    await this.writing;
    return this.readAll();
  }

  /** Resolves when this text, or one typed after it, is on the disk. An empty one is forgotten. */
  save(draft: TypedDraft): Promise<void> {
    this.waiting.set(draft.id, draft.text.trim() === '' ? null : draft);
    return this.write();
  }

  forget(id: string): Promise<void> {
    this.waiting.set(id, null);
    return this.write();
  }

  private async write(): Promise<void> {
    while (this.waiting.size > 0) {
      if (this.writing === null)
        this.writing = this.writeWaiting().finally(() => {
          this.writing = null;
        });
      await this.writing;
    }
    await this.writing;
  }

  private async writeWaiting(): Promise<void> {
    const changes = new Map(this.waiting);
    this.waiting.clear();
    await this.files.alone(async () => {
      const there = await this.files.read(DRAFTS_FILE);
      const known = there === null ? [] : readDrafts(there);
      // Somebody else's file of that name, or a newer one: it stays, under another name.
      if (there !== null && known === null) await this.files.replace(`${DRAFTS_FILE}.aside`, there);
      const drafts = new Map((known ?? []).map((draft) => [draft.id, draft]));
      for (const [id, draft] of changes) {
        if (draft === null) drafts.delete(id);
        else drafts.set(id, draft);
      }
      const document = { drafts: [...drafts.values()].map(written), schema: SCHEMA };
      await this.files.replace(DRAFTS_FILE, `${JSON.stringify(document, null, 2)}\n`);
    });
  }

  private async readAll(): Promise<readonly TypedDraft[]> {
    const text = await this.files.read(DRAFTS_FILE);
    return (text === null ? null : readDrafts(text)) ?? [];
  }
}

const written = ({ id, document, row, text }: TypedDraft): object => ({ document, id, row, text: text.split('\n') });

/** Null where not all of the file is understood. */
function readDrafts(file: string): readonly TypedDraft[] | null {
  let document: unknown;
  try {
    document = JSON.parse(file);
  } catch {
    return null;
  }
  if (typeof document !== 'object' || document === null || !('drafts' in document) || !('schema' in document))
    return null;
  if (!Array.isArray(document.drafts) || document.schema !== SCHEMA) return null;
  const drafts = document.drafts.map(readDraft);
  return drafts.includes(null) ? null : drafts.filter((draft) => draft !== null);
}

function readDraft(entry: unknown): TypedDraft | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { id, document, row, text } = entry as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !Array.isArray(text) || !text.every((line) => typeof line === 'string')) return null;
  return {
    id,
    document: typeof document === 'string' ? document : '',
    row: typeof row === 'number' ? row : 0,
    text: text.join('\n'),
  };
}
