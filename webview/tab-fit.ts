/**
 * Which tabs of a row are seen: all where they fit, else as many of the first as leave room for the chosen one and for the
 * button that leads to the rest. The chosen one is always seen, also where it is wider than the row.
 *
 * @param widths of the tabs, in any unit of length that `more` and `room` have as well
 * @param more width of the button
 * @param room width of the row
 */
export function seenTabs(widths: readonly number[], chosen: number, more: number, room: number): ReadonlySet<number> {
  const all = widths.reduce((sum, width) => sum + width, 0);
  if (all <= room) return new Set(widths.keys());
  const seen = new Set([chosen]);
  let left = room - more - (widths[chosen] ?? 0);
  for (const [at, width] of widths.entries()) {
    if (at === chosen) continue;
    left -= width;
    if (left < 0) break;
    seen.add(at);
  }
  return seen;
}
