/**
 * Messages as text inside a document: JSON in which arrays of numbers keep their kind, and which holds nothing that HTML could
 * take for its own.
 */
import type { ToView } from './protocol';

export function writeMessage(message: ToView): string {
  const text = JSON.stringify(message, (_key, value: unknown) => {
    const kind = KINDS.find(({ array }) => value instanceof array);
    return kind === undefined ? value : { [kind.name]: Array.from(value as Iterable<number>) };
  });
  return text.replaceAll('<', '\\u003c');
}

/** What `writeMessage` wrote, or null for no text. The host alone writes it, so it is taken as it is. */
export function readMessage(text: string): ToView | null {
  if (text.trim() === '') return null;
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    for (const { name, array } of KINDS) {
      if (name in value) return array.from((value as Readonly<Record<string, number[]>>)[name] ?? []);
    }
    return value;
  }) as ToView;
}

/** The colon keeps these apart from the names of members. */
const KINDS = [
  { name: 'array:u8', array: Uint8Array },
  { name: 'array:u32', array: Uint32Array },
  { name: 'array:i32', array: Int32Array },
] as const;
