import PostalMime, { type Attachment as Part } from 'postal-mime';
import type { Attachment } from './message';
import { decodeCharset } from './charset';
import { htmlText } from './html';

/** A mail of several parts, or of one that isn't plain text, as a reader should see it. */
export interface Multipart {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** What the MIME reader could not take, in its own words. */
  readonly fault: string | null;
}

/** Reads a MIME tree. Attached patches become part of the text, as git mailinfo takes them. */
export async function readMultipart(mail: Uint8Array): Promise<Multipart> {
  try {
    const email = await PostalMime.parse(mail);
    let text = (email.text ?? htmlText(email.html ?? '')).replace(/\r\n?/g, '\n');
    for (const part of email.attachments)
      if (isPatch(part))
        text += `${text === '' || text.endsWith('\n') ? '' : '\n'}${decodeCharset(contentOf(part), null).text.replace(/\r\n/g, '\n')}`;
    return {
      text,
      attachments: email.attachments.map((part) => ({
        name: part.filename ?? '',
        mediaType: part.mimeType,
        bytes: contentOf(part).byteLength,
      })),
      fault: null,
    };
  } catch (error) {
    return { text: '', attachments: [], fault: error instanceof Error ? error.message : String(error) };
  }
}

const isPatch = ({ mimeType, filename }: Part): boolean =>
  /^(?:text|application)\/x-(?:patch|diff)$/.test(mimeType) || /\.(?:patch|diff)$/i.test(filename ?? '');

function contentOf({ content }: Part): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}
