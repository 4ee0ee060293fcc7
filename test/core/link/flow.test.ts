import assert from 'node:assert/strict';

import { expectationText, isFlow, parseFlow } from '../../../extension/link/flow';

const codes = (header: string, body = '__actor void a(void) { }'): string[] =>
  parseFlow('flows/mine.c', `${header}\n${body}\n`).problems.map(({ code, where }) => `${code} ${String(where?.line)}`);

describe('the header of a flow', () => {
  it('gives every field', () => {
    const flow = parseFlow(
      'flows/bell.c',
      `/**
 * flow: bell
 * title: A bell that rings twice
 * series: <20260302090000.4711-1-noor@example.org> quieter.patch
 * base: lib/chime.c 0123456789ab
 * loose: lib/bell.c
 * claims: <reply-1@example.org> <reply-2@example.org>
 *         <reply-3@example.org>
 * rows: M01 M02
 * fail: kzalloc 3
 * may-fail: try_module_get
 * needs: bell_ring() bell_stop
 * config: CONFIG_BELL=y CONFIG_SILENT=n CONFIG_TONES=12
 * expect: violation use-after-free in bell_ring
 *
 * What a reader should know:
 * nothing much.
 */
__actor void a(void) { }
`,
    );
    assert.deepEqual(flow.problems, []);
    assert.equal(flow.id, 'bell');
    assert.equal(flow.title, 'A bell that rings twice');
    assert.deepEqual(flow.series, ['20260302090000.4711-1-noor@example.org']);
    assert.deepEqual(flow.claims, ['reply-1@example.org', 'reply-2@example.org', 'reply-3@example.org']);
    assert.deepEqual(flow.patches, [{ file: 'quieter.patch', after: 1 }]);
    assert.deepEqual([...flow.bases], [['lib/chime.c', '0123456789ab']]);
    assert.deepEqual(flow.loose, ['lib/bell.c']);
    assert.deepEqual(flow.rows, ['M01', 'M02']);
    assert.deepEqual(flow.failures, [
      { function: 'kzalloc', call: 3 },
      { function: 'try_module_get', call: null },
    ]);
    assert.deepEqual(
      [...flow.config],
      [
        ['CONFIG_BELL', '1'],
        ['CONFIG_SILENT', ''],
        ['CONFIG_TONES', '12'],
      ],
    );
    assert.deepEqual(flow.needs, [
      { function: 'bell_ring', line: 12 },
      { function: 'bell_stop', line: 12 },
    ]);
    assert.equal(expectationText(flow.expect), 'violation use-after-free in bell_ring');
    assert.equal(flow.description, 'What a reader should know:\nnothing much.');
  });

  it('tells a flow from other C', () => {
    assert.ok(isFlow('/* flow: x */\nint n;'));
    assert.ok(!isFlow('int n;\n/* flow: x */'));
  });

  it('says what is wrong, and where, and goes on', () => {
    assert.deepEqual(codes('/* flow: x\n * expect: maybe\n */'), ['flow-expect-unreadable 2']);
    assert.deepEqual(codes('/* flow: x\n * expect: pass\n * expct: pass\n */'), ['flow-field-unknown 3']);
    assert.deepEqual(codes('/* flow: x\n * expect: pass\n * fail: kzalloc\n */'), ['flow-fail-unreadable 3']);
    assert.deepEqual(codes('/* flow: x\n * expect: pass\n * may-fail: kzalloc 2\n */'), ['flow-fail-unreadable 3']);
    assert.deepEqual(codes('/* flow: x\n * expect: pass\n * config: BELL=y\n */'), ['flow-config-unreadable 3']);
    assert.deepEqual(codes('/* flow: x\n */'), ['flow-expect-missing 1']);
    assert.deepEqual(codes('/* nothing */'), ['flow-id-missing 1', 'flow-expect-missing 1']);
    assert.deepEqual(codes('/* flow: x\n * expect: pass\n */', 'void setup(void) { }'), ['flow-actor-missing 1']);
  });

  it('reads whatever it is given', () => {
    for (const text of ['', '/*', '/**/', '/* flow:', '\0\0', '/*\n'.repeat(100), 'flow: x']) {
      const flow = parseFlow('odd.c', text);
      assert.equal(flow.path, 'odd.c');
      assert.ok(flow.problems.length > 0);
    }
  });
});
