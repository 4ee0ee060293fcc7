import { Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';
import { canSend, howToSend, sendArguments, sendCommandLine } from '../../review/send-command';
import { parseAddress, previewUri } from '../documents/address';
import { Untrusted, runGit } from '../git';
import { plainLine } from '../plain-text';
import type { Rooms } from '../rooms';
import { targetOf } from '../targets';
import { gitIdentity, sayHowToIdentify } from './identity';
import type { Draft } from './reply-drafts';

/** Writes a mail for each message that the reader's answers are to, and opens them with their preview. */
export async function composeReply(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  await rooms.opening.restored();
  await rooms.review.settled();
  const only = args.length === 0 ? null : (targetOf(args)?.message ?? null);
  const { drafts, problems } = await rooms.drafts.compose(only);
  if (problems.length > 0) void window.showWarningMessage(plainLine(problems.join(' '), 600));
  if (drafts.length === 0)
    return say('No answer waits to be sent. Write one into a conversation or on a line, with “Add to Reply”.');
  let written = 0;
  for (const draft of drafts) if (await write(rooms, draft)) written += 1;
  const shown: TextDocument[] = [];
  for (const { uri } of drafts) shown.push(await workspace.openTextDocument(uri));
  for (const document of shown.toReversed()) await window.showTextDocument(document, { preview: false });
  const [first] = drafts;
  if (first !== undefined) await showPreview(first.uri);
  if ((await gitIdentity()) === null) sayHowToIdentify();
  if (written > 1) say(`${written} drafts were written, one for each mail that you answer.`);
}

/**
 * A draft that the reader has edited is not written over without asking: what is new can be put below what he has, or all
 * be written anew, with the old text kept beside it.
 */
async function write(rooms: Rooms, { uri, text, answers }: Draft): Promise<boolean> {
  const there = await workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => null,
  );
  if (there === text) return false;
  let written = text;
  if (there !== null) {
    const fresh = await rooms.drafts.missingIn(there, answers);
    const name = plainLine(uri.path.split('/').pop() ?? '', 80);
    const [keep, add, anew] = ['Keep It', 'Add What Is New', 'Write It Anew'];
    const words =
      fresh === null
        ? 'It has all your answers.'
        : 'It lacks answers that you wrote since, or it has them in other words.';
    const chosen = await window.showWarningMessage(
      `There is a draft already: ${name}. ${words} Written anew, its old text is kept beside it.`,
      keep,
      ...(fresh === null ? [] : [add]),
      anew,
    );
    if (chosen === add && fresh !== null) written = `${there.trimEnd()}\n\n${fresh}`;
    else if (chosen === anew) await workspace.fs.writeFile(await freeName(uri), new TextEncoder().encode(there));
    else return false;
  }
  await workspace.fs.writeFile(uri, new TextEncoder().encode(written));
  return true;
}

async function freeName(uri: Uri): Promise<Uri> {
  for (let number = 1; ; number += 1) {
    const name = uri.with({ path: `${uri.path}.old-${String(number)}` });
    const there = await workspace.fs.stat(name).then(
      () => true,
      () => false,
    );
    if (!there) return name;
  }
}

export async function previewReply(rooms: Rooms, target: unknown): Promise<void> {
  const uri = draftOf(rooms, target);
  if (uri === null) return say('Open the draft of a reply first.');
  await showPreview(uri);
}

async function showPreview(draft: Uri): Promise<void> {
  const document = await workspace.openTextDocument(previewUri(draft));
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
}

