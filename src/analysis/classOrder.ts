/**
 * Whether a teacher's outputs stand in the order of the dataset's classes. A file that was trained elsewhere may know the
 * same classes by other numbers: it is then right at about chance or less, though in another order it would be right.
 *
 * The best of K! orders flatters: of an unrelated teacher too it makes one that is right more often than chance. So what is
 * claimed is never measured on the images by which the order was chosen. The images are cut in halves within each class;
 * the best order of either half is judged on the other, where nothing was chosen and the plain tests hold:
 *
 * - against chance: were answers and labels strangers to each other, an image would be right with probability
 *   Σ P(label i) P(answer order[i]) (the chance agreement of Cohen 1960), at least 1/K; the count of right images is tested
 *   as binomial;
 * - against the order as given: of the images that only one of the two orders gets right, as many would fall to the new one
 *   with probability ½ (the exact sign test of McNemar 1947).
 *
 * Each must hold on one half at least at half the level (Bonferroni); that both must hold costs nothing (an intersection–union
 * test, Berger 1982). Beside that the order must be better by a tenth of the images: with many of them a trifle is certain too.
 * Halves are the first and the last images of each class rather than every second one: neighbours in a folder are often
 * pictures of one scene, and must not stand on both sides.
 */
import type { ClassOrder } from '../protocol/classOrder.ts';
import { bestAssignment } from './assignment.ts';
import { binomialTail } from './binomialTail.ts';

/** Of taking an unrelated teacher for a permuted one. */
const falseAlarms = 0.01;
/** Of taking an unrelated teacher for one that fits, which warns nobody. */
const falsePeace = 0.05;
/** By how much another order must be right more often before it is worth a word: significance alone comes with many images. */
const worthwhile = 0.1;

/**
 * @param table [N, K] the teacher's logits, row by row.
 * @param labels [N], 0 … K − 1.
 * @throws RangeError where the table is not [N, K] or a label is no class.
 */
export function classOrderOf(table: Float32Array, labels: Int32Array, classes: number): ClassOrder {
  const images = labels.length;
  if (table.length !== images * classes) {
    throw new RangeError(`${table.length} logits are not ${images} × ${classes}.`);
  }
  if (labels.some((label) => label < 0 || label >= classes)) {
    throw new RangeError(`A label is not one of ${classes} classes.`);
  }
  const answers = answersOf(table, images, classes);
  const halves = halvesOf(labels, classes);
  const first = countsOf(labels, answers, classes, (n) => halves[n] === 0);
  const last = countsOf(labels, answers, classes, (n) => halves[n] === 1);
  const all = first.map((count, cell) => count + (last[cell] as number));
  const asGiven = Int32Array.from({ length: classes }, (_, i) => i);
  const order = bestOrder(all, classes);
  const orderOfFirst = bestOrder(first, classes);
  const orderOfLast = bestOrder(last, classes);
  const right = hitsOf(all, asGiven);
  const chance = chanceOf(all, asGiven);
  const accuracy = right / images;
  const accuracyInOrder = hitsOf(all, order) / images;
  const accuracyHeldOut = (hitsOf(last, orderOfFirst) + hitsOf(first, orderOfLast)) / images;
  const judged = [heldOut(last, orderOfFirst), heldOut(first, orderOfLast)];
  const needed = Math.max(accuracy, chance, chanceOf(all, order)) + worthwhile;
  const isPermuted =
    judged.some(({ overChance }) => overChance <= falseAlarms / 2) &&
    judged.some(({ overGiven }) => overGiven <= falseAlarms / 2) &&
    Math.min(accuracyInOrder, accuracyHeldOut) >= needed;
  const fits = images > 0 && binomialTail(right, images, chance) <= falsePeace;
  return {
    verdict: isPermuted ? 'permuted' : fits ? 'fits' : 'unrelated',
    ...{ images, accuracy, chance, order, accuracyInOrder, accuracyHeldOut },
  };
}

