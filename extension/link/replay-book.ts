import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { problem, type Problem } from '../ground/problem';

/** An end of a group: the step, and the state after it, by which it is found again in another run. */
export interface GroupEnd {
  /** `TraceStep.n`, from 1, in the run in which the group was made. */
  readonly step: number;
  readonly stateHash: string;
}

/** Steps that follow each other, under a name of the reader's. */
export interface StepGroup {
  readonly id: string;
  readonly name: string;
  readonly from: GroupEnd;
  readonly to: GroupEnd;
}

/** What a reader keeps about the replays of one flow, beside notes: expressions that are watched, and groups of steps. */
export interface ReplayBook {
  readonly flow: string;
  /** As the reader wrote them: `name = expression`, or an expression alone. */
  readonly watches: readonly string[];
  readonly groups: readonly StepGroup[];
}

const SCHEMA = 1;
/** More are no help; what a file has beyond them is kept, and not shown. */
const LONGEST_WATCH = 500;

const End = v.object({ step: v.pipe(v.number(), v.integer(), v.minValue(1)), stateHash: v.string() });
const Book = v.object({
  schema: v.literal(SCHEMA),
  flow: v.string(),
  watches: v.array(v.pipe(v.string(), v.maxLength(LONGEST_WATCH))),
  groups: v.array(v.object({ id: v.string(), name: v.string(), from: End, to: End })),
});

export type ReadReplayBook =
  { readonly book: ReplayBook; readonly problem: null } | { readonly book: null; readonly problem: Problem };

/** Reads such a file. Never throws; of a file that is not understood nothing is taken, so that nothing of it is written over. */
export function parseReplayBook(text: string, file: string): ReadReplayBook {
  const refuse = (code: string, message: string): ReadReplayBook => ({
    book: null,
    problem: problem(code, message, { file, line: 1, column: 1 }),
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return refuse(
      'replay-book-unreadable',
      `${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = v.safeParse(Book, content);
  if (parsed.success) {
    const { flow, watches, groups } = parsed.output;
    return { book: { flow, watches, groups }, problem: null };
  }
  const [issue] = parsed.issues;
  return refuse(
    'replay-book-unreadable',
    `${file} is not what this version keeps about a replay: ${v.getDotPath(issue) ?? 'the document'}: ${issue.message}`,
  );
}

export function formatReplayBook({ flow, watches, groups }: ReplayBook): string {
  return `${JSON.stringify({ schema: SCHEMA, flow, watches, groups }, null, 2)}\n`;
}

/** The name of the file: readable, and the flow's own however its id is written. */
export function replayBookName(flow: string): string {
  const readable = flow.replaceAll(/[^\w-]+/g, '-').slice(0, 60);
  return `${readable}-${createHash('sha256').update(flow).digest('hex').slice(0, 8)}.json`;
}

/** A change of a book: a watch that comes or goes, a group that is made, renamed, moved, or (null) taken away. */
export type BookChange =
  | { readonly kind: 'watch'; readonly text: string; readonly keep: boolean }
  | { readonly kind: 'group'; readonly id: string; readonly group: Omit<StepGroup, 'id'> | null };

export function changeReplayBook(book: ReplayBook, change: BookChange): ReplayBook {
  switch (change.kind) {
    case 'watch': {
      const text = change.text.trim().slice(0, LONGEST_WATCH);
      const others = book.watches.filter((each) => each !== text);
      return { ...book, watches: change.keep && text !== '' ? [...others, text] : others };
    }
    case 'group': {
      const { id, group } = change;
      const others = book.groups.filter((each) => each.id !== id);
      return { ...book, groups: group === null ? others : [...others, { id, ...group }] };
    }
  }
}

/** A group as it stands in a run. */
export interface PlacedGroup {
  readonly id: string;
  readonly name: string;
  /** `TraceStep.n` of the first and the last step. */
  readonly from: number;
  readonly to: number;
}

/** The groups that a run comes through: both ends are found by their state, at their own step first. */
export function placeGroups(
  groups: readonly StepGroup[],
  steps: readonly { readonly stateHash: string }[],
): readonly PlacedGroup[] {
  const placed = groups.flatMap(({ id, name, from, to }) => {
    const [first, last] = [placeOf(from, steps), placeOf(to, steps)];
    return first === null || last === null || last < first ? [] : [{ id, name, from: first, to: last }];
  });
  // Outer groups come before those inside of them.
  return placed.sort((left, right) => left.from - right.from || right.to - left.to);
}

function placeOf({ step, stateHash }: GroupEnd, steps: readonly { readonly stateHash: string }[]): number | null {
  if (steps[step - 1]?.stateHash === stateHash) return step;
  const elsewhere = steps.findIndex((each) => each.stateHash === stateHash);
  return elsewhere < 0 ? null : elsewhere + 1;
}
