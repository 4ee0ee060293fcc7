import assert from 'node:assert/strict';
import { codes, compileFiles, compileText, functionNamed, operations } from './text';

describe('kernel/c linking', () => {
  it('takes an external function from the earlier unit', () => {
    const compiled = compileFiles(
      {
        'flow.c': 'int f(void);\nint main(void) { return f(); }\n',
        'series.c': 'int f(void) { return 1; }\n',
        'model.c': 'int f(void) { return 2; }\n',
      },
      { roots: 'reachable' },
    );
    const place = compiled.program.places[functionNamed(compiled, 'f').at];
    assert.equal(compiled.program.files[place?.file ?? -1]?.path, 'series.c');
  });

  it('lets a definition win over a weak one', () => {
    const compiled = compileFiles(
      {
        'flow.c': 'int f(void);\nint main(void) { return f(); }\n',
        'a.c': 'int __attribute__((weak)) f(void) { return 1; }\n',
        'b.c': 'int f(void) { return 2; }\n',
      },
      { roots: 'reachable' },
    );
    const place = compiled.program.places[functionNamed(compiled, 'f').at];
    assert.equal(compiled.program.files[place?.file ?? -1]?.path, 'b.c');
  });

  it('keeps statics of units apart', () => {
    const compiled = compileFiles({
      'a.c': 'static int v = 1;\nint f(void) { return v; }\n',
      'b.c': 'static int v = 2;\nint g(void) { return v; }\n',
    });
    assert.deepEqual(
      compiled.program.globals.map(({ name, data }) => [name, data[0]]),
      [
        ['v', 1],
        ['v', 2],
      ],
    );
  });

  it('answers a missing function by a primitive of its name', () => {
    const compiled = compileText('int printk(const char *f, ...);\nvoid f(void) { printk("hello"); }\n');
    assert.deepEqual(operations(compiled, 'f'), ['call primitive printk', 'return']);
  });

  it('makes a call that nothing answers opaque where it stands', () => {
    const compiled = compileText('void gone(void);\nint f(int x) { x++; gone(); return x; }\n');
    assert.deepEqual(operations(compiled, 'f'), ['assign', 'opaque: nothing defines gone()']);
    assert.deepEqual(
      compiled.program.opaque.map(({ symbol }) => symbol),
      ['gone', 'f'],
    );
  });

  it('takes the type of an undeclared function from the unit that defines it', () => {
    const compiled = compileFiles({
      'a.c': 'long f(void) { return g(1); }\n',
      'b.c': 'void *g(char c) { return (void *)(long)c; }\n',
    });
    assert.deepEqual(operations(compiled, 'f'), ['call g', 'return']);
  });

  it('lowers only what a run can reach', () => {
    const compiled = compileText(
      'static void dead(void) { }\nstatic void live(void) { }\nstatic void (*table[])(void) = { live };\n' +
        '__attribute__((annotate("actor"))) void a(void) { table[0](); }\n',
      { roots: 'reachable' },
    );
    assert.deepEqual(compiled.program.functions.map(({ name }) => name).sort(), ['a', 'live']);
    assert.deepEqual(functionNamed(compiled, 'a').annotations, ['actor']);
  });

  it('gives a pointer to a primitive a function to point at', () => {
    const compiled = compileText('int printk(const char *f, ...);\nvoid *p(void) { return printk; }\n');
    assert.deepEqual(operations(compiled, 'printk'), ['call primitive printk', 'return']);
  });
});

describe('kernel/c places', () => {
  const place = (text: string, name: string, index: number): string => {
    const compiled = compileText(text);
    const { at } = functionNamed(compiled, name).code[index] ?? { at: -1 };
    const found = compiled.program.places[at];
    return `${found?.line}:${found?.column} ${found?.name}`;
  };

  it('names a step by its call or statement', () => {
    assert.equal(place('int g(int);\nvoid f(int *p)\n{\n\t*p = g(*p\n\t\t+ 1);\n}\n', 'f', 0), '4:9 g(*p + 1)');
  });

  it('shows a macro where it is used, and its arguments where they stand', () => {
    const text =
      '#define SET(p, v) do { *(p) = 0; *(p) = (v); } while (0)\nvoid f(int *a, int *b)\n{\n\tSET(a, *b);\n}\n';
    assert.equal(place(text, 'f', 0), '4:2 SET(a, *b)');
    assert.equal(place(text, 'f', 1), '4:9 SET(a, *b)');
  });
});

