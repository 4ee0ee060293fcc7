import { actorPrimitives } from './actors';
import { annotations } from './annotation';
import { atomics } from './atomic';
import { contextPrimitives } from './context';
import { dmaPrimitives } from './dma';
import { exclusiveLocks } from './exclusive';
import { lifetimes } from './lifetime';
import { lockMaps } from './lock-map';
import { memoryPrimitives } from './memory';
import { ranges } from './ranges';
import { sharedLocks } from './shared';
import { statements } from './statement';
import { textPrimitives } from './text';
import { waits } from './wait';
import { woundLocks } from './wound';
import type { Primitive } from '../machine';

/** Every primitive, by name. */
export const PRIMITIVES: ReadonlyMap<string, Primitive> = new Map(
  [
    exclusiveLocks,
    sharedLocks,
    woundLocks,
    waits,
    contextPrimitives,
    actorPrimitives,
    annotations,
    atomics,
    dmaPrimitives,
    lifetimes,
    lockMaps,
    memoryPrimitives,
    ranges,
    statements,
    textPrimitives,
  ]
    .flat()
    .map((one) => [one.name, one]),
);

/** For the front end: a call of an undefined function of such a name is a primitive. */
export const primitiveNames: ReadonlySet<string> = new Set(PRIMITIVES.keys());
