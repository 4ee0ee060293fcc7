import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openGrammar, type Grammar } from '../../../extension/kernel/c/grammar';
import { normalise } from '../../../extension/kernel/c/normalise';
import { outline, type Outline } from '../../../extension/kernel/c/outline';
import { lex } from '../../../extension/kernel/c/token';
import { readAsset } from '../../../extension/link/assets';

const CORPUS = join(__dirname, '..', '..', '..', '..', 'shared', 'corpus', 'kernel');

describe('kernel/c outline', function () {
  this.timeout(30_000);
  let grammar: Grammar;
  before(async () => {
    grammar = await openGrammar({
      core: await readAsset('web-tree-sitter.wasm'),
      c: await readAsset('tree-sitter-c.wasm'),
    });
  });
  after(() => {
    grammar.dispose();
  });
  const read = (text: string): Outline => outline(text, grammar);
  const functions = (text: string): string[] =>
    read(text).functions.map(({ name, startLine, endLine }) => `${name} ${startLine}-${endLine}`);

  it('finds functions with their lines, signature and linkage', () => {
    const [one] = read(
      '/* first */\nstatic int __must_check\nfoo(struct bar *b,\n    int n)\n{\n\treturn n;\n}\n',
    ).functions;
    assert.deepEqual(one, {
      name: 'foo',
      startLine: 2,
      endLine: 7,
      signature: 'static int __must_check foo(struct bar *b, int n)',
      isStatic: true,
      clean: true,
    });
  });

  it('is not misled by annotations with brackets', () => {
    assert.deepEqual(
      functions(
        '__printf(1, 2) void say(const char *f, ...)\n__acquires(lock)\n{\n}\n__attribute__((noinline))\nint f(void)\n{\n}\n',
      ),
      ['say 1-4', 'f 5-8'],
    );
  });

  it('finds functions on both sides of #else', () => {
    assert.deepEqual(functions('#ifdef A\nint f(void)\n{\n}\n#else\nint f(void)\n{ }\n#endif\n'), ['f 2-4', 'f 6-7']);
  });

  it('reads a fragment that begins inside a function', () => {
    assert.deepEqual(functions('\tif (x) {\n\t\ty();\n\t}\n\treturn 0;\n}\n\nint next(void)\n{\n\treturn 1;\n}\n'), [
      'next 7-10',
    ]);
  });

  it('finds structs, macros, typedefs, objects and prototypes', () => {
    const found = read(
      '#define N 3\nstruct s {\n\tint a;\n} __packed;\ntypedef struct { int v; } t_t;\ntypedef int (*fn)(void);\n' +
        'static const struct ops o = {\n\t.f = g,\n};\nstatic DEFINE_MUTEX(lock);\nextern int f(int);\nstruct later;\nint arr[N];\n',
    );
    assert.deepEqual(
      found.structs.map(
        ({ kind, name, startLine, closeLine, endLine }) => `${kind} ${name} ${startLine} ${closeLine} ${endLine}`,
      ),
      ['struct s 2 4 4', 'struct  5 5 5'],
    );
    assert.deepEqual(found.macros, [{ name: 'N', line: 1 }]);
    assert.deepEqual(
      found.typedefs.map(({ name }) => name),
      ['t_t', 'fn'],
    );
    assert.deepEqual(
      found.globals.map(({ name, line, endLine }) => `${name} ${line}-${endLine}`),
      ['o 7-9', 'lock 10-10', 'arr 13-13'],
    );
    assert.deepEqual(found.prototypes, [{ name: 'f', line: 11 }]);
  });

  it('lists calls with the function that makes them', () => {
    assert.deepEqual(read('int f(void)\n{\n\tif (g(1))\n\t\treturn sizeof(int);\n\treturn h();\n}\n').calls, [
      { name: 'g', line: 3, column: 6, from: 'f' },
      { name: 'h', line: 5, column: 9, from: 'f' },
    ]);
  });

  it('says which functions the grammar reads', () => {
    const found = read('int good(void)\n{\n\treturn 1;\n}\n\nint bad(void)\n{\n\treturn 1 +;\n}\n');
    assert.deepEqual(
      found.functions.map(({ name, clean }) => [name, clean]),
      [
        ['good', true],
        ['bad', false],
      ],
    );
  });

  it('normalises iterators, type arguments and ranges without moving anything', () => {
    const text =
      'void f(void)\n{\n\tlist_for_each_entry(p, &l, link) {\n\t\tx = container_of(p, struct item, m);\n\t}\n\tswitch (x) {\n\tcase 1 ... 3: break;\n\t}\n}\n';
    const made = normalise(text, lex(text, 0).tokens);
    assert.equal(made.length, text.length);
    assert.equal(made.split('\n').length, text.split('\n').length);
    assert.deepEqual(grammar.errors(made), []);
    assert.notDeepEqual(grammar.errors(text), []);
  });

  it('reads every function of a real file', function () {
    const file = join(CORPUS, 'dma-buf.c.83d1448b6dcc');
    // The corpus stands beside the repository where this project is developed, and nowhere else.
    if (!existsSync(file)) this.skip();
    const found = read(readFileSync(file, 'utf8'));
    assert.equal(found.functions.length, 53);
    assert.deepEqual(
      found.functions.filter(({ clean }) => !clean),
      [],
    );
    assert.ok(
      found.functions.some(
        ({ name, startLine, endLine }) => name === 'dma_buf_get_pfn_unlocked' && startLine === 1283 && endLine === 1319,
      ),
    );
  });
});
