import type { ActorLook } from './actors';
import type { Replay } from './moment';
import type { Rows } from './rows';

/** Layers of a row's background, as CSS has them. */
export interface LifeLines {
  readonly image: string;
  readonly size: string;
  readonly position: string;
}

type Line = 'whole' | 'from here' | 'until here' | 'waits';

/**
 * How every actor's line passes by the row of step n: whole while it lives, from or until its middle where it starts or ends,
 * dotted while it waits. Lane i's line runs at `--line-i`, which the lanes set when they have been laid out.
 */
export function lifeLines(replay: Replay, rows: Rows, lanes: readonly ActorLook[], n: number): LifeLines {
  const drawn = lanes.flatMap((lane, at) => {
    const line = lineAt(replay, rows, lane.index, n);
    return line === null ? [] : [{ line, at, look: lane.look }];
  });
  return {
    image: drawn.map(({ line, look }) => IMAGES[line](`var(--${look})`)).join(),
    size: drawn.map(({ line }) => (line === 'from here' || line === 'until here' ? '2px 50%' : '2px 100%')).join(),
    position: drawn.map(({ line, at }) => `left var(--line-${at}) ${line === 'from here' ? 'bottom' : 'top'}`).join(),
  };
}

const pale = (colour: string): string => {
  const paler = `color-mix(in srgb, ${colour} 60%, transparent)`;
  return `linear-gradient(${paler}, ${paler})`;
};

const IMAGES: Readonly<Record<Line, (colour: string) => string>> = {
  whole: pale,
  'from here': pale,
  'until here': pale,
  waits: (colour) => `repeating-linear-gradient(${colour} 0 2px, transparent 2px 4px)`,
};

function lineAt({ steps }: Replay, rows: Rows, actor: number, n: number): Line | null {
  const last = rows.lastOf(actor, n);
  if (last === null) return null;
  const next = rows.nextOf(actor, n);
  if (last === n) {
    const first = rows.lastOf(actor, n - 1) === null;
    if (next !== null) return first ? 'from here' : 'whole';
    return first ? null : 'until here';
  }
  if (steps.outline.kindAt(last) === 'wait') return 'waits';
  return next === null ? null : 'whole';
}
