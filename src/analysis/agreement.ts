/**
 * The share of rows, of `classes` numbers each, whose greatest stands in the same place; NaN for none.
 *
 * @param one   [N × K] logits
 * @param other [N × K] of the same images
 */
export function agreement(one: Float32Array, other: Float32Array, classes: number): number {
  const rows = one.length / classes;
  let same = 0;
  for (let row = 0; row < rows; row++) {
    const [a, b] = [one, other].map((of) => greatestOf(of.subarray(row * classes, (row + 1) * classes)));
    same += Number(a === b);
  }
  return same / rows;
}

const greatestOf = (row: Float32Array) => row.indexOf(Math.max(...row));
