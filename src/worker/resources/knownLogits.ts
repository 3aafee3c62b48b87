/**
 * The teacher's logits of training images: those that are known, and those of the others, which training computes.
 */
import type { OpenedDataset } from '../../data/openDataset.ts';
import { studentImages } from '../../data/studentImages.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import {
  canRemember,
  isExternal,
  keptTeacher,
  liveTeacher,
  rememberingTeacher,
  type TeacherLogits,
} from '../../engine/training/teacherLogits.ts';
import { changesBatches } from '../../spec/batchChanges.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { Interrupted } from '../tasks.ts';
import type { OpenedBackend } from './backend.ts';
import { trainSourceOf } from './datasets.ts';
import { givenFile } from './foundTeacher.ts';
import type { GivenWeights } from './givenWeights.ts';
import type { OpenLogits } from './keptLogits.ts';
import {
  isRounded,
  type LogitsCache,
  learnedFrom,
  requireFewViews,
  requireNetwork,
  shownIn,
  storedBytes,
} from './logits.ts';
import type { MeasuredTeacher } from './measuredTeacher.ts';
import type { Memo, Resource } from './memo.ts';

interface KnownLogitsEnvironment {
  readonly given: GivenWeights;
  readonly cache: LogitsCache;
  readonly backend: Resource<OpenedBackend>;
  readonly dataset: Resource<OpenedDataset>;
  readonly measured: Resource<MeasuredTeacher>;
}

interface Needs {
  readonly backend: OpenedBackend;
  readonly dataset: OpenedDataset;
  readonly measured: MeasuredTeacher;
}

/** Of all views of all training images, where they can be counted and remembered. */
export function knownLogitsResource({
  given,
  cache,
  ...needs
}: KnownLogitsEnvironment): Resource<OpenLogits, Needs> {
  return {
    name: 'known logits',
    reads: ['images', 'teacher', 'shown'],
    outside: givenFile(given),
    needs,
    open: (experiment, { dataset: { dataset }, measured: { teacher } }) =>
      cache.known(teacher, studentImages(dataset, experiment), shownIn(experiment)),
  };
}

/** What stands ready, to be asked through. */
export interface Asked {
  readonly memo: Memo;
  readonly cache: LogitsCache;
  readonly known: Resource<OpenLogits>;
}

/**
 * For one training, which counts the images that the teacher is shown in it.
 *
 * @throws Interrupted when stopped
 */
export async function logitsOf(
  { teacher }: MeasuredTeacher,
  opened: OpenedDataset,
  experiment: Experiment,
  control: TaskControl,
  asked: Asked,
): Promise<TeacherLogits> {
  const source = trainSourceOf(opened, experiment);
  const classes = opened.dataset.classes.length;
  if (changesBatches(experiment)) return liveTeacher(requireNetwork(teacher));
  if (isExternal(teacher) || isRounded(experiment))
    return completeLogitsOf({ teacher }, opened, experiment, control, asked);
  if (!Number.isFinite(source.versions) || !canRemember(source, classes)) return liveTeacher(teacher);
  const { memory } = await asked.memo.open(asked.known, experiment, control);
  return rememberingTeacher(teacher, source, classes, memory);
}

/**
 * The same with every view known beforehand.
 *
 * @throws Interrupted when stopped; ProblemError where the views cannot be counted, or are too many
 */
export async function completeLogitsOf(
  { teacher }: Pick<MeasuredTeacher, 'teacher'>,
  opened: OpenedDataset,
  experiment: Experiment,
  control: TaskControl,
  { cache }: Pick<Asked, 'cache'>,
): Promise<TeacherLogits> {
  const { classes } = opened.dataset;
  const source = trainSourceOf(opened, experiment);
  requireFewViews(source, classes.length);
  const shown = learnedFrom(experiment);
  const logits = await cache.all(
    teacher,
    studentImages(opened.dataset, experiment),
    shown,
    experiment,
    control,
  );
  if (!logits) throw new Interrupted();
  const { computed, memory } = logits;
  return keptTeacher(memory.table, source, classes.length, {
    computed,
    stored: [{ computed, bytes: storedBytes(memory.table, shown) }],
    frozen: isExternal(teacher) ? undefined : teacher,
  });
}
