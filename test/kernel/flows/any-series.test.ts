import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { apisCommand } from '../../../extension/cli/apis';
import { UsageError, type Terminal } from '../../../extension/cli/command';
import { primitiveNames } from '../../../extension/kernel/machine/primitives/primitives';
import { seriesApis, type SeriesApis } from '../../../extension/link/apis';
import { draftFlow } from '../../../extension/link/draft-flow';
import { exploreFlow } from '../../../extension/link/explore-flow';
import { openTree, type KernelTree } from '../../../extension/link/tree';
import { treePrototypes } from '../../../extension/link/tree-prototypes';
import { parseFlow } from '../../../extension/link/flow';
import { modelStub, withInclude } from '../../../extension/link/model-stub';
import type { Series } from '../../../extension/series/series';
import { corpusAtHand, corpusMail, kernelFiles, LIMITS, models, seriesOf } from './corpus';

const request = { trees: [], models, primitives: primitiveNames };

const mail = (diff: string): string => `From mboxrd@z Thu Jan  1 00:00:00 1970
From: Noor <noor@example.org>
Subject: [PATCH] bell: let others ring it
Message-ID: <bell-1@example.org>
Date: Mon, 2 Mar 2026 09:00:00 +0000

Ring.
---
${diff}
`;

const BELL = mail(`diff --git a/drivers/bell/bell.c b/drivers/bell/bell.c
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/drivers/bell/bell.c
@@ -0,0 +1,28 @@
+#include <linux/bell.h>
+#include <linux/mutex.h>
+
+static DEFINE_MUTEX(rope);
+
+static int bell_tone(struct bell *bell)
+{
+	return hammer_weight(bell->pitch);
+}
+
+/**
+ * bell_ring - rings once
+ */
+int bell_ring(struct bell *bell, unsigned int times)
+{
+	mutex_lock(&rope);
+	bell->rings += times;
+	mutex_unlock(&rope);
+	return 0;
+}
+EXPORT_SYMBOL_GPL(bell_ring);
+
+static const struct bell_ops default_ops = {
+	.tone = bell_tone,
+};
+
+int bell_count;
+
diff --git a/include/linux/bell.h b/include/linux/bell.h
new file mode 100644
index 0000000..2222222
--- /dev/null
+++ b/include/linux/bell.h
@@ -0,0 +1,18 @@
+#ifndef _LINUX_BELL_H
+#define _LINUX_BELL_H
+
+struct bell;
+
+struct bell {
+	int pitch;
+	int rings;
+};
+
+struct bell_ops {
+	int (*tone)(struct bell *bell);
+};
+
+int hammer_weight(int pitch);
+int bell_ring(struct bell *bell, unsigned int times);
+
+#endif
`);

async function only(mailbox: string): Promise<Series> {
  const all = await seriesOf(mailbox);
  const [best] = [...all].sort((a, b) => b.patches.length - a.patches.length);
  assert.ok(best);
  return best;
}

