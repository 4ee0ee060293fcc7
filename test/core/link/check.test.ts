import assert from 'node:assert/strict';
import { check, type Remark } from '../../../extension/link/check';
import { readModels } from '../../../extension/link/models';

const models = readModels();

const remarks = (text: string, path = '.kapi-replay/flows/mine.c'): readonly Remark[] =>
  check({ path, text, series: [], trees: [], models });

const flow = (body: string, head = ' * expect: pass\n'): string => `/**
 * flow: mine
 * title: Mine
${head} */
#include <linux/mutex.h>
#include <kapi/machine.h>

static DEFINE_MUTEX(lock);

__actor void one(void)
{
${body}
}
`;

describe('the text of a flow', () => {
  it('that is well has no remarks', () => {
    assert.deepEqual(remarks(flow('\tmutex_lock(&lock);\n\tmutex_unlock(&lock);')), []);
  });

  it('calling what nobody declares is opaque at that place, and says the name', () => {
    const [only, ...more] = remarks(flow('\tnobody_knows_this(1);'));
    assert.deepEqual(more, []);
    assert.deepEqual([only?.kind, only?.line, only?.missing], ['opaque', 13, 'nobody_knows_this']);
    assert.match(only?.message ?? '', /ends the run as unmodelled: nobody_knows_this is not declared/);
  });

  it('calling what is declared and nowhere defined is told where it is called', () => {
    const [only] = remarks(flow('\tpromised(1);').replace('static DEFINE', 'int promised(int what);\nstatic DEFINE'));
    assert.deepEqual([only?.kind, only?.line, only?.missing], ['opaque', 14, 'promised']);
  });

  it('with a slip in its C has a remark at that line', () => {
    const found = remarks(flow('\tint x = (1 + ;\n\tmutex_lock(&lock);'));
    assert.ok(found.every(({ line }) => line === 13) && found.length > 0, JSON.stringify(found));
  });

  it('with a head that says something unknown has a remark at that line', () => {
    const found = remarks(flow('\tmutex_lock(&lock);', ' * expect: perhaps\n'));
    assert.deepEqual(
      found.map(({ code, line }) => `${code} ${line}`),
      ['flow-expect-unreadable 4'],
    );
  });

  it('whose series is not open says so', () => {
    const [only] = remarks(flow('\t;', ' * expect: pass\n * series: <nobody@example.org>\n'));
    assert.equal(only?.code, 'series-missing');
  });
});

describe('the text of a model', () => {
  it('may call what is defined elsewhere, and has to be C itself', () => {
    const path = '.kapi-replay/models/mine.c';
    const text = '#include <linux/mutex.h>\nint elsewhere(void);\nint mine(void)\n{\n\treturn elsewhere();\n}\n';
    assert.deepEqual(remarks(text, path), []);
    const [only] = remarks(text.replace('elsewhere();', 'unheard_of();'), path);
    assert.deepEqual([only?.kind, only?.line, only?.missing], ['opaque', 5, 'unheard_of']);
  });
});
