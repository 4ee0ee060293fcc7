import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exploreFlow, type FlowResult, type SearchLimits } from '../../../extension/link/explore-flow';
import type { Flow } from '../../../extension/link/flow';
import { readModels } from '../../../extension/link/models';
import { openTree } from '../../../extension/link/tree';
import { readMailBytes } from '../../../extension/mail/source';
import { sortIntoSeries } from '../../../extension/series/archive';
import type { Series } from '../../../extension/series/series';

/** Mail and kernel files that the project is tested with where they are at hand; they are no part of it. */
const CORPUS = join(__dirname, '..', '..', '..', '..', 'shared', 'corpus');

export const corpusAtHand = existsSync(CORPUS);
export const kernelFiles = join(CORPUS, 'kernel');

/** Enough for every flow here, and independent of the clock. */
export const LIMITS: SearchLimits = { maxStates: 200_000 };

export function corpusMail(name: string): string {
  return readFileSync(join(CORPUS, name), 'latin1');
}

export async function seriesOf(mailbox: string): Promise<readonly Series[]> {
  const { messages } = await readMailBytes(Buffer.from(mailbox, 'latin1'), 'test.mbox');
  return sortIntoSeries(messages).series;
}

export const models = readModels();

export function shippedFlow(id: string): Flow {
  const flow = models.flows.find((one) => one.id === id);
  if (!flow) throw new Error(`no flow is called ${id}`);
  return flow;
}

/** Runs a shipped flow, on models alone or with the kernel's own files beside them. */
export function run(id: string, series: readonly Series[], source: 'models' | 'tree'): FlowResult {
  const trees = source === 'tree' ? [openTree(kernelFiles)] : [];
  return exploreFlow({ flow: shippedFlow(id), series, trees, models }, LIMITS);
}
