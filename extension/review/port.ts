import { linesWithoutBlanks, withoutBlanks } from '../ground/blanks';
import type { FileLine, MailLine, MessageId } from '../ground/brand';
import type { Address } from '../mail/message';
import { atOnce, type Sliced } from '../ground/sliced';
import type { FileDiff } from '../patch/patch';
import type { Archive, Series, SeriesPatch } from '../series/series';
import { agrees } from './author-reply';
import type { Anchor, Conversation } from './comment';
import type { LineState, NumberedLine } from './line-map';
import { LineMap, numbered } from './line-map';
import { matchingPatches, nextRevision } from './successor';

/** What became of the place of a conversation in the next revision of the series. */
export type AddressedState = LineState | 'patch-dropped' | 'author-replied';

/** A conversation's place in the next revision. The anchor is null where nothing is left to stand on. */
export interface Ported {
  /** The id of the next revision. */
  readonly series: string;
  readonly state: AddressedState;
  readonly anchor: Anchor | null;
}

/**
 * Carries conversations to the next revision: the patch is found again, and in it the line. Conversations about the last
 * revision, and those that have no patch or cover letter, are absent.
 * @returns by the id of the conversation
 */
export const portConversations = (
  archive: Archive,
  conversations: readonly Conversation[],
): ReadonlyMap<string, Ported> => atOnce(portingConversations(archive, conversations));

/** The same, to be laid aside between any two conversations. */
export function* portingConversations(
  archive: Archive,
  conversations: readonly Conversation[],
): Sliced<ReadonlyMap<string, Ported>> {
  const home = new Map<MessageId, Series>();
  for (const series of archive.series) {
    if (series.cover !== null) home.set(series.cover.id, series);
    for (const { messageId } of series.patches) home.set(messageId, series);
  }
  // One revision after the other: what carries from it is large, and is let go with it.
  const about = new Map<Series, Conversation[]>();
  for (const conversation of conversations) {
    const series = conversation.patch === null ? undefined : home.get(conversation.patch);
    if (series === undefined) continue;
    const known = about.get(series);
    if (known === undefined) about.set(series, [conversation]);
    else known.push(conversation);
  }
  const senders = new Map(archive.placed.map(({ message }) => [message.id, message.from]));
  const ported = new Map<string, Ported>();
  for (const [series, ofSeries] of about) {
    const next = nextRevision(archive, series);
    if (next === null) continue;
    const carrier = new Carrier(series, next, yield* matchingPatches(series, next));
    for (const conversation of ofSeries) {
      yield;
      const found = carrier.carry(conversation);
      const promised = found.state === 'line-unchanged' && authorAgreed(conversation, senders);
      ported.set(conversation.id, promised ? { ...found, state: 'author-replied' } : found);
    }
  }
  return ported;
}

/** Whether the author of the patch, from whatever address, says in the conversation that it is, or will be, mended. */
function authorAgreed(conversation: Conversation, senders: ReadonlyMap<MessageId, Address>): boolean {
  const author = conversation.patch === null ? undefined : senders.get(conversation.patch);
  return conversation.comments.some(({ messageId, text }) => {
    const sender = senders.get(messageId);
    return author !== undefined && sender !== undefined && samePerson(author, sender) && agrees(text);
  });
}

const samePerson = (left: Address, right: Address): boolean =>
  left.email.toLowerCase() === right.email.toLowerCase() ||
  (left.name !== '' && left.name.toLowerCase() === right.name.toLowerCase());

/** Carries the places of one revision to the next. */
class Carrier {
  private readonly maps = new Map<string, LineMap>();
  /** The text of each mail, without blanks and line ends. */
  private readonly words = new Map<SeriesPatch, string>();
  private readonly lines = {
    old: new Map<FileDiff, readonly NumberedLine[]>(),
    new: new Map<FileDiff, readonly NumberedLine[]>(),
  };

  constructor(
    private readonly from: Series,
    private readonly to: Series,
    private readonly matches: ReadonlyMap<MessageId, SeriesPatch>,
  ) {}

