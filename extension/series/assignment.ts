/**
 * The cheapest pairing of rows with columns (the Hungarian method, with potentials; cubic).
 * @param cost a square matrix of finite costs
 * @returns for each row its column
 */
export function assign(cost: readonly (readonly number[])[]): number[] {
  const size = cost.length;
  const rowOf = new Array<number>(size + 1).fill(0);
  const rowPotential = new Array<number>(size + 1).fill(0);
  const columnPotential = new Array<number>(size + 1).fill(0);
  for (let row = 1; row <= size; row++) {
    const slack = new Array<number>(size + 1).fill(Infinity);
    const used = new Array<boolean>(size + 1).fill(false);
    const via = new Array<number>(size + 1).fill(0);
    rowOf[0] = row;
    let column = 0;
    do {
      used[column] = true;
      const current = rowOf[column] ?? 0;
      let least = Infinity;
      let next = 0;
      for (let each = 1; each <= size; each++) {
        if (used[each] === true) continue;
        const reduced =
          (cost[current - 1]?.[each - 1] ?? 0) - (rowPotential[current] ?? 0) - (columnPotential[each] ?? 0);
        if (reduced < (slack[each] ?? 0)) {
          slack[each] = reduced;
          via[each] = column;
        }
        if ((slack[each] ?? 0) < least) {
          least = slack[each] ?? 0;
          next = each;
        }
      }
      for (let each = 0; each <= size; each++) {
        if (used[each] === true) {
          const owner = rowOf[each] ?? 0;
          rowPotential[owner] = (rowPotential[owner] ?? 0) + least;
          columnPotential[each] = (columnPotential[each] ?? 0) - least;
        } else slack[each] = (slack[each] ?? 0) - least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const before = via[column] ?? 0;
      rowOf[column] = rowOf[before] ?? 0;
      column = before;
    }
  }
  const columnOf = new Array<number>(size).fill(0);
  for (let column = 1; column <= size; column++) columnOf[(rowOf[column] ?? 1) - 1] = column - 1;
  return columnOf;
}
