import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { problem, type Problem } from '../ground/problem';
import { fetchWithB4 } from './fetch-b4';
import type { ThreadAddress } from './thread-address';

/** A mailbox that was fetched, or why it was not. */
export type Fetched =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly path: string | null; readonly cached: boolean }
  | { readonly ok: false; readonly problem: Problem };

export interface FetchOptions {
  /** A directory that keeps what was fetched; null keeps nothing. */
  readonly cache: string | null;
  /** Asks the archive even where the cache has an answer. */
  readonly again?: boolean;
  /** Has b4 fetch it, if it is installed; else the archive itself is asked. */
  readonly through?: 'b4';
  /** Ends the fetching, by the reader's wish or after his patience. */
  readonly signal: AbortSignal;
  /** Told now and then how many bytes have come. */
  readonly progress?: (bytes: number) => void;
}

/** A thread of some thousand mails is smaller; what is larger is no thread. */
const LARGEST = 256 * 1024 * 1024;

/**
 * Fetches a thread. This is the only place that goes to the network, and it does so only when a reader asks by name.
 * Never throws: every way in which it can fail is a problem that says what to do.
 */
export async function fetchThread(address: ThreadAddress, options: FetchOptions): Promise<Fetched> {
  const path = options.cache === null ? null : join(options.cache, fileName(address));
  if (path !== null && options.again !== true) {
    const kept = await readFile(path).catch(() => null);
    if (kept !== null) return { ok: true, bytes: kept, path, cached: true };
  }
  try {
    const got = options.through === 'b4' ? await throughB4(address, options) : await fromArchive(address, options);
    if (!('bytes' in got)) return got;
    const { bytes } = got;
    if (path !== null && options.cache !== null) {
      await mkdir(options.cache, { recursive: true });
      // First beside it: a reader that comes between never sees half a mailbox.
      await writeFile(`${path}.part`, bytes);
      await rename(`${path}.part`, path);
    }
    return { ok: true, bytes, path, cached: false };
  } catch (error) {
    return unreachable(address.url, error);
  }
}

type Failed = Fetched & { readonly ok: false };

/** @throws where the network fails */
async function fromArchive({ url }: ThreadAddress, options: FetchOptions): Promise<{ bytes: Uint8Array } | Failed> {
  const response = await fetch(url, { signal: options.signal, redirect: 'follow' });
  const refused = refusal(url, response);
  if (refused !== null) {
    await response.body?.cancel();
    return refused;
  }
  const bytes = await readAll(response, options);
  if (bytes === null)
    return failed(
      'fetch-too-large',
      `${url} is larger than 256 MiB. Save the part that you need as a mailbox and open that.`,
    );
  if (/^\s*<(?:!doctype|html)/i.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1'))) return page(url);
  return bytes.length === 0 ? failed('fetch-empty', `${url} answered with nothing.`) : { bytes };
}

/** @throws where the reader stops it */
async function throughB4(
  { url, mail }: ThreadAddress,
  { signal }: FetchOptions,
): Promise<{ bytes: Uint8Array } | Failed> {
  if (mail === undefined)
    return failed('b4-needs-id', `b4 fetches by Message-ID, and ${url} names none. Fetch it without b4.`);
  const got = await fetchWithB4(mail, signal);
  switch (got.kind) {
    case 'mailbox':
      return { bytes: gzipSync(got.bytes) };
    case 'absent':
      return failed(
        'b4-missing',
        `${mail.id} was to be fetched through b4, which is not installed or not on the PATH. Install it (package b4), or fetch without it.`,
      );
    case 'unknown':
      return failed('fetch-not-found', `b4 finds no mail ${mail.id} in ${mail.archive}. Another archive may have it.`);
    case 'failed':
      return failed('fetch-failed', `b4 could not fetch ${mail.id} from ${mail.archive}: ${got.said}`);
  }
}

/** A file name that says what it holds and that no Message-ID can lead out of the directory. */
export function fileName({ url, name }: ThreadAddress): string {
  const safe = name
    .replace(/[^A-Za-z0-9@._+-]+/g, '_')
    .replace(/^\.+/, '')
    .slice(0, 100);
  return `${safe}-${createHash('sha256').update(url).digest('hex').slice(0, 8)}.mbox.gz`;
}

function refusal(url: string, response: Response): Failed | null {
  if (response.status === 404 || response.status === 300)
    return failed(
      'fetch-not-found',
      `${url} is not there (HTTP ${String(response.status)}): the archive has no mail with this Message-ID. Another archive may have it.`,
    );
  if (!response.ok)
    return failed(
      'fetch-refused',
      `${url} answered with HTTP ${String(response.status)} ${response.statusText}. Try again later, or save the thread in a browser and open the file.`,
    );
  if (/^text\/html\b/i.test(response.headers.get('content-type') ?? '')) return page(url);
  return null;
}

const page = (url: string): Failed =>
  failed(
    'fetch-html',
    `${url} answered with a web page instead of a mailbox: it wants a person in a browser. Download the thread there (mbox.gz) and open the file.`,
  );

async function readAll(response: Response, { progress }: FetchOptions): Promise<Uint8Array | null> {
  if (Number(response.headers.get('content-length') ?? 0) > LARGEST) {
    await response.body?.cancel();
    return null;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST) return null;
    progress?.(length);
  }
  return Buffer.concat(chunks, length);
}

function unreachable(url: string, error: unknown): Failed {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError')
    return failed('fetch-timeout', `${url} did not answer in time. Try again, or check the network and the proxy.`);
  if (name === 'AbortError') return failed('fetch-stopped', `Fetching ${url} was stopped.`);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? (cause.message === '' ? cause.name : cause.message) : String(cause);
  return failed('fetch-failed', `${url} can't be fetched: ${reason}.`);
}

const failed = (code: string, message: string): Failed => ({ ok: false, problem: problem(code, message) });
