/** The front end in a thread of its own: the extension host stays free while somebody types. A bundle by itself. */
import { parentPort } from 'node:worker_threads';
import { check } from '../../link/check';
import { readModels, withOwnModels, type ModelLibrary } from '../../link/models';
import { openTree, type KernelTree } from '../../link/tree';
import type { FromChecker, ToChecker, World } from './check-job';

let shipped: ModelLibrary | null = null;
let world: World = { type: 'world', series: [], trees: [], models: [] };
let trees: readonly KernelTree[] = [];

parentPort?.on('message', (message: ToChecker) => {
  if (message.type === 'world') {
    world = message;
    trees = message.trees.flatMap(opened);
    return;
  }
  shipped ??= readModels();
  const { request, path, text } = message;
  // What is being written takes the place of its own saved text.
  const models = withOwnModels(
    shipped,
    world.models.filter((model) => model.path !== path),
  );
  const remarks = check({ path, text, series: world.series, trees, models });
  parentPort?.postMessage({ request, remarks } satisfies FromChecker);
});

/** A tree that cannot be opened is told of where the setting is used; a check does without it. */
function opened(directory: string): KernelTree[] {
  try {
    return [openTree(directory)];
  } catch {
    return [];
  }
}
