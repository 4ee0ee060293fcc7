import assert from 'node:assert/strict';

import { atOnce } from '../../../extension/ground/sliced';
import { overlaying, renames, wholeFile } from '../../../extension/link/overlay';
import type { ModelFile } from '../../../extension/link/models';
import type { SourceFile } from '../../../extension/kernel/source';
import { afterImage } from '../../../extension/patch/image';
import { parsePatch } from '../../../extension/patch/parse';
import type { FileDiff } from '../../../extension/patch/patch';

const model = (path: string, text: string): ModelFile => ({ path: `models/${path}`, text, standsFor: path });

/** The diff that is the whole body of a mail. */
function diffOf(text: string): FileDiff {
  const diff = parsePatch(text).files[0];
  assert.ok(diff);
  return diff;
}

function laid(stands: ModelFile | null, path: string, text: string): { file: SourceFile; codes: string[] } {
  const steps = [{ patch: 'patch@example.org', diff: diffOf(text) }];
  const { file, problems } = atOnce(overlaying(stands, afterImage(path, steps), steps, new Map()));
  assert.equal(file.lines.length, file.text.split('\n').length);
  return { file, codes: problems.map(({ code }) => code) };
}

/** Each line with the letter of its origin: m for the model, s for the series. */
const shown = (file: SourceFile): string =>
  file.text
    .split('\n')
    .map((line, at) => `${file.lines[at]?.origin.slice(0, 1) ?? '?'} ${line}`.trimEnd())
    .filter((line) => line.length > 1)
    .join('\n');

describe('a function of a model that a patch shows in part', () => {
  const RING = `int ring(int n)
{
	mutex_lock(&tone_lock);
	if (n)
		strike(n);
	mutex_unlock(&tone_lock);
	return 0;
}
`;

  it('takes the change where its neighbours are', () => {
    const { file, codes } = laid(
      model('lib/bell.c', RING),
      'lib/bell.c',
      `--- a/lib/bell.c
+++ b/lib/bell.c
@@ -40,6 +40,7 @@ int ring(int n)
 	trace_ring(n);
 	mutex_lock(&tone_lock);
 	if (n > 0)
-		strike(n);
+		strike(n + 1);
+	settle();
 	mutex_unlock(&tone_lock);
`,
    );
    assert.deepEqual(codes, []);
    assert.equal(
      shown(file),
      `m int ring(int n)
m {
s 	mutex_lock(&tone_lock);
m 	if (n)
s 		strike(n + 1);
s 	settle();
s 	mutex_unlock(&tone_lock);
m 	return 0;
m }`,
    );
  });

  it('stays as it is, and says so, where what the patch removes is not there', () => {
    const { file, codes } = laid(
      model('lib/bell.c', RING),
      'lib/bell.c',
      `--- a/lib/bell.c
+++ b/lib/bell.c
@@ -40,3 +40,3 @@ int ring(int n)
 	mutex_lock(&tone_lock);
-	damp(n);
+	damp(n + 1);
 	mutex_unlock(&tone_lock);
`,
    );
    assert.deepEqual(codes, ['function-in-part']);
    assert.ok(!shown(file).includes('s '));
  });
});

describe('what a hunk shows only half of', () => {
  it('takes the first line of a signature from the heading', () => {
    const { file } = laid(
      model('lib/bell.c', 'static int ring(int n, int tone)\n{\n\treturn 0;\n}\n'),
      'lib/bell.c',
      `--- a/lib/bell.c
+++ b/lib/bell.c
@@ -11,4 +11,4 @@ static int ring(int n,
 		int tone)
 {
-	return n;
+	return n + tone;
 }
`,
    );
    assert.equal(shown(file), 's static int ring(int n,\ns \t\tint tone)\ns {\ns \treturn n + tone;\ns }');
  });

  it('puts a new type ahead of what needs it', () => {
    const { file } = laid(
      model('include/bell.h', '#ifndef BELL_H\n#define BELL_H\nstruct bell {\n\tint n;\n};\n#endif\n'),
      'include/bell.h',
      `--- a/include/bell.h
+++ b/include/bell.h
@@ -1,2 +1,5 @@
 
+struct tone {
+	int pitch;
+};
 
@@ -20,2 +23,3 @@ struct bell {
 	int n;
+	struct tone tone;
 };
`,
    );
    const lines = shown(file).split('\n');
    assert.ok(lines.indexOf('s struct tone {') < lines.indexOf('m struct bell {'));
    assert.ok(lines.includes('s \tstruct tone tone;'));
  });

  it('takes no half of a conditional into a struct', () => {
    const { file } = laid(
      model('include/bell.h', '#ifndef BELL_H\n#define BELL_H\nstruct bell {\n\tint n;\n};\n#endif\n'),
      'include/bell.h',
      `--- a/include/bell.h
+++ b/include/bell.h
@@ -20,4 +20,4 @@ struct bell {
 	int m;
-#ifdef CONFIG_TONE
+#ifdef CONFIG_TONE_CORE
 	int tone;
 #endif
`,
    );
    assert.ok(!file.text.includes('CONFIG_TONE_CORE'));
  });
});