/**
 * The table with its columns in another order: column i is what was column `order[i]`.
 *
 * @param table [N, K], row by row; it is not changed.
 * @param order [K], as `ClassOrder` has it.
 */
export function permuted(table: Float32Array, order: Int32Array): Float32Array<ArrayBuffer> {
  const classes = order.length;
  const moved = new Float32Array(table.length);
  for (let start = 0; start < table.length; start += classes) {
    for (let i = 0; i < classes; i++) moved[start + i] = table[start + (order[i] as number)] as number;
  }
  return moved;
}

/** [N], the output with the largest logit, the first of equals. */
function answersOf(table: Float32Array, images: number, classes: number): Int32Array {
  const answers = new Int32Array(images);
  for (let n = 0; n < images; n++) {
    const start = n * classes;
    let answer = 0;
    for (let k = 1; k < classes; k++) {
      if ((table[start + k] as number) > (table[start + answer] as number)) answer = k;
    }
    answers[n] = answer;
  }
  return answers;
}

/** [N], 0 for the first half of each class and 1 for the rest; of odd classes every second one has its middle in the first. */
function halvesOf(labels: Int32Array, classes: number): Uint8Array {
  const totals = new Int32Array(classes);
  for (const label of labels) totals[label] = (totals[label] as number) + 1;
  let odd = 0;
  const inFirst = totals.map((total) => Math.floor(total / 2) + (total % 2 === 1 ? odd++ % 2 : 0));
  const seen = new Int32Array(classes);
  return Uint8Array.from(labels, (label) => {
    const place = seen[label] as number;
    seen[label] = place + 1;
    return place < (inFirst[label] as number) ? 0 : 1;
  });
}

/** [K, K], images by class (row) and answer (column). */
function countsOf(
  labels: Int32Array,
  answers: Int32Array,
  classes: number,
  isIn: (n: number) => boolean,
): Float64Array {
  const counts = new Float64Array(classes * classes);
  for (let n = 0; n < labels.length; n++) {
    if (!isIn(n)) continue;
    const cell = (labels[n] as number) * classes + (answers[n] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** The order with the most images right; of equals, one with the most outputs where they are: one image outweighs K of them. */
function bestOrder(counts: Float64Array, classes: number): Int32Array {
  const gains = counts.map((count) => count * (classes + 1));
  for (let i = 0; i < classes; i++) gains[i * (classes + 1)] = (gains[i * (classes + 1)] as number) + 1;
  return bestAssignment(gains, classes);
}

function hitsOf(counts: Float64Array, order: Int32Array): number {
  return order.reduce((sum, output, i) => sum + (counts[i * order.length + output] as number), 0);
}

/** Σ P(label i) P(answer order[i]), and at least 1/K. */
function chanceOf(counts: Float64Array, order: Int32Array): number {
  const classes = order.length;
  const labels = new Float64Array(classes);
  const answers = new Float64Array(classes);
  counts.forEach((count, cell) => {
    const label = Math.floor(cell / classes);
    const answer = cell % classes;
    labels[label] = (labels[label] as number) + count;
    answers[answer] = (answers[answer] as number) + count;
  });
  const images = labels.reduce((sum, count) => sum + count, 0);
  const together = order.reduce(
    (sum, output, i) => sum + (labels[i] as number) * (answers[output] as number),
    0,
  );
  return Math.max(1 / classes, images > 0 ? together / images ** 2 : 0);
}

/** How likely an order that these images did not choose would be as good on them were it no better than chance, or than the order as given. */
function heldOut(counts: Float64Array, order: Int32Array) {
  const classes = order.length;
  const images = counts.reduce((sum, count) => sum + count, 0);
  let gained = 0;
  let lost = 0;
  order.forEach((output, i) => {
    if (output === i) return;
    gained += counts[i * classes + output] as number;
    lost += counts[i * classes + i] as number;
  });
  return {
    overChance: binomialTail(hitsOf(counts, order), images, chanceOf(counts, order)),
    overGiven: binomialTail(gained, gained + lost, 0.5),
  };
}
