import { problem, type Problem } from '../ground/problem';
import type { SourceFile } from '../kernel/source';
import { scanDeclarations } from './declarations';
import type { Flow } from './flow';

/**
 * What a flow needs and this program doesn't have: a function that a mail shows in part, so that a model would run in its
 * place, or one that the revision given doesn't have. A verdict without it would be about something else.
 */
export function unmetNeeds(flow: Flow, files: Iterable<SourceFile>): Problem[] {
  if (flow.needs.length === 0) return [];
  const wanted = new Set(flow.needs.map((need) => need.function));
  const found = new Map<string, boolean>();
  for (const file of files) {
    for (const item of scanDeclarations(file.text.split('\n')).declarations) {
      if (item.kind !== 'function' || !wanted.has(item.name)) continue;
      const isReal = file.lines.slice(item.first, item.last + 1).every(({ origin }) => origin !== 'model');
      found.set(item.name, found.get(item.name) === true || isReal);
    }
  }
  return flow.needs.flatMap(({ function: name, line }) => {
    const isReal = found.get(name);
    if (isReal === true) return [];
    const why =
      isReal === false
        ? 'the mails show only a part of it, so that a model would run in its place; give the kernel file with --tree'
        : 'nothing that was given defines it; does this revision have it?';
    return [
      problem('flow-needs-unmet', `${flow.id} needs the real ${name}(): ${why}.`, { file: flow.path, line, column: 1 }),
    ];
  });
}
