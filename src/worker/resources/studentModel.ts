/**
 * The student that an experiment means: its network for the dataset's classes, and its size for people.
 */
import { avgPool, type Tensor4D } from '@tensorflow/tfjs-core';
import { cardOf, cardOfArchitecture } from '../../engine/families/card.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import type { Model } from '../../engine/families/model.ts';
import { onScale, withoutScale } from '../../engine/families/onScale.ts';
import { shrunk } from '../../engine/families/shrunk.ts';
import { toScale } from '../../engine/layers/inputScale.ts';
import { networkOf } from '../../engine/training/teacherLogits.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { ModelCard } from '../../protocol/records.ts';
import type { InputScale } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { tokensOf } from '../../spec/network/distilTokens.ts';
import type { FoundStudent } from './studentBase.ts';
import type { ResolvedTeacher } from './teachers.ts';

export interface StudentModel {
  /** Takes images of the experiment's size, whatever the student makes of them. */
  readonly model: Model;
  /** The same over the images that it makes of them, of height and width `ownSize`: what is used elsewhere. */
  readonly own: Model;
  readonly ownSize: number;
  readonly card: ModelCard;
  /** SHA-256 of the file of a network that it starts from, where the lab wrote it. */
  readonly madeOf?: string | undefined;
  /** The same of another network in its place: what is left of it, or its layers in another form. */
  instead(network: Model): Pick<StudentModel, 'model' | 'own'>;
  /** The images that a network in its place is itself given, [B, s, s, 3], for the experiment's, [B, S, S, 3]; call within `tidy`. */
  givenImages(images: Tensor4D): Tensor4D;
}

type CopySettings = Pick<Experiment, 'imageSize' | 'teacherWidth'>;

/**
 * @param classes K
 * @param resolved the experiment's teacher, of which the student may be a copy; undefined where it is not open
 * @param found    the file that the student starts from; undefined where it starts from none, or none was given
 * @throws ProblemError `setting-invalid` where the images cannot be averaged to the student's size; `student-start` where there
 *   is no teacher to copy
 */
export function studentModel(
  experiment: CopySettings &
    Pick<
      Experiment,
      'student' | 'studentWidth' | 'studentImageSize' | 'distilToken' | 'teachersTogether' | 'moreTeachers'
    >,
  classes: number,
  resolved: ResolvedTeacher | undefined,
  found?: FoundStudent,
): StudentModel {
  const { student } = experiment;
  if (student === 'teacher') return copyOf(resolved, experiment, classes);
  const { studentWidth: width, imageSize, studentImageSize } = experiment;
  const size = studentImageSize === 0 ? imageSize : studentImageSize;
  if (imageSize % size !== 0) {
    throw problem(
      'setting-invalid',
      words`Images of ${imageSize} pixels cannot be averaged down to the student’s ${size}: that is not a whole part of them.`,
      words`Set the student’s image size to 0 or to ${imageSize} divided by a whole number.`,
    );
  }
  const options = { classes, imageSize: size, width, distillationTokens: tokensOf(experiment) };
  const given = found?.architecture?.family === student ? found.architecture : undefined;
  const own = given && { ...given, classes, imageSize: size };
  const shown = { imageSize, ownSize: size, takes: found?.takes ?? 'imagenet' };
  return {
    ...shownImages(own ? build(own) : catalogue[student].build(options), shown),
    card: own ? cardOfArchitecture(own, undefined) : cardOf(student, options),
    madeOf: found?.id,
  };
}

interface ShownImages {
  /** S, of the experiment's images. */
  readonly imageSize: number;
  /** s, of those that the network itself sees; S is a whole multiple. */
  readonly ownSize: number;
  /** What it takes for pixels. */
  readonly takes: InputScale;
}

/** @param network a function of its own images */
export function shownImages(
  network: Model,
  { imageSize, ownSize, takes }: ShownImages,
): Omit<StudentModel, 'card'> {
  const instead = (bare: Model) => {
    const own = onScale(bare, takes);
    return { own, model: shrunk(own, imageSize, ownSize) };
  };
  const factor = imageSize / ownSize;
  return {
    ...instead(network),
    ...{ ownSize, instead },
    givenImages: (images) => toScale(factor === 1 ? images : avgPool(images, factor, factor, 'valid'), takes),
  };
}

/** The teacher's network as a student; one that is still to be trained has the architecture that will be. */
function copyOf(
  resolved: ResolvedTeacher | undefined,
  settings: CopySettings,
  classes: number,
): StudentModel {
  if (!resolved) {
    throw problem(
      'student-start',
      'The student is to be a copy of the teacher, and no teacher is open yet.',
      'Wait until the lab is ready.',
    );
  }
  const { name, label, width, parameters, bytes, multiplyAdds } = resolved.card;
  const network = originalOf(resolved, settings, classes);
  if (!network || name === 'foreign') {
    throw problem(
      'student-start',
      words`The student cannot be a copy of ${resolved.card.label}: its layers are run by other software, and have no names of ours.`,
      'Choose another student, or open the teacher as PyTorch or safetensors weights.',
    );
  }
  const { imageSize } = settings;
  return {
    ...shownImages(withoutScale(network), {
      imageSize,
      ownSize: imageSize,
      takes: network.takes ?? 'imagenet',
    }),
    card: { name, label, width, parameters, bytes, multiplyAdds },
  };
}

function originalOf(
  { card, teacher, start }: ResolvedTeacher,
  { imageSize, teacherWidth }: CopySettings,
  classes: number,
): Model | undefined {
  if (teacher) return networkOf(teacher)?.model;
  if (start) return start.kind === 'network' ? start.model : undefined;
  if (card.name === 'foreign') return undefined;
  return catalogue[card.name].build({ classes, imageSize, width: teacherWidth });
}
