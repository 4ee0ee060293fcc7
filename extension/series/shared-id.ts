import { createHash } from 'node:crypto';
import { withoutBlanks } from '../ground/blanks';
import { messageId, type MessageId } from '../ground/brand';
import { problem } from '../ground/problem';
import type { Message } from '../mail/message';
import { mailinfoSubject } from './subject';
import { byDate, compare } from './thread';

/**
 * Gives different mails that were sent with one Message-ID (RFC 5322 section 3.6.4 forbids it, scripts do it) ids of their
 * own, so that none hides another. The earliest keeps the id, for it is what replies can mean. Copies of one mail, which
 * lists and archives make, stay copies: they have its subject and date, or begin with the same text.
 */
export function tellApart(given: readonly Message[]): readonly Message[] {
  const byId = new Map<MessageId, Message[]>();
  for (const message of given) {
    const known = byId.get(message.id);
    if (known === undefined) byId.set(message.id, [message]);
    else known.push(message);
  }
  const named = new Map<Message, Message>();
  for (const [id, messages] of byId) {
    const [first, ...others] = messages.length === 1 ? [] : differentMails(messages);
    if (first === undefined || others.length === 0) continue;
    for (const copies of others) {
      const own = madeUpId(id, copies);
      for (const message of copies) named.set(message, renamed(message, own, first[0]));
    }
  }
  return named.size === 0 ? given : given.map((message) => named.get(message) ?? message);
}

/** The mail as it was read, of one that was given another id. */
export const asRead = (message: Message): Message => originals.get(message) ?? message;

const originals = new WeakMap<Message, Message>();
/** Sorted again, a mail is the same one again. */
const renamings = new WeakMap<Message, Message>();

/** The messages of one id divided into mails, earliest first, each with its copies. */
function differentMails(messages: readonly Message[]): readonly (readonly Message[])[] {
  const mails: Message[][] = [];
  const ordered = [...messages].sort(
    (a, b) => byDate(a, b) || compare(a.rawSubject, b.rawSubject) || compare(a.body, b.body),
  );
  for (const message of ordered) {
    const copies = mails.find((mail) => mail.some((other) => isCopy(message, other)));
    if (copies === undefined) mails.push([message]);
    else copies.push(message);
  }
  return mails;
}

function isCopy(a: Message, b: Message): boolean {
  if (a.date === b.date && mailinfoSubject(a.subject) === mailinfoSubject(b.subject)) return true;
  const [short, long] = [beginning(a), beginning(b)].sort((one, other) => one.length - other.length);
  return short !== undefined && short !== '' && long?.startsWith(short) === true;
}

/** So many characters tell texts apart; footers and cut ends stand below them. */
const BEGINNING = 400;

const beginning = ({ body }: Message): string => withoutBlanks(body.slice(0, 4 * BEGINNING)).slice(0, BEGINNING);

function madeUpId(id: MessageId, copies: readonly Message[]): MessageId {
  const [first] = copies;
  const told = [id, first?.date ?? '', first?.rawSubject ?? '', first?.body ?? ''].join('\n');
  return messageId(`${createHash('sha256').update(told).digest('hex').slice(0, 32)}@shared-message-id.invalid`);
}

function renamed(message: Message, id: MessageId, first: Message | undefined): Message {
  const known = renamings.get(message);
  if (known?.id === id) return known;
  const said = `Another mail, "${first?.subject ?? ''}", was sent with the Message-ID <${message.id}> of this one. Replies to it are shown under that other one.`;
  // All else is asked of the mail itself, which goes back to its bytes for some of it.
  const own = Object.create(message, {
    id: { value: id, enumerable: true },
    problems: { value: [...message.problems, problem('message-id-shared', said)], enumerable: true },
  }) as Message;
  originals.set(own, message);
  renamings.set(message, own);
  return own;
}
