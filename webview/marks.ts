import type { ActorLook, Standing } from './actors';
import { editor, Range } from './monaco';
import type { ViewStep } from './protocol';

/** What is shown on the rows of one document at one moment. */
export interface Marks {
  /** Actors that stand in this document, with the row of each. */
  readonly standing: readonly { readonly row: number; readonly endRow: number; readonly standing: Standing }[];
  /** Rows that run at some time, with the first step at which they do. */
  readonly executed: ReadonlyMap<number, number>;
  /** Rows that hold statements; empty where nobody said so. */
  readonly statements: readonly number[];
  /** Rows between hunks. */
  readonly gaps: readonly number[];
  /** Text for the ends of rows. */
  readonly values: ReadonlyMap<number, string>;
  readonly violation: { readonly row: number; readonly rule: string; readonly message: string } | null;
  readonly step: number;
}

const { GlyphMarginLane, OverviewRulerLane } = editor;
const LANES = [GlyphMarginLane.Left, GlyphMarginLane.Center, GlyphMarginLane.Right] as const;
const VALUE_WIDTH = 120;

/** Marks as Monaco's decorations. An actor has a glyph with its letter and a coloured line; the one that runs, the strongest. */
export function decorations(marks: Marks): editor.IModelDeltaDecoration[] {
  return [
    ...marks.gaps.map((row) => line(row, { isWholeLine: true, className: 'gap-line' })),
    ...[...marks.executed].map(([row, first]) => ran(row, first <= marks.step ? 'ran' : 'will-run')),
    ...marks.statements.filter((row) => !marks.executed.has(row)).map((row) => ran(row, 'never-runs')),
    ...marks.standing.flatMap((entry, at) => actorMarks(entry, laneOf(marks.standing, at))),
    ...[...marks.values].map(([row, text]) => value(row, text)),
    ...(marks.violation === null ? [] : violation(marks.violation)),
  ];
}

/** Monaco draws a glyph by class alone, so each actor's letter needs a rule of its own. */
export function letterRules(actors: readonly ActorLook[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  for (const { letter } of actors) sheet.insertRule(`.letter-${letter}::before { content: '${letter}'; }`);
  return sheet;
}

/** What an actor's line says at its end: who is there, if not the one that runs, and how. */
export function standingWords({ actor, status, current }: Standing): string {
  return current ? '' : `${actor.letter} ${actor.name}${status === 'waiting' ? ' waits here' : ''}`;
}

/** What a step did, for the end of its line. */
export function stepWords(step: ViewStep): string {
  const changed = step.changed.map(({ what, from, to }) => `${what}: ${from} → ${to}`);
  return [...(step.result === null ? [] : [`= ${step.result}`]), ...changed].join('   ');
}

function laneOf(standing: Marks['standing'], at: number): editor.GlyphMarginLane {
  const before = standing.slice(0, at).filter(({ row }) => row === standing[at]?.row).length;
  return LANES[Math.min(before, LANES.length - 1)] ?? GlyphMarginLane.Left;
}

function actorMarks(
  { row, endRow, standing }: Marks['standing'][number],
  lane: editor.GlyphMarginLane,
): editor.IModelDeltaDecoration[] {
  const { actor, current, status } = standing;
  const strength = `${current ? 'current' : 'other'}${status === 'waiting' ? ' waits' : ''}`;
  return [
    line(row, {
      glyphMarginClassName: `actor-glyph ${actor.look} letter-${actor.letter} ${strength}`,
      glyphMargin: { position: lane },
      zIndex: current ? 10 : 5,
    }),
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
