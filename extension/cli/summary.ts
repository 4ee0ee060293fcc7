import { readFile } from 'node:fs/promises';
import type { Message } from '../mail/message';
import { readSource } from '../mail/source';
import { conversationsOf, placeComments } from '../review/conversation';
import { summaryMarkdown, summaryText } from '../review/format-summary';
import { parseNotebook } from '../review/notebook';
import { summarise, type Summary } from '../review/summary';
import { sortIntoSeries } from '../series/archive';
import type { Archive, Series } from '../series/series';
import { EXIT, UsageError, type Command } from './command';

export const summaryCommand: Command = {
  name: 'summary',
  summary: 'Say what is still open in a series: conversations, trailers, revisions.',
  usage: `usage: kapi-replay summary INPUT... [--notes FILE] [--all] [--json | --markdown]

Prints the conversations of the last revision of each work that nobody resolved and that no later revision addressed, those
carried over from earlier revisions, who waits for an answer, the trailers that were given, and the history of revisions.
The text fits into a mail.

  --notes FILE   a notes file of the workspace (.kapi-replay/notes/): what the reader resolved or overruled counts
  --all          every revision, not only the last of each work
  --markdown     Markdown
  --json         { "schema": 1, "summaries": [ ... ] }
`,
  async run(args, terminal) {
    const wanted = readArguments(args);
    const messages: Message[] = [];
    for (const input of wanted.inputs) {
      const reading = await readSource(input, { stdin: terminal.stdin, signal: terminal.signal });
      if (reading.failed) throw new UsageError(reading.problems[0]?.message ?? `${input} could not be read`);
      messages.push(...reading.messages);
    }
    const books = await Promise.all(
      wanted.notes.map(async (file) => {
        const text = await readFile(file, 'utf8').catch(() => {
          throw new UsageError(`the notes file ${file} could not be read`);
        });
        return parseNotebook(text, file);
      }),
    );
    for (const { message } of books.flatMap(({ problems }) => problems)) terminal.err(`kapi-replay: ${message}\n`);
    const archive = sortIntoSeries(messages);
    const conversations = conversationsOf(placeComments(archive).comments);
    const [marks, notes] = [books.flatMap((book) => book.marks), books.flatMap((book) => book.notes)];
    const series = wanted.all ? archive.series : lastRevisions(archive);
    if (series.length === 0) throw new UsageError('no series was found in what was given');
    const summaries = series.map((each) => summarise(archive, conversations, marks, notes, each));
    terminal.out(FORMATS[wanted.format](summaries));
    return EXIT.fine;
  },
};

const FORMATS: Readonly<Record<'text' | 'markdown' | 'json', (summaries: readonly Summary[]) => string>> = {
  text: (summaries) => summaries.map(summaryText).join(`\n${'-'.repeat(75)}\n\n`),
  markdown: (summaries) => summaries.map(summaryMarkdown).join('\n'),
  json: (summaries) => `${JSON.stringify({ schema: 1, summaries }, null, 2)}\n`,
};

/** Of each work the series that was posted last. */
function lastRevisions({ series }: Archive): readonly Series[] {
  const last = new Map<string, Series>();
  for (const each of series) {
    const other = last.get(each.topic);
    if (other === undefined || dateOf(other) <= dateOf(each)) last.set(each.topic, each);
  }
  return [...last.values()];
}

const dateOf = (series: Series): string => (series.cover ?? series.patches[0]?.message)?.date ?? '';

interface Wanted {
  readonly inputs: readonly string[];
  readonly notes: readonly string[];
  readonly all: boolean;
  readonly format: 'text' | 'markdown' | 'json';
}

function readArguments(args: readonly string[]): Wanted {
  const [inputs, notes]: [string[], string[]] = [[], []];
  let [all, format]: [boolean, Wanted['format']] = [false, 'text'];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('--')) inputs.push(arg);
    else if (arg === '--all') all = true;
    else if (arg === '--json') format = 'json';
    else if (arg === '--markdown') format = 'markdown';
    else if (arg === '--notes') {
      const file = args[(at += 1)];
      if (file === undefined) throw new UsageError('--notes needs a file');
      notes.push(file);
    } else throw new UsageError(`summary knows no option ${arg}`);
  }
  if (inputs.length === 0) throw new UsageError('summary needs an input: the mailbox of the series');
  return { inputs, notes, all, format };
}
