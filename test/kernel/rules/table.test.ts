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
      const path = mutant.startsWith('flows/') ? join(models, mutant) : join(__dirname, 'programs', mutant);
      const expected = /expect: violation ([a-z-]+)/.exec(readFileSync(path, 'utf8'))?.[1];
      assert.equal(expected, rule);
      assert.notEqual(sourceOf(rule), '', `${rule} has a source`);
    });
});
