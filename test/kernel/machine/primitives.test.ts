// extension/models/PRIMITIVES.md is what the entries say; KAPI_REPLAY_WRITE=1 writes it anew.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Primitive } from '../../../extension/kernel/machine/machine';
import { PRIMITIVES } from '../../../extension/kernel/machine/primitives/primitives';

const page = join(__dirname, '../../../extension/models/PRIMITIVES.md');

function entry({ signature, effect, context, source }: Primitive): string {
  const where = context === 'may-sleep' ? ' May sleep: not in atomic context.' : '';
  return `- \`${signature}\`: ${effect}${where} Source: ${source}`;
}

function rendered(): string {
  const entries = [...PRIMITIVES.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(entry);
  return `# Primitives

What the machine does for C that calls it. A definition in C always wins over a primitive of the same name. Everything else
of the kernel is C: headers in \`include/linux/\`, units beside them.

${entries.join('\n')}
`;
}

describe('the primitives', () => {
  it('are documented as they are', () => {
    if (process.env['KAPI_REPLAY_WRITE'] === '1') writeFileSync(page, rendered());
    assert.equal(readFileSync(page, 'utf8'), rendered());
  });

  it('say what they are, do, and come from', () => {
    for (const one of PRIMITIVES.values()) {
      assert.match(one.signature, new RegExp(`\\b${one.name}\\(`), one.name);
      assert.match(one.effect, /\.$/, `${one.name}: a sentence`);
      assert.notEqual(one.source, '', one.name);
    }
  });
});
