import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMailbox } from '../../../extension/mail/mailbox';
import type { Message } from '../../../extension/mail/message';
import { sortIntoSeries } from '../../../extension/series/archive';
import type { Archive } from '../../../extension/series/series';

/** The mailboxes beside the repository, in ../shared; tests that want them are skipped where they are absent. */
const BOXES = join(__dirname, '../../../../shared/corpus');

let read: Promise<Archive> | null = null;

/** All boxes as one archive, each mail once; null where there are none. */
export async function corpus(): Promise<Archive | null> {
  if (!existsSync(BOXES)) return null;
  read ??= readAll();
  return read;
}

async function readAll(): Promise<Archive> {
  const messages = new Map<string, Message>();
  for (const file of readdirSync(BOXES)
    .filter((name) => name.endsWith('.mbox'))
    .sort())
    for (const message of (await readMailbox(readFileSync(join(BOXES, file)), file)).messages)
      if (!messages.has(message.id)) messages.set(message.id, message);
  return sortIntoSeries([...messages.values()]);
}
