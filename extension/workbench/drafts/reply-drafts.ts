import {
  Diagnostic,
  DiagnosticSeverity,
  Range,
  Uri,
  languages,
  workspace,
  type ExtensionContext,
  type TextDocument,
} from 'vscode';
import { inSlices } from '../../ground/sliced';
import type { Address, Message } from '../../mail/message';
import type { Comment } from '../../review/comment';
import { checkDraft } from '../../review/draft-check';
import type { Note } from '../../review/note';
import { replyTrailers } from '../../series/trailers';
import { anchorWords } from '../conversations/conversation-tree';
import type { Review } from '../conversations/review';
import { Disposables } from '../disposables';
import { messageText } from '../documents/message-text';
import { workspaceDrafts } from '../ids';
import type { Library } from '../library';
import type { Notes } from '../notes/notes';
import { pauseNow } from '../pause';
import { gitIdentity } from './identity';

/** A draft that is to be written. */
export interface Draft {
  readonly uri: Uri;
  readonly text: string;
  /** The mail that it answers. */
  readonly answers: string;
}

/** While somebody types, nothing is looked over or saved for so long. */
const PAUSE_MS = 250;

/**
 * The reader's reply mails: files that he edits like any other. What he types is saved as he types it, looked over, and
 * shown as its readers will see it.
 */
export class ReplyDrafts {
  private readonly disposables = new Disposables();
  private readonly collection = this.disposables.add(languages.createDiagnosticCollection('kapi-replay-drafts'));
  private readonly folder: Uri;
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private self: Address | null = null;

