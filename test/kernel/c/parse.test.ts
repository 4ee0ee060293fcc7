import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseCommand } from '../../../extension/cli/parse';
import { UsageError } from '../../../extension/cli/command';

/** `ring` is newer than the tree: as a function it can be called, as a variable nobody knows what it is. */
const BELL = `From: Ada <ada@example.org>
Subject: [PATCH] bell: new driver
Date: Mon, 2 Jun 2025 10:00:00 +0000
Message-Id: <bell-1@example.org>

diff --git a/drivers/Kconfig b/drivers/Kconfig
index 1111111..2222222 100644
--- a/drivers/Kconfig
+++ b/drivers/Kconfig
@@ -1,2 +1,4 @@
 config OTHER
 \tbool
+config BELL
+\tbool "bell"
diff --git a/drivers/bell.c b/drivers/bell.c
new file mode 100644
index 0000000..3333333
--- /dev/null
+++ b/drivers/bell.c
@@ -0,0 +1,21 @@
+#include <linux/thing.h>
+
+#ifdef CONFIG_BELL
+int count(struct thing *t)
+{
+\treturn t->v + 1;
+}
+#endif
+
+int ring_all(struct thing *t)
+{
+\tif (ring(t, 3))
+\t\treturn -1;
+\treturn count(t);
+}
+
+
+int loudest(struct thing *t)
+{
+\treturn t->v + loudest_bell;
+}
`;

describe('kapi-replay parse', () => {
  let tree = '';
  before(() => {
    tree = mkdtempSync(join(tmpdir(), 'parse-'));
    const files = {
      'include/linux/kconfig.h': '#define KCONFIG 1\n',
      'include/linux/compiler_types.h': '#define __user\n',
      'include/linux/thing.h': 'struct thing { int v; };\nint outside(struct thing __user *t);\n',
      'drivers/a.c': `#include <linux/thing.h>
int whole(struct thing *t) { return outside(t) + KCONFIG; }
static void halted(void) { asm volatile("hlt"); }
`,
      'drivers/deep/b.c': 'int broken(int x)\n{\n\tfor_each_bogus(x) {\n\t}\n\treturn x;\n}\n',
      'drivers/deep/notes.txt': 'not C',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
  });
  after(() => {
    rmSync(tree, { recursive: true });
  });

  async function run(...args: string[]): Promise<string> {
    let out = '';
    const status = await parseCommand.run(args, {
      out: (text) => (out += text),
      err: () => undefined,
      interactive: false,
      stdin: () => Promise.resolve(new Uint8Array()),
      signal: new AbortController().signal,
      now: () => 0,
    });
    assert.equal(status, 0);
    return out;
  }

  it('counts functions and says why the rest is not executable', async () => {
    const found: unknown = JSON.parse(await run(join(tree, 'drivers'), '--include', join(tree, 'include'), '--json'));
    assert.deepEqual(found, {
      schema: 1,
      files: 2,
      lines: 11,
      functions: 3,
      clean: 2,
      lowered: 1,
      undeclared: 0,
      reasons: [
        { reason: 'inline assembly', count: 1, example: `${join(tree, 'drivers/a.c')}:3` },
        {
          reason: 'unknown macro for_each_bogus() is used as a statement',
          count: 1,
          example: `${join(tree, 'drivers/deep/b.c')}:3`,
        },
      ],
    });
  });

  it('prints the same as text', async () => {
    assert.match(
      await run(join(tree, 'drivers'), '--include', join(tree, 'include')),
      /^2 files, 11 lines, 3 functions\n2 without/,
    );
  });

  it('reads what mail adds, with the options of the series on, up to calls of what nothing declares', async () => {
    const mail = join(tree, 'bell.eml');
    writeFileSync(mail, BELL);
    const found = JSON.parse(await run(mail, '--tree', tree, '--include', join(tree, 'include'), '--json')) as unknown;
    assert.deepEqual(found, {
      schema: 1,
      files: 1,
      lines: 22,
      functions: 3,
      clean: 3,
      lowered: 2,
      undeclared: 1,
      reasons: [{ reason: 'loudest_bell is not declared', count: 1, example: 'drivers/bell.c:20' }],
    });
  });

  it('refuses paths and options that are not there', async () => {
    await assert.rejects(run(join(tree, 'nowhere')), UsageError);
    await assert.rejects(run('--bogus'), UsageError);
    await assert.rejects(run(), UsageError);
  });
});