  carry(place: Anchor): Ported {
    const patch = this.from.patches.find(({ messageId }) => messageId === place.patch);
    if (patch === undefined) return this.carryCover(place);
    const match = this.matches.get(patch.messageId);
    if (place.line === null || place.side === null || (place.side !== 'message' && place.file === null))
      return match === undefined ? this.dropped() : this.carryWhole(place, patch, match);
    if (place.side === 'message')
      return match === undefined
        ? this.dropped()
        : this.carryText(place, patch.message.body, match.messageId, match.message.body);
    return this.carryLine(place, patch, match, place.side, place.line as FileLine);
  }

  private readonly dropped = (): Ported => ({ series: this.to.id, state: 'patch-dropped', anchor: null });

  /** A cover letter that the next revision has none of was dropped like a patch. */
  private carryCover(place: Anchor): Ported {
    const [before, after] = [this.from.cover, this.to.cover];
    if (before === null || after === null) return this.dropped();
    return this.carryText(place, before.body, after.id, after.body);
  }

  private carryText(place: Anchor, before: string, patch: MessageId, after: string): Ported {
    const anchor: Anchor = { patch, file: null, side: place.side, line: null };
    if (place.line === null) return this.ported(before === after ? 'line-unchanged' : 'line-changed', anchor);
    const map = this.lineMap(
      `${String(place.patch)} message`,
      () => textLines(before),
      () => textLines(after),
    );
    const found = map.find(place.line);
    return this.ported(found.state, found.line === null ? anchor : { ...anchor, line: found.line as MailLine });
  }

  /** A place that is a whole file, or a whole patch: any change to it counts. */
  private carryWhole(place: Anchor, before: SeriesPatch, after: SeriesPatch): Ported {
    const anchor: Anchor = { patch: after.messageId, file: null, side: null, line: null };
    if (place.file === null)
      return this.ported(sameFiles(before.patch.files, after.patch.files) ? 'line-unchanged' : 'line-changed', anchor);
    const old = before.patch.files.filter((file) => file.path === place.file);
    const file = counterpart(after, place.file);
    if (file === null) return this.ported('line-removed', anchor);
    return this.ported(sameFiles(old, [file]) ? 'line-unchanged' : 'line-changed', { ...anchor, file: file.path });
  }

  /** The line in the patch that the patch became; if it is gone there, in another patch of the revision: it was split or merged. */
  private carryLine(
    place: Anchor,
    patch: SeriesPatch,
    match: SeriesPatch | undefined,
    side: 'old' | 'new',
    line: FileLine,
  ): Ported {
    const path = place.file ?? '';
    const before = patch.patch.files.filter((file) => file.path === path || (side === 'old' && file.oldPath === path));
    const [only] = before;
    const lines = only !== undefined && before.length === 1 ? this.linesOf(only, side) : sideLines(before, side);
    const near = telling(lines, line);
    const key = lines.find(({ number }) => number === line)?.key ?? '';
    const others = this.to.patches.filter((each) => each !== match);
    let best: Ported | null = null;
    let same: Ported | null = null;
    let moved: Ported | null = null;
    for (const candidate of match === undefined ? others : [match, ...others]) {
      // What has none of the words around the line did not take it over.
      if (candidate !== match && ![...near].some((words) => this.wordsOf(candidate).includes(words))) continue;
      const file = counterpart(candidate, path);
      // A file of another name may have taken the line over when the code was moved.
      for (const each of file === null ? candidate.patch.files : [file, ...candidate.patch.files]) {
        const own = candidate === match && each === file;
        if (!own && !this.tookOver(candidate, each, side, key, near)) continue;
        const found = this.lineMap(
          `${patch.messageId} ${side} ${path} ${candidate.messageId} ${each.path}`,
          () => lines,
          () => this.linesOf(each, side),
        ).find(line);
        const there = side === 'old' ? (each.oldPath ?? each.path) : each.path;
        const anchor: Anchor = { patch: candidate.messageId, file: there, side, line: found.line as FileLine | null };
        const now = this.ported(found.state, found.line === null ? { ...anchor, side: null } : anchor);
        if (own) best ??= now;
        else if (found.state === 'line-unchanged') same ??= now;
        else if (found.state === 'line-changed') moved ??= now;
      }
    }
    const stays = best !== null && best.state !== 'line-removed';
    const found = (stays ? best : null) ?? same ?? moved ?? best;
    if (found !== null) return found;
    if (match === undefined) return this.dropped();
    return this.ported('line-removed', { patch: match.messageId, file: null, side: null, line: null });
  }

