import assert from 'node:assert/strict';

import { identifiers, scanDeclarations } from '../../../extension/link/declarations';

/** "function bell_ring 3-6", and the fragments after a bar. */
function scan(text: string): string[] {
  const { declarations, fragments } = scanDeclarations(text.split('\n'));
  return [
    ...declarations.map(
      (item) =>
        `${item.isStatic ? 'static ' : ''}${item.kind} ${item.name} ${String(item.lead + 1)}-${String(item.last + 1)}`,
    ),
    ...fragments.map((piece) => `| ${piece.name || '?'} ${String(piece.first + 1)}-${String(piece.last + 1)}`),
  ];
}

describe('the top level of kernel C, by its shape', () => {
  it('finds functions with the comment that belongs to them', () => {
    assert.deepEqual(
      scan(`#include <linux/bell.h>

/**
 * bell_ring - rings
 */
int
bell_ring(struct bell *bell)
{
	if (bell) {
again:
		return 0;
	}
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(bell_ring);

static void quiet(void) { }`),
      [
        'static include linux/bell.h 1-1',
        'function bell_ring 3-14',
        'static call EXPORT_SYMBOL_GPL 15-15',
        'static function quiet 17-17',
      ].map((line) => line.replace('static call', 'call')),
    );
  });

  it('knows types, objects, prototypes and macros', () => {
    assert.deepEqual(
      scan(`struct bell {
	int tone;
	struct { int a[]; } inner;
};
static const struct bell_ops ops = {
	.ring = bell_ring,
};
typedef int (*bell_fn)(struct bell *);
enum tone { LOW, HIGH };
extern struct bell *bells[4];
struct bell *bell_get(int n);
#define RING(x) \\
	bell_ring(x)
module_init(bell_init)
static LIST_HEAD(all);`),
      [
        'type bell 1-4',
        'static variable ops 5-7',
        'static type bell_fn 8-8',
        'type tone 9-9',
        'variable bells 10-10',
        'prototype bell_get 11-11',
        'static macro RING 12-13',
        'static call module_init 14-14',
        'static prototype LIST_HEAD 15-15',
      ],
    );
  });

  it('tells pieces from wholes, wherever the lines begin and end', () => {
    assert.deepEqual(
      scan(` * end of a comment
 */
	lost = true;
err_out:
	return ret;
}

int whole(void)
{
	return 1;
}

static int begun(int n)
{
	return n;`),
      ['function whole 8-11', '| ? 1-6', '| begun 13-15'],
    );
  });

  it('does not take the second line of a function for its first', () => {
    assert.deepEqual(scan('bell_ring(struct bell *bell)\n{\n\treturn 0;\n}'), ['| bell_ring 1-4']);
  });

  it('is not led astray by braces in comments and literals', () => {
    assert.deepEqual(scan('int f(void)\n{\n\t/* } */\n\tputs("}");\n\treturn \'}\';\n}\nint n;'), [
      'function f 1-6',
      'variable n 7-7',
    ]);
  });

  it('lists identifiers outside of comments and strings', () => {
    assert.deepEqual([...identifiers('a /* b */ "c" d->e // f\n')], ['a', 'd', 'e']);
  });
});