describe('kernel/c on what it does not understand', () => {
  it('keeps a function with a syntax error opaque and the others whole', () => {
    const compiled = compileText('int f(void) { return 1 +; }\nint g(void) { return 2; }\n');
    assert.deepEqual(codes(compiled), ['function-unparsed']);
    assert.deepEqual(operations(compiled, 'g'), ['return']);
    assert.match(operations(compiled, 'f')[0] ?? '', /^opaque/);
  });

  it('names an iterator macro that nobody defines', () => {
    const compiled = compileText(
      'struct l;\nvoid f(struct l *l, int x)\n{\n\tlist_for_each_entry(x, l, m) {\n\t\tx = 1;\n\t}\n}\n',
    );
    assert.deepEqual(operations(compiled, 'f'), ['opaque: unknown macro list_for_each_entry() is used as a statement']);
  });

  it('runs up to what cannot be executed', () => {
    const compiled = compileText('int f(int x)\n{\n\tx++;\n\tif (x)\n\t\tasm volatile("cli");\n\treturn x;\n}\n');
    assert.deepEqual(operations(compiled, 'f'), ['assign', 'branch', 'opaque: inline assembly', 'return']);
  });

  it('leaves floating point alone until it is reached', () => {
    const compiled = compileText(
      'struct s { double d; int i; };\nint f(struct s *s) { return s->i; }\ndouble g(struct s *s) { return s->d; }\n',
    );
    assert.deepEqual(operations(compiled, 'f'), ['load', 'return']);
    assert.match(operations(compiled, 'g')[0] ?? '', /^opaque: .*double/);
  });

  it('takes words that nobody defines for annotations', () => {
    const compiled = compileText(
      'struct file;\nstatic int __init noisy setup_it(void __user *p, const char __user *q) __must_hold(x)\n{\n\treturn p == q;\n}\n',
    );
    assert.deepEqual(operations(compiled, 'setup_it'), ['return']);
    assert.ok(functionNamed(compiled, 'setup_it').annotations.includes('__init'));
  });

  it('makes what uses an unknown type opaque, and nothing else', () => {
    const compiled = compileText('int f(foo_t x, int y) { return y; }\nint g(void) { foo_t x = 1; return x; }\n');
    assert.deepEqual(operations(compiled, 'f'), ['return']);
    assert.match(operations(compiled, 'g')[0] ?? '', /^opaque: type foo_t is not declared/);
  });

  it('reports a static assertion that does not hold', () => {
    assert.deepEqual(codes(compileText('_Static_assert(sizeof(int) == 8, "int is small");\n')), ['static-assert']);
  });

  it('reads past macros that nobody defines at file scope', () => {
    const compiled = compileText(
      'MODULE_LICENSE("GPL");\nEXPORT_SYMBOL(f)\nint f(void) { return 1; }\nmodule_init(f);\n',
    );
    assert.deepEqual(operations(compiled, 'f'), ['return']);
    assert.deepEqual(codes(compiled), []);
  });

  it('drops the arm that a constant condition never takes', () => {
    const compiled = compileText(
      'void broken(void) __attribute__((error("too big")));\nint f(void)\n{\n\tif (sizeof(int) > 8)\n\t\tbroken();\n\treturn 1;\n}\n',
    );
    assert.deepEqual(operations(compiled, 'f'), ['return']);
  });
});

describe('kernel/c access marking', () => {
  it('marks accesses to volatile objects', () => {
    const compiled = compileText(
      'struct s { int a; };\nint f(struct s *s) { return *(const volatile int *)&s->a + s->a; }\n',
    );
    const markings = functionNamed(compiled, 'f').code.flatMap((one) => (one.op === 'load' ? [one.marking] : []));
    assert.deepEqual(markings, ['marked', 'plain']);
  });

  it('makes at most one access an instruction', () => {
    const compiled = compileText(
      'struct n { struct n *next; int v; };\nint f(struct n *n) { return n->next->next->v; }\n',
    );
    assert.deepEqual(operations(compiled, 'f'), ['load', 'load', 'load', 'return']);
  });
});
