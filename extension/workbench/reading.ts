import type { Uri } from 'vscode';
import { lineStarts, rowOfByte } from './line-starts';
import type { Source } from './library';

export interface Reading {
  readonly signal: AbortSignal;
  /** Told what part of the file has been read, 0 to 1. */
  readonly progress: (part: number) => void;
}

/** Reads a mailbox, a mail or a bare patch. What is odd in it becomes problems; nothing in it makes this fail. */
export async function readFileSource(uri: Uri, name: string, bytes: Uint8Array, reading: Reading): Promise<Source> {
  const { readMailbox } = await import('../mail/mailbox');
  const { messages, problems } = await readMailbox(bytes, name, {
    signal: reading.signal,
    progress: (done, total) => reading.progress(total === 0 ? 1 : done / total),
  });
  let starts: number[] | null = null;
  return {
    uri,
    name,
    messages,
    problems: [...problems, ...messages.flatMap((message) => message.problems)],
    rowOfByte: (byte) => rowOfByte((starts ??= lineStarts(bytes)), byte),
    fileOf: () => uri,
  };
}
