import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { problem, type Problem } from '../ground/problem';
import { fetchThread } from '../mail/fetch';
import type { Message } from '../mail/message';
import { readMailBytes, readSource, type Reading } from '../mail/source';
import { DEFAULT_ARCHIVE, readThreadAddress, type ThreadAddress } from '../mail/thread-address';
import type { FileDiff } from '../patch/patch';
import type { Comment } from '../review/comment';
import { conversationsOf, placeComments } from '../review/conversation';
import { portConversations } from '../review/port';
import { sortIntoSeries } from '../series/archive';
import { readPins, type Pins } from '../series/pins';
import type { Archive, Placed, Series, SeriesPatch } from '../series/series';
import { EXIT, UsageError, type Command, type Terminal } from './command';

export const inspectCommand: Command = {
  name: 'inspect',
  summary: 'Show what mail holds: messages, series, patches, comments on their lines.',
  usage: `usage: kapi-replay inspect INPUT... [--json] [--pins FILE] [--fetch [--archive URL] [--cache DIR] [--again] [--b4]]

INPUT is a mailbox (any mbox dialect, gzipped or not), a mail, a patch, a Maildir, a directory of such files, a
public-inbox archive (git, v1 or v2), a page saved from a web archive, or - for standard input. With --fetch it may also
be a Message-ID, or the address of a mail in a public-inbox archive or in patchwork: its thread is fetched. Several
inputs are read as one archive.

  --json          print one JSON document (schema 1) instead of text
  --pins FILE     what a reader sorted by hand, such as .kapi-replay/pins.json of a workspace
  --fetch         allow the network for inputs that are no files
  --archive URL   the public-inbox archive to ask (${DEFAULT_ARCHIVE})
  --cache DIR     keep what is fetched there, and take it from there the next time
  --again         ask the archive even so
  --b4            have b4 fetch it, if it is installed
`,
  async run(args, terminal) {
    const { inputs, json, pins: pinsFile, source } = readArguments(args);
    terminal.tune?.('brief');
    const pins = pinsFile === null ? null : await readPinsFile(pinsFile);
    const { messages, problems, failed } = await readInputs(inputs, source, terminal);
    if (failed.length === inputs.length) throw new UsageError(failed.join('; '));
    terminal.tune?.('filled');
    const archive = sortIntoSeries(messages, pins?.pins);
    const { comments, problems: unplaced } = placeComments(archive);
    const all = [...(pins?.problems ?? []), ...problems, ...archive.problems];
    if (json) writeReport(archive, comments, [...all, ...unplaced], terminal);
    else terminal.out(overview(archive, comments, all));
    for (const reason of failed) terminal.err(`kapi-replay: ${reason}\n`);
    return failed.length > 0 ? EXIT.wrongUsage : EXIT.fine;
  },
};

/** Where inputs that are no files may be fetched from; null where the reader did not ask for it. */
type FetchSource = {
  readonly archive: string;
  readonly cache: string | null;
  readonly again: boolean;
  readonly b4: boolean;
} | null;

interface Arguments {
  readonly inputs: readonly string[];
  readonly json: boolean;
  readonly pins: string | null;
  readonly source: FetchSource;
}

function readArguments(args: readonly string[]): Arguments {
  const inputs: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (['--json', '--fetch', '--again', '--b4'].includes(arg)) flags.add(arg);
    else if (arg === '--pins' || arg === '--archive' || arg === '--cache') {
      const value = args[++at];
      if (value === undefined || value === '') throw new UsageError(`inspect's option ${arg} needs a value`);
      values.set(arg, value);
    } else if (arg.startsWith('--')) throw new UsageError(`inspect knows no option ${arg}`);
    else inputs.push(arg);
  }
  if (inputs.length === 0) throw new UsageError('inspect needs an input: a mailbox, a mail, a patch, or - for stdin');
  const lonely = ['--archive', '--cache', '--again', '--b4'].find((option) => values.has(option) || flags.has(option));
  if (lonely !== undefined && !flags.has('--fetch')) throw new UsageError(`inspect's option ${lonely} needs --fetch`);
  return {
    inputs,
    json: flags.has('--json'),
    pins: values.get('--pins') ?? null,
    source: flags.has('--fetch')
      ? {
          archive: values.get('--archive') ?? DEFAULT_ARCHIVE,
          cache: values.get('--cache') ?? null,
          again: flags.has('--again'),
          b4: flags.has('--b4'),
        }
      : null,
  };
}