  constructor(
    context: ExtensionContext,
    private readonly library: Library,
    private readonly review: Review,
    private readonly notes: Notes,
    private readonly changed: () => void,
  ) {
    const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    this.folder =
      folder === undefined
        ? Uri.joinPath(context.globalStorageUri, 'drafts')
        : Uri.joinPath(folder.uri, workspaceDrafts);
    this.disposables.add(workspace.onDidOpenTextDocument((document) => this.lookSoon(document)));
    this.disposables.add(workspace.onDidChangeTextDocument(({ document }) => this.lookSoon(document)));
    this.disposables.add(workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)));
    this.disposables.add(library.onDidChange(() => workspace.textDocuments.forEach((each) => this.lookSoon(each))));
  }

  isDraft(uri: Uri): boolean {
    return (
      uri.scheme === this.folder.scheme && uri.path.startsWith(`${this.folder.path}/`) && uri.path.endsWith('.eml')
    );
  }

  /** The drafts that are there, by name. */
  async list(): Promise<readonly Uri[]> {
    const there = await workspace.fs.readDirectory(this.folder).then(
      (entries) => entries.map(([name]) => Uri.joinPath(this.folder, name)),
      () => [],
    );
    return there.filter((uri) => this.isDraft(uri)).sort((left, right) => left.path.localeCompare(right.path, 'en'));
  }

  /**
   * One mail for each message that is answered.
   * @param only the message that alone is meant, or null
   */
  async compose(only: string | null): Promise<{ drafts: readonly Draft[]; problems: readonly string[] }> {
    this.self = await gitIdentity();
    const [{ draftReplies }, { formatMail }] = await Promise.all([
      import('../../review/draft'),
      import('../../review/format-mail'),
    ]);
    const { mails, problems } = draftReplies(this.library.archive, this.comments, this.notes.all, this.self);
    const wanted = mails.filter(({ inReplyTo }) => only === null || inReplyTo === only);
    return {
      drafts: wanted.map((mail) => ({
        uri: Uri.joinPath(this.folder, fileName(mail.subject, mail.inReplyTo)),
        text: formatMail(mail),
        answers: mail.inReplyTo,
      })),
      problems: problems.filter(({ code }) => code.startsWith('note')).map(({ message }) => message),
    };
  }

  /** What the reader's answers say that a draft has not, to be put below it; null where it has all. */
  async missingIn(text: string, answers: string): Promise<string | null> {
    const { missingIn } = await import('../../review/draft');
    return missingIn(text, answers, this.library.archive, this.comments, this.notes.all);
  }

  /** The notes that are said in a reply to a message, and not sent yet. */
  async notesIn(answered: string): Promise<readonly Note[]> {
    const { draftReplies } = await import('../../review/draft');
    return this.notes.all.filter(
      (note) =>
        note.purpose === 'reply' &&
        !note.sent &&
        draftReplies(this.library.archive, this.comments, [note], null).mails[0]?.inReplyTo === answered,
    );
  }

  /** The Message-ID that a draft answers, or null. */
  answeredBy(text: string): Message | null {
    const head = text.replace(/\r\n/g, '\n').split('\n\n', 1)[0] ?? '';
    const id = /^In-Reply-To:\s*<([^<>\s]+)>/im.exec(head)?.[1];
    return id === undefined ? null : (this.library.message(id)?.message ?? null);
  }

  /** How a draft will be read: its headers, what stands where, its trailers, its text. Null where it is gone. */
  async preview(uri: Uri): Promise<string | null> {
    const text = await textOf(uri);
    if (text === null) return null;
    const [{ readMailBytes }, { sortingIntoSeries }, { placingComments }] = await Promise.all([
      import('../../mail/source'),
      import('../../series/archive'),
      import('../../review/conversation'),
    ]);
    const id = 'preview@draft.invalid';
    const whole = `Message-ID: <${id}>\n${/^Date:/im.test(text) ? '' : 'Date: Fri, 31 Dec 2100 12:00:00 +0000\n'}${text}`;
    const { messages } = await readMailBytes(Buffer.from(whole), 'draft.eml');
    const [draft] = messages;
    if (draft === undefined) return 'This is no mail yet: it has no headers.\n';
    const pause = pauseNow();
    const archive = await inSlices(sortingIntoSeries([...this.around(this.answeredBy(text)), draft]), pause);
    const { comments } = await inSlices(placingComments(archive), pause);
    const points = comments.filter(({ messageId }) => messageId === draft.id);
    const trailers = replyTrailers(draft.body).map(({ key, value }) => `  ${key}: ${value}`);
    const problems = checkDraft(text, this.answeredBy(text), this.self).map(({ message }) => `  ${message}`);
    const shown = messageText(draft).text.replace(/^(?:Date|Message-ID): .*\n/gm, (line) =>
      line.includes('draft.invalid') || line.includes('2100') ? '' : line,
    );
    return [
      'As its readers will see it',
      '',
      ...points.map(
        (point) => `  ${anchorWords(point)} (${point.placement}): ${point.text.replace(/\s+/g, ' ').slice(0, 100)}`,
      ),
      ...(points.length === 0 ? ['  No comment yet.'] : []),
      ...(trailers.length === 0 ? [] : ['', 'Trailers', '', ...trailers]),
      ...(problems.length === 0 ? [] : ['', 'To look at', '', ...problems]),
      '',
      '─'.repeat(72),
      '',
      shown,
    ].join('\n');
  }

  /** What keeps a draft from arriving as it was meant, in sentences. */
  faults(text: string): readonly string[] {
    return checkDraft(text, this.answeredBy(text), this.self).flatMap(({ message, fault }) => (fault ? [message] : []));
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.disposables.dispose();
  }

  private get comments(): readonly Comment[] {
    return this.review.threads.flatMap(({ conversation }) => conversation?.comments ?? []);
  }

  /** The mails that tell where a reply stands: the one that is answered, all above it, and the patches of its series. */
  private around(answered: Message | null): readonly Message[] {
    if (answered === null) return [];
    const mails = new Map<string, Message>();
    for (let at = this.library.message(answered.id); at !== null && !mails.has(at.message.id);) {
      mails.set(at.message.id, at.message);
      at = at.parent === null ? null : this.library.message(at.parent);
    }
    const series = this.library.message(answered.id)?.series ?? null;
    for (const { message } of this.library.series(series ?? '')?.patches ?? []) mails.set(message.id, message);
    return [...mails.values()];
  }

  private lookSoon(document: TextDocument): void {
    if (!this.isDraft(document.uri)) return;
    const key = document.uri.toString();
    clearTimeout(this.waiting.get(key));
    this.waiting.set(
      key,
      setTimeout(() => void this.look(document), PAUSE_MS),
    );
  }

  private async look(document: TextDocument): Promise<void> {
    if (document.isClosed) return;
    if (document.isDirty) await document.save();
    const text = document.getText();
    const found = checkDraft(text, this.answeredBy(text), this.self);
    this.collection.set(
      document.uri,
      found.map(({ code, message, line, fault }) => {
        const row = Math.min(line, document.lineCount) - 1;
        const severity = fault ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        const diagnostic = new Diagnostic(document.lineAt(row).range ?? new Range(row, 0, row, 0), message, severity);
        diagnostic.code = code;
        diagnostic.source = 'kAPI Replay';
        return diagnostic;
      }),
    );
    this.changed();
  }
}

/** What the editor shows of a file, else what the disk has; null where there is neither. */
async function textOf(uri: Uri): Promise<string | null> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** Readable, and one for each mail that is answered. */
const fileName = (subject: string, answers: string): string =>
  `${`${subject}-${answers}`
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 120)}.eml`;