describe('a model with what a patch shows laid over it', () => {
  it('puts a type that a patch adds ahead of the type that contains it', () => {
    const { file, codes } = laid(
      model(
        'include/linux/bell.h',
        '#ifndef BELL_H\n#define BELL_H\n\nstruct bell;\n\nstruct bell {\n\tint rings;\n};\n\nvoid ring(struct bell *bell);\n\n#endif\n',
      ),
      'include/linux/bell.h',
      `diff --git a/include/linux/bell.h b/include/linux/bell.h
index 1111111..2222222 100644
--- a/include/linux/bell.h
+++ b/include/linux/bell.h
@@ -4,2 +4,6 @@
 struct bell;
+
+struct tone {
+	int pitch;
+};
 
@@ -6,3 +10,4 @@ struct bell;
 struct bell {
 	int rings;
+	struct tone tone;
 };
`,
    );
    assert.deepEqual(codes, []);
    const order = ['struct tone {', 'struct bell {', 'struct tone tone;', 'void ring'].map((text) =>
      file.text.indexOf(text),
    );
    assert.ok(!order.includes(-1), file.text);
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
      file.text,
    );
  });

  it('takes the includes that a patch shows where no model stands for the file', () => {
    const { file } = laid(
      null,
      'lib/bell.c',
      `diff --git a/lib/bell.c b/lib/bell.c
index 1111111..2222222 100644
--- a/lib/bell.c
+++ b/lib/bell.c
@@ -1,2 +1,3 @@
 #include <linux/tone.h>
+#include <linux/hammer.h>
 
@@ -20,2 +21,6 @@ int before(void)
 
+int ring(void)
+{
+	return 1;
+}
 
`,
    );
    assert.match(shown(file), /s #include <linux\/tone\.h>/);
    assert.match(shown(file), /s #include <linux\/hammer\.h>/);
  });

  it('takes a function that stands whole in the place of its own', () => {
    const { file, codes } = laid(
      model(
        'lib/bell.c',
        '#include <linux/bell.h>\n\nint ring(void)\n{\n\treturn 0;\n}\n\nint after(void)\n{\n\treturn ring();\n}\n',
      ),
      'lib/bell.c',
      `diff --git a/lib/bell.c b/lib/bell.c
index 1111111..2222222 100644
--- a/lib/bell.c
+++ b/lib/bell.c
@@ -10,6 +10,9 @@ int before(void)
 
+static int tone;
+
 int ring(void)
 {
-	return 0;
+	tone++;
+	return tone;
 }
 
`,
    );
    assert.deepEqual(codes, []);
    assert.equal(
      shown(file),
      `m #include <linux/bell.h>
s static int tone;
s int ring(void)
s {
s 	tone++;
s 	return tone;
s }
m int after(void)
m {
m 	return ring();
m }`,
    );
    const at = file.text.split('\n').indexOf('\ttone++;');
    assert.deepEqual(file.lines[at], {
      origin: 'series',
      file: 'lib/bell.c',
      line: 15,
      patch: 'patch@example.org',
      patchLine: 12,
    });
  });

  it('keeps its own where a function is shown only in part, and says so', () => {
    const { file, codes } = laid(
      model('lib/bell.c', 'int ring(void)\n{\n\treturn 0;\n}\n'),
      'lib/bell.c',
      `diff --git a/lib/bell.c b/lib/bell.c
index 1111111..2222222 100644
--- a/lib/bell.c
+++ b/lib/bell.c
@@ -50,3 +50,4 @@ int ring(void)
 	int a;
 
+	a = 1;
 	if (a)
`,
    );
    assert.deepEqual(codes, ['function-in-part']);
    assert.ok(!file.text.includes('a = 1'));
  });

  it('takes a member away with all the lines that it stands on', () => {
    const { file } = laid(
      // A file of the tree for which the hunks were not made stands as a model does.
      {
        path: 'include/linux/bell.h',
        standsFor: 'include/linux/bell.h',
        text: 'struct bell_ops {\n\tint (*ring)(struct bell *,\n\t\t    int tone);\n\tvoid (*mute)(struct bell *,\n\t\t     int tone);\n};\n',
      },
      'include/linux/bell.h',
      `diff --git a/include/linux/bell.h b/include/linux/bell.h
index 1111111..2222222 100644
--- a/include/linux/bell.h
+++ b/include/linux/bell.h
@@ -20,6 +20,4 @@ struct bell_ops {
 	int more;
-	void (*mute)(struct bell *,
-		     int tone);
 	int other;
 
 	int last;
`,
    );
    assert.equal(shown(file), 'm struct bell_ops {\nm \tint (*ring)(struct bell *,\nm \t\t    int tone);\nm };');
  });

  it('gives a struct the members that a hunk adds to it and takes those that it removes', () => {
    const { file } = laid(
      model(
        'include/linux/bell.h',
        '#ifndef B\n#define B\nstruct bell {\n\tint tone;\n\tint old;\n};\nvoid ring(void);\n#endif\n',
      ),
      'include/linux/bell.h',
      `diff --git a/include/linux/bell.h b/include/linux/bell.h
index 1111111..2222222 100644
--- a/include/linux/bell.h
+++ b/include/linux/bell.h
@@ -20,5 +20,7 @@ struct bell {
 	int mute;
-	int old;
+	/* How loud. */
+	int volume;
 
 	int more;
@@ -60,2 +61,3 @@ void something(void);
 
+int ring_twice(void);
 
`,
    );
    assert.equal(
      shown(file),
      `m #ifndef B
m #define B
m struct bell {
m 	int tone;
s 	/* How loud. */
s 	int volume;
m };
m void ring(void);
s int ring_twice(void);
m #endif`,
    );
  });

  it('leaves out the stubs of a kernel without the option', () => {
    const { file } = laid(
      model('include/linux/bell.h', '#ifndef B\n#define B\nvoid ring(void);\n#endif\n'),
      'include/linux/bell.h',
      `diff --git a/include/linux/bell.h b/include/linux/bell.h
index 1111111..2222222 100644
--- a/include/linux/bell.h
+++ b/include/linux/bell.h
@@ -20,6 +20,11 @@
 int shown(void);
+int bell_init(void);
 #else
 static inline int shown(void)
+{
+	return 1;
+}
+static inline int bell_init(void)
 {
 	return 0;
 }
`,
    );
    assert.equal(shown(file), 'm #ifndef B\nm #define B\nm void ring(void);\ns int bell_init(void);\nm #endif');
  });

  it('stands alone on common headers where no model is', () => {
    const { file } = laid(
      null,
      'lib/horn.c',
      `diff --git a/lib/horn.c b/lib/horn.c
index 1111111..2222222 100644
--- a/lib/horn.c
+++ b/lib/horn.c
@@ -1,2 +1,6 @@
 
+int honk(void)
+{
+	return 1;
+}
 
`,
    );
    assert.match(file.text, /^#include <kapi\/kernel\.h>\n/);
    assert.match(file.text, /int honk\(void\)/);
  });

  it('knows what a series calls by another name', () => {
    const diff = diffOf(`diff --git a/include/linux/bell.h b/include/linux/bell.h
index 1111111..2222222 100644
--- a/include/linux/bell.h
+++ b/include/linux/bell.h
@@ -1,4 +1,4 @@
 struct bell_ops {
-	void (*ring)(struct bell *bell);
+	void (*chime)(struct bell *bell);
-	void (*stop)(struct bell *bell);
+	int (*halt)(struct bell *bell);
 };
`);
    assert.deepEqual([...renames(diff)], [['ring', 'chime']]);
  });

  it('is not needed where the file is known whole', () => {
    const text = `diff --git a/lib/new.c b/lib/new.c
new file mode 100644
index 0000000..2222222
--- /dev/null
+++ b/lib/new.c
@@ -0,0 +1,2 @@
+int n;
+int m;
`;
    const image = afterImage('lib/new.c', [{ patch: 'patch@example.org', diff: diffOf(text) }]);
    assert.ok(image.complete);
    assert.equal(wholeFile(image).text, 'int n;\nint m;\n');
  });
});
