import type { TeacherTable } from '../../protocol/protocol.ts';
import { type Answer, requireDataset } from './asked.ts';

/** So many logits are softened in a few milliseconds: a page does it each time a slider moves. */
const mostLogits = 400_000;

/**
 * A copy of the teacher's logits for the page; of many images, as many as `most` logits allow, evenly spaced.
 *
 * @param logits [N, K].
 * @param labels [N].
 */
export function teacherTableOf(logits: Float32Array, labels: Int32Array, most = mostLogits): TeacherTable {
  const images = labels.length;
  const classes = images > 0 ? logits.length / images : 0;
  const told = Math.min(images, Math.max(1, Math.floor(most / classes)));
  const rows = Array.from({ length: told }, (_, i) => Math.floor((i * images) / told));
  const kept = new Float32Array(told * classes);
  rows.forEach((row, i) => {
    kept.set(logits.subarray(row * classes, (row + 1) * classes), i * classes);
  });
  return { classes, images, labels: Int32Array.from(rows, (row) => labels[row] ?? 0), logits: kept };
}

export const teacherTable: Answer<'teacher-table'> = async (_, asked) => {
  const { validation } = requireDataset(asked).dataset;
  const table = asked.resources.measured?.table;
  return table && teacherTableOf(table, validation.labels);
};
