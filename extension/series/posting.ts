import type { MessageId } from '../ground/brand';
import type { Address, Message } from '../mail/message';
import type { Patch } from '../patch/patch';
import type { Classified } from './classify';
import type { Pin } from './pins';
import type { Subject } from './subject';
import { ancestorIds, byDate } from './thread';

/** A mail that is part of what was posted: a patch, or a cover letter. */
export interface Posting {
  readonly message: Message;
  readonly subject: Subject;
  readonly patch: Patch | null;
  /** n of n/m; 0 for a cover letter, 1 for a patch without a counter. */
  readonly index: number;
}

/** One posting of one revision while its mails are being collected. */
export interface Draft {
  revision: number;
  /** None of its mails says so. */
  revisionInferred: boolean;
  /** The 1 of a whole revision that was posted as `v5.1`, or null. */
  readonly amendment: number | null;
  total: number | null;
  readonly sender: Address;
  readonly prefixes: string;
  cover: Posting | null;
  /** Why the cover is taken for one, where its subject doesn't say so. */
  nakedCover: boolean;
  readonly slots: Map<number, Posting>;
  /** What amendments (`v5.1 10/12`) took the place of, by index. */
  readonly replaced: Map<number, Posting>;
  /** Patches of an earlier revision that stand in for those that were not posted again. */
  readonly carried: Map<number, { posting: Posting; from: Draft }>;
  /** Why each member is here. */
  readonly why: Map<MessageId, string>;
  /** Ids that members answer, near and far. */
  readonly answered: Set<MessageId>;
  readonly times: number[];
}

/** Of the postings that answer one mail, or come from one sender, so many of the latest are looked at. */
const NEIGHBOURS = 64;

/** Mails of an unthreaded series come within this many milliseconds of each other (b4: 30 minutes). */
const TOGETHER = 30 * 60 * 1000;

/**
 * Collects postings into drafts of series. They are taken in order of date, index and id, so the order in which they
 * were read does not matter. A mail joins by its references first, as patchwork's `find_series` does, by sender,
 * revision, total and time where references lead nowhere, and begins a series of its own otherwise. A number that is
 * taken already means another posting.
 */
export function collectDrafts(classified: readonly Classified[], pins: readonly Pin[] = []): Draft[] {
  const postings = classified.filter(isPosting).map(posting);
  postings.sort((a, b) => byMinute(a, b) || a.index - b.index || byDate(a.message, b.message));
  const collector = new Collector();
  const pinned = pinnedPostings(postings, pins);
  for (const amends of [false, true])
    for (const each of postings)
      if ((each.subject.amendment !== null) === amends && !pinned.has(each)) collector.add(each);
  // By hand comes last, so that mails which nobody has pinned go where they would without.
  for (const [each, pin] of pinned) collector.addPinned(each, pin);
  const byId = new Map(classified.map((each) => [each.message.id, each]));
  for (const draft of collector.drafts) findNakedCover(draft, byId, collector);
  carryOver(collector);
  return collector.drafts;
}

/** The postings that a reader sorted by hand, each with the last pin that names it. */
function pinnedPostings(postings: readonly Posting[], pins: readonly Pin[]): ReadonlyMap<Posting, MembershipPin> {
  const pinOf = new Map<MessageId, MembershipPin>();
  for (const pin of pins)
    if (pin.kind === 'join' || pin.kind === 'split') for (const id of pin.messages) pinOf.set(id, pin);
  const pinned = new Map<Posting, MembershipPin>();
  for (const each of pinOf.size === 0 ? [] : postings) {
    const pin = pinOf.get(each.message.id);
    // What a mail is joined to stays where it is.
    if (pin !== undefined && !(pin.kind === 'join' && pin.to === each.message.id)) pinned.set(each, pin);
  }
  return pinned;
}

type MembershipPin = Exclude<Pin, { readonly kind: 'topic' | 'apart' }>;

