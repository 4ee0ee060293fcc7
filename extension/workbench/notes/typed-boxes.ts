import { EventEmitter, env, window, workspace, type TextDocument } from 'vscode';
import type { TypedDraft } from '../../review/typed-drafts';
import { Disposables } from '../disposables';
import { scheme } from '../ids';
import type { Notes } from './notes';

/** The editor's boxes for comments are documents of this scheme; their path begins with whose comments they are. */
const BOX_SCHEME = 'comment';
const OURS = /^\/?kapi-replay\.kapi-replay\//;

/**
 * Keeps on the disk what is typed into the editor's boxes for comments. A box that was sent or emptied is forgotten; one
 * that went any other way leaves its text behind.
 */
export class TypedBoxes {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<void>());
  readonly onDidChange = this.changed.event;
  private behind = { document: '', row: 0 };

  constructor(private readonly notes: Notes) {
    this.disposables.add(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document.uri.scheme !== scheme) return;
        this.behind = { document: textEditor.document.uri.toString(), row: textEditor.selection.active.line };
      }),
    );
    this.disposables.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isBox(document)) void this.keep(document);
      }),
    );
    this.disposables.add(
      workspace.onDidCloseTextDocument((document) => {
        if (isBox(document)) this.changed.fire();
      }),
    );
    this.disposables.add(notes.onDidChange(() => this.changed.fire()));
  }

  /** What was typed into boxes that are gone. */
  async left(): Promise<readonly TypedDraft[]> {
    const open = new Set(workspace.textDocuments.filter(isBox).map(idOf));
    return (await this.notes.typed.all()).filter(({ id }) => !open.has(id));
  }

  async draft(id: string): Promise<TypedDraft | null> {
    return (await this.notes.typed.all()).find((draft) => draft.id === id) ?? null;
  }

  async forget(id: string): Promise<void> {
    await this.notes.typed.forget(id);
    this.changed.fire();
  }

  /** What was typed is said now: the boxes that hold it may go. */
  async said(text: string): Promise<void> {
    for (const draft of await this.notes.typed.all())
      if (draft.text.trim() === text.trim()) await this.notes.typed.forget(draft.id);
    this.changed.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private async keep(document: TextDocument): Promise<void> {
    await this.notes.typed.save({ id: idOf(document), ...this.behind, text: document.getText() });
  }
}

const isBox = ({ uri }: TextDocument): boolean => uri.scheme === BOX_SCHEME && OURS.test(uri.path);

/** Boxes are numbered anew in every session. */
const idOf = ({ uri }: TextDocument): string => `${env.sessionId} ${uri.path}`;
