/** W1 and what the compiler's sanitizers report: arithmetic, stacks, loops, and what the program says of itself. */
import type { Rule } from './rule';

const ubsan = 'lib/ubsan.c, Documentation/dev-tools/ubsan.rst';

export const executionRules: readonly Rule[] = [
  { id: 'division-by-zero', says: 'A number is divided by zero.', source: ubsan },
  { id: 'division-overflow', says: 'The most negative number is divided by -1.', source: ubsan },
  { id: 'shift-out-of-bounds', says: 'A shift is negative or at least as wide as the value.', source: ubsan },
  {
    id: 'stack-overflow',
    says: 'Calls go deeper than the stack reaches.',
    source: 'arch/x86/kernel/traps.c: handle_stack_overflow()',
  },
  {
    id: 'endless-loop',
    says: 'A loop comes back to a state that it was in.',
    source: 'kernel/watchdog.c (soft lockup)',
  },
  { id: 'warning', says: 'A WARN is reached with a true condition.', source: 'include/asm-generic/bug.h' },
  { id: 'bug', says: 'A BUG is reached with a true condition.', source: 'include/asm-generic/bug.h' },
  { id: 'abort', says: 'The program calls abort().', source: 'C library' },
];
