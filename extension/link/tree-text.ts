import type { KernelTree } from './tree';

/** The text of a file of these trees by its path: the first that has it. */
export const textOfTrees =
  (trees: readonly KernelTree[]) =>
  (path: string): string | null => {
    for (const tree of trees) {
      const text = tree.byPath(path);
      if (text !== null) return text;
    }
    return null;
  };
