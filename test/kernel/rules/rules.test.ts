// Each program breaks the rule in its first line and no other, or none: every rule has its mutant, and no rule fires on a
// clean program. With and without reduction the verdict is the same (MODEL-FACTS 5).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { explore } from '../../../extension/kernel/explore/explore';
import { compiled, type Compiled } from '../compiled';

const directory = join(__dirname, 'programs');

describe('rules', function () {
  this.timeout(60_000);
  for (const name of readdirSync(directory).sort()) {
    const text = readFileSync(join(directory, name), 'utf8');
    const expected = /expect: (.*?) \*\//.exec(text)?.[1] ?? 'an expectation in the first line';
    let made: Compiled | null = null;
    for (const reduction of [true, false])
      it(`${name} ends in ${expected}, ${reduction ? 'reduced' : 'step by step'}`, () => {
        const { program, files } = (made ??= compiled(text, name));
        const { verdict, violation, message, complete } = explore(program, files, { reduction, maxStates: 20_000 });
        const found = verdict === 'violation' ? `violation ${violation?.rule ?? ''}` : verdict;
        assert.equal(found, expected, `${message} (${complete})`);
        if (verdict === 'pass') assert.equal(complete, 'all schedules');
        if (verdict === 'violation') assert.ok((violation?.line ?? 0) > 0, 'it says where');
      });
  }
});
