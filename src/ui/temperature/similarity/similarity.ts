/**
 * Which classes the table of likeness shows, and how its numbers are written.
 */
import { type Likeness, likenesses, meanSoftened } from '../../../analysis/classSimilarity.ts';
import type { TeacherTable } from '../../../protocol/protocol.ts';

/** More rows and columns than this are neither read nor drawn within a frame. */
export const mostClassesShown = 20;

/** Rows are chosen at one temperature, so that they stay while another is tried. */
const choosingTemperature = 4;

/** `whole`: of the answer. `others`: of what the teacher leaves for classes other than the true one. */
export type AlikeView = 'whole' | 'others';

/** Class numbers to show, in class order: all, or those in the pairs most alike. */
export function classesShown(table: TeacherTable): readonly number[] {
  const { classes } = table;
  if (classes <= mostClassesShown) return Array.from({ length: classes }, (_, k) => k);
  const shown = new Set<number>();
  for (const { of, to } of likenesses(meanSoftened(table, choosingTemperature), classes)) {
    if (shown.size < mostClassesShown) shown.add(of);
    if (shown.size < mostClassesShown) shown.add(to);
    if (shown.size >= mostClassesShown) break;
  }
  return [...shown].sort((a, b) => a - b);
}

/** The [K, K] matrix of `view`: with `others`, S_ij/(1 − S_ii), and what was the diagonal is NaN. */
export function viewed(matrix: Float64Array, classes: number, view: AlikeView): Float64Array {
  if (view === 'whole') return matrix;
  return matrix.map((_, at) => {
    const [of, to] = [Math.floor(at / classes), at % classes];
    if (of === to) return Number.NaN;
    // Summed, not 1 − S_ii: at a low T what is left for the others is lost in that difference.
    const left = matrix
      .subarray(of * classes, (of + 1) * classes)
      .reduce((sum, share, k) => (k === of ? sum : sum + share), 0);
    return left > 0 ? (matrix[at] ?? 0) / left : 0;
  });
}

/** The pairs most alike, and the share that is drawn darkest. */
export function strongest(
  matrix: Float64Array,
  classes: number,
  count: number,
): { readonly pairs: readonly Likeness[]; readonly most: number } {
  const all = likenesses(matrix, classes);
  return { pairs: all.slice(0, count), most: all[0]?.share ?? 0 };
}

/** A share in whole percent, without its sign: a table of a hundred numbers has no room for more. */
export function percentText(share: number): string {
  if (Number.isNaN(share)) return '–';
  const percent = Math.round(share * 100);
  return percent === 0 ? '·' : String(percent);
}
