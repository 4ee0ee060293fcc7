// No rule fires on a clean program: every conformance program that breaks none is searched as the only actor of a flow, with the
// optional rules on, beside the clean ones of rules/programs, which rules.test.ts searches.
import assert from 'node:assert/strict';
import { compile } from '../../../extension/kernel/c/compile';
import { explore } from '../../../extension/kernel/explore/explore';
import { runMain } from '../../../extension/kernel/machine/run';
import { primitiveNames } from '../../../extension/kernel/machine/primitives/primitives';
import { plainSource } from '../../../extension/kernel/source';
import { libcHeader, readPrograms } from '../c/program';

const AS_A_FLOW = `
void __kapi_check_data_races(void);
void setup(void)
{
	__kapi_check_data_races();
}

__attribute__((annotate("actor"))) void clean(void)
{
	main();
}
`;

const files = { lineOrigin: (): null => null };

/** The rule that the program breaks, or null. */
function broken(name: string, text: string): string | null {
  // Where a program ends by exit() it can be no actor.
  const alone = /\bexit\(/.test(text);
  const sources = {
    units: [plainSource(name, alone ? text : text + AS_A_FLOW)],
    include: libcHeader,
    defines: new Map<string, string>(),
  };
  const { program } = compile(sources, { primitives: primitiveNames });
  if (alone) {
    const outcome = runMain(program, { output: () => undefined });
    return outcome.kind === 'exit' ? null : `${outcome.kind} ${'rule' in outcome ? outcome.rule : ''}`;
  }
  const { verdict, violation, message } = explore(program, files, { maxStates: 20_000 });
  return verdict === 'pass' ? null : `${violation?.rule ?? verdict}: ${message}`;
}

describe('rules on clean programs', function () {
  this.timeout(300_000);

  it('none fires on any of more than 300', () => {
    const clean = readPrograms().filter(({ rule, opaque }) => rule === null && opaque === null);
    assert.ok(clean.length > 300, String(clean.length));
    assert.deepEqual(
      clean.flatMap(({ name, text }) => {
        const found = broken(name, text);
        return found === null ? [] : [`${name}: ${found}`];
      }),
      [],
    );
  });
});
