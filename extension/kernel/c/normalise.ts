/**
 * Makes kernel text without its headers look like C to a grammar that knows no macros. The result has the same length
 * and the same lines, so every position in it is a position in the original: annotations become blanks, iterator macros
 * `while`, type arguments of macros names, and of a conditional inside a function one branch is kept.
 */
import type { Token } from './token';

const ANNOTATIONS = new Set(
  `__user __kernel __iomem __percpu __rcu __force __bitwise __nocast __private __safe __must_check __init __exit __initdata
   __exitdata __initconst __devinit __ref __refdata __refconst __meminit __net_init __net_exit __always_inline __maybe_unused
   __always_unused __used __unused __cold __pure __packed __weak __visible __latent_entropy __read_mostly __ro_after_init
   __cacheline_aligned __cacheline_aligned_in_smp ____cacheline_aligned ____cacheline_aligned_in_smp __noreturn __deprecated
   __no_kcsan __no_sanitize_address __noclone __malloc __randomize_layout __no_randomize_layout __attribute_const__ __flatten
   __sched __lockfunc __kprobes __cpuidle __noinstr noinline noinline_for_stack notrace noinstr asmlinkage __bpf_kfunc
   __must_be_array __designated_init __no_profile __nonstring __data_racy __signed__ __extension__ __actor __no_kasan_or_inline`.split(
    /\s+/,
  ),
);

/** Annotations that take arguments. */
const CALLED_ANNOTATIONS = new Set(
  `__attribute__ __acquires __releases __must_hold __acquire_shared __cond_acquires __cond_lock __free __aligned __printf __scanf
   __section __counted_by __counted_by_le __counted_by_be __cleanup __alias __assume_aligned __alloc_size __realloc_size
   __guarded_by __pt_guarded_by __no_sanitize __compiletime_error __compiletime_warning __diagnose_as __sized_by __must_not_hold
   __excludes __acquires_shared __releases_shared __context_unsafe __field_guarded`.split(/\s+/),
);

const TYPE_WORDS = new Set('void char short int long signed unsigned float double _Bool const volatile'.split(' '));
const TAGS = new Set(['struct', 'union', 'enum']);
const NOT_MACROS = new Set(
  'if while for switch return sizeof typeof __typeof__ _Alignof __alignof__ do else case'.split(' '),
);

/** A macro that stands where a loop or block head could. */
const isIterator = (name: string): boolean => /for_each|^scoped_(?:cond_)?guard$|^(?:x|k)?[a-z_]*_foreach$/.test(name);

/** Index of the token that closes the bracket at `open`, or -1. */
export function closingBracket(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = tokens[at]?.text;
    if (text === '(' || text === '[' || text === '{') depth++;
    else if ((text === ')' || text === ']' || text === '}') && --depth === 0) return at;
  }
  return -1;
}

/** @param tokens of the whole text */
export function normalise(text: string, tokens: readonly Token[]): string {
  const edits: { readonly start: number; readonly end: number; readonly by: string }[] = [];
  const blank = (from: Token | undefined, to: Token | undefined, by = ''): void => {
    if (from !== undefined && to !== undefined) edits.push({ start: from.start, end: to.end, by });
  };

  const dropped = droppedLines(tokens);
  for (const range of dropped) edits.push({ ...range, by: '' });
  let skipTo = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || token.start < skipTo || token.kind !== 'identifier') continue;
    const hidden = dropped.find((range) => token.start >= range.start && token.start < range.end);
    if (hidden !== undefined) {
      skipTo = hidden.end;
      continue;
    }
    const next = tokens[at + 1];
    const isCall = next?.text === '(';
    const close = isCall ? closingBracket(tokens, at + 1) : -1;
    if (CALLED_ANNOTATIONS.has(token.text) && close > 0) {
      blank(token, tokens[close]);
      skipTo = tokens[close]?.end ?? 0;
    } else if (ANNOTATIONS.has(token.text)) {
      blank(token, token);
    } else if (isIterator(token.text) && close > 0 && startsStatement(tokens[close + 1])) {
      blank(token, token, 'while');
      typeArguments(tokens, at + 1, close, blank);
    } else if (/^(?:__)?typeof(?:__)?$/.test(token.text) && close > 0) {
      const isCast =
        tokens[at - 1]?.text === '(' && tokens[close + 1]?.text === ')' && tokens[at - 2]?.kind !== 'identifier';
      blank(token, tokens[close], isCast ? 'int' : 'typeof');
      skipTo = tokens[close]?.end ?? 0;
    } else if (close > 0 && !NOT_MACROS.has(token.text)) {
      typeArguments(tokens, at + 1, close, blank);
    } else if (token.text === 'case') {
      // GNU's range of cases: the upper end goes away.
      for (let end = at + 1; end < at + 12 && tokens[end]?.text !== ':'; end++) {
        if (tokens[end]?.text !== '...') continue;
        const colon = tokens.findIndex((one, index) => index > end && one.text === ':');
        blank(tokens[end], tokens[colon - 1]);
        break;
      }
    }
  }
  return applyEdits(text, edits);
}

