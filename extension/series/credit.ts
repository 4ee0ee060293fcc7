import { createHash } from 'node:crypto';
import { withoutBlanks } from '../ground/blanks';
import type { MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';
import type { Sliced } from '../ground/sliced';
import type { Message } from '../mail/message';
import type { Patch } from '../patch/patch';
import type { Series, SeriesPatch, Trailer } from './series';
import { isGivenBy, messageTrailers, replyTrailers, trailerKey, type TrailerLine } from './trailers';

/** A reply that may give trailers, with the nearest mail of a series above it. */
export interface FollowUp {
  readonly message: Message;
  readonly answers: MessageId;
}

/**
 * Gives every patch its trailers with where they come from: its own message, replies to it, replies to the cover letter
 * (they count for all patches), and replies to the same patch in an earlier revision of the topic, as b4 collects them.
 * @param series in the order of their postings
 */
export function* creditingPatches(series: readonly Series[], followUps: readonly FollowUp[]): Sliced<Series[]> {
  const givenTo = new Map<MessageId, { trailers: Trailer[]; mismatches: Mismatch[] }>();
  for (const { message, answers } of followUps) {
    yield;
    const lines = givenTrailers(message);
    // Somebody else's Signed-off-by stands in a commit message that the reply shows, and so do the lines around it.
    if (lines.length === 0 || lines.some((line) => isSignOff(line) && !isGivenBy(line, message.from))) continue;
    const here = givenTo.get(answers) ?? { trailers: [], mismatches: [] };
    givenTo.set(answers, here);
    for (const line of lines) {
      if (isGivenBy(line, message.from)) here.trailers.push({ ...line, from: message.id });
      else
        here.mismatches.push({
          key: trailerKey(line),
          problem: problem(
            'trailer-mismatch',
            `<${message.id}> gives "${line.key}: ${line.value}", but ${message.from.email} sent it. It was not counted.`,
          ),
        });
    }
  }
  const earlier = new Map<string, Credited[]>();
  const carried = new Set<string>();
  const several = new Set(series.map(({ topic }) => topic).filter((topic, at, all) => all.indexOf(topic) !== at));
  const credited: Series[] = [];
  for (const each of series) {
    const all = each.cover === null ? undefined : givenTo.get(each.cover.id);
    const patches: SeriesPatch[] = [];
    for (const patch of each.patches) {
      yield;
      const own = givenTo.get(patch.messageId);
      const fromReplies = [...(own?.trailers ?? []), ...(all?.trailers ?? [])];
      // Only where there is something to carry is it asked whether the patch is still the same.
      if (fromReplies.length > 0 && several.has(each.topic)) carried.add(each.topic);
      const before = carried.has(each.topic) ? creditedBefore(earlier, each.topic, patch.patch) : null;
      const trailers = distinct([...patch.trailers, ...fromReplies, ...(before?.trailers ?? [])]);
      before?.trailers.push(...fromReplies);
      const mismatches = notOn([trailers], own?.mismatches ?? []);
      patches.push({ ...patch, trailers, problems: [...patch.problems, ...mismatches, ...ownFaults(patch)] });
    }
    const mismatches = notOn(
      patches.map(({ trailers }) => trailers),
      all?.mismatches ?? [],
    );
    credited.push({ ...each, problems: [...each.problems, ...mismatches], patches });
  }
  return credited;
}

/** What replies gave to a change in the revisions before. */
interface Credited {
  readonly patch: Patch;
  readonly trailers: Trailer[];
}

/**
 * What was given to the same change in this work so far, to be added to. Changes whose files or numbers of lines differ
 * are not the same; only of the others is every line looked at.
 */
function creditedBefore(earlier: Map<string, Credited[]>, topic: string, patch: Patch): Credited {
  const size = patch.files.map(({ path, added, removed }) => `${path} ${String(added)} ${String(removed)}`).join(' ');
  const alike = earlier.get(`${topic} ${size}`) ?? [];
  let known = alike.find((each) => diffId(each.patch) === diffId(patch));
  if (known === undefined) {
    known = { patch, trailers: [] };
    earlier.set(`${topic} ${size}`, [...alike, known]);
  }
  return known;
}

/** A trailer that somebody sends for somebody else. */
interface Mismatch {
  readonly key: string;
  readonly problem: Problem;
}

/** Who repeats a trailer that every patch has already claims nothing for anybody (b4 lets that pass, too). */
function notOn(patches: readonly (readonly Trailer[])[], mismatches: readonly Mismatch[]): Problem[] {
  if (mismatches.length === 0) return [];
  const keys = patches.map((trailers) => new Set(trailers.map(trailerKey)));
  return mismatches
    .filter(({ key }) => keys.length === 0 || !keys.every((known) => known.has(key)))
    .map(({ problem: said }) => said);
}

/** Messages don't change, so what they give is found once, however often an archive is sorted. */
const given = new WeakMap<Message, readonly TrailerLine[]>();

function givenTrailers(message: Message): readonly TrailerLine[] {
  let lines = given.get(message);
  if (lines === undefined) given.set(message, (lines = replyTrailers(message.body)));
  return lines;
}

/** The trailers of the patch's own message. */
export function ownTrailers(patch: Patch, from: MessageId): Trailer[] {
  let lines = own.get(patch);
  if (lines === undefined) own.set(patch, (lines = messageTrailers(patch.message)));
  return lines.map((trailer) => ({ ...trailer, from }));
}

/** Patches don't change either. */
const own = new WeakMap<Patch, readonly TrailerLine[]>();
const diffIds = new WeakMap<Patch, string>();

function distinct(trailers: readonly Trailer[]): Trailer[] {
  const seen = new Set<string>();
  return trailers.filter((trailer) => {
    const key = trailerKey(trailer);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What Documentation/process/submitting-patches.rst asks of a patch's own trailers. */
function ownFaults({ author, trailers, messageId, patch }: SeriesPatch): Problem[] {
  const faults: Problem[] = [];
  const own = trailers.filter(({ from }) => from === messageId);
  const signed = own.filter(isSignOff);
  if (patch.files.length > 0 && !signed.some((trailer) => isGivenBy(trailer, author)))
    faults.push(
      problem(
        'signoff-missing',
        signed.length === 0
          ? 'The patch has no Signed-off-by: it cannot be applied.'
          : `The patch has no Signed-off-by of its author, ${author.email}.`,
      ),
    );
  for (const { key, value } of own)
    if (/^fixes$/i.test(key) && !/^[0-9a-f]{12,40}\s+\(".+"\)$/i.test(value))
      faults.push(problem('fixes-malformed', `"Fixes: ${value}" is not of the form: Fixes: 123456789abc ("subject").`));
  return faults;
}

/** The same for the same change, wherever its lines have moved, as `git patch-id` has it. */
export function diffId(patch: Patch): string {
  let id = diffIds.get(patch);
  if (id === undefined) diffIds.set(patch, (id = hashOf(patch)));
  return id;
}

function hashOf(patch: Patch): string {
  const hash = createHash('sha1');
  for (const { path, hunks } of patch.files) {
    let text = `${path}\n`;
    for (const { lines } of hunks) for (const line of lines) text += SIGN[line.kind] + line.text;
    hash.update(withoutBlanks(text));
  }
  return hash.digest('hex');
}

const isSignOff = ({ key }: { readonly key: string }): boolean => /^signed-off-by$/i.test(key);

const SIGN = { added: '+', removed: '-', context: ' ' } as const;
