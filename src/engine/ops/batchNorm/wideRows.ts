/**
 * An activation [rows, C] as wider rows, several at a time, that vectors of four divide.
 */

/** At least as many columns as a loop takes at once, so that their sums do not wait for each other. */
const leastWidth = 16;

export interface WideRows {
  readonly channels: number;
  /** Rows of C numbers. */
  readonly count: number;
  /** Rows in a wide one, of `width` = rowsPerTurn · C numbers. */
  readonly rowsPerTurn: number;
  readonly width: number;
  /** How many wide rows; fewer than `rowsPerTurn` rows are left over. */
  readonly turns: number;
  /** Visits what is left over: where it is in the activation, its channel and its row. */
  forRest(visit: (index: number, channel: number, row: number) => void): void;
  /** Vectors of a wide row, [n, width], in which every row has the same number for a channel, or its share of a sum. */
  vectors(heap: Float32Array): {
    get(vector: number, channel: number): number;
    /** In every row. */
    set(vector: number, channel: number, value: number): void;
    /** Over the rows. */
    sum(vector: number, channel: number): number;
    /** Makes it zero. */
    clear(vector: number): void;
  };
}

export function cutWide(shape: readonly number[]): WideRows {
  const channels = shape.at(-1) ?? 1;
  const count = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  let rowsPerTurn = 1;
  while ((rowsPerTurn * channels) % 4 !== 0 || rowsPerTurn * channels < leastWidth) rowsPerTurn++;
  const width = rowsPerTurn * channels;
  const turns = Math.floor(count / rowsPerTurn);
  return {
    channels,
    count,
    rowsPerTurn,
    width,
    turns,
    forRest(visit) {
      for (let row = turns * rowsPerTurn; row < count; row++) {
        for (let c = 0; c < channels; c++) visit(row * channels + c, c, row);
      }
    },
    vectors: (heap) => ({
      get: (vector, channel) => heap[vector * width + channel] as number,
      set(vector, channel, value) {
        for (let i = channel; i < width; i += channels) heap[vector * width + i] = value;
      },
      sum(vector, channel) {
        let sum = 0;
        for (let i = channel; i < width; i += channels) sum += heap[vector * width + i] as number;
        return sum;
      },
      clear: (vector) => heap.fill(0, vector * width, (vector + 1) * width),
    }),
  };
}
