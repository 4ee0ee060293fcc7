import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codes, compileFiles, compileText, operations } from './text';

describe('kernel/c on hostile text', function () {
  this.timeout(60_000);

  it('reads a function of one megabyte', () => {
    const body = 'x = x * 3 + 1;\n'.repeat(70_000);
    const compiled = compileText(`int f(int x)\n{\n${body}return x;\n}\n`);
    assert.equal(operations(compiled, 'f').length, 70_001);
  });

  it('gives up a macro that doubles without end', () => {
    const doubling = Array.from({ length: 40 }, (_, n) => `#define M${n + 1} M${n} M${n}`).join('\n');
    const compiled = compileText(`#define M0 x +\n${doubling}\nint x = M40 0;\nint f(void) { return 1; }\n`);
    assert.ok(codes(compiled).includes('macro-too-large'));
  });

  it('expands a macro that names itself once', () => {
    const compiled = compileText('#define f(x) f(f)(x)\nint f(int x) { return x; }\n');
    assert.ok(compiled.problems.length > 0);
  });

  it('leaves arguments nested too deeply as they are', () => {
    const nested = 'ID('.repeat(5000) + '1' + ')'.repeat(5000);
    assert.ok(codes(compileText(`#define ID(x) x\nint f(void) { return ${nested}; }\n`)).includes('macro-too-deep'));
  });

  it('stops at the limit of includes that include themselves', () => {
    const compiled = compileFiles({ 'a.c': '#include "a.h"\nint f(void) { return 1; }\n', 'a.h': '#include "a.h"\n' });
    assert.deepEqual(codes(compiled), ['include-too-deep']);
    assert.deepEqual(operations(compiled, 'f'), ['return']);
  });

  it('says where a comment begins that never ends', () => {
    const compiled = compileText('int f(void) { return 1; }\n  /* and so on\nint g(void) { return 2; }\n');
    const [first] = compiled.problems;
    assert.equal(first?.code, 'comment-unterminated');
    assert.deepEqual(first?.where, { file: 'a.c', line: 2, column: 3 });
    assert.deepEqual(operations(compiled, 'f'), ['return']);
  });

  it('keeps an unclosed quote inside its function', () => {
    const compiled = compileText('int f(void)\n{\n\treturn "abc;\n}\nint g(void) { return 2; }\n');
    assert.deepEqual(operations(compiled, 'g'), ['return']);
    assert.match(operations(compiled, 'f')[0] ?? '', /^opaque: a quote is not closed/);
  });

  it('finds the next function behind braces that do not match', () => {
    const compiled = compileText('int f(int x)\n{\n\tif (x) {\n\treturn 1;\n}\n\nint g(void)\n{\n\treturn 2;\n}\n');
    assert.deepEqual(operations(compiled, 'g'), ['return']);
  });

  it('refuses expressions nested without end', () => {
    const deep = `int f(void) { return ${'('.repeat(20_000)}1${')'.repeat(20_000)}; }\nint g(void) { return 1; }\n`;
    const compiled = compileText(deep);
    assert.match(operations(compiled, 'f')[0] ?? '', /^opaque: .*nested too deeply/);
    assert.deepEqual(operations(compiled, 'g'), ['return']);
  });

  it('refuses a sum without end', () => {
    const compiled = compileText(`int f(int x) { return x${' + x'.repeat(200_000)}; }\nint g(void) { return 1; }\n`);
    assert.deepEqual(operations(compiled, 'g'), ['return']);
  });

  it('bounds ranges of initialisers', () => {
    const compiled = compileText('int a[] = { [0 ... 2000000000] = 1 };\nint g(void) { return 1; }\n');
    assert.deepEqual(operations(compiled, 'g'), ['return']);
    assert.ok(codes(compiled).includes('declaration-unparsed'));
  });

  it('never throws, whatever the words', () => {
    const word = fc.constantFrom(
      ...'int struct s { } ( ) [ ] ; , = * & ++ -> . if else for while do switch case : default return goto x y typedef enum union sizeof 1 "a" \'c\' #define #if #endif #include <a> \n ## # ? ... __attribute__ (( )) ({ }) typeof static asm void'.split(
        ' ',
      ),
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        compileText(words.join(' '));
      }),
      { numRuns: 500 },
    );
  });
});
