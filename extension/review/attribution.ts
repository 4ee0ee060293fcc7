/**
 * The lines by which mail programs introduce what they quote. There is no standard for them: the forms below are those
 * of the programs that kernel people write with, in the languages that their users run them in.
 */

/** How an attribution begins, where it begins with a word rather than with the writer's name. */
const OPENING =
  /^(?:On|At|In|Am|Le|El|Il|Op|Em|Den|Dne|Dnia|W dniu|Quoting|Thus spake|Once upon a time|\*|在|於|于)[\s\d]|^\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}/u;

/** How an attribution ends: a verb of writing, or a colon after an address or a date. */
const WROTE =
  /(?:wrote|writes|said|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev|kirjoitti|napsal\(a\)|napisał\(a\)|pisze|写道|寫道|さんは書きました|написал\(а\)|пишет)\s*[:：…]*\s*>?$/iu;
const ADDRESS = /[^\s<>@]+@[^\s<>@]+/;
const DATE = /\d{1,4}[-/.年]\d{1,2}[-/.月]\d{1,4}|\d{1,2}:\d{2}|(?:^|\s)(?:19|20)\d{2}(?:\s|,|$)/u;

/** Whether the last of these lines ends an attribution that can't be anything else: a date, a name and "wrote". */
export function isPlainAttribution(above: readonly string[]): boolean {
  const text = above.slice(-2).join(' ').trim();
  return WROTE.test(text) && DATE.test(text) && (OPENING.test(text) || OPENING.test(above.at(-1)?.trim() ?? ''));
}

/** A line longer than this introduces nothing; it is not worth looking through. */
const WIDEST = 400;

/** Attributions wrapped by the mailer have been seen on up to three lines. */
const LONGEST = 3;

/** The last two characters of an attribution within ASCII: those of `WROTE`'s verbs. */
const ENDS: ReadonlySet<string> = new Set(['te', 'es', 'id', 'eb', 'it', 'to', 'ef', 'ev', 'ti', 'a)', 'ze', 'eu']);

/** No verb of `WROTE` is longer, with the bracket behind it. */
const VERB = 24;

/** The quick test before the others: whether a line without its blanks ends as attributions do. */
export function mayEndAttribution(key: string): boolean {
  if (key.length > WIDEST || key === '') return false;
  const last = key.charCodeAt(key.length - 1);
  if (last === COLON) return true;
  if (last < 0x7f && last !== BRACKET && !(LAST[last] === 1 && ENDS.has(key.slice(-2).toLowerCase()))) return false;
  return COLON_ENDS.test(key) || WROTE.test(key.slice(-VERB));
}

const COLON = 0x3a;
const BRACKET = 0x3e;
const COLON_ENDS = /[:：…]>?$/u;

/** For each character of ASCII, 1 where one of `ENDS` ends with it in any case: most lines end with another. */
const LAST = Uint8Array.from({ length: 0x80 }, (_, code) =>
  [...ENDS].some((end) => end.endsWith(String.fromCharCode(code).toLowerCase())) ? 1 : 0,
);

/**
 * How many lines, ending with the last one given, are an attribution: 0 if they are none. The lines are those that
 * stand directly above a quote, at one depth, nearest last.
 */
export function attributionLength(above: readonly string[]): number {
  const last = above.at(-1)?.trim() ?? '';
  if (!mayEndAttribution(last)) return 0;
  for (let length = 1; length <= Math.min(LONGEST, above.length); length += 1) {
    const lines = above.slice(above.length - length).map((line) => line.trim());
    const first = lines[0] ?? '';
    if (first === '') return 0;
    const text = lines.join(' ');
    const named = ADDRESS.test(text) || DATE.test(text);
    if (OPENING.test(first) && (WROTE.test(text) || named)) return length;
    // "Name <address> wrote:" may still have its date on the line above.
    if (length === 1 && named && WROTE.test(text)) return beginsAbove(above) ? 2 : 1;
    if (length === 1 && /^"?[\p{L}. ,"'-]{2,60}(?:\([^)]*\))?"? (?:wrote|writes):$/u.test(text))
      return beginsAbove(above) ? 2 : 1;
  }
  return 0;
}

function beginsAbove(above: readonly string[]): boolean {
  const line = above.at(-2)?.trim() ?? '';
  return OPENING.test(line) && DATE.test(line);
}

const FIELDS: readonly RegExp[] = [
  /^\*?(?:From|Von|De|Da|Från|Van|发件人|寄件者|差出人|От)\s*[:：]/iu,
  /^\*?(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|Inviato|Skickat|Verzonden|发送时间|日期|送信日時|Отправлено)\s*[:：]/iu,
  /^\*?(?:To|An|À|Para|A|Till|Aan|收件人|宛先|Кому)\s*[:：]/iu,
  /^\*?(?:Cc|Kopie|抄送)\s*[:：]/iu,
  /^\*?(?:Subject|Betreff|Objet|Asunto|Oggetto|Ämne|Onderwerp|主题|主旨|件名|Тема)\s*[:：]/iu,
];
const RULE =
  /^-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|原始邮件|邮件原件)\s*-{2,}$|^_{10,}$/iu;

/** The quick test before the next: whether a header block can begin with this line; `key` is the line without its blanks. */
export function mayBeHeader({ text, key }: { readonly text: string; readonly key: string }): boolean {
  const first = key.charCodeAt(0);
  if (!(first >= 0x7f || BLOCK_BEGINS[first] === 1)) return false;
  return (FIELDS[0]?.test(text.trimStart()) ?? false) || RULE.test(text.trim());
}

/** For each character of ASCII, 1 where a header block can begin with it. */
const BLOCK_BEGINS = Uint8Array.from({ length: 0x80 }, (_, code) =>
  '*FVDfvd-_'.includes(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * How many lines from the first one given are the header block that Outlook and its like put above a quote: 0 if they
 * are none. A sender and a date are the least; a `From:` alone is an in-body header of a patch.
 */
export function headerBlockLength(below: readonly string[]): number {
  let length = RULE.test(below[0]?.trim() ?? '') ? 1 : 0;
  if (!FIELDS[0]?.test(below[length]?.trim() ?? '')) return 0;
  const seen = new Set<number>();
  for (; length < below.length; length += 1) {
    const line = below[length]?.trim() ?? '';
    const field = FIELDS.findIndex((pattern) => pattern.test(line));
    // A field that comes twice is the quoted text beginning; a line without one continues a wrapped list of addresses.
    if (field >= 0 && seen.has(field)) break;
    if (field < 0 && !(line !== '' && (seen.has(2) || seen.has(3)) && /[;,>]$|@/.test(line))) break;
    if (field >= 0) seen.add(field);
  }
  return seen.has(0) && seen.has(1) ? length : 0;
}
