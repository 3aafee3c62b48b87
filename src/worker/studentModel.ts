/**
 * The student that an experiment means: its network for the dataset's classes, and its size for people.
 */
import { cardOf } from '../engine/models/card.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { Model } from '../engine/models/model.ts';
import { shrunk } from '../engine/models/shrunk.ts';
import type { Experiment } from '../shared/experiment.ts';
import { problem } from '../shared/problem.ts';
import type { ModelCard } from '../shared/records.ts';
import { words } from '../shared/sentence.ts';

export interface StudentModel {
  /** Takes images of the experiment's size, whatever the student makes of them. */
  readonly model: Model;
  /** The same over the images that it makes of them, of height and width `ownSize`: what is used elsewhere. */
  readonly own: Model;
  readonly ownSize: number;
  readonly card: ModelCard;
}

/**
 * @param classes K
 * @throws ProblemError `setting-invalid` where the images cannot be averaged to the student's size
 */
export function studentModel(
  {
    student,
    studentWidth: width,
    imageSize,
    studentImageSize,
  }: Pick<Experiment, 'student' | 'studentWidth' | 'imageSize' | 'studentImageSize'>,
  classes: number,
): StudentModel {
  const size = studentImageSize === 0 ? imageSize : studentImageSize;
  if (imageSize % size !== 0) {
    throw problem(
      'setting-invalid',
      words`Images of ${imageSize} pixels cannot be averaged down to the student’s ${size}: that is not a whole part of them.`,
      words`Set the student’s image size to 0 or to ${imageSize} divided by a whole number.`,
    );
  }
  const options = { classes, imageSize: size, width };
  const own = catalogue[student].build(options);
  return {
    model: shrunk(own, imageSize, size),
    own,
    ownSize: size,
    card: cardOf(student, options),
  };
}
