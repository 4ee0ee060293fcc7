import type { Machine } from './machine';
import { toBigInt } from './scalar';

/**
 * What printk() and printf() make of the arguments from `first` on (lib/vsprintf.c, C17 7.21.6.1). Pointers print as the machine
 * names them: a kernel would print a hashed number that says nothing.
 */
export function formatText(machine: Machine, format: string, first: number): string {
  let index = first;
  return format.replace(
    /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+)?)?(hh|h|ll|l|z|t|j|q|L)?([diouxXcspn%]|$)([A-Za-z]*)/g,
    (
      whole,
      flags: string,
      widthText: string | undefined,
      precisionText: string | undefined,
      size: string | undefined,
      kind: string,
      rest: string,
    ) => {
      if (kind === '%') return `%${rest}`;
      if (kind === '') return whole;
      let width = widthText === undefined ? 0 : Number(widthText);
      if (widthText === '*') width = machine.argLow[index++] as number;
      let precision = precisionText === undefined ? (/%[^a-zA-Z%]*\./.test(whole) ? 0 : null) : Number(precisionText);
      if (precisionText === '*') precision = machine.argLow[index++] as number;
      const low = machine.argLow[index] as number;
      const high = machine.argHigh[index] as number;
      index++;
      let text: string;
      // Letters after %p choose a printer in the kernel; after anything else they are text.
      let after = rest;
      if (kind === 'p') {
        text = machine.memory.describe(high, low);
        after = '';
      } else if (kind === 'c') text = String.fromCharCode(low & 0xff);
      else if (kind === 's') {
        text = high === 0 && low === 0 ? '(null)' : machine.memory.text(high, low, precision ?? undefined);
      } else text = integerText(low, high, kind, size, flags, precision);
      const left = flags.includes('-') || width < 0;
      const zero = flags.includes('0') && !left && precision === null && 'diouxX'.includes(kind);
      const wanted = Math.abs(width);
      if (text.length < wanted) {
        const sign = zero && /^[-+ ]|^0[xX]/.exec(text);
        if (zero)
          text =
            (sign ? sign[0] : '') +
            text.slice(sign ? sign[0].length : 0).padStart(wanted - (sign ? sign[0].length : 0), '0');
        else text = left ? text.padEnd(wanted) : text.padStart(wanted);
      }
      return text + after;
    },
  );
}

function integerText(
  low: number,
  high: number,
  kind: string,
  size: string | undefined,
  flags: string,
  precision: number | null,
): string {
  const bits = size === 'hh' ? 8 : size === 'h' ? 16 : size === undefined ? 32 : 64;
  const signed = kind === 'd' || kind === 'i';
  const all = toBigInt(low, high, false);
  const value = signed ? BigInt.asIntN(bits, all) : BigInt.asUintN(bits, all);
  const magnitude = value < 0n ? -value : value;
  let digits = magnitude.toString(kind === 'x' || kind === 'X' ? 16 : kind === 'o' ? 8 : 10);
  if (precision === 0 && magnitude === 0n) digits = '';
  if (precision !== null) digits = digits.padStart(precision, '0');
  if (flags.includes('#') && magnitude !== 0n) {
    if (kind === 'x' || kind === 'X') digits = `0x${digits}`;
    else if (kind === 'o') digits = `0${digits}`;
  }
  if (kind === 'X') digits = digits.toUpperCase();
  if (value < 0n) return `-${digits}`;
  return signed && flags.includes('+') ? `+${digits}` : signed && flags.includes(' ') ? ` ${digits}` : digits;
}
