/** Output of the program: printk (kernel/printk/printk.c), and the C library's for programs that run alone. */
import { formatText } from '../format';
import type { Machine, Primitive } from '../machine';
import { ProgramExit, RuleBroken } from '../stop';

const formatOf = (machine: Machine, index: number): string =>
  machine.memory.text(machine.argHigh[index] as number, machine.argLow[index] as number);

function printing(name: string, signature: string, source: string): Primitive {
  return {
    name,
    signature,
    effect: 'Formats and prints; returns the number of bytes.',
    context: 'any',
    source,
    visible: 'never',
    run: (machine) => {
      // KERN_SOH and the level before a message are not part of its text (include/linux/kern_levels.h).
      const text = formatText(machine, formatOf(machine, 0), 1).replace(/^\x01./, '');
      machine.output(text);
      machine.give(text.length);
    },
  };
}

/** sprintf and its bounded forms; `bound` is the argument with the size. */
function writing(name: string, signature: string, bound: number | null, counted: 'wanted' | 'written'): Primitive {
  const format = bound === null ? 1 : 2;
  const sizeOf = (machine: Machine): number => (bound === null ? Infinity : (machine.argLow[bound] as number) >>> 0);
  return {
    name,
    signature,
    effect: 'Formats into memory.',
    context: 'any',
    source: 'lib/vsprintf.c',
    visible: 'touches',
    touch: (machine) => {
      const size = Math.min(
        sizeOf(machine),
        machine.argHigh[0] === 0 ? 0 : machine.memory.sizeOf(machine.argHigh[0] as number),
      );
      if (size > 0) machine.touch(machine.argHigh[0] as number, machine.argLow[0] as number, size, true);
    },
    run: (machine) => {
      const text = formatText(machine, formatOf(machine, format), format + 1);
      const size = sizeOf(machine);
      const written = size === 0 ? 0 : Math.min(text.length, size - 1);
      const { memory } = machine;
      if (size > 0)
        for (let i = 0; i <= written; i++)
          memory.writeByte(
            memory.locate(machine.argHigh[0] as number, ((machine.argLow[0] as number) + i) | 0, 1, true),
            i === written ? 0 : text.charCodeAt(i),
          );
      machine.give(counted === 'wanted' ? text.length : written);
    },
  };
}

export const textPrimitives: readonly Primitive[] = [
  printing('printk', 'int printk(const char *format, ...)', 'kernel/printk/printk.c'),
  printing('_printk', 'int _printk(const char *format, ...)', 'kernel/printk/printk.c'),
  printing('printf', 'int printf(const char *format, ...)', 'C library'),
  writing('sprintf', 'int sprintf(char *to, const char *format, ...)', null, 'wanted'),
  writing('snprintf', 'int snprintf(char *to, size_t size, const char *format, ...)', 1, 'wanted'),
  writing('scnprintf', 'int scnprintf(char *to, size_t size, const char *format, ...)', 1, 'written'),
  {
    name: 'puts',
    signature: 'int puts(const char *s)',
    effect: 'Prints a line.',
    context: 'any',
    source: 'C library',
    visible: 'never',
    run: (machine) => {
      machine.output(`${formatOf(machine, 0)}\n`);
      machine.give(1);
    },
  },
  {
    name: 'putchar',
    signature: 'int putchar(int c)',
    effect: 'Prints a byte.',
    context: 'any',
    source: 'C library',
    visible: 'never',
    run: (machine) => {
      const byte = (machine.argLow[0] as number) & 0xff;
      machine.output(String.fromCharCode(byte));
      machine.give(byte);
    },
  },
  {
    name: 'exit',
    signature: 'void exit(int status)',
    effect: 'Ends the program.',
    context: 'any',
    source: 'C library',
    visible: 'never',
    run: (machine) => {
      throw new ProgramExit((machine.argLow[0] as number) & 0xff);
    },
  },
  {
    name: 'abort',
    signature: 'void abort(void)',
    effect: 'Ends the program as broken.',
    context: 'any',
    source: 'C library',
    visible: 'never',
    run: () => {
      throw new RuleBroken('abort', 'abort() was called');
    },
  },
];
