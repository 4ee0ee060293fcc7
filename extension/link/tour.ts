/** A tour: moments of replays in an order, each with a note, in a file that people write, keep in git and send around. */
import * as v from 'valibot';
import { problem, type Problem } from '../ground/problem';
import { RecordedOnInFile, type RecordedOn } from './recorded-on';

/** A stop of a tour. */
export interface TourStop {
  readonly title: string;
  /** Markdown. */
  readonly note: string;
  readonly flow: string;
  /** The step in words, which stay true when code around it changes; null where only the link names it. */
  readonly at: StepInWords | null;
  /** A link to the moment (`moment.ts`), which names the schedule as well. */
  readonly link: string | null;
  /** The code that it was recorded on; null where its file does not say. */
  readonly on: RecordedOn | null;
}

/** The how-manieth step of that name, of that actor, in that function; what is left out may be any. */
export interface StepInWords {
  readonly step: string;
  readonly actor: string | null;
  readonly function: string | null;
  readonly nth: number;
}

export interface Tour {
  readonly title: string;
  readonly description: string;
  readonly stops: readonly TourStop[];
}

export interface ReadTour {
  readonly tour: Tour | null;
  readonly problems: readonly Problem[];
}

const Text = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((text) => (typeof text === 'string' ? text : text.join('\n'))),
);

const File = v.object({
  schema: v.literal(1),
  title: v.pipe(v.string(), v.minLength(1)),
  description: v.optional(Text, ''),
  moments: v.array(
    v.object({
      title: v.optional(v.string(), ''),
      note: v.optional(Text, ''),
      flow: v.pipe(v.string(), v.minLength(1)),
      step: v.optional(v.string(), ''),
      actor: v.optional(v.string(), ''),
      function: v.optional(v.string(), ''),
      nth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
      link: v.optional(v.string(), ''),
      on: v.optional(v.nullable(RecordedOnInFile), null),
    }),
  ),
});

/** Where tours lie in a workspace. */
export const toursFolder = '.kapi-replay/tours';
export const tourEnding = '.tour.json';

/** Reads a tour's file. Never throws: what cannot be understood is a problem at the file's first line. */
export function parseTour(path: string, text: string): ReadTour {
  const failed = (code: string, message: string): ReadTour => ({
    tour: null,
    problems: [problem(code, `${path}: ${message}`, { file: path, line: 1, column: 1 })],
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return failed('tour-no-json', error instanceof Error ? error.message : String(error));
  }
  const read = v.safeParse(File, content);
  if (!read.success) {
    const [issue] = read.issues;
    return failed('tour-shape', `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const { title, description, moments } = read.output;
  const stops = moments.map((moment): TourStop => ({
    title: moment.title,
    note: moment.note,
    flow: moment.flow,
    link: moment.link === '' ? null : moment.link,
    on: moment.on,
    at:
      moment.step === ''
        ? null
        : {
            step: moment.step,
            actor: moment.actor === '' ? null : moment.actor,
            function: moment.function === '' ? null : moment.function,
            nth: moment.nth,
          },
  }));
  const lost = stops.findIndex(({ at, link }) => at === null && link === null);
  const problems =
    lost < 0
      ? []
      : [
          problem('tour-no-step', `${path}: moment ${String(lost + 1)} has neither "step" nor "link".`, {
            file: path,
            line: 1,
            column: 1,
          }),
        ];
  return { tour: { title, description, stops }, problems };
}

/**
 * A tour's file with one more moment at its end. The rest of the file keeps its fields, in their order, also those that
 * this version does not know.
 * @throws SyntaxError where the file is no JSON
 */
export function withStop(text: string, stop: TourStop): string {
  const content = JSON.parse(text) as { moments?: unknown };
  const moments: unknown[] = Array.isArray(content.moments) ? content.moments : [];
  return pretty({ ...content, moments: [...moments, written(stop)] });
}

export const emptyTour = (title: string): string => pretty({ schema: 1, title, description: '', moments: [] });

/** The steps that a stop's words mean in a run, the best first: the step meant, else one of that name by anybody. */
export function findStep(
  { step, actor, function: inside, nth }: StepInWords,
  steps: readonly { readonly n: number; readonly name: string; readonly actor: number; readonly function: string }[],
  nameOf: (actor: number) => string,
): number | null {
  const named = steps.filter(({ name }) => name === step);
  const exact = named.filter(
    (each) => (actor === null || nameOf(each.actor) === actor) && (inside === null || each.function === inside),
  );
  return exact[nth - 1]?.n ?? exact.at(-1)?.n ?? named[0]?.n ?? null;
}

/** The words for a step of a run, by which `findStep` finds it again. */
export function wordsFor(
  n: number,
  steps: readonly { readonly n: number; readonly name: string; readonly actor: number; readonly function: string }[],
  nameOf: (actor: number) => string,
): StepInWords | null {
  const here = steps[n - 1];
  if (here === undefined) return null;
  const same = steps.filter(
    (each) => each.name === here.name && each.actor === here.actor && each.function === here.function,
  );
  return { step: here.name, actor: nameOf(here.actor), function: here.function, nth: same.indexOf(here) + 1 };
}

/**
 * A note as it may be shown. A tour comes from somebody else: its Markdown may format, and link to the web, but pictures
 * (which would be fetched without being asked for), links that run commands, and bidi controls are shown as the text
 * that they are.
 */
export function shownNote(note: string): string {
  return note
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/!\[/g, '\\!\\[')
    .replace(/\]\s*\((?!\s*<?https?:\/\/)/gi, ']\\(')
    .replace(/^(\s*\[[^\]]*\]:)(?!\s*<?https?:\/\/)/gim, (definition) => definition.replace('[', '\\['))
    .replace(/</g, '&lt;');
}

function written({ title, note, flow, at, link, on }: TourStop): object {
  const lines = note.split('\n');
  return {
    ...(title === '' ? {} : { title }),
    note: lines.length === 1 ? note : lines,
    flow,
    ...(at === null
      ? {}
      : {
          step: at.step,
          ...(at.actor === null ? {} : { actor: at.actor }),
          ...(at.function === null ? {} : { function: at.function }),
          ...(at.nth === 1 ? {} : { nth: at.nth }),
        }),
    ...(link === null ? {} : { link }),
    ...(on === null ? {} : { on }),
  };
}

const pretty = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;
