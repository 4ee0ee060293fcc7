import * as v from 'valibot';
import { Uri, window } from 'vscode';
import { parseAddress } from './documents/address';

/**
 * What a command is asked to act on. Commands are called by tree rows (with the ids), by menus (with the row's node),
 * by links (with JSON) and from the palette (with nothing, meaning the document in front).
 */
export interface Target {
  readonly message: string;
  /** A file of the patch that the message holds. */
  readonly path: string | null;
}

const Id = v.object({ messageId: v.string() });
const Node = v.union([
  v.pipe(
    v.object({ kind: v.literal('file'), patch: Id, file: v.object({ path: v.string() }) }),
    v.transform(({ patch, file }): Target => ({ message: patch.messageId, path: file.path })),
  ),
  v.pipe(
    v.object({ kind: v.picklist(['patch', 'mail']), patch: Id }),
    v.transform(({ patch }): Target => ({ message: patch.messageId, path: null })),
  ),
  v.pipe(
    v.object({ kind: v.literal('cover'), message: v.object({ id: v.string() }) }),
    v.transform(({ message }): Target => ({ message: message.id, path: null })),
  ),
  v.pipe(
    v.object({ kind: v.literal('message'), placed: v.object({ message: v.object({ id: v.string() }) }) }),
    v.transform(({ placed }): Target => ({ message: placed.message.id, path: null })),
  ),
]);

/** The target that the arguments name, else the one of the document in front, else null. */
export function targetOf(args: readonly unknown[]): Target | null {
  const [first, second] = args;
  if (typeof first === 'string') return { message: first, path: typeof second === 'string' ? second : null };
  const node = v.safeParse(Node, first);
  if (node.success) return node.output;
  const uri = first instanceof Uri ? first : window.activeTextEditor?.document.uri;
  const address = uri === undefined ? null : parseAddress(uri);
  if (address?.kind === 'side') return { message: address.patch, path: address.path };
  return address?.kind === 'message' ? { message: address.id, path: null } : null;
}

/** The files that a menu of the explorer or of an editor's title was opened on. */
export function urisOf(first: unknown, selected: unknown): Uri[] {
  if (Array.isArray(selected)) {
    const uris = selected.filter((item): item is Uri => item instanceof Uri);
    if (uris.length > 0) return uris;
  }
  if (first instanceof Uri) return [first];
  const active = window.activeTextEditor?.document.uri;
  return active === undefined ? [] : [active];
}
