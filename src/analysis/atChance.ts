/**
 * Whether a teacher is right no more often than chance, so that students would learn nothing of the classes from it. Such a
 * teacher trains nobody before a person has said so; one that is merely not clearly better than chance (`ClassOrder`'s verdict
 * `unrelated`) is warned of and used, because with few images that is said of good teachers too.
 *
 * It is refused on `enoughImages` or more where it is not clearly better than chance, and
 *
 * - its share of right images is at most the share that chance gives, or
 * - it is so near that share that a teacher who is right ten points more often would be as bad as this only once in twenty
 *   (the exact binomial test, the other way round).
 */

import { problem } from '../lang/problem.ts';
import { words } from '../lang/sentence.ts';
import type { TeacherCard } from '../protocol/records.ts';
import { binomialTail } from './binomialTail.ts';

/** With fewer images than this a good teacher may be as bad by ill luck. */
export const enoughImages = 30;
/** How much more often than chance a teacher is right that has something to teach; half of what is left where that is less. */
const worthwhile = 0.1;
/** Of refusing a teacher that is so much better. */
const falseRefusals = 0.05;

type Measured = Pick<TeacherCard, 'accuracy' | 'order'> & { readonly members?: readonly Measured[] };

/**
 * Of the teacher as it is used, in whatever order its outputs are taken; false while it is not measured. Of several teachers
 * whether any is: it would only blur what the others say.
 */
export const isAtChance = (card: Measured): boolean => atChanceIn(card) !== undefined;

/** The teacher itself or the first of several that is. */
const atChanceIn = (card: Measured): Measured | undefined => (card.members ?? [card]).find(isItselfAtChance);

function isItselfAtChance({ accuracy, order }: Measured): boolean {
  if (accuracy === undefined || !order || order.images < enoughImages) return false;
  const { images, chance } = order;
  const right = Math.round(accuracy * images);
  if (binomialTail(right, images, chance) <= 0.05) return false;
  if (right <= chance * images + 1e-6) return true;
  const better = chance + Math.min(worthwhile, (1 - chance) / 2);
  return 1 - binomialTail(right + 1, images, better) <= falseRefusals;
}

/** @throws ProblemError `teacher-at-chance` */
export function requireMoreThanChance(card: Measured): void {
  const { accuracy, order } = atChanceIn(card) ?? {};
  if (accuracy === undefined || !order) return;
  const place = card.members?.findIndex(isItselfAtChance);
  const member = place === undefined ? undefined : card.members?.[place];
  const [right, chance] = [Math.round(accuracy * order.images), Math.round(order.chance * order.images)];
  if (member && place !== undefined) {
    throw problem(
      'teacher-at-chance',
      words`Teacher ${place + 1} is right on ${right} of ${order.images} validation images, where chance alone makes ${chance}; students would learn nothing of these classes from it.`,
      'Leave it out, train a new head for a teacher from a file, choose another teacher, or train from these all the same.',
    );
  }
  throw problem(
    'teacher-at-chance',
    words`The teacher is right on ${right} of ${order.images} validation images, where chance alone makes ${chance}; students would learn nothing of these classes from it.`,
    'Train a new head for a teacher from a file, choose another teacher, or train from this one all the same.',
  );
}