/** Shows the command that sends a draft, and runs it in a terminal if the reader says so. It asks once more itself. */
export async function sendReply(rooms: Rooms, target: unknown): Promise<void> {
  const uri = draftOf(rooms, target);
  if (uri === null) return say('Open the draft of a reply first.');
  if (!workspace.isTrusted) throw new Untrusted();
  const document = await workspace.openTextDocument(uri);
  if (document.isDirty) await document.save();
  const help = await runGit(['send-email', '-h']);
  if (!canSend(help)) return say(howToSend(plainLine(uri.fsPath, 300)));
  const draft = { file: uri.fsPath, text: document.getText() };
  const line = sendCommandLine(draft);
  const faults = rooms.drafts.faults(document.getText());
  const detail = [...(faults.length === 0 ? [] : [`To look at first: ${faults.join(' ')}`]), line].join('\n\n');
  const run = 'Run in Terminal';
  if ((await window.showInformationMessage('Send this reply?', { modal: true, detail }, run)) !== run) return;
  const terminal = window.createTerminal({
    name: 'git send-email',
    shellPath: 'git',
    shellArgs: [...sendArguments(draft)],
  });
  const closing = window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    closing.dispose();
    void ended(rooms, document, closed.exitStatus?.code);
  });
  terminal.show();
}

/** Only git knows whether the mail left; the reader may have said no when it asked. */
async function ended(rooms: Rooms, document: TextDocument, code: number | undefined): Promise<void> {
  if (code !== 0)
    return say(
      `git send-email ended with ${code ?? 'no status'}. The draft stays where it is, and so do your answers.`,
    );
  const answered = rooms.drafts.answeredBy(document.getText());
  const notes = answered === null ? [] : await rooms.drafts.notesIn(answered.id);
  if (notes.length === 0) return;
  const yes = 'They Were Sent';
  const words = `${notes.length} ${notes.length === 1 ? 'answer is' : 'answers are'} in this mail.`;
  if ((await window.showInformationMessage(`git send-email is done. ${words}`, yes, 'Not Sent')) !== yes) return;
  for (const note of notes) await rooms.notes.update({ ...note, sent: true });
}

/** Documentation/process/submitting-patches.rst says what each of them states. */
const TRAILERS = [
  {
    key: 'Reviewed-by',
    detail: 'You reviewed it and find it ready for inclusion (the reviewer’s statement of oversight).',
  },
  { key: 'Acked-by', detail: 'You maintain code that it touches, and agree.' },
  { key: 'Tested-by', detail: 'You ran it, and it works.' },
  { key: 'Reported-by', detail: 'You reported what it fixes.' },
  { key: 'Suggested-by', detail: 'The idea was yours.' },
] as const;

/** A trailer of the reader's for a patch, or, on a cover letter, for all of its patches; it waits to be sent. */
export async function addTrailer(rooms: Rooms, ...args: readonly unknown[]): Promise<void> {
  const [first, chosenKey] = args;
  const target = targetOf(first === undefined ? [] : [first]);
  const message = target === null ? null : (rooms.library.message(target.message)?.message ?? null);
  if (message === null) return say('Choose a patch or a cover letter first.');
  const self = await gitIdentity();
  if (self === null) return sayHowToIdentify();
  const known = TRAILERS.find(({ key }) => key === chosenKey)?.key;
  const picked =
    known ??
    (
      await window.showQuickPick(
        TRAILERS.map(({ key, detail }) => ({ label: key, description: `${self.name} <${self.email}>`, detail })),
        { title: `Give a Trailer to “${plainLine(message.subject, 80)}”` },
      )
    )?.label;
  if (picked === undefined) return;
  const on = { patch: message.id, file: null, side: null, line: null };
  await rooms.notes.add({ kind: 'place', on }, `${picked}: ${self.name} <${self.email}>`, 'reply');
}

function draftOf(rooms: Rooms, target: unknown): Uri | null {
  const shown = target instanceof Uri ? target : window.activeTextEditor?.document.uri;
  const address = shown === undefined ? null : parseAddress(shown);
  const uri = address?.kind === 'preview' ? Uri.parse(address.draft) : shown;
  return uri !== undefined && rooms.drafts.isDraft(uri) ? uri : null;
}

const say = (message: string): void => void window.showInformationMessage(message);