async function readPinsFile(file: string): Promise<Pins> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return readPins(text, file);
}

interface Inputs {
  readonly messages: readonly Message[];
  readonly problems: readonly Problem[];
  /** Why inputs could not be read, one sentence each. */
  readonly failed: readonly string[];
}

async function readInputs(inputs: readonly string[], source: FetchSource, terminal: Terminal): Promise<Inputs> {
  const messages: Message[] = [];
  const problems: Problem[] = [];
  const failed: string[] = [];
  for (const input of inputs) {
    const progress = (done: number, total: number): void => {
      // By then the young generation is as large as reading wants it.
      if (done > total / 4) terminal.tune?.('filled');
      if (terminal.interactive) terminal.err(`\rreading ${input}: ${String(Math.floor((100 * done) / total))} %`);
    };
    const options = { stdin: terminal.stdin, signal: terminal.signal, progress, git: true, textOnly: true };
    const address = input === '-' || existsSync(input) ? null : readThreadAddress(input, source?.archive);
    const reading =
      address === null
        ? await readSource(input, options)
        : source === null
          ? notAsked(input)
          : await readFetched(address, source, terminal);
    if (terminal.interactive) terminal.err('\r\x1b[K');
    for (const message of reading.messages) messages.push(message);
    for (const found of reading.problems) problems.push(found);
    if (reading.failed) failed.push(reading.problems[0]?.message ?? input);
  }
  return { messages, problems, failed };
}

/** How long an archive may take to answer, and to send what it has. */
const PATIENCE = 60_000;

async function readFetched(
  address: ThreadAddress,
  { cache, again, b4 }: NonNullable<FetchSource>,
  terminal: Terminal,
): Promise<Reading> {
  const fetched = await fetchThread(address, {
    cache,
    again,
    ...(b4 ? { through: 'b4' } : {}),
    signal: AbortSignal.any([terminal.signal, AbortSignal.timeout(PATIENCE)]),
    progress: (bytes) => {
      if (terminal.interactive) terminal.err(`\rfetching ${address.url}: ${String(Math.ceil(bytes / 1024))} KiB`);
    },
  });
  if (!fetched.ok) return { messages: [], problems: [fetched.problem], bytes: 0, failed: true };
  return readMailBytes(fetched.bytes, address.url, { signal: terminal.signal, textOnly: true });
}

const notAsked = (input: string): Reading => ({
  messages: [],
  problems: [problem('fetch-not-asked', `${input} is no file. To fetch it from an archive, say --fetch.`)],
  bytes: 0,
  failed: true,
});

/** Writes the document that CLI.md describes, piece by piece: as one text it would be as large as what was read. */
function writeReport(
  archive: Archive,
  comments: readonly Comment[],
  problems: readonly Problem[],
  terminal: Terminal,
): void {
  const addressed = addressedIn(archive, comments);
  const out = new Pieces(terminal);
  out.write('{"schema":1,"messages":');
  out.list(archive.placed, messageReport);
  out.write(',"series":');
  out.list(archive.series, seriesReport);
  out.write(',"comments":');
  out.list(comments, (comment) => commentReport(comment, addressed.get(comment.id) ?? null));
  out.write(`,"problems":${JSON.stringify(problems)}}\n`);
  out.flush();
}

/** Gathers small pieces of output, so that each write is worth its cost. */
class Pieces {
  private held: string[] = [];
  private length = 0;

  constructor(private readonly terminal: Terminal) {}

  write(text: string): void {
    this.held.push(text);
    this.length += text.length;
    if (this.length > 1 << 18) this.flush();
  }

  list<Item>(items: readonly Item[], reported: (item: Item) => object): void {
    items.forEach((item, at) => this.write(`${at === 0 ? '[' : ','}${JSON.stringify(reported(item))}`));
    this.write(items.length === 0 ? '[]' : ']');
  }

  flush(): void {
    this.terminal.out(this.held.join(''));
    this.held = [];
    this.length = 0;
  }
}

const messageReport = ({ message, parent, cleanSubject, kind, series, why }: Placed): object => ({
  messageId: message.id,
  inReplyTo: message.inReplyTo,
  references: message.references,
  parent,
  subject: message.subject,
  cleanSubject,
  from: message.from,
  author: message.author,
  date: message.date,
  kind,
  series,
  why,
  problems: message.problems,
});