const startsStatement = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.text === '{' ||
    token.kind === 'identifier' ||
    token.text === '*' ||
    token.text === '(' ||
    token.text === '++');

/** `struct T *` or `unsigned long` as an argument of a macro becomes a name. */
function typeArguments(
  tokens: readonly Token[],
  open: number,
  close: number,
  blank: (from: Token | undefined, to: Token | undefined, by?: string) => void,
): void {
  for (let at = open; at < close; at++) {
    const before = tokens[at]?.text;
    if (before !== '(' && before !== ',') continue;
    if (before === '(' && at > open && tokens[at - 1]?.kind !== 'identifier') continue;
    let end = at + 1;
    let words = 0;
    while (TYPE_WORDS.has(tokens[end]?.text ?? '')) {
      end++;
      words++;
    }
    const isTag = TAGS.has(tokens[end]?.text ?? '') && tokens[end + 1]?.kind === 'identifier';
    if (isTag) end += 2;
    let stars = end;
    while (tokens[stars]?.text === '*') stars++;
    const after = tokens[stars]?.text;
    if ((!isTag && words === 0) || (after !== ',' && after !== ')') || NOT_MACROS.has(tokens[at - 1]?.text ?? ''))
      continue;
    blank(tokens[at + 1], tokens[stars - 1], '_');
  }
}

/** The lines of conditionals: all of their directives, and inside a function every group but the first. */
function droppedLines(tokens: readonly Token[]): { readonly start: number; readonly end: number }[] {
  const dropped: { start: number; end: number }[] = [];
  const stack: { hides: boolean; readonly inside: boolean }[] = [];
  let depth = 0;
  let from: number | null = null;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!token.first || token.text !== '#') {
      if (from !== null) continue;
      if (token.text === '{') depth++;
      else if (token.text === '}') depth = Math.max(0, depth - 1);
      continue;
    }
    let end = at;
    while (tokens[end + 1]?.first === false) end++;
    const name = tokens[at + 1]?.text ?? '';
    const line = { start: token.start, end: tokens[end]?.end ?? token.end };
    const hidden = stack.some((one) => one.hides);
    if (/^if(?:n?def)?$/.test(name)) {
      const isZero = name === 'if' && end === at + 2 && tokens[end]?.text === '0';
      stack.push({ hides: isZero, inside: depth > 0 });
      dropped.push(line);
      if (isZero && !hidden) from = line.start;
    } else if (name === 'else' || name === 'elif') {
      const open = stack.at(-1);
      dropped.push(line);
      if (open !== undefined) {
        if (open.inside && !open.hides && !hidden) from = line.start;
        else if (open.hides && !open.inside) {
          if (from !== null) dropped.push({ start: from, end: line.end });
          from = null;
        }
        open.hides = open.inside;
      }
    } else if (name === 'endif') {
      const open = stack.pop();
      dropped.push(line);
      if (open?.hides === true && from !== null && !stack.some((one) => one.hides)) {
        dropped.push({ start: from, end: line.end });
        from = null;
      }
    }
    at = end;
  }
  if (from !== null) dropped.push({ start: from, end: tokens.at(-1)?.end ?? from });
  return dropped.sort((a, b) => a.start - b.start || b.end - a.end);
}

function applyEdits(
  text: string,
  edits: { readonly start: number; readonly end: number; readonly by: string }[],
): string {
  let out = '';
  let at = 0;
  for (const { start, end, by } of edits.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    const blanks = text.slice(start, end).replace(/[^\n]/g, ' ');
    const fits = by.length <= (blanks.indexOf('\n') < 0 ? blanks.length : blanks.indexOf('\n'));
    out += text.slice(at, start) + (fits ? by + blanks.slice(by.length) : blanks);
    at = end;
  }
  return out + text.slice(at);
}
