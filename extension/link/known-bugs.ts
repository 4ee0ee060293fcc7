import type { Exploration } from '../kernel/trace/trace';
import type { Origin } from '../kernel/source';
import type { FlowResult } from './explore-flow';

/** Where a flow that shows a known bug ended. */
export interface KnownBug {
  /** The name under which the bug is known, "F-14a". */
  readonly name: string;
  readonly flow: string;
  /** "violation stale-access". */
  readonly found: string;
  readonly asExpected: boolean;
  /** Whose line answers for it; null where nothing broke. */
  readonly origin: Origin | null;
  /** "vfio_pci_ioctl_reset(), drivers/vfio/pci/vfio_pci_core.c:1232". */
  readonly where: string;
  /** Lines of its table that are not empty. */
  readonly tableLines: number;
  /** The flow that runs the mended form; null where there is none. */
  readonly mended: string | null;
}

/** The bugs that flows say they show, by name; a flow with several names comes several times. */
export function knownBugs(results: readonly FlowResult[]): KnownBug[] {
  const bugs = results.flatMap(({ flow, exploration, verdict, asExpected }) =>
    flow.cases.map((name): KnownBug => {
      const { violation } = exploration;
      return {
        name,
        flow: flow.id,
        found: violation === null ? verdict : `violation ${violation.rule}`,
        asExpected,
        origin: violation?.origin ?? null,
        where: violation === null ? '' : `${violation.function}(), ${violation.file}:${String(violation.line)}`,
        tableLines: tableLines(exploration),
        mended: flow.mended,
      };
    }),
  );
  return bugs.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** Of the names, those of which at least one flow ends in a line of that origin. */
export function endingIn(bugs: readonly KnownBug[], origin: Origin): string[] {
  return [...new Set(bugs.filter((bug) => bug.asExpected && bug.origin === origin).map(({ name }) => name))];
}

function tableLines({ trace }: Exploration): number {
  return trace === null ? 0 : trace.table.split('\n').filter((line) => line.trim() !== '').length;
}
