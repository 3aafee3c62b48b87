/**
 * The matrix of likeness at one temperature, from logits that are already here.
 */
import { useMemo } from 'react';
import { type Likeness, meanSoftened } from '../../../analysis/classSimilarity.ts';
import type { TeacherTable } from '../../../protocol/protocol.ts';
import { type AlikeView, classesShown, strongest, viewed } from './similarity.ts';

/** Pairs named beside the table. */
const pairsNamed = 6;

export interface Alike {
  readonly matrix: Float64Array;
  readonly shown: readonly number[];
  readonly pairs: readonly Likeness[];
  readonly most: number;
}

export function useSimilarity(
  table: TeacherTable | undefined,
  temperature: number,
  view: AlikeView,
): Alike | undefined {
  const shown = useMemo(() => (table ? classesShown(table) : []), [table]);
  return useMemo(() => {
    if (!table) return undefined;
    const matrix = viewed(meanSoftened(table, temperature), table.classes, view);
    return { matrix, shown, ...strongest(matrix, table.classes, pairsNamed) };
  }, [table, temperature, view, shown]);
}
