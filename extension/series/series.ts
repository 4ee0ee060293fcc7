import type { MessageId } from '../ground/brand';
import type { Problem } from '../ground/problem';
import type { Message, Address } from '../mail/message';
import type { Patch } from '../patch/patch';

export type MessageKind = 'cover' | 'patch' | 'reply' | 'pull' | 'other';

/** A trailer with where it came from: the patch's own mail, or a reply that gives it. */
export interface Trailer {
  readonly key: string;
  readonly value: string;
  readonly from: MessageId;
}

export interface SeriesPatch {
  /** n of n/m, counted from 1. */
  readonly index: number;
  readonly message: Message;
  readonly messageId: MessageId;
  /** What git mailinfo would make the commit's subject. */
  readonly subject: string;
  readonly author: Address;
  readonly patch: Patch;
  readonly trailers: readonly Trailer[];
  readonly problems: readonly Problem[];
}

/** One posting of one revision of one work. */
export interface Series {
  /** Stable for the same mails in any order. */
  readonly id: string;
  readonly title: string;
  readonly revision: number;
  readonly rfc: boolean;
  readonly total: number;
  readonly cover: Message | null;
  /** Shared by all revisions of one work. */
  readonly topic: string;
  /** In order of index. */
  readonly patches: readonly SeriesPatch[];
  readonly missing: readonly number[];
  readonly baseCommit: string | null;
  readonly changeId: string | null;
  readonly problems: readonly Problem[];
}

/** A message and where it belongs. */
export interface Placed {
  readonly message: Message;
  readonly kind: MessageKind;
  readonly cleanSubject: string;
  /** The parent among the messages given, or null. */
  readonly parent: MessageId | null;
  readonly series: string | null;
  /** One line: why it was put there. */
  readonly why: string;
}

/** Everything that was read, sorted into series; the order of the mails given does not matter. */
export interface Archive {
  readonly placed: readonly Placed[];
  readonly series: readonly Series[];
  readonly problems: readonly Problem[];
}
