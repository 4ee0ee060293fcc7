import { messageId, type MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';

/** What a flow says its search will find. */
export type Expectation =
  | { readonly verdict: 'pass' }
  /** `rule` must break, and inside `function` where one is named. */
  | { readonly verdict: 'violation'; readonly rule: string; readonly function: string | null };

/** A choice that is not scheduling, asked for by the flow: the search lets that function fail, or not. */
export interface Failure {
  readonly function: string;
  /** The how-manieth call fails, counted from 1; null where every call may fail or succeed. */
  readonly call: number | null;
}

/** A scenario: one C file whose leading comment says what it runs and what it is expected to show (FLOWS.md). */
export interface Flow {
  readonly id: string;
  readonly title: string;
  /** The file, as it is named to a person. */
  readonly path: string;
  readonly text: string;
  /** A mail of each series whose code the flow runs: its cover letter or any patch of it. */
  readonly series: readonly MessageId[];
  /** The mails that argue about exactly this. */
  readonly claims: readonly MessageId[];
  /** Of a claim, the sentence that it is about: words that stand in that sentence of the mail and in none before it. */
  readonly says: readonly { readonly mail: MessageId; readonly words: readonly string[]; readonly line: number }[];
  /** Mechanisms that it shows, "M01". */
  readonly rows: readonly string[];
  readonly expect: Expectation;
  /** Names under which the bug that it shows is known, "F-14a". */
  readonly cases: readonly string[];
  /** The flow that runs the mended form of what is wrong in this one; null where there is none. */
  readonly mended: string | null;
  readonly failures: readonly Failure[];
  /** Patches of our own, files beside the flow: each applies after so many of the series. */
  readonly patches: readonly { readonly file: string; readonly after: number }[];
  /** Kernel files whose hunks may have been made for another version: patches that nobody has lie between the series. */
  readonly loose: readonly string[];
  /** Which blob of a tree a file has where no series says so: "drivers/dma-buf/dma-buf.c" -> "7eeee3a38202". */
  readonly bases: ReadonlyMap<string, string>;
  /** Configuration symbols that it sets, over those of the models: "CONFIG_DMABUF_DEBUG" -> "1". An empty value unsets. */
  readonly config: ReadonlyMap<string, string>;
  /** The free text below the fields: what a reader should know before running it. */
  readonly description: string;
  /** Functions that have to be the series' or the tree's own: with a model in their place the flow would show nothing. */
  readonly needs: readonly { readonly function: string; readonly line: number }[];
  readonly problems: readonly Problem[];
}

interface Field {
  readonly key: string;
  value: string;
  readonly line: number;
}

const FIELD = /^([a-z][a-z-]*):\s*(.*)$/;
const KNOWN = new Set([
  'flow',
  'title',
  'series',
  'claims',
  'rows',
  'expect',
  'fail',
  'may-fail',
  'base',
  'loose',
  'config',
  'needs',
  'says',
  'case',
  'mended',
]);

/** Whether a C file calls itself a flow. */
export function isFlow(text: string): boolean {
  return /^\s*\/\*[^]*?\bflow:\s*\S[^]*?\*\//.test(text);
}

/**
 * Reads the header of a flow. Never throws: whatever is missing or wrong becomes a problem at its line, and the flow
 * takes the most careful reading (no expectation means `pass`).
 */
export function parseFlow(path: string, text: string): Flow {
  const problems: Problem[] = [];
  const at = (line: number) => ({ file: path, line, column: 1 });
  const { fields, description } = readHeader(text);
  const first = (key: string): Field | undefined => fields.find((field) => field.key === key);
  const all = (key: string): Field[] => fields.filter((field) => field.key === key);

  for (const field of fields) {
    if (!KNOWN.has(field.key)) {
      const known = [...KNOWN].join(', ');
      problems.push(
        problem('flow-field-unknown', `"${field.key}:" is not a field of a flow; known are ${known}.`, at(field.line)),
      );
    }
  }
  const fallback = path.replace(/^.*\//, '').replace(/\.c$/, '');
  const name = first('flow');
  if (!name || name.value === '') {
    problems.push(
      problem(
        'flow-id-missing',
        `The leading comment has no "flow: ID"; it is called "${fallback}" after its file.`,
        at(1),
      ),
    );
  }
  const expectField = first('expect');
  const expect = expectField ? parseExpectation(expectField.value) : { verdict: 'pass' as const };
  if (!expectField) {
    problems.push(
      problem('flow-expect-missing', 'No "expect:" in the leading comment; "pass" is taken.', at(name?.line ?? 1)),
    );
  } else if (!expect) {
    const message = `"expect: ${expectField.value}" is neither "pass" nor "violation RULE" nor "violation RULE in FUNCTION"; "pass" is taken.`;
    problems.push(problem('flow-expect-unreadable', message, at(expectField.line)));
  }
  const failures: Failure[] = [];
  for (const field of [...all('fail'), ...all('may-fail')]) {
    const parsed = /^([A-Za-z_]\w*)(?:\s+(\d+))?$/.exec(field.value);
    if (!parsed?.[1] || (field.key === 'may-fail') !== (parsed[2] === undefined)) {
      const wanted = field.key === 'fail' ? '"fail: FUNCTION N" (the Nth call fails)' : '"may-fail: FUNCTION"';
      problems.push(problem('flow-fail-unreadable', `Expected ${wanted}, found "${field.value}".`, at(field.line)));
    } else {
      failures.push({ function: parsed[1], call: parsed[2] === undefined ? null : Number(parsed[2]) });
    }
  }
  const series: MessageId[] = [];
  const patches: { file: string; after: number }[] = [];
  for (const word of all('series').flatMap((field) => words(field.value))) {
    if (/^[\w.+-]+\.patch$/.test(word)) patches.push({ file: word, after: series.length });
    else series.push(messageId(word));
  }
  const bases = new Map<string, string>();
  for (const field of all('base')) {
    const parsed = /^(\S+)\s+([0-9a-f]{7,64})$/.exec(field.value);
    if (parsed?.[1] !== undefined && parsed[2] !== undefined) bases.set(parsed[1], parsed[2]);
    else
      problems.push(
        problem(
          'flow-base-unreadable',
          `Expected a kernel path and a blob id, found "${field.value}".`,
          at(field.line),
        ),
      );
  }
  const says: Flow['says'][number][] = [];
  for (const field of all('says')) {
    const [mail, ...spoken] = words(field.value);
    if (mail === undefined || !/^<[^<>\s]+@[^<>\s]+>$/.test(mail) || spoken.length === 0) {
      const message = `Expected "says: <Message-ID> WORD..." (words of the sentence that is meant), found "${field.value}".`;
      problems.push(problem('flow-says-unreadable', message, at(field.line)));
    } else says.push({ mail: messageId(mail), words: spoken, line: field.line });
  }
  const config = new Map<string, string>();
  for (const field of all('config')) {
    for (const word of words(field.value)) {
      const parsed = /^(CONFIG_\w+)=(\w*)$/.exec(word);
      if (parsed?.[1] === undefined || parsed[2] === undefined) {
        problems.push(
          problem('flow-config-unreadable', `Expected CONFIG_NAME=y, =n or a number, found "${word}".`, at(field.line)),
        );
      } else {
        config.set(parsed[1], parsed[2] === 'y' ? '1' : parsed[2] === 'n' ? '' : parsed[2]);
      }
    }
  }
  if (!/\b__(?:irq_|softirq_)?actor\b|#\s*include\s+"[^"]+\.[ch]"/.test(withoutComments(text))) {
    problems.push(
      problem('flow-actor-missing', 'No function is marked __actor, so nothing runs beside anything.', at(1)),
    );
  }
  return {
    id: name?.value || fallback,
    title: first('title')?.value ?? fallback,
    path,
    text,
    series,
    claims: all('claims').flatMap((field) => words(field.value).map(messageId)),
    says,
    rows: all('rows').flatMap((field) => words(field.value)),
    expect: expect ?? { verdict: 'pass' },
    cases: all('case').flatMap((field) => words(field.value)),
    mended: first('mended')?.value ?? null,
    failures,
    patches,
    bases,
    loose: all('loose').flatMap((field) => words(field.value)),
    config,
    description,
    needs: all('needs').flatMap((field) =>
      words(field.value).map((name) => ({ function: name.replace(/\(\)$/, ''), line: field.line })),
    ),
    problems,
  };
}

/** "violation stale-access in kvm_fault", as a flow's header has it. */
export function expectationText(expect: Expectation): string {
  if (expect.verdict === 'pass') return 'pass';
  return `violation ${expect.rule}${expect.function === null ? '' : ` in ${expect.function}`}`;
}

function parseExpectation(value: string): Expectation | null {
  if (value === 'pass') return { verdict: 'pass' };
  const parsed = /^violation\s+([a-z][a-z0-9-]*)(?:\s+in\s+([A-Za-z_]\w*))?$/.exec(value);
  return parsed?.[1] === undefined ? null : { verdict: 'violation', rule: parsed[1], function: parsed[2] ?? null };
}

/** The fields stand first, one a line; a line that is no field goes on the one above; free text follows an empty line. */
function readHeader(text: string): { fields: Field[]; description: string } {
  const fields: Field[] = [];
  const description: string[] = [];
  const start = text.indexOf('/*');
  const end = text.indexOf('*/', start + 2);
  if (start < 0 || end < 0 || text.slice(0, start).trim() !== '') return { fields, description: '' };
  let line = text.slice(0, start).split('\n').length - 1;
  let inDescription = false;
  for (const raw of text.slice(start + 2, end).split('\n')) {
    line++;
    const content = raw
      .replace(/^\s*\*+\s?/, '')
      .replace(/^\s+/, '')
      .trimEnd();
    const field = FIELD.exec(content);
    const last = fields.at(-1);
    if (content === '') inDescription = fields.length > 0;
    else if (inDescription) description.push(content);
    else if (field?.[1] !== undefined && field[2] !== undefined)
      fields.push({ key: field[1], value: field[2].trim(), line });
    else if (last) last.value = `${last.value} ${content}`.trim();
  }
  return { fields, description: description.join('\n') };
}

function words(value: string): string[] {
  return value.split(/[\s,]+/).filter((word) => word !== '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\//g, ' ').replace(/\/\/.*$/gm, ' ');
}
