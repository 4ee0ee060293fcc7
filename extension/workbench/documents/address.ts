import * as v from 'valibot';
import { Uri } from 'vscode';
import type { MessageId } from '../../ground/brand';
import { scheme } from '../ids';

/**
 * What a document of our scheme shows. The address stands in the URI's query, as JSON; the path is only for reading:
 * it ends in the real file's name, so that icons, the language and breadcrumbs are the file's own.
 */
export type DocumentAddress =
  /** One side of a file in a patch, as the hunks show it. */
  | { readonly kind: 'side'; readonly patch: string; readonly path: string; readonly side: 'old' | 'new' }
  /** A message as text. */
  | { readonly kind: 'message'; readonly id: string }
  /** A patch as range-diff compares it: its text in the earlier or the later revision. */
  | {
      readonly kind: 'revision';
      readonly before: string | null;
      readonly after: string | null;
      readonly side: 'old' | 'new';
    }
  /** What is still open in a series. */
  | { readonly kind: 'summary'; readonly series: string }
  /** A draft of a reply as its readers will see it; `draft` is the URI of its file. */
  | { readonly kind: 'preview'; readonly draft: string }
  /** A source of a flow's program: a model, a header, a file of the tree. */
  | { readonly kind: 'source'; readonly flow: string; readonly file: string }
  /** Which flows show which mechanism. */
  | { readonly kind: 'coverage' }
  /** What a series adds and needs. */
  | { readonly kind: 'apis'; readonly series: string };

const Address = v.variant('kind', [
  v.object({ kind: v.literal('side'), patch: v.string(), path: v.string(), side: v.picklist(['old', 'new']) }),
  v.object({ kind: v.literal('message'), id: v.string() }),
  v.object({
    kind: v.literal('revision'),
    before: v.nullable(v.string()),
    after: v.nullable(v.string()),
    side: v.picklist(['old', 'new']),
  }),
  v.object({ kind: v.literal('summary'), series: v.string() }),
  v.object({ kind: v.literal('preview'), draft: v.string() }),
  v.object({ kind: v.literal('source'), flow: v.string(), file: v.string() }),
  v.object({ kind: v.literal('coverage') }),
  v.object({ kind: v.literal('apis'), series: v.string() }),
]);

export const sideUri = (patch: MessageId, path: string, side: 'old' | 'new'): Uri =>
  address(path, { kind: 'side', patch, path, side });

export const messageUri = (id: MessageId, subject: string): Uri =>
  address(`${fileName(subject)}.eml`, { kind: 'message', id });

export const revisionSideUri = (
  subject: string,
  ids: { readonly before: MessageId | null; readonly after: MessageId | null },
  side: 'old' | 'new',
): Uri => address(`${fileName(subject)}.patch`, { kind: 'revision', ...ids, side });

export const summaryUri = (series: string, title: string): Uri =>
  address(`${fileName(title)}.md`, { kind: 'summary', series });

export const previewUri = (draft: Uri): Uri =>
  address(`Preview of ${draft.path.split('/').pop() ?? 'draft.eml'}`, { kind: 'preview', draft: draft.toString() });

export const sourceUri = (flow: string, file: string): Uri => address(file, { kind: 'source', flow, file });

export const coverageUri = (): Uri => address('Coverage of Mechanisms.md', { kind: 'coverage' });

export const apisUri = (series: string, title: string): Uri =>
  address(`Kernel APIs of ${fileName(title)}.md`, { kind: 'apis', series });

/** The address in a URI, or null for one that is not ours or was tampered with. */
export function parseAddress(uri: Uri): DocumentAddress | null {
  if (uri.scheme !== scheme) return null;
  try {
    const checked = v.safeParse(Address, JSON.parse(uri.query));
    return checked.success ? checked.output : null;
  } catch {
    return null;
  }
}

/** The Message-ID of the patch whose text a document shows; of two revisions the later. */
export function patchOf(address: DocumentAddress): string | null {
  switch (address.kind) {
    case 'side':
      return address.patch;
    case 'message':
      return address.id;
    case 'revision':
      return address.after ?? address.before;
    case 'summary':
    case 'preview':
    case 'source':
    case 'coverage':
    case 'apis':
      return null;
  }
}

function address(path: string, what: DocumentAddress): Uri {
  const rooted = `/${path.split('/').filter(ordinarySegment).join('/')}`;
  return Uri.from({ scheme, path: rooted, query: JSON.stringify(what) });
}

/** A path out of a mail is only shown, never followed; even so it stays below its root. */
const ordinarySegment = (segment: string): boolean => segment !== '' && segment !== '.' && segment !== '..';

/** A subject as the name of a file: what git format-patch would keep of it. */
const fileName = (subject: string): string =>
  subject
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 64) || 'message';
