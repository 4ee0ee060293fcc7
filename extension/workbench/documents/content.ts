import {
  EventEmitter,
  workspace,
  type Event,
  type TextDocument,
  type TextDocumentContentProvider,
  type Uri,
} from 'vscode';
import { Disposables } from '../disposables';
import { rangeLines } from '../../series/range-diff';
import type { KernelTrees } from '../kernel-trees';
import type { Library } from '../library';
import { until } from '../until';
import { parseAddress, type DocumentAddress } from './address';
import { editorText } from './editor-text';
import { messageText } from './message-text';
import { fileSides, wholeSides, type FileSides } from './sides';

/** Sources of programs (models, headers, files of a kernel tree), by the flow that runs them. */
export interface SourceTexts {
  /** The text of a file of a flow's program, or null where that program has no such file. */
  sourceText(flow: string, file: string): Promise<string | null>;
}

/** Pages that are made of more than one mail. */
export interface MadePages {
  /** The text of what is still open in a series, or of a draft's preview; null where that is not open. */
  text(page: DocumentAddress & { readonly kind: 'summary' | 'preview' }): Promise<string | null>;
  /** Fires with the kind of the pages that are to be made anew. */
  readonly onDidChange: Event<'summary' | 'preview'>;
}

/** Pages that are made of what is known now, by their address. */
export interface PageTexts {
  pageText(address: DocumentAddress & { readonly kind: 'coverage' | 'apis' }): Promise<string>;
  readonly onDidChange: Event<void>;
}

/** What the editor was given for a document. */
interface Given {
  readonly text: string;
  /** Of what it was made of; null once that has changed. */
  readonly age: number | null;
}

/**
 * Gives our read-only documents their text. Nothing is opened here: a document that the editor kept over a restart
 * first waits for the sources that were open to be read again.
 */
export class DocumentContents implements TextDocumentContentProvider {
  private readonly disposables = new Disposables();
  private readonly changed = this.disposables.add(new EventEmitter<Uri>());
  readonly onDidChange = this.changed.event;
  private readonly shown = new Map<string, Uri>();
  private readonly known = new Map<string, FileSides>();
  /** What was given last, by the document's address. */
  private readonly given = new Map<string, Given>();
  /** Counts what changed below the documents, so that a text made of older things is not given for a newer one. */
  private age = 0;
  private pages: MadePages | null = null;

  constructor(
    private readonly library: Library,
    private readonly restored: () => Promise<void>,
    private readonly trees: KernelTrees,
    private readonly sources: SourceTexts,
    private readonly facts: PageTexts,
  ) {
    const redraw = (): void => {
      this.age++;
      this.known.clear();
      for (const uri of this.shown.values()) this.changed.fire(uri);
    };
    this.disposables.add(library.onDidChange(redraw));
    this.disposables.add(trees.onDidChange(redraw));
    this.disposables.add(facts.onDidChange(redraw));
  }

