import type { ViewActor, ViewStep, ViewTrack } from '../../../webview/protocol';

/** A program makes objects without end; those that change most often are sent. Locks are few, and all are. */
const MOST_OF_A_KIND = { lock: 1_000, object: 8 } as const;

/** How many read under a lock; the lane is that of the first of them. */
const READERS = /^\d+ readers?$/;

interface Open {
  readonly kind: ViewTrack['kind'];
  readonly spans: number[];
  /** Step at which the span that is open began, and by whom; null where none is. */
  begun: { readonly step: number; readonly actor: number } | null;
}

/**
 * Who held which lock when, and from when to when each allocated object lived, read from what the steps changed: an owner of
 * a lock goes from `none` to an actor's name and back, readers from `none` to `1 reader` and back, an object from `none` to
 * `allocated` to `freed`.
 */
export function tracksOf(steps: readonly ViewStep[], actors: readonly ViewActor[]): readonly ViewTrack[] {
  const open = new Map<string, Open>();
  const actorOf = new Map(actors.map(({ name, index }) => [name, index]));
  const turn = (name: string, kind: Open['kind'], step: number, actor: number | null): void => {
    let track = open.get(name);
    if (track === undefined) open.set(name, (track = { kind, spans: [], begun: null }));
    if (track.begun !== null) track.spans.push(track.begun.step, step, track.begun.actor);
    track.begun = actor === null ? null : { step, actor };
  };
  for (const { n, actor, changed } of steps) {
    for (const { what, to, from } of changed) {
      const holder = actorOf.get(to);
      if (what.endsWith('.owner') && (holder !== undefined || (to === 'none' && actorOf.has(from))))
        turn(what.slice(0, -'.owner'.length), 'lock', n, holder ?? null);
      else if (what.endsWith('.readers') && from === 'none' && READERS.test(to))
        turn(what.slice(0, -'.readers'.length), 'lock', n, actor);
      else if (what.endsWith('.readers') && to === 'none' && READERS.test(from))
        turn(what.slice(0, -'.readers'.length), 'lock', n, null);
      else if (to === 'allocated' || (to === 'freed' && from === 'allocated'))
        turn(what, 'object', n, to === 'allocated' ? -1 : null);
    }
  }
  const all = [...open].map(([name, { kind, spans, begun }]) => ({
    name,
    kind,
    spans: Int32Array.from(begun === null ? spans : [...spans, begun.step, steps.length + 1, begun.actor]),
  }));
  const busiest = (kind: ViewTrack['kind']): readonly ViewTrack[] =>
    all
      .filter((track) => track.kind === kind)
      .sort((left, right) => right.spans.length - left.spans.length)
      .slice(0, MOST_OF_A_KIND[kind]);
  return [...busiest('lock'), ...busiest('object')];
}