const isPosting = ({ role }: Classified): boolean => role === 'patch' || role === 'cover';

const posting = ({ message, subject, patch, role }: Classified): Posting => ({
  message,
  subject,
  patch,
  index: role === 'cover' ? 0 : (subject.index ?? 1),
});

/** Mails sent within a minute are told apart by their numbers: clocks and queues shuffle them. */
const byMinute = (a: Posting, b: Posting): number =>
  Math.floor(timeOf(a) / 60_000) - Math.floor(timeOf(b) / 60_000) || 0;

const timeOf = ({ message }: Posting): number => (message.date === null ? 8.64e15 : Date.parse(message.date));

const numbered = ({ subject }: Posting): boolean => subject.index !== null;

class Collector {
  readonly drafts: Draft[] = [];
  private readonly owner = new Map<MessageId, Draft>();
  private readonly answering = new Map<MessageId, Draft[]>();
  private readonly bySender = new Map<string, Draft[]>();
  private readonly splitOff = new Map<MembershipPin, Draft>();

  add(each: Posting): void {
    if (each.subject.amendment !== null && !this.isOfWholeAmendment(each) && this.amend(each)) return;
    const below = each.index === 0 ? this.patchesBelow(each) : null;
    if (below !== null) {
      below.revision = each.subject.revision;
      below.revisionInferred = false;
      return this.join(below, each, 'its patches answer it, and leave it to say which revision they are');
    }
    const referred = numbered(each) || each.index === 0 ? this.byReferences(each) : this.underSingleCover(each);
    if (referred !== null) return this.join(referred, each, 'by its references');
    const marked = numbered(each) ? this.byMarkers(each) : null;
    if (marked !== null)
      return this.join(marked, each, 'by sender, revision, total and time, as its references lead nowhere');
    this.begin(each);
  }

  /** Puts a mail where the reader said. Where the mail that he named is not here, it goes where it would without. */
  addPinned(each: Posting, pin: MembershipPin): void {
    const target = pin.kind === 'join' ? this.owner.get(pin.to) : this.splitOff.get(pin);
    if (target === undefined) {
      if (pin.kind === 'join') return this.add(each);
      this.begin(each, 'a reader split it off');
      const begun = this.owner.get(each.message.id);
      if (begun !== undefined) this.splitOff.set(pin, begun);
      return;
    }
    const before = each.index === 0 ? null : target.slots.get(each.index);
    if (before !== null && before !== undefined) target.replaced.set(each.index, before);
    this.join(target, each, pin.kind === 'join' ? 'a reader put it here' : 'a reader split it off');
  }

  ownerOf(id: MessageId): Draft | null {
    return this.owner.get(id) ?? null;
  }

  /** Takes a mail as the cover of a draft that has none. */
  takeCover(draft: Draft, each: Posting): void {
    draft.nakedCover = true;
    this.join(draft, each, 'it began the thread in which its sender posted the patches');
  }

  /** The draft nearest in time among those that the mail's references lead to. */
  private byReferences(each: Posting): Draft | null {
    const ids = ancestorIds(each.message);
    const candidates = new Set<Draft>(this.answering.get(each.message.id)?.slice(-NEIGHBOURS));
    for (const id of ids) {
      const owner = this.owner.get(id);
      if (owner !== undefined) candidates.add(owner);
      for (const draft of (this.answering.get(id) ?? []).slice(-NEIGHBOURS)) candidates.add(draft);
    }
    const direct = ids[0] === undefined ? undefined : this.owner.get(ids[0]);
    if (direct !== undefined && fits(direct, each) && distance(direct, each) < TOGETHER) return direct;
    return nearest(
      [...candidates].filter((draft) => fits(draft, each)),
      each,
    );
  }

