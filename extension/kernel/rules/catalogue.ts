import { addressRules } from './addresses';
import { dmaRules } from './dma';
import { executionRules } from './execution';
import { lockingRules } from './locking';
import { memoryRules } from './memory';
import type { Rule } from './rule';

/** Every rule of the machine, by id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(
  [memoryRules, lockingRules, addressRules, dmaRules, executionRules].flat().map((rule) => [rule.id, rule]),
);
