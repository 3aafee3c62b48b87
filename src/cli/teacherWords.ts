/**
 * What is known of a teacher before anybody learns from it, in sentences.
 */
import type { TeacherCard } from '../protocol/records.ts';
import type { Experiment } from '../spec/experiment.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Nothing as long as it is not measured. */
export function teacherWords(card: TeacherCard): readonly string[] {
  const { label, source, newHead, accuracy, order } = card;
  if (accuracy === undefined || !order) return [];
  const measured = `Teacher: ${label}, right on ${percent(accuracy)} of ${order.images} validation images.`;
  switch (order.verdict) {
    case 'fits':
      return [measured, ...apartWords(card)];
    case 'permuted':
      return accuracy === order.accuracy
        ? [
            measured,
            `Its outputs seem to stand in another order than these classes: in the order that fits them best, each half of the images judged in the order of the other half, it is right on ${percent(order.accuracyHeldOut)}. Use that order with --teacher-order best.`,
          ]
        : [
            measured,
            `That is with its outputs in the order that fits these classes best; as they come it is right on ${percent(order.accuracy)}.`,
          ];
    case 'unrelated': {
      const isNoMore = `That is no more often than chance explains (it would make ${percent(order.chance)})`;
      const offer =
        source === 'file' && !newHead
          ? ', so it seems to know other classes: --teacher-head new trains a new last layer for these.'
          : '.';
      return [measured, `${isNoMore}${offer}`];
    }
  }
}

/** Of several teachers, on how many images one alone is right. */
function apartWords({ members = [], apart }: TeacherCard): readonly string[] {
  if (!apart) return [];
  const { images, all, none, only } = apart;
  const alone = members
    .map(({ label }, place) => `${label} alone is right on ${only[place] ?? 0}`)
    .join(', ');
  return [`Of ${images} validation images all teachers are right on ${all} and none on ${none}; ${alone}.`];
}

/** Of students with distillation tokens, alpha in DeiT's way of counting; nothing of others. */
export function tokenWords({ distilToken, similarity, alphas }: Experiment): string {
  if (distilToken === 'none') return '';
  const theirs = alphas.map((alpha) => Number((1 - alpha).toFixed(12))).join(', ');
  const divided =
    distilToken === 'hard'
      ? 'Cross entropy with the teacher’s likeliest class is the mean over images.'
      : similarity === 'deit-soft'
        ? 'KL is divided by all numbers of the logits (numel), as in DeiT.'
        : 'The similarity is the mean over images (batchmean); DeiT’s KL is smaller by the number of classes (numel): --similarity deit-soft.';
  return `\nAlpha weighs the labels; DeiT’s α weighs the teacher and is 1 − alpha: ${theirs}. ${divided}\nAccuracy is that of the mean of the heads.\n`;
}