  /** Whether a file of a patch has some of the words around a line, and had not the line itself before. */
  private tookOver(
    patch: SeriesPatch,
    file: FileDiff,
    side: 'old' | 'new',
    key: string,
    near: ReadonlySet<string>,
  ): boolean {
    if (!this.linesOf(file, side).some((line) => near.has(line.key))) return false;
    const before = this.from.patches.find(({ messageId }) => this.matches.get(messageId) === patch);
    const earlier = before === undefined ? null : counterpart(before, file.path);
    return earlier === null || !this.linesOf(earlier, side).some((line) => line.key === key);
  }

  private readonly ported = (state: AddressedState, anchor: Anchor): Ported => ({ series: this.to.id, state, anchor });

  private wordsOf(patch: SeriesPatch): string {
    let words = this.words.get(patch);
    if (words === undefined) this.words.set(patch, (words = withoutBlanks(patch.message.body)));
    return words;
  }

  private linesOf(file: FileDiff, side: 'old' | 'new'): readonly NumberedLine[] {
    const known = this.lines[side];
    let lines = known.get(file);
    if (lines === undefined) known.set(file, (lines = sideLines([file], side)));
    return lines;
  }

  private lineMap(key: string, before: () => readonly NumberedLine[], after: () => readonly NumberedLine[]): LineMap {
    let map = this.maps.get(key);
    if (map === undefined) this.maps.set(key, (map = new LineMap(before(), after())));
    return map;
  }
}

function textLines(body: string): readonly NumberedLine[] {
  const keys = linesWithoutBlanks(body);
  return body.split('\n').map((text, index) => ({ number: index + 1, text, depth: 0, key: keys[index] ?? '' }));
}

/** The lines of one side that the hunks show. On the old side a line that is kept is not the line that was removed. */
const sideLines = (files: readonly FileDiff[], side: 'old' | 'new'): readonly NumberedLine[] =>
  files.flatMap((file) =>
    file.hunks.flatMap((hunk) =>
      hunk.lines.flatMap((line) => {
        if (side === 'new') return line.kind === 'removed' ? [] : [numbered(line.new, line.text)];
        return line.kind === 'added' ? [] : [numbered(line.old, `${line.kind === 'removed' ? '-' : ''}${line.text}`)];
      }),
    ),
  );

/** The words of a line and of those around it, as far as they tell one place from others. */
const telling = (lines: readonly NumberedLine[], line: FileLine): ReadonlySet<string> =>
  new Set(
    lines.filter(({ number, key }) => Math.abs(number - line) <= NEAR && key.length >= TELLING).map(({ key }) => key),
  );

/** So many lines around a line went with it when code was moved. */
const NEAR = 4;
/** A line with fewer characters is found in many places. */
const TELLING = 16;

/** The file in a later patch: by its path, or by the old path of a rename. */
const counterpart = (patch: SeriesPatch, path: string): FileDiff | null =>
  patch.patch.files.find((file) => file.path === path) ??
  patch.patch.files.find((file) => file.oldPath === path) ??
  null;

/** What is changed; around it the file may be another. */
const content = (files: readonly FileDiff[]): string =>
  JSON.stringify(
    files.map((file) => [
      file.path,
      file.hunks.flatMap(({ lines }) =>
        lines.filter(({ kind }) => kind !== 'context').map(({ kind, text }) => [kind, text]),
      ),
    ]),
  );

const sameFiles = (left: readonly FileDiff[], right: readonly FileDiff[]): boolean => content(left) === content(right);
