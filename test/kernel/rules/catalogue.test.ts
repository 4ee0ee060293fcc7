import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { RULES } from '../../../extension/kernel/rules/catalogue';

const kernel = join(__dirname, '../../../extension/kernel');
const programs = join(__dirname, 'programs');

/** Rules that only a program of the C library can break; `run` reports them. */
const ALONE = new Set(['abort', 'division-overflow', 'overlapping-copy']);

function reported(): Set<string> {
  const found = new Set<string>();
  for (const room of ['machine', 'machine/primitives', 'rules'])
    for (const name of readdirSync(join(kernel, room)).filter((one) => one.endsWith('.ts'))) {
      const text = readFileSync(join(kernel, room, name), 'utf8');
      for (const match of text.matchAll(/(?:new RuleBroken\(|broken\(\s*machine,)\s*'([a-z-]+)'|rule: '([a-z-]+)'/g))
        found.add((match[1] ?? match[2]) as string);
    }
  return found;
}

describe('the catalogue of rules', () => {
  it('names what the machine reports, and nothing else', () => {
    assert.deepEqual([...RULES.keys()].sort(), [...reported()].sort());
  });

  it('has a mutant for every rule', () => {
    const mutants = new Set(
      readdirSync(programs).map(
        (name) => /expect: violation ([a-z-]+)/.exec(readFileSync(join(programs, name), 'utf8'))?.[1],
      ),
    );
    assert.deepEqual(
      [...RULES.keys()].filter((id) => !mutants.has(id) && !ALONE.has(id)),
      [],
    );
  });
});
