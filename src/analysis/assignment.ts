/**
 * The linear assignment problem: one column for every row so that the sum of what they gain is largest.
 *
 * Shortest augmenting paths over reduced costs (Jonker & Volgenant 1987, doi 10.1007/BF02278710), started from the columns'
 * and rows' smallest costs and all pairs that these alone decide. O(K³) at worst; tables of counts, mostly noughts and ties,
 * need far less.
 */

/**
 * @param gains [K, K], row by row; finite. Whole numbers below 2⁵³ / K are assigned exactly.
 * @returns [K], the column of each row.
 */
export function bestAssignment(gains: Float64Array, size: number): Int32Array {
  if (gains.length !== size * size) throw new RangeError(`${gains.length} gains are not ${size} × ${size}.`);
  const columnOf = new Int32Array(size).fill(-1);
  const rowOf = new Int32Array(size).fill(-1);
  const { rows, columns } = firstPrices(gains, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size && columnOf[i] === -1; j++) {
      const reduced = (rows[i] as number) + (columns[j] as number) - (gains[i * size + j] as number);
      if (reduced !== 0 || rowOf[j] !== -1) continue;
      columnOf[i] = j;
      rowOf[j] = i;
    }
  }
  const distance = new Float64Array(size);
  const before = new Int32Array(size);
  /** Columns: those reached for good, then those still open. */
  const queue = new Int32Array(size);
  for (let start = 0; start < size; start++) {
    if (columnOf[start] !== -1) continue;
    distance.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < size; j++) queue[j] = j;
    let reached = 0;
    let row = start;
    let nearest = 0;
    let free = -1;
    while (free === -1) {
      const offset = nearest + (rows[row] as number);
      let least = Number.POSITIVE_INFINITY;
      let at = reached;
      for (let q = reached; q < size; q++) {
        const j = queue[q] as number;
        const length = offset + (columns[j] as number) - (gains[row * size + j] as number);
        if (length < (distance[j] as number)) {
          distance[j] = length;
          before[j] = row;
        }
        const found = distance[j] as number;
        if (found < least || (found === least && rowOf[j] === -1)) {
          least = found;
          at = q;
        }
      }
      const column = queue[at] as number;
      queue[at] = queue[reached] as number;
      queue[reached] = column;
      reached += 1;
      nearest = least;
      row = rowOf[column] as number;
      if (row === -1) free = column;
    }
    rows[start] = (rows[start] as number) - nearest;
    for (let q = 0; q < reached; q++) {
      const j = queue[q] as number;
      const shift = nearest - (distance[j] as number);
      columns[j] = (columns[j] as number) + shift;
      const holder = rowOf[j] as number;
      if (holder !== -1) rows[holder] = (rows[holder] as number) - shift;
    }
    for (let j = free; ; ) {
      const i = before[j] as number;
      const next = columnOf[i] as number;
      rowOf[j] = i;
      columnOf[i] = j;
      if (i === start) break;
      j = next;
    }
  }
  return columnOf;
}

/** Prices of rows and columns [K] whose sums are nowhere less than the gain, and equal to it once in every row. */
function firstPrices(gains: Float64Array, size: number) {
  const columns = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const rows = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      columns[j] = Math.max(columns[j] as number, gains[i * size + j] as number);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      rows[i] = Math.max(rows[i] as number, (gains[i * size + j] as number) - (columns[j] as number));
    }
  }
  return { rows, columns };
}
