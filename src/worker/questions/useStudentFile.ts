import { bytesOfBlob } from '../../engine/weights/byteSource.ts';
import { cardOfWeights } from '../resources/studentBase.ts';
import type { Answer } from './asked.ts';

export const useStudentFile: Answer<'use-student-file'> = ({ name, blob, experiment }, { resources }) =>
  resources.giveStudent({ name, source: bytesOfBlob(blob, name) }, experiment.imageSize);

export const weightsCard: Answer<'weights-card'> = ({ name, blob, experiment }) =>
  cardOfWeights({ name, source: bytesOfBlob(blob, name) }, experiment.imageSize);
