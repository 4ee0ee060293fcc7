import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../extension/kernel/rules/catalogue';
import { TABLE } from './table';

const models = join(__dirname, '../../../extension/models');

/** The source that a rule is taken from: of the machine's own in the catalogue, of the models' in their README. */
function sourceOf(rule: string): string {
  const known = RULES.get(rule);
  if (known !== undefined) return known.source;
  const row = readFileSync(join(models, 'README.md'), 'utf8')
    .split('\n')
    .find((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${rule}\``) === true);
  return row?.split('|')[3]?.trim() ?? '';
}

describe('the table of rules', () => {
  for (const { id, what, rule, mutant } of TABLE)
    it(`${id.padEnd(4)} ${what.padEnd(48)} ${rule.padEnd(24)} ${mutant}`, () => {
      const text = readFileSync(join(__dirname, 'programs', mutant), 'utf8');
      const expected = /expect: violation ([a-z-]+)/.exec(text)?.[1];
      assert.equal(expected, rule);
      assert.notEqual(sourceOf(rule), '', `${rule} has a source`);
    });

  it('has every row of the field, and a mutant of its own for each', () => {
    const asked = [13, 2, 4, 2, 2, 1, 6, 2, 3, 2, 1, 10];
    const ids = [...'LAMRDPBFVSWI'].flatMap((family, at) =>
      Array.from({ length: asked[at] ?? 0 }, (_, i) => `${family}${String(i + 1)}`),
    );
    assert.deepEqual(
      ids.filter((id) => !TABLE.some((row) => row.id === id)),
      [],
    );
    const mutants = TABLE.map(({ mutant }) => mutant);
    assert.deepEqual(
      mutants.filter((mutant, at) => mutants.indexOf(mutant) !== at),
      [],
    );
  });
});
