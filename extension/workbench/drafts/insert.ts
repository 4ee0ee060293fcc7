import type { Uri } from 'vscode';
import { Position, WorkspaceEdit, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import { messageId } from '../../ground/brand';
import type { NotePlace } from '../../review/note';
import { plainLine } from '../plain-text';
import type { Replay } from '../replay/replay';
import type { Rooms } from '../rooms';

/** Where a text can go: into a draft that is there, or into an answer that waits to be composed. */
type Goal =
  | { readonly kind: 'draft'; readonly uri: Uri }
  | { readonly kind: 'answer'; readonly on: NotePlace; readonly words: string };

/**
 * Puts what was taken out of a replay into a reply that the reader chooses: a draft, at its cursor where it is open, or an
 * answer on the line of the step or to a mail that argues about the flow, of which Compose Reply Mail makes a draft.
 */
export async function insertIntoReply(rooms: Rooms, replay: Replay, step: number, text: string): Promise<void> {
  const goals = await goalsOf(rooms, replay, step);
  if (goals.length === 0)
    throw new Error(
      'No draft is there, and no mail of this flow is open that could be answered. Open its series first.',
    );
  const chosen = await window.showQuickPick(goals, { title: 'Put It into Which Reply?', matchOnDescription: true });
  if (chosen === undefined) return;
  if (chosen.goal.kind === 'draft') return insertIntoDraft(chosen.goal.uri, text);
  await rooms.notes.add({ kind: 'place', on: chosen.goal.on }, text, 'reply');
  const compose = 'Compose Reply Mail';
  const { words, on } = chosen.goal;
  void window
    .showInformationMessage(plainLine(`It waits as your answer ${words}.`, 200), compose)
    .then(async (next) => {
      if (next === compose) await (await import('./draft-commands')).composeReply(rooms, on.patch);
    });
}

/** Puts the CPU table of the replay in front into a reply. */
export async function insertTable(rooms: Rooms): Promise<void> {
  const panel = rooms.replaying.current;
  const table = panel?.shown?.model.table ?? '';
  if (panel === null || panel.shown === null || table === '')
    return void window.showInformationMessage(
      'Open the replay of a flow that ran first; its table is what goes into the reply.',
    );
  await insertIntoReply(rooms, panel.shown, panel.step, table);
}

async function goalsOf(
  rooms: Rooms,
  { steps, model }: Replay,
  n: number,
): Promise<readonly (QuickPickItem & { readonly goal: Goal })[]> {
  const drafts = (await rooms.drafts.list()).map((uri) => ({
    label: `$(mail) ${plainLine(uri.path.split('/').at(-1) ?? '', 90)}`,
    description: 'a draft',
    goal: { kind: 'draft', uri } as const,
  }));
  const answers: (QuickPickItem & { readonly goal: Goal })[] = [];
  const offer = (on: NotePlace, words: string, subject: string): void => {
    answers.push({
      label: `$(comment) New answer ${plainLine(words, 90)}`,
      description: plainLine(subject, 90),
      goal: { kind: 'answer', on, words },
    });
  };
  const step = steps[n - 1];
  const patch = step === undefined || step.patch === null ? null : rooms.library.patch(step.patch);
  if (step !== undefined && patch !== null)
    offer(
      { patch: patch.patch.messageId, file: step.file, side: 'new', line: step.line },
      `on ${step.file}:${String(step.line)}`,
      patch.patch.subject,
    );
  for (const { messageId: id, subject, from } of model.claims)
    offer({ patch: messageId(id), file: null, side: null, line: null }, `to ${from}`, subject);
  return [...drafts, ...answers];
}

/** As lines of its own: at the cursor of an editor that shows the draft, else at its end, before a signature. */
async function insertIntoDraft(uri: Uri, text: string): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const shown = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const row = shown === undefined ? endOf(document) : shown.selection.active.line + 1;
  const before = row > 0 && document.lineAt(row - 1).text !== '' ? '\n' : '';
  const block = `${before}${text.trimEnd()}\n\n`;
  const edit = new WorkspaceEdit();
  if (row < document.lineCount) edit.insert(uri, new Position(row, 0), block);
  else edit.insert(uri, document.lineAt(document.lineCount - 1).range.end, `\n${block}`);
  if (!(await workspace.applyEdit(edit))) throw new Error('The editor refused to change the draft.');
  const editor = await window.showTextDocument(document, { preview: false });
  editor.revealRange(document.lineAt(Math.min(row, document.lineCount - 1)).range);
}

/** The row before which the end of a mail's text is: its signature's (RFC 3676, 4.3), or one beyond its last line. */
function endOf(document: TextDocument): number {
  for (let row = 0; row < document.lineCount; row += 1) if (document.lineAt(row).text === '-- ') return row;
  return document.lineCount;
}
