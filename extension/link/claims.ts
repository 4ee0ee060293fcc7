import { mailLine, type MailLine, type MessageId } from '../ground/brand';
import type { Flow } from './flow';

/** A stretch of a message's body: a sentence that somebody wrote, quotes left out. */
export interface Sentence {
  readonly first: MailLine;
  readonly last: MailLine;
  /** Columns from 0: where it begins in its first line, and where it ends (exclusive) in its last. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a flow demonstrates of a mail. */
export interface ClaimShown {
  readonly flow: Flow;
  /** Null where the flow names the mail as a whole, or where no sentence of it has the words. */
  readonly sentence: Sentence | null;
  /** The flow gives words for a sentence, and the mail has none with them: another text, or a flow to mend. */
  readonly isLost: boolean;
}

/** The flows that show what a mail says, in the order given. */
export function flowsClaiming(mail: MessageId, flows: readonly Flow[]): Flow[] {
  return flows.filter((flow) => claimedMails(flow).includes(mail));
}

/** The mails that a flow names, those that argue before those of which it quotes a sentence alone. */
export function claimedMails(flow: Flow): MessageId[] {
  return [...new Set([...flow.claims, ...flow.says.map(({ mail }) => mail)])];
}

/** What flows show of one mail, in the order of its sentences; what concerns it as a whole comes first. */
export function claimsShown(
  mail: { readonly id: MessageId; readonly body: string },
  flows: readonly Flow[],
): ClaimShown[] {
  const sentences = sentencesOf(mail.body);
  const shown = flowsClaiming(mail.id, flows).flatMap((flow): ClaimShown[] => {
    const said = flow.says.filter((one) => one.mail === mail.id);
    if (said.length === 0) return [{ flow, sentence: null, isLost: false }];
    return said.map(({ words }) => {
      const sentence = sentences.find((one) => hasWords(one.text, words)) ?? null;
      return { flow, sentence, isLost: sentence === null };
    });
  });
  return shown.sort((a, b) => (a.sentence?.first ?? 0) - (b.sentence?.first ?? 0));
}

/**
 * The sentences of a mail that its author wrote: quoted lines, attribution lines, diffs and the signature left out. A
 * sentence ends at a full stop, a question or an exclamation mark before a space, or with its paragraph.
 */
export function sentencesOf(body: string): Sentence[] {
  const sentences: Sentence[] = [];
  let paragraph: { readonly text: string; readonly line: number }[] = [];
  const flush = (): void => {
    sentences.push(...splitParagraph(paragraph));
    paragraph = [];
  };
  for (const [at, text] of body.split('\n').entries()) {
    if (text === '-- ' || text === '---' || text.startsWith('diff --git ') || /^_{20,}$/.test(text)) break;
    if (/^\s*>/.test(text) || text.trim() === '' || /\b(?:wrote|schrieb)\b[^:]*:$/.test(text)) flush();
    else paragraph.push({ text, line: at + 1 });
  }
  flush();
  return sentences;
}

function splitParagraph(lines: readonly { readonly text: string; readonly line: number }[]): Sentence[] {
  const sentences: Sentence[] = [];
  let begin: { line: number; column: number } | null = null;
  let text = '';
  const end = (line: number, column: number): void => {
    if (begin !== null && text.trim() !== '') {
      sentences.push({
        first: mailLine(begin.line),
        last: mailLine(line),
        start: begin.column,
        end: column,
        text: text.replace(/\s+/g, ' ').trim(),
      });
    }
    begin = null;
    text = '';
  };
  for (const { text: content, line } of lines) {
    for (let at = 0; at < content.length; at++) {
      const char = content[at] ?? '';
      if (begin === null && char.trim() !== '') begin = { line, column: at };
      text += char;
      const next = content[at + 1];
      if (/[.!?]/.test(char) && (next === undefined || /\s/.test(next))) end(line, at + 1);
    }
    text += ' ';
  }
  const last = lines.at(-1);
  if (last !== undefined) end(last.line, last.text.trimEnd().length);
  return sentences;
}

/** Whether all the words stand in the text, whatever their case and order, each as a whole word or the beginning of one. */
function hasWords(text: string, words: readonly string[]): boolean {
  const present = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.every((word) => present.some((one) => one.startsWith(word.toLowerCase())));
}
