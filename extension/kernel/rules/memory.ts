/** M1, M2, M4, S2, W1: what may be done with memory. Checked at every access (machine/memory.ts) and at every free. */
import type { Rule } from './rule';

const kasan = 'mm/kasan/report_generic.c, Documentation/dev-tools/kasan.rst';

export const memoryRules: readonly Rule[] = [
  { id: 'null-dereference', says: 'NULL, with or without a small offset, is accessed or called.', source: kasan },
  {
    id: 'error-pointer-dereference',
    says: 'A pointer that carries an error is accessed without a look at IS_ERR().',
    source: 'include/linux/err.h',
  },
  {
    id: 'address-space',
    says: 'What is __user, __iomem, __percpu or __rcu is accessed directly.',
    source: 'Documentation/dev-tools/sparse.rst, include/linux/compiler_types.h',
  },
  { id: 'use-after-free', says: 'An object is accessed after it was freed.', source: kasan },
  { id: 'use-after-scope', says: 'A local is accessed after its function has returned.', source: kasan },
  { id: 'out-of-bounds', says: 'An access goes beyond the end of its object.', source: kasan },
  { id: 'wild-access', says: 'An address that belongs to no object is accessed.', source: kasan },
  { id: 'wild-call', says: 'Something is called that is no function.', source: 'arch/x86/mm/fault.c' },
  { id: 'write-to-read-only', says: 'A constant object is written.', source: 'arch/x86/mm/fault.c' },
  { id: 'double-free', says: 'An object is freed twice.', source: 'mm/kasan/report.c: kasan_report_invalid_free()' },
  {
    id: 'invalid-free',
    says: 'Something is freed that was not allocated, or not at its start.',
    source: 'mm/kasan/report.c: kasan_report_invalid_free()',
  },
  {
    id: 'free-active-object',
    says: 'Memory is freed in which a timer or work item is still pending.',
    source: 'lib/debugobjects.c, Documentation/core-api/debug-objects.rst',
  },
  {
    id: 'init-active-object',
    says: 'A timer or work item is initialised while it is pending.',
    source: 'lib/debugobjects.c, Documentation/core-api/debug-objects.rst',
  },
  { id: 'memory-leak', says: 'An allocated object is reached by nothing any more.', source: 'mm/kmemleak.c' },
  { id: 'overlapping-copy', says: 'memcpy() is given ranges that overlap.', source: 'lib/string.c: memcpy()' },
];