  /** The patches that answer a cover letter which comes later than they, where they name no revision and it does. */
  private patchesBelow(each: Posting): Draft | null {
    if (each.subject.revisionInferred) return null;
    const below = (this.answering.get(each.message.id) ?? []).slice(-NEIGHBOURS);
    const revision = each.subject.revision;
    return (
      below.find(
        (draft) => draft.revisionInferred && draft.revision !== revision && fits({ ...draft, revision }, each),
      ) ?? null
    );
  }

  /** A patch without a number belongs to a cover only where that announces a single patch. */
  private underSingleCover(each: Posting): Draft | null {
    const owner = each.message.inReplyTo === null ? undefined : this.owner.get(each.message.inReplyTo);
    return owner?.total === 1 && owner.cover !== null && fits(owner, each) ? owner : null;
  }

  private byMarkers(each: Posting): Draft | null {
    const near = (this.bySender.get(senderKey(each.message.from)) ?? [])
      .slice(-NEIGHBOURS)
      .filter(
        (draft) =>
          fits(draft, each) &&
          draft.total === each.subject.total &&
          draft.prefixes === prefixKey(each) &&
          distance(draft, each) <= TOGETHER,
      );
    return nearest(near, each);
  }

  /** Whether `v5.1` came with a cover letter of its own, so that it is a posting by itself. */
  private isOfWholeAmendment(each: Posting): boolean {
    return this.drafts.some(
      (draft) => draft.cover !== null && draft.amendment === each.subject.amendment && fits(draft, each),
    );
  }

  /** Puts `v5.1 10/12` in the place of patch 10 of revision 5. */
  private amend(each: Posting): boolean {
    const candidates = this.drafts.filter(
      (draft) =>
        draft.revision === each.subject.revision &&
        sameSender(draft.sender, each.message.from) &&
        (draft.total === each.subject.total || each.subject.total === null) &&
        draft.slots.has(each.index),
    );
    const ids = new Set(ancestorIds(each.message));
    const referred = candidates.filter((draft) => [...draft.why.keys()].some((id) => ids.has(id)));
    const draft = nearest(referred.length > 0 ? referred : candidates, each);
    const before = draft?.slots.get(each.index);
    if (draft === null || before === undefined) return false;
    draft.replaced.set(each.index, before);
    const name = `v${String(each.subject.revision)}.${String(each.subject.amendment)}`;
    draft.why.set(before.message.id, `${draft.why.get(before.message.id) ?? ''}; ${name} took its place`);
    draft.slots.delete(each.index);
    this.join(draft, each, `it amends patch ${String(each.index)} as ${name}`);
    return true;
  }

  private begin(each: Posting, because?: string): void {
    const draft: Draft = {
      revision: each.subject.revision,
      revisionInferred: each.subject.revisionInferred,
      amendment: each.subject.amendment,
      total: numbered(each) ? each.subject.total : each.index === 0 ? null : 1,
      sender: each.message.from,
      prefixes: prefixKey(each),
      cover: null,
      nakedCover: false,
      slots: new Map(),
      replaced: new Map(),
      carried: new Map(),
      why: new Map(),
      answered: new Set(),
      times: [],
    };
    this.drafts.push(draft);
    const key = senderKey(each.message.from);
    const others = this.bySender.get(key);
    if (others === undefined) this.bySender.set(key, [draft]);
    else others.push(draft);
    this.join(
      draft,
      each,
      because ??
        (numbered(each) || each.index === 0 ? 'it is the first of its series' : 'it has no number and stands alone'),
    );
  }

  private join(draft: Draft, each: Posting, why: string): void {
    if (each.index === 0) draft.cover = each;
    else draft.slots.set(each.index, each);
    draft.total ??= each.subject.total;
    draft.why.set(each.message.id, why);
    draft.times.push(timeOf(each));
    this.owner.set(each.message.id, draft);
    for (const id of ancestorIds(each.message)) {
      draft.answered.add(id);
      const known = this.answering.get(id);
      if (known === undefined) this.answering.set(id, [draft]);
      else if (known.at(-1) !== draft) known.push(draft);
    }
  }
}

