import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { exploreFlow, prepareFlow, type FlowResult } from '../../../extension/link/explore-flow';
import { parseFlow } from '../../../extension/link/flow';
import type { ModelFile, ModelLibrary } from '../../../extension/link/models';
import { openTree, type KernelTree } from '../../../extension/link/tree';
import type { Series } from '../../../extension/series/series';
import { LIMITS, models, seriesOf } from './corpus';

const mail = (revision: number, diff: string): string => `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Noor <noor@example.org>
Subject: [PATCH${revision > 1 ? ` v${String(revision)}` : ''}] bell: ring
Message-ID: <bell-v${String(revision)}@example.org>
Date: Mon, ${String(revision)} Mar 2026 09:00:00 +0000

Ring.
---
${diff}
`;

/** A new file whose function is called so. */
const adds = (name: string): string => `diff --git a/lib/bell.c b/lib/bell.c
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/lib/bell.c
@@ -0,0 +1,6 @@
+#include <linux/types.h>
+
+int ${name}(void)
+{
+	return 0;
+}
`;

const flowText = (header: string, body: string): string => `/**
 * flow: bell
 * series: <bell-v1@example.org>
${header} * expect: pass
 */
#include <kapi/kernel.h>
int bell_ring(void);
${body}
`;

const CALLS = '__actor void a(void) { bell_ring(); }';

function explored(
  text: string,
  series: readonly Series[],
  more: { readonly revision?: number; readonly trees?: readonly KernelTree[]; readonly models?: ModelLibrary } = {},
): FlowResult {
  return exploreFlow({ flow: parseFlow('mine.c', text), series, trees: [], models, ...more }, LIMITS);
}

describe('what does not fit together', function () {
  this.timeout(60_000);
  let both: readonly Series[] = [];

  before(async () => {
    both = await seriesOf(mail(1, adds('bell_ring')) + mail(2, adds('bell_toll')));
  });

  it('runs where it fits', () => {
    const { verdict, exploration } = explored(flowText('', CALLS), both);
    assert.equal(verdict, 'pass', exploration.message);
    assert.equal(exploration.origins.series, 1);
  });

  it('a series that is not open: named, at the first line of the flow', () => {
    const { verdict, exploration, prepared } = explored(flowText('', CALLS), []);
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /<bell-v1@example\.org>/);
    const [missing] = prepared.problems.filter(({ code }) => code === 'series-missing');
    assert.deepEqual(missing?.where, { file: 'mine.c', line: 1, column: 1 });
  });

  it('a revision that the input does not have', () => {
    const { verdict, exploration } = explored(flowText('', CALLS), both, { revision: 7 });
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /revision v7 of it is not in the input, which has v1, v2/);
  });

  it('a revision without the function: the call that has no body', () => {
    const { verdict, exploration } = explored(flowText('', CALLS), both, { revision: 2 });
    assert.equal(verdict, 'unmodelled');
    assert.deepEqual(
      exploration.unmodelled.map(({ symbol, file, line }) => `${symbol} ${file}:${String(line)}`),
      ['bell_ring mine.c:8'],
    );
  });

  it('a revision without a function that the flow says it needs: the line that says so', () => {
    const text = flowText(' * needs: bell_ring\n', '__actor void a(void) { }');
    const { verdict, exploration } = explored(text, both, { revision: 2 });
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /bell needs the real bell_ring\(\): nothing that was given defines it/);
    assert.equal(exploration.unmodelled[0]?.line, 4);
  });

  it('a patch that does not apply to the tree', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tree-'));
    try {
      mkdirSync(join(directory, 'lib'));
      mkdirSync(join(directory, 'include'));
      writeFileSync(join(directory, 'lib', 'bell.c'), 'int gong(void)\n{\n\treturn 3;\n}\n');
      const series = await seriesOf(
        mail(
          1,
          `diff --git a/lib/bell.c b/lib/bell.c
index 1111111..2222222 100644
--- a/lib/bell.c
+++ b/lib/bell.c
@@ -1,4 +1,4 @@
 int bell_ring(void)
 {
-	return 0;
+	return 1;
 }
`,
        ),
      );
      const { verdict, exploration } = explored(flowText('', CALLS), series, { trees: [openTree(directory)] });
      assert.equal(verdict, 'unmodelled');
      assert.match(exploration.message, /don't apply to lib\/bell\.c of the tree/);
      assert.deepEqual(
        exploration.unmodelled.map(({ file, line }) => `${file}:${String(line)}`),
        ['bell-v1@example.org:7'],
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('a model that contradicts the struct of the series: the line of the model', async () => {
    const series = await seriesOf(
      mail(
        1,
        `diff --git a/include/linux/gong.h b/include/linux/gong.h
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/include/linux/gong.h
@@ -0,0 +1,5 @@
+struct gong {
+	int weight;
+};
+
+int bell_ring(void);
`,
      ),
    );
    const wrong: ModelFile = {
      path: 'models/bell/bell.c',
      text: '#include <linux/gong.h>\nstatic struct gong gong;\nint bell_ring(void)\n{\n\treturn gong.colour;\n}\n',
      standsFor: null,
    };
    const library = {
      ...models,
      units: [...models.units, wrong],
      byPath: new Map([...models.byPath, [wrong.path, wrong]]),
    };
    const text = flowText('', `#include <linux/gong.h>\n${CALLS}`);
    const { verdict, exploration } = explored(text, series, { models: library });
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /colour/);
    assert.deepEqual(
      exploration.unmodelled.map(({ file, line }) => `${file}:${String(line)}`),
      ['models/bell/bell.c:5'],
    );
    const prepared = prepareFlow({ flow: parseFlow('mine.c', text), series, trees: [], models: library });
    assert.ok(prepared.problems.every(({ message }) => message !== ''));
  });

  it('an actor that is lost in macros without end: nothing passes without it', () => {
    const doubling = Array.from({ length: 40 }, (_, n) => `#define M${String(n + 1)} M${String(n)} M${String(n)}`);
    const text = flowText(
      '',
      `#define M0 x++;\n${doubling.join('\n')}\nstatic int x;\n${CALLS}\n__actor void b(void)\n{\n\tM40\n}`,
    );
    const { verdict, exploration } = explored(text, both);
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /Macros and includes make more than \d+ tokens/);
    assert.deepEqual(
      exploration.unmodelled.map(({ file, line }) => `${file}:${String(line)}`),
      ['mine.c:53', 'mine.c:52'],
    );
  });

  it('an actor that cannot be read: nothing passes without it', () => {
    const { verdict, exploration } = explored(flowText('', `${CALLS}\n__actor void b(int (x)\n{\n}`), both);
    assert.equal(verdict, 'unmodelled');
    assert.match(exploration.message, /This declaration is not read/);
    assert.equal(exploration.unmodelled[0]?.line, 10);
  });
});
