import { readFile } from 'node:fs/promises';
import type { Message } from '../mail/message';
import { parseAddress } from '../mail/address';
import { readSource } from '../mail/source';
import { placeComments } from '../review/conversation';
import { draftReplies } from '../review/draft';
import { parseNotebook } from '../review/notebook';
import { formatMail } from '../review/format-mail';
import { sortIntoSeries } from '../series/archive';
import { EXIT, UsageError, type Command } from './command';

export const replyCommand: Command = {
  name: 'reply',
  summary: 'Turn notes on a series into reply mails, ready for git send-email.',
  usage: `usage: kapi-replay reply INPUT... --notes FILE [--from "NAME <ADDRESS>"] > replies.mbox

Prints a mailbox with one mail for each message that the notes answer: what they answer quoted byte for byte and
trimmed, the notes below it, the headers of the thread. Nothing is sent.

  --notes FILE   a JSON file: { "schema": 1, "notes": [ NOTE... ] }, where a NOTE has an "id", a "text" (a string, or a
                 list of lines) and either "on": { "patch": MESSAGE-ID, "file", "side": "old" | "new" | "message",
                 "line" } (with "hunk" for "line": a hunk of the file, counted from 1), or "answers": the id of a
                 comment as inspect --json prints it. Those with "purpose": "note", and those "sent", are left out
  --from PERSON  who writes; without it git send-email puts its own identity there
`,
  async run(args, terminal) {
    const { inputs, notes: notesFile, from } = readArguments(args);
    const messages: Message[] = [];
    for (const input of inputs) {
      const reading = await readSource(input, { stdin: terminal.stdin, signal: terminal.signal });
      if (reading.failed) throw new UsageError(reading.problems[0]?.message ?? `${input} could not be read`);
      messages.push(...reading.messages);
    }
    const text = await readFile(notesFile, 'utf8').catch(() => {
      throw new UsageError(`the notes file ${notesFile} could not be read`);
    });
    const read = parseNotebook(text, notesFile);
    const archive = sortIntoSeries(messages);
    const { comments } = placeComments(archive);
    const drafts = draftReplies(archive, comments, read.notes, from === null ? null : parseAddress(from));
    for (const mail of drafts.mails)
      terminal.out(`From mboxrd@z Thu Jan  1 00:00:00 1970\n${formatMail(mail).replace(/^(>*From )/gm, '>$1')}\n`);
    const problems = [...read.problems, ...drafts.problems];
    for (const { message } of problems) terminal.err(`kapi-replay: ${message}\n`);
    const lost = problems.some(({ code }) => code.startsWith('note'));
    return lost ? EXIT.notAsExpected : EXIT.fine;
  },
};

function readArguments(args: readonly string[]): { inputs: readonly string[]; notes: string; from: string | null } {
  const inputs: string[] = [];
  const options = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('--')) inputs.push(arg);
    else if (arg === '--notes' || arg === '--from') {
      const value = args[(at += 1)];
      if (value === undefined) throw new UsageError(`${arg} needs a value`);
      options.set(arg, value);
    } else throw new UsageError(`reply knows no option ${arg}`);
  }
  const notes = options.get('--notes');
  if (notes === undefined) throw new UsageError('reply needs --notes FILE');
  if (inputs.length === 0) throw new UsageError('reply needs an input: the mailbox that the notes are about');
  return { inputs, notes, from: options.get('--from') ?? null };
}
