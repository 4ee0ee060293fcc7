import type { Message } from '../mail/message';
import { parsePatch } from '../patch/parse';
import type { Patch } from '../patch/patch';
import { parseSubject, type Subject } from './subject';

/** What a message is by itself, before its neighbours are looked at. */
export interface Classified {
  readonly message: Message;
  readonly subject: Subject;
  readonly role: 'cover' | 'patch' | 'reply' | 'pull' | 'other';
  /** The patch that the mail holds, for the role `patch`. */
  readonly patch: Patch | null;
  /** Half a sentence: why it is that. */
  readonly why: string;
}

/** Messages don't change, so what they are is found once, however often an archive is sorted. */
const classified = new WeakMap<Message, Classified>();

export function classify(message: Message): Classified {
  let found = classified.get(message);
  if (found === undefined) classified.set(message, (found = look(message)));
  return found;
}

/**
 * Tells patches from talk, as patchwork does: an answer is talk even where it holds a diff (it is somebody's "how about
 * this"), any other mail with a diff is a patch.
 */
function look(message: Message): Classified {
  const subject = parseSubject(message.subject);
  const answers = message.inReplyTo !== null || message.references.length > 0;
  const as = (role: Classified['role'], why: string, patch: Patch | null = null): Classified => ({
    message,
    subject,
    role,
    patch,
    why,
  });
  if (subject.reply) return as('reply', 'its subject says that it is an answer');
  if (mayHoldDiff(message.body)) {
    const patch = parsePatch(message.body, message.id);
    if (patch.files.length > 0 && !(!subject.tagged && answers && /^>/m.test(message.body)))
      return as('patch', subject.tagged ? 'it is tagged as a patch and holds a diff' : 'it holds a diff', patch);
  }
  if (subject.index === 0) return as('cover', subject.pull ? 'it is the cover of a pull request' : 'it is numbered 0');
  if (subject.pull || /^The following changes since commit [0-9a-f]{7,64}\b/m.test(message.body))
    return as('pull', 'it asks to pull');
  if (subject.tagged && hasDiffstat(message.body)) return as('cover', 'it is tagged, has a diffstat and no diff');
  if (answers) return as('reply', 'it answers another mail and holds no patch');
  return as(
    'other',
    subject.tagged ? 'it is tagged as a patch but holds no diff' : 'it holds no patch and answers nobody',
  );
}

/** Whether it is worth parsing for diffs. */
const mayHoldDiff = (body: string): boolean =>
  body.includes('diff --git ') || body.includes('\n--- ') || body.includes('Index: ') || body.startsWith('--- ');

export const hasDiffstat = (body: string): boolean => /^ \d+ files? changed/m.test(body);
