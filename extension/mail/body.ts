import type { ByteRange, MailLine } from '../ground/brand';
import { decodeCharset } from './charset';
import { unflow } from './flowed';
import { parameter } from './header';
import { foundLines, joinedLines, lineSpans, plainLines, quotedPrintableLines } from './line-span';
import type { Attachment } from './message';
import { readMultipart } from './multipart';
import type { Dialect } from './split';
import { base64Bytes, isCutBase64, quotedPrintableBytes } from './transfer';

/** A mail's text as a reader should see it. */
export interface Body {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly lineSpan: (line: MailLine) => ByteRange | null;
  readonly faults: readonly { readonly code: string; readonly message: string }[];
}

/** Where a body stands, and what the headers say of it. */
export interface BodySource {
  readonly mail: ByteRange;
  readonly body: ByteRange;
  readonly dialect: Dialect;
  readonly type: string | null;
  readonly encoding: string | null;
}

/** Decodes a body: one part of plain text here, everything else by the MIME reader. */
export async function readBody(bytes: Buffer, source: BodySource): Promise<Body> {
  const mediaType = (source.type ?? 'text/plain').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const single = !mediaType.startsWith('multipart/') && mediaType !== 'text/html' && mediaType !== 'message/rfc822';
  return single ? readSinglePart(bytes, source) : readParts(bytes, source);
}

function readSinglePart(bytes: Buffer, { body, dialect, type, encoding }: BodySource): Body {
  const raw = bytes.subarray(body.start, body.end);
  const faults: { code: string; message: string }[] = [];
  const transfer = (encoding ?? '').trim().toLowerCase();
  let content: Uint8Array = raw;
  let ranges = (): readonly (ByteRange | null)[] => plainLines(bytes, body);
  if (transfer === 'quoted-printable') {
    content = quotedPrintableBytes(unescaped(raw, dialect));
    ranges = () => quotedPrintableLines(bytes, body);
  } else if (transfer === 'base64') {
    content = base64Bytes(raw);
    ranges = () => [];
    if (isCutBase64(raw))
      faults.push({ code: 'base64-cut', message: 'The base64 text of this mail stops in the middle: it was cut off.' });
  }
  const charset = type === null ? null : parameter(type, 'charset');
  const decoded = decodeCharset(content, charset);
  if (decoded.fault === 'unknown')
    faults.push({
      code: 'charset-unknown',
      message: `No reader knows the charset "${charset ?? ''}"; the text was guessed.`,
    });
  if (decoded.fault === 'damaged')
    faults.push({
      code: 'charset-damaged',
      message: `Some bytes of this mail are no ${charset ?? 'text'}; they show as \ufffd.`,
    });
  let text = decoded.text.includes('\r') ? decoded.text.replace(/\r\n/g, '\n') : decoded.text;
  if (content === raw) text = unescapedText(text, dialect);
  if (/utf-?16/i.test(charset ?? '')) ranges = () => [];
  if (type !== null && /format\s*=\s*"?flowed/i.test(type)) {
    const flowed = unflow(text, /delsp\s*=\s*"?yes/i.test(type));
    const before = ranges;
    const { taken } = flowed;
    ranges = () => {
      const lines = before();
      return lines.length === 0
        ? lines
        : joinedLines(
            lines.filter((line) => line !== null),
            taken,
          );
    };
    text = flowed.text;
  }
  return { text, attachments: [], lineSpan: lineSpans(ranges), faults };
}

async function readParts(bytes: Buffer, { mail, body, dialect, type }: BodySource): Promise<Body> {
  const faults: { code: string; message: string }[] = [];
  const read = await readMultipart(unescaped(bytes.subarray(mail.start, mail.end), dialect));
  const boundary = type === null ? null : parameter(type, 'boundary');
  if (boundary !== null && !bytes.subarray(body.start, body.end).includes(`--${boundary}--`))
    faults.push({
      code: 'mime-cut',
      message: 'The last part of this mail has no end: the mail was cut off, or a list dropped its tail.',
    });
  if (read.fault !== null) {
    faults.push({
      code: 'mime-unreadable',
      message: `The parts of this mail can't be read (${read.fault}); it shows as posted.`,
    });
    const text = decodeCharset(bytes.subarray(body.start, body.end), null).text.replace(/\r\n/g, '\n');
    return { text, attachments: [], lineSpan: lineSpans(() => plainLines(bytes, body)), faults };
  }
  return {
    text: read.text,
    attachments: read.attachments,
    lineSpan: lineSpans(() => foundLines(bytes, body, read.text)),
    faults,
  };
}

/** Takes back what a mailbox did to lines that begin with `From `. */
function unescapedText(text: string, dialect: Dialect): string {
  if (!text.includes('>From ')) return text;
  if (dialect === 'mboxrd') return text.replace(/^>(>*From )/gm, '$1');
  return dialect === 'mboxo' || dialect === 'mboxcl' ? text.replace(/^>(From )/gm, '$1') : text;
}

function unescaped(bytes: Buffer, dialect: Dialect): Uint8Array {
  if (!bytes.includes('>From ')) return bytes;
  return Buffer.from(unescapedText(bytes.toString('latin1'), dialect), 'latin1');
}
