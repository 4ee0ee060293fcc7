import type { AddressedState } from './port';
import type { OpenConversation, OpenGroup, Summary } from './summary';

/** Documentation/process/submitting-patches.rst asks for lines of 75 characters in mails. */
const WIDTH = 75;

const STATES: Readonly<Record<AddressedState, string>> = {
  'line-changed': 'the line changed',
  'line-unchanged': 'the line is unchanged',
  'line-removed': 'the line is gone',
  'patch-dropped': 'the patch was dropped',
  'author-replied': 'the line is unchanged; the author agreed',
};

/** The summary as plain text that can be pasted into a mail. */
export function summaryText(summary: Summary): string {
  const { title, revision, open, carried, people, trailers, revisions, unsent } = summary;
  const sections = [
    wrapped(`Still open in "${title}" (${revision}): ${counts(summary)}.`, ''),
    ...open.map(groupText),
    ...(carried.length === 0 ? [] : ['Carried over from earlier revisions', ...carried.map(groupText)]),
    ...(people.length === 0
      ? []
      : [
          list(
            'Waiting for an answer',
            people.map(({ person, open: count }) => `${person}: ${String(count)}`),
          ),
        ]),
    list(
      'Trailers',
      trailers.flatMap(({ index, trailers: given }) =>
        given.map(({ key, value }) => `${String(index)}/${String(trailers.length)} ${key}: ${value}`),
      ),
    ),
    list(
      'Revisions',
      revisions.map(
        ({ name, date, patches, conversations, open: count }) =>
          `${name}, ${date?.slice(0, 10) ?? 'no date'}: ${plural(patches, 'patch', 'patches')}, ` +
          `${plural(conversations, 'conversation')}, ${String(count)} open`,
      ),
    ),
    ...(unsent === 0 ? [] : [`${plural(unsent, 'reply', 'replies')} of mine not sent yet.`]),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

/** The same as Markdown; what came out of mails is escaped, so that it is only text. */
export function summaryMarkdown(summary: Summary): string {
  const { title, revision, open, carried, people, trailers, revisions } = summary;
  const item = (each: OpenConversation): string =>
    `- **${plain(each.where)}** ${plain(each.person)}: ${plain(each.words)}  \n` +
    `  ${plain(`<${each.messageId}>${addressedWords(each)}`)}`;
  const group = (each: OpenGroup): string => `### ${plain(each.heading)}\n\n${each.conversations.map(item).join('\n')}`;
  const sections = [
    `# Still open in ${plain(title)} (${revision})`,
    `${counts(summary)}.`,
    ...open.map(group),
    ...(carried.length === 0 ? [] : ['## Carried over from earlier revisions', ...carried.map(group)]),
    ...(people.length === 0
      ? []
      : [
          '## Waiting for an answer',
          `| person | open |\n| --- | --- |\n${people.map((each) => `| ${plain(each.person)} | ${String(each.open)} |`).join('\n')}`,
        ]),
    '## Trailers',
    trailers
      .flatMap(({ index, trailers: given }) =>
        given.map(({ key, value }) => `- ${String(index)}/${String(trailers.length)} ${plain(`${key}: ${value}`)}`),
      )
      .join('\n') || 'None.',
    '## Revisions',
    '| revision | date | patches | conversations | open |\n| --- | --- | --- | --- | --- |\n' +
      revisions
        .map(
          ({ name, date, patches, conversations, open: count }) =>
            `| ${name} | ${date?.slice(0, 10) ?? ''} | ${String(patches)} | ${String(conversations)} | ${String(count)} |`,
        )
        .join('\n'),
  ];
  return `${sections.join('\n\n')}\n`;
}

function counts({ open, carried }: Summary): string {
  const count = (groups: readonly OpenGroup[]): number =>
    groups.reduce((sum, { conversations }) => sum + conversations.length, 0);
  const [here, before] = [count(open), count(carried)];
  return `${plural(here, 'conversation')}${before === 0 ? '' : `, and ${plural(before, 'conversation')} of earlier revisions`}`;
}

const groupText = ({ heading, conversations }: OpenGroup): string =>
  [wrapped(heading, ''), ...conversations.map(itemText)].join('\n\n');

const itemText = (each: OpenConversation): string =>
  [
    wrapped(`* ${each.where}, ${each.person}${addressedWords(each)}`, '  '),
    wrapped(`  ${each.words}`, '  '),
    `  <${each.messageId}>`,
  ].join('\n');

function addressedWords({ addressed, comments }: OpenConversation): string {
  const more = comments > 1 ? `, ${String(comments)} comments` : '';
  return addressed === null ? more : `${more}; in ${addressed.revision} ${STATES[addressed.state]}`;
}

const list = (heading: string, items: readonly string[]): string =>
  items.length === 0 ? '' : [heading, '', ...items.map((item) => wrapped(`  ${item}`, '    '))].join('\n');

/** Broken at blanks; what has none stays whole, a link or an address among them. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S) +/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

const plural = (count: number, one: string, many = `${one}s`): string => `${String(count)} ${count === 1 ? one : many}`;

/** CommonMark 0.31 section 2.4: a backslash makes any ASCII punctuation plain. */
const plain = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
