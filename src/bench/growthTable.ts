/**
 * Growth for a terminal: a table for each thing that grows, with the slope below.
 */
import { aligned, significant } from './columns.ts';
import type { Growth } from './growth.ts';
import type { PeerName } from './peers/catalogue.ts';

/** @returns lines */
export function growthLines(all: readonly Growth[]): readonly string[] {
  return all.flatMap(({ label, values, milliseconds, slopes, leftOut }) => {
    const peers = Object.keys(milliseconds) as PeerName[];
    const rows = values.map((value, i) => [
      String(value),
      ...peers.map((peer) => significant(milliseconds[peer]?.[i] ?? Number.NaN)),
    ]);
    const slope = ['slope', ...peers.map((peer) => (slopes[peer] ?? Number.NaN).toFixed(2))];
    return [
      ...aligned([[label, ...peers], ...rows, slope.map((cell) => cell.replace('NaN', '–'))]),
      ...leftOut.map((line) => `Not measured, ${line}`),
      '',
    ];
  });
}
