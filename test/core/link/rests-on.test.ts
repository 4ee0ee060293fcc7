import assert from 'node:assert/strict';

import { readModels } from '../../../extension/link/models';
import { foundations, leftOut } from '../../../extension/link/rests-on';

describe('what a verdict rests on', () => {
  it('finds what a model says that it leaves out', () => {
    const text = `/* SPDX-License-Identifier: MIT */
/*
 * stands-for: drivers/bell/bell.c
 *
 * Bells ring. Left out: chimes, gongs that are larger
 * than a house. Kept: everything else.
 */
static int rings;
`;
    assert.equal(leftOut(text), 'chimes, gongs that are larger than a house');
    assert.equal(leftOut('/* Nothing is said. */\nint x;\n'), '');
    assert.equal(leftOut('int x; /* Left out: what stands below. */\n'), '');
  });

  it('says it of the models among the files, and of no other', () => {
    const models = readModels();
    const found = foundations(
      [
        { origin: 'model', file: 'models/mm/memory.c', lines: 3 },
        { origin: 'tree', file: 'models/mm/memory.c', lines: 1 },
      ],
      models,
    );
    assert.match(found[0]?.leftOut ?? '', /anonymous memory/);
    assert.equal(found[1]?.leftOut, '');
  });
});