describe('a series that nobody prepared', function () {
  this.timeout(60_000);
  let bell: Series;
  let apis: SeriesApis;

  before(async () => {
    bell = await only(BELL);
    apis = seriesApis({ ...request, series: [bell] });
  });

  it('is asked what it adds for others', () => {
    assert.deepEqual(
      apis.adds.map(({ kind, name, state, isExported }) => `${kind} ${name} ${state}${isExported ? ' exported' : ''}`),
      [
        'function bell_ring series exported',
        'type bell series',
        'operation bell_ops.tone series',
        'type bell_ops series',
        'function hammer_weight opaque',
      ],
    );
  });

  it('is asked what it needs of others, what has no meaning first', () => {
    assert.deepEqual(
      apis.needs.map(({ name, state, uses }) => `${name} ${state} ${uses.map((use) => use.in).join()}`),
      ['hammer_weight opaque bell_tone', 'mutex_lock primitive bell_ring', 'mutex_unlock primitive bell_ring'],
    );
  });

  it('is asked where its code is entered by pointer', () => {
    assert.deepEqual(
      apis.entryPoints.map(
        ({ table, member, function: name, isStatic }) => `${table}.${member} ${name} ${String(isStatic)}`,
      ),
      ['default_ops.tone bell_tone true'],
    );
  });

  it('finds in the headers of a tree what a header of ours leaves out', () => {
    const files: Readonly<Record<string, string>> = {
      'drivers/bell/bell.c': '#include <linux/bell.h>\n#include "rope.h"\n',
      'drivers/bell/rope.h': '#include <linux/mutex.h>\n#include <linux/rope.h>\n#include "rope.h"\n',
      'include/linux/mutex.h': 'int __must_check mutex_lock_for(struct mutex *lock,\n\t\t\t\tlong jiffies);\n',
      'include/linux/rope.h': 'static inline int rope_left(void)\n{\n\treturn 1;\n}\n',
    };
    const tree: KernelTree = { name: 'tree', byBlob: () => null, byPath: (path) => files[path] ?? null };
    const rung = { path: 'drivers/bell/bell.c', text: '#include <linux/bell.h>\n' };
    const found = treePrototypes(['mutex_lock_for', 'rope_left', 'nobody'], [rung], [tree]);
    assert.deepEqual(
      [...found],
      [['mutex_lock_for', 'int __must_check mutex_lock_for(struct mutex *lock,\n\t\t\t\tlong jiffies);']],
    );
    assert.deepEqual([...treePrototypes(['mutex_lock_for'], [rung], [])], []);
    const [declared] = found.values();
    const stub = modelStub({ name: 'mutex_lock_for', signature: declared ?? '', uses: [] });
    assert.match(stub?.text ?? '', /^int mutex_lock_for\(struct mutex \*lock, long jiffies\)\n\{/m);
  });

  it('gets a flow drafted that runs', () => {
    const draft = draftFlow(bell, request, 'bell');
    assert.deepEqual(draft.calls, ['bell_ring']);
    assert.match(draft.text, /bell_ring\(&bell, 0\);/);
    assert.match(draft.text, /default_ops\.tone -> bell_tone\(\)/);
    const flow = parseFlow('bell.c', draft.text);
    assert.deepEqual(flow.problems, []);
    assert.deepEqual(flow.series, ['bell-1@example.org']);
    const { verdict, exploration } = exploreFlow({ flow, series: [bell], trees: [], models }, LIMITS);
    assert.equal(verdict, 'pass', exploration.message);
    assert.ok(exploration.origins.series >= 4, String(exploration.origins.series));
  });

  it('never passes on a draft that does nothing', async () => {
    const silent = await only(
      mail(`diff --git a/lib/a.c b/lib/a.c
index 1111111..2222222 100644
--- a/lib/a.c
+++ b/lib/a.c
@@ -1,2 +1,3 @@
 static int a;
+static int b;
 static int c;
`),
    );
    const draft = draftFlow(silent, request, 'silent');
    const { verdict, exploration } = exploreFlow(
      { flow: parseFlow('silent.c', draft.text), series: [silent], trees: [], models },
      LIMITS,
    );
    assert.equal(verdict, 'unmodelled');
    assert.equal(exploration.unmodelled[0]?.symbol, 'to_be_filled_in');
  });

  it('gets a stub for what nobody defines, which does not pass until it is filled in', () => {
    const need = apis.needs.find(({ name }) => name === 'hammer_weight');
    const stub = need && modelStub(need);
    assert.ok(stub);
    const header = `/**
 * flow: toll
 * series: <bell-1@example.org>
 * expect: pass
 */
#include <linux/bell.h>
#include <kapi/machine.h>
__actor void a(void)
{
	hammer_weight(2);
}
`;
    const flow = parseFlow('toll.c', withInclude(header, stub.include));
    const run = (text: string) =>
      exploreFlow(
        { flow, series: [bell], trees: [], models, local: (path) => (path === stub.path ? text : null) },
        LIMITS,
      );
    const before = run(stub.text);
    assert.equal(before.verdict, 'unmodelled');
    assert.equal(before.exploration.unmodelled[0]?.symbol, 'hammer_weight_is_to_be_filled_in');
    const filled = run(stub.text.replace(/return hammer_weight_is_to_be_filled_in\(\);/, 'return pitch * 10;'));
    assert.equal(filled.verdict, 'pass', filled.exploration.message);
  });

  it('gets no stub for what nobody even declares', () => {
    assert.equal(modelStub({ name: 'gong', signature: '', uses: [] }), null);
  });

  it('dmabuf-revoke-v7.mbox: gets a stub for what only a header of the tree declares', async function () {
    if (!corpusAtHand) this.skip();
    const series = await only(corpusMail('dmabuf-revoke-v7.mbox'));
    const need = (trees: readonly KernelTree[]) =>
      seriesApis({ ...request, trees, series: [series] }).needs.find(({ name }) => name === 'dma_buf_phys_vec_to_sgt');
    const [without, declared] = [need([]), need([openTree(kernelFiles)])];
    assert.equal(declared?.state, 'opaque');
    assert.match(
      modelStub(declared)?.text ?? '',
      /^struct sg_table \*dma_buf_phys_vec_to_sgt\(struct dma_buf_attachment/m,
    );
    assert.ok(without !== undefined);
    assert.equal(modelStub(without), null);
  });

  it('has an include only once', () => {
    const once = withInclude('/* flow: x */\n#include <a.h>\nint x;\n', '#include "models/b.h"');
    assert.equal(once, '/* flow: x */\n#include <a.h>\n#include "models/b.h"\nint x;\n');
    assert.equal(withInclude(once, '#include "models/b.h"'), once);
  });

  for (const [name, added, operation] of [
    ['mapping-types-rfc.mbox', 'dma_buf_match_mapping', 'dma_buf_ops.match_mapping'],
    ['interconnect-rfc-v2.mbox', 'dma_buf_map_interconnect', 'dma_buf_interconnect_ops.map_interconnect'],
    ['interconnect-poc-v2.mbox', 'dma_buf_interconnect_attach', 'dma_buf_attach_ops.supports_interconnect'],
  ] as const) {
    it(`${name}: what it adds, and a draft that never passes by skipping something`, async function () {
      if (!corpusAtHand) this.skip();
      const series = await only(corpusMail(name));
      const found = seriesApis({ ...request, series: [series] });
      const names = found.adds.map((api) => api.name);
      assert.ok(names.includes(added), names.join());
      assert.ok(names.includes(operation), names.join());
      assert.ok(found.entryPoints.length > 0);
      const draft = draftFlow(series, request, 'drafted');
      const flow = parseFlow('drafted.c', draft.text);
      assert.deepEqual(flow.problems, []);
      const { verdict } = exploreFlow({ flow, series: [series], trees: [], models }, LIMITS);
      assert.notEqual(verdict, 'pass');
    });
  }
});

describe('apis from a terminal', function () {
  this.timeout(60_000);
  let directory = '';
  const was = process.cwd();

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'apis-'));
    process.chdir(directory);
  });

  after(() => {
    process.chdir(was);
    rmSync(directory, { recursive: true });
  });

  async function apis(...args: string[]): Promise<{ status: number; out: string }> {
    let out = '';
    const terminal: Terminal = {
      out: (text) => (out += text),
      err: () => undefined,
      interactive: false,
      stdin: () => Promise.resolve(Buffer.from(BELL, 'latin1')),
      signal: new AbortController().signal,
      now: () => 0,
    };
    return { status: await apisCommand.run(args, terminal), out };
  }

  it('lists them as text and as JSON', async () => {
    const { status, out } = await apis('-');
    assert.equal(status, 0);
    assert.match(out, /function\s+bell_ring/);
    assert.match(out, /Needs of others \(3, of which 1 have no meaning yet\)/);
    const { schema, adds } = JSON.parse((await apis('-', '--json')).out) as {
      schema: number;
      adds: { name: string }[];
    };
    assert.equal(schema, 1);
    assert.equal(adds[0]?.name, 'bell_ring');
  });

  it('writes a draft and a stub where own flows live, and overwrites neither', async () => {
    await apis('-', '--draft', 'bell');
    assert.match(readFileSync(join('.kapi-replay', 'flows', 'bell.c'), 'utf8'), /flow: bell/);
    await assert.rejects(apis('-', '--draft', 'bell'), UsageError);
    await apis('-', '--stub', 'hammer_weight');
    assert.ok(existsSync(join('.kapi-replay', 'flows', 'models', 'hammer_weight.h')));
    await assert.rejects(apis('-', '--stub', 'hammer_weight'), UsageError);
  });

  it('refuses what it cannot do, with the reason', async () => {
    await assert.rejects(apis(), UsageError);
    await assert.rejects(apis('-', '--draft', '../bell'), /lower-case letters/);
    await assert.rejects(apis('-', '--stub', 'mutex_lock'), /has a meaning already/);
    await assert.rejects(apis('-', '--stub', 'nothing'), /nothing in the series calls/);
    await assert.rejects(apis('-', '--revision', '7'), /no revision v7/);
  });
});
