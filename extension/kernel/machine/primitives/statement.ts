/** What a program says of itself: rules, warnings, notes; and the choices that are not scheduling. */
import { formatText } from '../format';
import type { Machine, Primitive } from '../machine';
import { RUN } from '../layout';
import { leakedObjects } from '../../rules/leaks';
import { OPTIONAL_RULES } from '../../rules/state';
import { RuleBroken } from '../stop';
import { fails, faultWays, touchFault } from './fault';

const textOf = (machine: Machine, index: number): string =>
  machine.argHigh[index] === 0
    ? ''
    : machine.memory.text(machine.argHigh[index] as number, machine.argLow[index] as number);

/** A count as JavaScript has numbers: exact below 2^53. */
const toNumber = (low: number, high: number): number => (high >>> 0) * 0x100000000 + (low >>> 0);

export const statements: readonly Primitive[] = [
  {
    name: '__kapi_rule',
    signature: 'void __kapi_rule(_Bool ok, const char *rule, const char *message)',
    effect: 'The rule is broken unless ok.',
    context: 'any',
    source: 'machine',
    visible: 'never',
    run: (machine) => {
      if (machine.argLow[0] === 0 && machine.argHigh[0] === 0)
        throw new RuleBroken(textOf(machine, 1), textOf(machine, 2));
    },
  },
  {
    name: '__kapi_warn',
    signature: 'void __kapi_warn(const char *what)',
    effect: 'WARN: the rule `warning` is broken.',
    context: 'any',
    source: 'include/asm-generic/bug.h: WARN_ON()',
    visible: 'never',
    run: (machine) => {
      throw new RuleBroken('warning', `WARN_ON(${textOf(machine, 0)})`);
    },
  },
  {
    name: '__kapi_bug',
    signature: 'void __kapi_bug(const char *what)',
    effect: 'BUG: the rule `bug` is broken.',
    context: 'any',
    source: 'include/asm-generic/bug.h: BUG_ON()',
    visible: 'never',
    run: (machine) => {
      throw new RuleBroken('bug', `BUG_ON(${textOf(machine, 0)})`);
    },
  },
  {
    name: '__kapi_check_leaks',
    signature: 'void __kapi_check_leaks(void)',
    effect: 'Every heap object that nothing reaches any more is a memory-leak.',
    context: 'any',
    source: 'mm/kmemleak.c, Documentation/dev-tools/kmemleak.rst',
    visible: 'always',
    run: (machine) => {
      const leaked = leakedObjects(machine);
      const [first] = leaked;
      if (first === undefined) return;
      const more = leaked.length > 1 ? ` and ${String(leaked.length - 1)} more` : '';
      throw new RuleBroken(
        'memory-leak',
        `nothing reaches ${machine.memory.describe(first, 0)}${more} any more, and it was not freed`,
      );
    },
  },
  {
    name: '__kapi_check_data_races',
    signature: 'void __kapi_check_data_races(void)',
    effect: 'From now on two conflicting accesses of which one is plain, with nothing between them, are a data-race.',
    context: 'any',
    source: 'Documentation/dev-tools/kcsan.rst',
    visible: 'always',
    run: ({ store, layout }) => {
      const word = layout.run + RUN.rules;
      store.put(word, store.get(word) | OPTIONAL_RULES.dataRaces);
    },
  },
  {
    name: '__kapi_note',
    signature: 'void __kapi_note(const char *format, ...)',
    effect: 'A sentence beside the step that it happens in; changes nothing.',
    context: 'any',
    source: 'machine',
    visible: 'never',
    run: (machine) => {
      machine.note = formatText(machine, textOf(machine, 0), 1);
    },
  },
  {
    name: '__kapi_count',
    signature: 'void __kapi_count(const char *what, unsigned long long n)',
    effect: 'Adds n to a total of the run that is shown beside it; changes nothing that a rule or an actor can see.',
    context: 'any',
    source: 'machine',
    visible: 'never',
    run: (machine) =>
      machine.counted?.(textOf(machine, 0), toNumber(machine.argLow[1] as number, machine.argHigh[1] as number)),
  },
  {
    name: '__kapi_choose',
    signature: 'unsigned int __kapi_choose(unsigned int n, const char *what)',
    effect: 'Any number below n; the search tries each.',
    context: 'any',
    source: 'machine',
    visible: 'touches',
    ways: (machine) => Math.max(1, (machine.argLow[0] as number) >>> 0),
    outcome: (machine, way) => `${textOf(machine, 1)} is ${String(way)}`,
    run: (machine) => machine.give(machine.choice),
  },
  {
    name: '__kapi_fault',
    signature: '_Bool __kapi_fault(const char *what)',
    effect: 'Whether this call of `what` fails, as the flow asks with `may-fail:` or `fail:`.',
    context: 'any',
    source: 'Documentation/fault-injection/fault-injection.rst',
    visible: 'touches',
    touch: (machine) => touchFault(machine, textOf(machine, 0)),
    ways: (machine) => faultWays(machine, textOf(machine, 0)),
    outcome: (machine, way) => `${textOf(machine, 0)} ${way === 1 ? 'fails' : 'succeeds'}`,
    fault: (machine) => textOf(machine, 0),
    run: (machine) => machine.give(fails(machine, textOf(machine, 0)) ? 1 : 0),
  },
];
