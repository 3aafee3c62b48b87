import type { ImageSet } from '../../base/imageSet.ts';
import { squareOfPicture } from '../../data/givenPicture.ts';
import { pictureOf } from '../../data/summary.ts';
import { mostStudentsAsked, studentsLogits, teacherLogitsOfPicture } from '../students/pictureLogits.ts';
import { type Answer, requireDataset, studentsOfDataset } from './asked.ts';

export const lookAt: Answer<'look-at'> = async (question, asked) => {
  await asked.timing.over();
  const { size } = requireDataset(asked).dataset.validation;
  const { centreCrop = 1 } = asked.current() ?? {};
  const pixels = await squareOfPicture(question.picture, size, centreCrop);
  // Another dataset may have been opened meanwhile, whose networks read squares of another size.
  if (requireDataset(asked).dataset.validation.size !== size) return lookAt(question, asked);
  const images: ImageSet = { count: 1, size, pixels, labels: Int32Array.of(0) };
  const { rgba, size: shown } = pictureOf(images, 'validation', 0);
  const { trainedTeacher } = asked.resources;
  const [teacher, students] = await Promise.all([
    trainedTeacher && teacherLogitsOfPicture(trainedTeacher, images, 0),
    studentsLogits(studentsOfDataset(asked).slice(0, mostStudentsAsked), images, 0),
  ]);
  return { picture: { size: shown, rgba }, ...(teacher ? { teacher } : {}), students };
};
