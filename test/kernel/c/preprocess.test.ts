import assert from 'node:assert/strict';
import { FileTable } from '../../../extension/kernel/c/file-table';
import { preprocess } from '../../../extension/kernel/c/preprocess';
import { spell } from '../../../extension/kernel/c/token';
import { plainSource, type Sources } from '../../../extension/kernel/source';
import { sourcesOf } from './text';

function expanded(sources: Sources, primitives: readonly string[] = []): { text: string; problems: string[] } {
  const [unit] = sources.units;
  if (unit === undefined) throw new Error('no unit');
  const { tokens, problems } = preprocess(unit, new FileTable(), sources, new Set(primitives));
  return { text: spell(tokens), problems: problems.map(({ code }) => code) };
}

const expand = (text: string): string => expanded(sourcesOf({ 'a.c': text })).text;

describe('kernel/c preprocessor', () => {
  it('gives what the C standard gives for its examples of rescanning', () => {
    // C11 6.10.3.5, example 3.
    const text = `#define x 3
#define f(a) f(x * (a))
#undef x
#define x 2
#define g f
#define z z[0]
#define h g(~
#define m(a) a(w)
#define w 0,1
#define t(a) a
#define p() int
#define q(x) x
#define r(x,y) x ## y
#define str(x) # x
f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);
g(x+(3,4)-w) | h 5) & m
(f)^m(m);
p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };
char c[2][6] = { str(hello), str() };
`;
    const wanted = `f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);
f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);
int i[] = { 1, 23, 4, 5, };
char c[2][6] = { "hello", "" };`;
    const squeeze = (one: string): string => one.replace(/\s+/g, '');
    assert.equal(squeeze(expand(text)), squeeze(wanted));
  });

  it('gives what the C standard gives for # and ##', () => {
    // C11 6.10.3.5, example 4.
    const text = `#define str(s) # s
#define xstr(s) str(s)
#define debug(s, t) printf("x" # s "= %d, x" # t "= %s", x ## s, x ## t)
#define INCFILE(n) vers ## n
#define glue(a, b) a ## b
#define xglue(a, b) glue(a, b)
#define HIGHLOW "hello"
#define LOW LOW ", world"
debug(1, 2);
xstr(INCFILE(2).h)
glue(HIGH, LOW);
xglue(HIGH, LOW)
`;
    assert.equal(expand(text), 'printf("x" "1" "= %d, x" "2" "= %s", x1, x2); "vers2.h" "hello"; "hello" ", world"');
  });

  it('includes each header once that guards itself, or asks for it', () => {
    const files = {
      'a.c': '#include <guarded.h>\n#include <guarded.h>\n#include "once.h"\n#include "once.h"\n',
      'guarded.h': '#ifndef G\n#define G\nguarded\n#endif\n',
      'once.h': '#pragma once\nonce\n',
    };
    assert.equal(expanded(sourcesOf(files)).text, 'guarded once');
  });

  it('includes what a macro names', () => {
    const files = { 'a.c': '#define H <dir/h.h>\n#include H\n', 'dir/h.h': 'found\n' };
    assert.equal(expanded(sourcesOf(files)).text, 'found');
  });

  it('notes a header that nobody has, and goes on', () => {
    assert.deepEqual(expanded(sourcesOf({ 'a.c': '#include <linux/gone.h>\nrest\n' })), {
      text: 'rest',
      problems: ['include-missing'],
    });
  });

  it('answers __has_include and defined()', () => {
    const text = '#if __has_include(<b.h>) && !__has_include("c.h") && defined(A) && !defined B\nyes\n#endif\n';
    assert.equal(expanded(sourcesOf({ 'a.c': text, 'b.h': '' }, { A: '1' })).text, 'yes');
  });

  it('starts with the defines and preludes of the program', () => {
    const sources = { ...sourcesOf({ 'a.c': 'X Y\n', 'pre.h': '#define Y 2\n' }, { X: '1' }), preludes: ['pre.h'] };
    assert.equal(expanded(sources).text, '1 2');
  });

  it('does not take a macro of the tree for a name that the machine answers', () => {
    const tree = plainSource('t.h', '#define spin_lock(x) asm("" : : "r" (x))\n#define other(x) (x)\n', 'tree');
    const unit = plainSource('a.c', '#include <t.h>\nspin_lock(a); other(b);\n');
    const sources: Sources = { units: [unit], include: () => tree, defines: new Map() };
    assert.equal(expanded(sources, ['spin_lock', 'other_name']).text, 'spin_lock(a); (b);');
  });

  it('reports conditionals that do not match', () => {
    assert.deepEqual(expanded(sourcesOf({ 'a.c': '#if 1\n#else\n#endif\n#endif\n#ifdef X\n' })).problems, [
      'if-missing',
      'if-unterminated',
    ]);
  });

  it('places the tokens of a macro body at its use', () => {
    const [unit] = sourcesOf({ 'a.c': '#define A(x) x + 1\n  A(y);\n' }).units;
    if (unit === undefined) throw new Error('no unit');
    const { tokens } = preprocess(unit, new FileTable(), sourcesOf({}), new Set());
    const shown = tokens.map(({ text, start, end }) => `${text}: ${unit.text.slice(start, end)}`);
    assert.deepEqual(shown, ['y: y', '+: A(y)', '1: A(y)', ';: ;']);
  });
});
