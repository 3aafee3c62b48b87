/**
 * What an experiment's training will take of the device's memory, told before it starts.
 */
import { isResident } from '../engine/training/isResident.ts';
import { adviceOnMemory, assumedLimit, memoryNeeded } from '../engine/training/memoryNeeded.ts';
import { isOracle } from '../engine/training/teacherLogits.ts';
import { freezing, hasRates } from '../engine/transfer/freezing.ts';
import type { Experiment } from '../shared/experiment.ts';
import type { Dataset } from '../shared/imageSet.ts';
import type { MemoryStated } from '../shared/records.ts';
import { studentModel } from './studentModel.ts';
import type { ResolvedTeacher } from './teachers.ts';

/** Of one step of the sweep with the teacher beside it; a head trained on features takes less. */
export function memoryStated(
  experiment: Experiment,
  { train, validation, classes }: Dataset,
  { card, teacher }: Pick<ResolvedTeacher, 'card' | 'teacher'>,
): MemoryStated {
  const { imageSize, batchSize, memory, optimizer, studentStart, studentFreeze, backboneRate } = experiment;
  const { model: whole } = studentModel(experiment, classes.length);
  const student = studentStart === 'new' ? whole : freezing(whole, studentFreeze, backboneRate);
  const resident = isResident() && !hasRates(student);
  const network = teacher && !isOracle(teacher) ? { model: teacher.model } : {};
  const needed = memoryNeeded({
    student,
    teacher: { bytes: card.bytes, ...network },
    ...{ imageSize, batchSize, memory, optimizer },
    validationImages: validation.count,
    ledger: true,
    storedImages: resident ? (train.count + validation.count) * imageSize ** 2 * 3 : 0,
    captured: resident && experiment.capture === 'on',
  });
  return {
    bytes: needed.total,
    isMuch: needed.total > assumedLimit,
    advice: adviceOnMemory(needed),
  };
}
