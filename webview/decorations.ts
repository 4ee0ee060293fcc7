import type { Marks } from './marks';
import { editor, Range } from './monaco';

const { OverviewRulerLane } = editor;
const VALUE_WIDTH = 120;

/** What a document shows for a long time: gaps between hunks, and which lines have run, will run, or never do. */
export function groundDecorations(marks: Marks): editor.IModelDeltaDecoration[] {
  return [
    ...marks.gaps.map((row) => line(row, { isWholeLine: true, className: 'gap-line' })),
    ...[...marks.executed].map(([row, first]) => ran(row, first <= marks.step ? 'ran' : 'will-run')),
    ...marks.statements.filter((row) => !marks.executed.has(row)).map((row) => ran(row, 'never-runs')),
  ];
}

/** Two moments with the same key have the same ground. */
export function groundKey(marks: Marks): string {
  const ran = [...marks.executed.values()].filter((first) => first <= marks.step);
  return `${ran.length} of ${marks.executed.size}`;
}

/** What the moment shows: an actor has a glyph with its letter and a coloured line; the one that runs, the strongest. */
export function momentDecorations(marks: Marks): editor.IModelDeltaDecoration[] {
  const lettered = new Set<number>();
  return [
    ...marks.standing.flatMap((entry) => {
      // One glyph a row, so that the margin keeps its width; who else is there is said at the line's end.
      const first = !lettered.has(entry.row);
      lettered.add(entry.row);
      return actorMarks(entry, first);
    }),
    ...[...marks.values].map(([row, text]) => value(row, text)),
    ...(marks.violation === null ? [] : violation(marks.violation)),
  ];
}

function actorMarks(
  { row, endRow, standing }: Marks['standing'][number],
  lettered: boolean,
): editor.IModelDeltaDecoration[] {
  const { actor, current, status } = standing;
  const strength = `${current ? 'current' : 'other'}${status === 'waiting' ? ' waits' : ''}`;
  return [
    ...(lettered
      ? [line(row, { glyphMarginClassName: `actor-glyph ${actor.look} letter-${actor.letter} ${strength}` })]
      : []),
    {
      range: new Range(row, 1, Math.max(row, endRow), 1),
      options: {
        isWholeLine: true,
        className: `actor-line ${actor.look} ${strength}`,
        zIndex: current ? 10 : 5,
        overviewRuler: {
          color: { id: current ? 'editorCursor.foreground' : 'editorLineNumber.foreground' },
          position: OverviewRulerLane.Full,
        },
      },
    },
  ];
}

function ran(row: number, how: 'ran' | 'will-run' | 'never-runs'): editor.IModelDeltaDecoration {
  return line(row, { isWholeLine: true, linesDecorationsClassName: `coverage ${how}` });
}

function value(row: number, text: string): editor.IModelDeltaDecoration {
  return {
    range: new Range(row, Number.MAX_SAFE_INTEGER, row, Number.MAX_SAFE_INTEGER),
    options: {
      showIfCollapsed: true,
      after: {
        content: `   ${shorten(text)}`,
        inlineClassName: 'inline-value',
        cursorStops: editor.InjectedTextCursorStops.None,
      },
    },
  };
}

function violation({ row, rule, message }: NonNullable<Marks['violation']>): editor.IModelDeltaDecoration[] {
  return [
    line(row, { isWholeLine: true, className: 'violation-line', zIndex: 20 }),
    {
      range: new Range(row, Number.MAX_SAFE_INTEGER, row, Number.MAX_SAFE_INTEGER),
      options: {
        showIfCollapsed: true,
        after: { content: `   ✖ ${shorten(`${rule}: ${message}`)}`, inlineClassName: 'inline-violation' },
      },
    },
  ];
}

function line(row: number, options: editor.IModelDecorationOptions): editor.IModelDeltaDecoration {
  return { range: new Range(row, 1, row, 1), options };
}

function shorten(text: string): string {
  return text.length > VALUE_WIDTH ? `${text.slice(0, VALUE_WIDTH - 1)}…` : text;
}
