import { messageId, type MessageId } from '../ground/brand';
import { problem, type Problem } from '../ground/problem';

/**
 * What a reader decided about series by hand, where the mails leave it open or say it wrongly:
 * `join` puts mails into the series of another, `split` makes a series of its own of them, `topic` says that two series
 * are revisions of one work, `apart` that the second is not. Any mail of a series stands for it.
 */
export type Pin =
  | { readonly kind: 'join'; readonly messages: readonly MessageId[]; readonly to: MessageId }
  | { readonly kind: 'split'; readonly messages: readonly MessageId[] }
  | { readonly kind: 'topic'; readonly messages: readonly [MessageId, MessageId] }
  | { readonly kind: 'apart'; readonly messages: readonly [MessageId, MessageId] };

export interface Pins {
  readonly pins: readonly Pin[];
  readonly problems: readonly Problem[];
}

/**
 * Reads `pins.json`: `{"schema": 1, "pins": [{"join": [ids], "to": id}, {"split": [ids]}, {"topic": [id, id]},
 * {"apart": [id, id]}]}`, ids with or without angle brackets. What can't be read is a problem; the other pins count.
 * @param file what the places of problems call the text
 */
export function readPins(text: string, file: string): Pins {
  const top = { file, line: 1, column: 1 };
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { pins: [], problems: [problem('pins-unreadable', `${file} is no JSON: ${reason}`, top)] };
  }
  const list = isRecord(given) && given['schema'] === 1 ? given['pins'] : null;
  if (!Array.isArray(list))
    return { pins: [], problems: [problem('pins-unreadable', `${file} is no list of pins of schema 1.`, top)] };
  const pins: Pin[] = [];
  const problems: Problem[] = [];
  (list as readonly unknown[]).forEach((each, at) => {
    const pin = readPin(each);
    if (pin !== null) pins.push(pin);
    else problems.push(problem('pin-unreadable', `Pin ${String(at + 1)} of ${file} is none; it was left out.`, top));
  });
  return { pins, problems };
}

/** The text that `readPins` reads, one pin a line so that a version control system can merge it. */
export function writePins(pins: readonly Pin[]): string {
  const lines = pins.map((pin) =>
    JSON.stringify(pin.kind === 'join' ? { join: pin.messages, to: pin.to } : { [pin.kind]: pin.messages }),
  );
  return `{\n  "schema": 1,\n  "pins": [${lines.map((line) => `\n    ${line}`).join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
}

function readPin(given: unknown): Pin | null {
  if (!isRecord(given)) return null;
  for (const kind of ['join', 'split', 'topic', 'apart'] as const) {
    const messages = idsOf(given[kind]);
    if (messages === null) continue;
    const [one, other] = messages;
    if (one === undefined) return null;
    if (kind === 'split') return { kind, messages };
    if (kind === 'join') {
      const to = given['to'];
      return typeof to === 'string' && to !== '' ? { kind, messages, to: messageId(to) } : null;
    }
    if (other === undefined || messages.length !== 2) return null;
    return kind === 'topic' ? { kind, messages: [one, other] } : { kind, messages: [one, other] };
  }
  return null;
}

const isRecord = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null;

function idsOf(given: unknown): readonly MessageId[] | null {
  if (!Array.isArray(given)) return null;
  const ids = (given as readonly unknown[]).filter((id) => typeof id === 'string' && id !== '') as string[];
  return ids.length === given.length ? ids.map(messageId) : null;
}