const seriesReport = (series: Series): object => ({
  id: series.id,
  title: series.title,
  revision: series.revision,
  rfc: series.rfc,
  total: series.total,
  cover: series.cover?.id ?? null,
  topic: series.topic,
  patches: series.patches.map(patchReport),
  missing: series.missing,
  baseCommit: series.baseCommit,
  changeId: series.changeId,
  problems: series.problems,
});

const patchReport = ({ index, messageId, subject, author, patch, trailers, problems }: SeriesPatch): object => ({
  index,
  messageId,
  subject,
  author,
  files: patch.files.map(fileReport),
  trailers,
  problems,
});

const fileReport = (file: FileDiff): object => ({
  path: file.path,
  oldPath: file.oldPath,
  status: file.status,
  added: file.added,
  deleted: file.removed,
  hunks: file.hunks.length,
  oldBlob: file.oldBlob,
  newBlob: file.newBlob,
});

/** What became of each comment's place in the next revision, by the comment's id. */
function addressedIn(archive: Archive, comments: readonly Comment[]): ReadonlyMap<string, object> {
  const conversations = conversationsOf(comments);
  const ported = portConversations(archive, conversations);
  const addressed = new Map<string, object>();
  for (const conversation of conversations) {
    const next = ported.get(conversation.id);
    if (next === undefined) continue;
    for (const { id } of conversation.comments) addressed.set(id, { in: next.series, state: next.state });
  }
  return addressed;
}

const commentReport = (comment: Comment, addressed: object | null): object => ({
  id: comment.id,
  messageId: comment.messageId,
  replyTo: comment.replyTo,
  patch: comment.patch,
  file: comment.file,
  side: comment.side,
  line: comment.line,
  placement: comment.placement,
  why: comment.why,
  text: comment.text,
  addressed,
});

/** The same for a person. */
function overview(archive: Archive, comments: readonly Comment[], problems: readonly Problem[]): string {
  const lines: string[] = [];
  const replies = new Map<string, number>();
  for (const { kind, series } of archive.placed)
    if (kind === 'reply' && series !== null) replies.set(series, (replies.get(series) ?? 0) + 1);
  for (const series of archive.series) {
    const count = series.patches.length;
    const parts = [
      `${series.rfc ? 'RFC ' : ''}v${String(series.revision)}`,
      counted(count, 'patch', 'patches'),
      counted(replies.get(series.id) ?? 0, 'reply', 'replies'),
      (series.cover ?? series.patches[0]?.message)?.date?.slice(0, 10) ?? 'no date',
    ];
    lines.push(`${printable(series.title)}  (${parts.join(', ')})`);
    for (const { index, subject, author, patch } of series.patches) {
      const added = patch.files.reduce((sum, file) => sum + file.added, 0);
      const removed = patch.files.reduce((sum, file) => sum + file.removed, 0);
      lines.push(
        `  ${String(index).padStart(3)}  ${printable(subject)}  +${String(added)} -${String(removed)}  ${printable(author.name)}`,
      );
      for (const file of patch.files)
        lines.push(
          `         ${file.status.padEnd(8)} ${printable(file.path)} +${String(file.added)} -${String(file.removed)}`,
        );
    }
    for (const { message } of series.problems) lines.push(`       ! ${printable(message)}`);
    for (const { problems: mine } of series.patches) for (const found of mine) lines.push(`       ! ${placed(found)}`);
    lines.push('');
  }
  const loose = archive.placed.filter(({ series }) => series === null).length;
  const placements = new Map<string, number>();
  for (const { placement } of comments) placements.set(placement, (placements.get(placement) ?? 0) + 1);
  const counts = [...placements].sort().map(([placement, count]) => `${String(count)} ${placement}`);
  const sums = [
    counted(archive.placed.length, 'message', 'messages'),
    counted(archive.series.length, 'series', 'series'),
    `${counted(loose, 'message', 'messages')} in no series`,
    `${counted(comments.length, 'comment', 'comments')}${counts.length > 0 ? ` (${counts.join(', ')})` : ''}`,
  ];
  lines.push(sums.join(', '));
  for (const found of problems) lines.push(`! ${placed(found)}`);
  return `${lines.join('\n')}\n`;
}

const counted = (count: number, one: string, many: string): string => `${String(count)} ${count === 1 ? one : many}`;

const placed = ({ message, where }: Problem): string =>
  printable(where === null ? message : `${where.file}:${String(where.line)}: ${message}`);

/** Text from mail may hold control characters that a terminal would obey. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, '\ufffd');
