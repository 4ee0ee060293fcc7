/** What a subject says of a posting. Rules: the union of b4's LoreSubject and patchwork's parser, see each field. */
export interface Subject {
  /** An answer, by its prefix (Re:, Aw:, 回复: …), or a mail handed on (Fwd:). */
  readonly reply: boolean;
  /** Tagged as a patch, an RFC, or with a counter. */
  readonly tagged: boolean;
  readonly rfc: boolean;
  readonly resend: boolean;
  readonly pull: boolean;
  readonly revision: number;
  /** Nobody wrote the revision down: it is 1 because that is the default. */
  readonly revisionInferred: boolean;
  /** The 1 of `v5.1`: a posting that amends single patches of revision 5; null for whole revisions. */
  readonly amendment: number | null;
  /** n of n/m; null where there is no counter. */
  readonly index: number | null;
  /** m of n/m; null without a counter, or where the sender didn't know it (`3/n`). */
  readonly total: number | null;
  /** The other words of the brackets, in lower case: project, tree, stable branch. */
  readonly prefixes: readonly string[];
  /** What is left without brackets, reply prefixes and a leading revision. */
  readonly title: string;
}

/** Prefixes of answers and of mails handed on, as mailers of many languages write them. */
const REPLY =
  /^(?:re|aw|antw|antwort|fwd?|wg|sv|vs|tr|rv|rif|odp|ynt|res|回复|答复|转发|回覆|轉寄|返信|답장)(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i;

/** Such a prefix by its place alone: two or three letters before the bracket (b4), or `Re` without its colon (patchwork). */
const BEFORE_BRACKET = /^(?:\w{2,3}:\s*|re\s+)(?=\[)/i;

/** Tags that mail gateways put before a subject. */
const GATEWAY = /^\[(?:ext|external|extern|spam|caution|list|bulk)[^\]]*\]\s*/i;

/** Reads a decoded subject. Only brackets at its beginning count: `F81504/508/512` in a title is no counter. */
export function parseSubject(subject: string): Subject {
  let rest = subject.replace(/\s+/g, ' ').trim();
  const words: string[] = [];
  let reply = false;
  for (;;) {
    const prefix = REPLY.exec(rest) ?? (words.length === 0 ? BEFORE_BRACKET.exec(rest) : null);
    if (prefix !== null) {
      reply = true;
      rest = rest.slice(prefix[0].length);
      continue;
    }
    const gateway = GATEWAY.exec(rest);
    if (gateway !== null) {
      rest = rest.slice(gateway[0].length);
      continue;
    }
    const bracket = leadingBracket(rest);
    if (bracket === null) break;
    words.push(...wordsOf(bracket.inside));
    rest = rest.slice(bracket.length).replace(/^[\s:]+/, '');
  }
  return { reply, ...meaning(words, rest) };
}

/** The bracket that the text begins with; brackets inside it are flattened. */
function leadingBracket(text: string): { inside: string; length: number } | null {
  if (!text.startsWith('[')) return null;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']' && --depth === 0)
      return { inside: text.slice(1, at).replace(/[[\]]/g, ' '), length: at + 1 };
  }
  const end = text.indexOf(']');
  return end < 0 ? null : { inside: text.slice(1, end).replace(/\[/g, ' '), length: end + 1 };
}

/** Divides at blanks and commas, and where people leave them out: `PATCHv3`, `PATCH1/8`, `v2PATCH1/4`, `RFCv2`. */
function wordsOf(bracket: string): string[] {
  const divided = RUN_TOGETHER.test(bracket)
    ? bracket
        .replace(/\b(\d{1,4}) of (\d{1,4})\b/gi, '$1/$2')
        .replace(/(patch(?:es)?|rfc|resend|pull)(?=v?\d)/gi, '$1 ')
        .replace(/\b(v\d+)(?=patch|rfc|resend)/gi, '$1 ')
    : bracket;
  return divided.split(/[\s,;]+/).filter((word) => word !== '');
}

/** The quick test before that: few people leave them out. */
const RUN_TOGETHER = /\d of \d|(?:patch(?:es)?|rfc|resend|pull)v?\d|v\d+(?:patch|rfc|resend)/i;

function meaning(words: readonly string[], rest: string): Omit<Subject, 'reply'> {
  let revision: number | null = null;
  let amendment: number | null = null;
  let index: number | null = null;
  let total: number | null = null;
  let patch = false;
  let rfc = false;
  let resend = false;
  let pull = false;
  const prefixes: string[] = [];
  for (const word of words) {
    const version = /^v(\d{1,3})(?:\.(\d{1,2}))?$/i.exec(word);
    const counter = /^(\d{1,4})\/(\d{1,4}|[nxm?])$/i.exec(word);
    if (version !== null) {
      revision ??= Number(version[1]);
      if (version[2] !== undefined) amendment ??= Number(version[2]);
    } else if (counter !== null) {
      index ??= Number(counter[1]);
      if (/^\d/.test(counter[2] ?? '')) total ??= Number(counter[2]);
    } else if (/^rfc/i.test(word)) rfc = true;
    else if (/^(?:resend|repost|re-send)/i.test(word)) resend = true;
    else if (/^pull$/i.test(word)) pull = true;
    else if (/^patch/i.test(word)) patch = true;
    else if (!/^git$/i.test(word)) prefixes.push(word.toLowerCase());
  }
  let title = rest;
  const tagged = patch || rfc || index !== null;
  if (tagged && revision === null) {
    const leading = /^v(\d{1,2}):\s*/i.exec(rest);
    const trailing = /\s*\(v(\d{1,2})\)\s*$/i.exec(rest);
    revision = leading !== null ? Number(leading[1]) : trailing !== null ? Number(trailing[1]) : null;
    title = rest.replace(leading?.[0] ?? trailing?.[0] ?? '', '');
  }
  return {
    tagged,
    rfc,
    resend,
    pull,
    revision: revision ?? 1,
    revisionInferred: revision === null,
    amendment,
    index,
    total,
    prefixes,
    title,
  };
}

/** What git mailinfo makes of a subject: without leading `Re:`, brackets, blanks and colons. */
export function mailinfoSubject(subject: string): string {
  let rest = subject.replace(/\s+/g, ' ').trim();
  for (;;) {
    const next = rest.replace(/^(?:re:|[\s:]+|\[[^\]]*\])/i, '');
    if (next === rest) return rest.trim();
    rest = next;
  }
}