/** Whether the draft has the mail's place free and agrees with what its subject says. */
function fits(draft: Draft, { subject, message, index }: Posting): boolean {
  if (index === 0 ? draft.cover !== null : draft.slots.has(index)) return false;
  if (draft.total !== null && subject.total !== null && draft.total !== subject.total) return false;
  // A patch that names no revision takes that of the cover or patch it hangs under (b4 does so too).
  if (draft.revision !== subject.revision && !subject.revisionInferred) return false;
  return sameSender(draft.sender, message.from);
}

/** The same address, or the same name from another one. */
export function sameSender(a: Address, b: Address): boolean {
  if (a.email !== '' && a.email.toLowerCase() === b.email.toLowerCase()) return true;
  return a.name !== '' && nameKey(a) === nameKey(b);
}

const nameKey = ({ name }: Address): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/["',.]/g, '')
    .trim();
const senderKey = (sender: Address): string => (nameKey(sender) === '' ? sender.email.toLowerCase() : nameKey(sender));
const prefixKey = ({ subject }: Posting): string => [...subject.prefixes].sort().join(' ');

/** Milliseconds between a mail and the nearest member of a draft. */
const distance = (draft: Draft, each: Posting): number =>
  Math.min(...draft.times.map((time) => Math.abs(time - timeOf(each))));

function nearest(drafts: readonly Draft[], each: Posting): Draft | null {
  let best: Draft | null = null;
  for (const draft of drafts) if (best === null || distance(draft, each) < distance(best, each)) best = draft;
  return best;
}

/** A cover letter that isn't numbered: what the first patch answers, by the same sender, with a diffstat or a thread of its own. */
function findNakedCover(draft: Draft, byId: ReadonlyMap<MessageId, Classified>, collector: Collector): void {
  const first = [...draft.slots.values()].sort((a, b) => a.index - b.index)[0];
  if (draft.cover !== null || first === undefined || !numbered(first) || first.message.inReplyTo === null) return;
  const above = byId.get(first.message.inReplyTo);
  if (above === undefined || isPosting(above) || above.subject.reply || !sameSender(above.message.from, draft.sender))
    return;
  const root = above.message.inReplyTo === null && above.message.references.length === 0;
  if (!root && !/^ \d+ files? changed/m.test(above.message.body)) return;
  collector.takeCover(draft, { ...posting(above), index: 0 });
}

/**
 * Partial re-rolls: a later revision (or a resend) of which every patch answers the patch of the same number in an
 * earlier posting. The numbers that were not posted again are carried over from there (b4's `partial_reroll`).
 */
function carryOver(collector: Collector): void {
  for (const draft of collector.drafts) {
    const members = [...draft.slots.values()];
    const total = draft.total ?? 0;
    if (draft.cover !== null || members.length === 0 || members.length >= total || !members.every(numbered)) continue;
    const earlier = new Set(members.map((each) => answeredDraft(each, draft, collector)));
    const [from] = earlier;
    if (earlier.size !== 1 || from === undefined || from === null || from.total !== draft.total) continue;
    for (let index = 1; index <= total; index++) {
      const source = from.slots.get(index) ?? from.carried.get(index)?.posting;
      if (!draft.slots.has(index) && source !== undefined) draft.carried.set(index, { posting: source, from });
    }
  }
}

/** The earlier posting whose patch of the same number a patch answers, directly or through talk. */
function answeredDraft(each: Posting, draft: Draft, collector: Collector): Draft | null {
  for (const id of ancestorIds(each.message)) {
    const owner = collector.ownerOf(id);
    if (owner === null || owner === draft) continue;
    const same = owner.slots.get(each.index) ?? owner.replaced.get(each.index);
    const earlier = owner.revision < draft.revision || (owner.revision === draft.revision && each.subject.resend);
    if (earlier && same?.message.id === id) return owner;
  }
  return null;
}