  /** Pages are made of what is read through this, so they come later. */
  givePages(pages: MadePages): void {
    this.pages = pages;
    this.disposables.add(
      pages.onDidChange((kind) => {
        for (const uri of this.shown.values()) if (parseAddress(uri)?.kind === kind) this.remake(uri);
      }),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const address = parseAddress(uri);
    if (address === null) return 'This is no address of a kAPI Replay document.\n';
    await this.restored();
    this.shown.set(uri.toString(), uri);
    return this.give(uri, address);
  }

  /**
   * Called when the text of a document changed. The editor leaves a new text away where it equals the document's, which
   * may still wait for an older text on its way to it; so a document with another text than it was given last is given it
   * again.
   */
  check(document: TextDocument): void {
    if (!this.isCaughtUp(document)) this.changed.fire(document.uri);
  }

  /**
   * The document, when the editor has its text as it is now. One that it kept from before may still say that its mail is
   * closed, and a row asked for in it would be cut to the few that it has.
   */
  async caughtUp(uri: Uri): Promise<TextDocument> {
    const document = await workspace.openTextDocument(uri);
    const address = parseAddress(uri);
    await this.restored();
    if (address === null || document.isClosed) return document;
    if (this.given.get(uri.toString())?.age !== this.age) await this.give(uri, address);
    this.check(document);
    await until(
      () => (document.isClosed || this.isCaughtUp(document) ? true : null),
      [workspace.onDidChangeTextDocument],
    );
    return document;
  }

  /** Called when the editor closes a document, so that it is no longer redrawn. */
  forget(uri: Uri): void {
    this.shown.delete(uri.toString());
    this.given.delete(uri.toString());
  }

  /**
   * Both sides of a file of a patch, or null where the patch is not open: the whole file where a kernel tree has it as it
   * was before the patch, else what the hunks show.
   */
  async sides(patch: string, path: string): Promise<FileSides | null> {
    const file = this.library.file(patch, path);
    if (file === null) return null;
    const blob = file.oldBlob;
    if (blob === null || file.status === 'added') return fileSides(file);
    const key = `${blob} ${patch} ${path}`;
    let sides = this.known.get(key);
    if (sides === undefined) {
      const texts = (await this.trees.all()).map((tree) => tree.byBlob(blob));
      const base = texts.find((text) => text !== null) ?? null;
      sides = (base === null ? null : wholeSides(file, base)) ?? fileSides(file);
      this.known.set(key, sides);
    }
    return sides;
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /** What a document is to have now, made of what is open when it is done. */
  private async give(uri: Uri, address: DocumentAddress): Promise<string> {
    for (;;) {
      const { age } = this;
      const text = editorText(await this.textOf(address));
      if (age !== this.age) continue;
      this.given.set(uri.toString(), { text, age });
      return text;
    }
  }

  private remake(uri: Uri): void {
    const given = this.given.get(uri.toString());
    if (given !== undefined) this.given.set(uri.toString(), { ...given, age: null });
    this.changed.fire(uri);
  }

  private isCaughtUp(document: TextDocument): boolean {
    const given = this.given.get(document.uri.toString());
    return given === undefined || document.getText() === given.text;
  }

  private revisionText({ before, after, side }: DocumentAddress & { kind: 'revision' }): string {
    const [old, now] = [before, after].map((id) => (id === null ? null : (this.library.patch(id)?.patch ?? null)));
    const asked = side === 'old' ? before : after;
    if (asked !== null && (side === 'old' ? old : now) === null) return notOpen('patch', asked);
    const hidden = side === 'old' ? 'added' : 'removed';
    const lines = rangeLines({ fate: 'changed', before: old ?? null, after: now ?? null });
    return lines.flatMap(({ kind, text }) => (kind === hidden ? [] : [`${text}\n`])).join('');
  }

  private async textOf(address: DocumentAddress): Promise<string> {
    switch (address.kind) {
      case 'side':
        return (await this.sides(address.patch, address.path))?.[address.side].text ?? notOpen('patch', address.patch);
      case 'message': {
        const placed = this.library.message(address.id);
        return placed === null ? notOpen('message', address.id) : messageText(placed.message).text;
      }
      case 'revision':
        return this.revisionText(address);
      case 'summary':
        return (await this.pages?.text(address)) ?? notOpen('series', address.series);
      case 'preview':
        return (await this.pages?.text(address)) ?? 'The draft of this reply is gone.\n';
      case 'coverage':
      case 'apis':
        return this.facts.pageText(address);
      case 'source':
        return (
          (await this.sources.sourceText(address.flow, address.file)) ??
          `No file ${address.file} belongs to the flow ${address.flow} any more.\n`
        );
    }
  }
}

const notOpen = (what: string, id: string): string =>
  `The ${what} <${id}> is not open.\n\n` +
  'Run "kAPI Replay: Open Series…" and choose the mailbox that holds it; this document then shows it.\n';
