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
  /** Of the flow as it is, a hash of all its text. */
  readonly text?: string;
  /** For the order in which flows are tried: text to be read and transitions to be made, the same on every machine. */
  readonly cost?: number;
}

/**
 * A flow, and what stands for the kernel in it: the kernel's own files where a tree has them, or models alone. A model that
 * gives way to the tree's file runs in the second case only.
 */
export interface Scene {
  readonly flow: Flow;
  readonly kernel: 'tree' | 'models';
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
   * @param results by hash, of this run and earlier ones; what is found is added
   * @param engine hash of whatever turns a text into a verdict
   */
  constructor(
    private readonly material: Material,
    private readonly results: Map<string, Ran>,
    private readonly engine: string,
    private readonly onResult: (key: string, ran: Ran) => void = () => undefined,
  ) {}

  /** The flow as it is. */
  baseline(scene: Scene): Ran {
    const composed = this.compose(scene);
    const digest = this.digest(composed, null);
    return this.remembered(`flow ${digest}`, () => {
      const lines = new Set<string>();
      const onExecuted = (file: string, line: number): void => void lines.add(`${file}:${String(line)}`);
      const { verdict, asExpected, exploration } = explorePrepared(compileFlow(composed), { ...LIMITS, onExecuted });
      const bytes = [...(composed.composed?.files.values() ?? [])].reduce((sum, { text }) => sum + text.length, 0);
      const ours = [...lines].filter((line) => line.startsWith('models/')).sort();
      return { verdict, asExpected, lines: ours, text: digest, cost: bytes + 100 * exploration.transitions };
    });
  }

  /** What `run` would say, if that is known already. */
  known(scene: Scene, change: Change): Ran | null {
    const composed = this.compose(scene);
    return this.results.get(`mutant ${this.digest(composed, changedIn(composed, change))}`) ?? null;
  }

  /** The flow with a file changed. */
  run(scene: Scene, change: Change): Ran {
    const composed = this.compose(scene);
    const changed = changedIn(composed, change);
    return this.remembered(`mutant ${this.digest(composed, changed)}`, () => {
      const { verdict, asExpected } = explorePrepared(compileFlow(withFiles(composed, changed)), LIMITS);
      return { verdict, asExpected };
    });
  }

  private remembered(key: string, run: () => Ran): Ran {
    const found = this.results.get(key) ?? run();
    this.results.set(key, found);
    this.onResult(key, found);
    return found;
  }

  private compose({ flow, kernel }: Scene): ComposedFlow {
    const key = `${kernel} ${flow.path}`;
    const known = this.composed.get(key);
    if (known !== undefined) return known;
    const trees = kernel === 'tree' ? this.material.trees : [];
    const composed = composeFlow({ ...this.material, trees, flow, samples: [] });
    this.composed.set(key, composed);
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
function changedIn(composed: ComposedFlow, { path, before, after }: Change): Map<string, SourceFile> {
  const was = before.split('\n');
  const lines = new Map(after.split('\n').flatMap((text, at) => (text === was[at] ? [] : [[at + 1, text] as const])));
  const changed = new Map<string, SourceFile>();
  for (const file of filesWith(composed, path)) {
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

const filesByOrigin = new WeakMap<ComposedFlow, Map<string, SourceFile[]>>();

/** The files of a program in which lines of one of ours stand. */
function filesWith(whole: ComposedFlow, path: string): readonly SourceFile[] {
  let known = filesByOrigin.get(whole);
  if (known === undefined) {
    known = new Map<string, SourceFile[]>();
    for (const file of whole.composed?.files.values() ?? []) {
      for (const origin of new Set(file.lines.map((line) => line.file))) {
        known.set(origin, [...(known.get(origin) ?? []), file]);
      }
    }
    filesByOrigin.set(whole, known);
  }
  return known.get(path) ?? [];
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
