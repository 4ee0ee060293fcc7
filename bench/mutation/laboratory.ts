/**
 * Runs flows on changed models. A mutant changes lines and moves none, so it is made in the text that was put together once
 * for each flow; what a program's text was found to do is kept by a hash of that text, and only what changed runs again.
 */
import { createHash } from 'node:crypto';
import { compileFlow, composeFlow, explorePrepared, type ComposedFlow } from '../../extension/link/explore-flow';
import type { Flow } from '../../extension/link/flow';
import type { ModelLibrary } from '../../extension/link/models';
import type { KernelTree } from '../../extension/link/tree';
import type { SourceFile } from '../../extension/kernel/source';
import type { Verdict } from '../../extension/kernel/trace/trace';
import type { Series } from '../../extension/series/series';

/** States per flow and mutant: enough for every shipped flow, and a bound for mutants that never end. */
const LIMITS = { maxStates: 60_000 };

/** What a flow did on one text. */
export interface Ran {
  readonly verdict: Verdict;
  readonly asExpected: boolean;
  /** Of the flow as it is, every line of ours that ran, "path:line". Nothing of a mutant. */
  readonly lines?: readonly string[];
  /** For the order in which flows are tried: text to be read and transitions to be made, the same on every machine. */
  readonly cost?: number;
}

/** One file of ours in another wording; as many lines as before. */
export interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** What was opened for the flows. */
export interface Material {
  readonly models: ModelLibrary;
  readonly series: readonly Series[];
  readonly trees: readonly KernelTree[];
}

export class Laboratory {
  private readonly composed = new Map<string, ComposedFlow>();
  private readonly digests = new WeakMap<SourceFile, string>();

  /**
   * @param known results by hash, of this run and earlier ones; what is found is added
   * @param engine hash of whatever turns a text into a verdict
   */
  constructor(
    private readonly material: Material,
    private readonly known: Map<string, Ran>,
    private readonly engine: string,
    private readonly onResult: (key: string, ran: Ran) => void = () => undefined,
  ) {}

  /** The flow as it is. */
  baseline(flow: Flow): Ran {
    const composed = this.compose(flow);
    return this.remembered(`baseline ${this.digest(composed, null)}`, () => {
      const lines = new Set<string>();
      const onExecuted = (file: string, line: number): void => void lines.add(`${file}:${String(line)}`);
      const { verdict, asExpected, exploration } = explorePrepared(compileFlow(composed), { ...LIMITS, onExecuted });
      const bytes = [...(composed.composed?.files.values() ?? [])].reduce((sum, { text }) => sum + text.length, 0);
      const ours = [...lines].filter((line) => line.startsWith('models/')).sort();
      return { verdict, asExpected, lines: ours, cost: bytes + 100 * exploration.transitions };
    });
  }

  /** The flow with a file changed. */
  run(flow: Flow, change: Change): Ran {
    const composed = this.compose(flow);
    const changed = changedIn(composed, change);
    return this.remembered(`mutant ${this.digest(composed, changed)}`, () => {
      const { verdict, asExpected } = explorePrepared(compileFlow(withFiles(composed, changed)), LIMITS);
      return { verdict, asExpected };
    });
  }

  private remembered(key: string, run: () => Ran): Ran {
    const found = this.known.get(key) ?? run();
    this.known.set(key, found);
    this.onResult(key, found);
    return found;
  }

  private compose(flow: Flow): ComposedFlow {
    const known = this.composed.get(flow.path);
    if (known !== undefined) return known;
    const composed = composeFlow({ ...this.material, flow, samples: [] });
    this.composed.set(flow.path, composed);
    return composed;
  }

  /** Of everything that decides what a flow does. */
  private digest({ flow, composed, faults }: ComposedFlow, changed: ReadonlyMap<string, SourceFile> | null): string {
    const hash = createHash('sha256').update(`${this.engine}\n${flow.text}\n${JSON.stringify(faults)}\n`);
    if (composed === null) return hash.digest('hex');
    hash.update(JSON.stringify([...composed.sources.defines]));
    hash.update(JSON.stringify(composed.sources.units.map(({ path }) => path)));
    hash.update(JSON.stringify(composed.problems));
    for (const file of composed.files.values()) hash.update(this.digestOf(changed?.get(file.path) ?? file));
    return hash.digest('hex');
  }

  private digestOf(file: SourceFile): string {
    const known = this.digests.get(file);
    if (known !== undefined) return known;
    const origins = file.lines.map(
      ({ origin, file: path, line, part = '' }) => `${origin} ${path}:${String(line)} ${part}`,
    );
    const digest = createHash('sha256')
      .update(`${file.path}\n${file.text}\n${origins.join('\n')}`)
      .digest('hex');
    this.digests.set(file, digest);
    return digest;
  }
}

/** Every file of a program that holds lines of the changed one, with these lines as they are now; by path. */
function changedIn({ composed }: ComposedFlow, { path, before, after }: Change): Map<string, SourceFile> {
  const was = before.split('\n');
  const lines = new Map(after.split('\n').flatMap((text, at) => (text === was[at] ? [] : [[at + 1, text] as const])));
  const changed = new Map<string, SourceFile>();
  for (const file of composed?.files.values() ?? []) {
    let differs = false;
    const text = file.text.split('\n').map((old, at) => {
      const origin = file.lines[at];
      const fresh = origin?.origin === 'model' && origin.file === path ? lines.get(origin.line) : undefined;
      differs ||= fresh !== undefined;
      return fresh ?? old;
    });
    if (differs) changed.set(file.path, { ...file, text: text.join('\n') });
  }
  return changed;
}

function withFiles(whole: ComposedFlow, changed: ReadonlyMap<string, SourceFile>): ComposedFlow {
  const { composed } = whole;
  if (composed === null) return whole;
  const fresh = (file: SourceFile): SourceFile => changed.get(file.path) ?? file;
  const { sources } = composed;
  return {
    ...whole,
    composed: {
      ...composed,
      files: new Map([...composed.files].map(([path, file]) => [path, fresh(file)])),
      sources: {
        ...sources,
        units: sources.units.map(fresh),
        include: (path, from, quoted) => {
          const found = sources.include(path, from, quoted);
          return found && fresh(found);
        },
      },
    },
  };
}
