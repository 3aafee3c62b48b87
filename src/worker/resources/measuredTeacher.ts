/**
 * A teacher that has weights, and what it says of the validation images.
 */
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { classOrderOf, permuted } from '../../analysis/classOrder.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import { type HeldOut, holdOut } from '../../engine/training/heldOut.ts';
import type { Teacher } from '../../engine/training/teacherLogits.ts';
import { reorderedView } from '../../engine/transfer/reordered.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import { matters } from '../../spec/keys.ts';
import { Interrupted } from '../tasks.ts';
import type { OpenedBackend } from './backend.ts';
import { givenFile } from './foundTeacher.ts';
import type { GivenWeights } from './givenWeights.ts';
import { type LogitsCache, shownWhole } from './logits.ts';
import { type Resource, resourceKey } from './memo.ts';
import type { TrainedTeacher } from './trainedTeacher.ts';

/** A dataset and a teacher that is trained, with the teacher's logits for all of validation. */
export interface MeasuredTeacher extends Pick<TrainedTeacher, 'isNew' | 'file' | 'foreign'> {
  /** Names teacher and dataset, in this visit. */
  readonly key: string;
  /** With its outputs in the order that the experiment asks for. */
  readonly teacher: Teacher;
  readonly card: TeacherCard & { readonly accuracy: number };
  /** [N, K] for the validation images, in order. */
  readonly table: Float32Array;
  readonly validation: HeldOut;
  /** What one validation image costs the teacher; undefined where that was not measured. */
  readonly msPerImage: number | undefined;
  /** Tensors of `teacher` that are not the trained teacher's. */
  readonly own: readonly Tensor[];
}

interface MeasuredTeacherEnvironment {
  readonly post: (event: Event) => void;
  readonly given: GivenWeights;
  readonly cache: LogitsCache;
  readonly backend: Resource<OpenedBackend>;
  readonly dataset: Resource<OpenedDataset>;
  readonly trained: Resource<TrainedTeacher>;
}

interface Needs {
  readonly backend: OpenedBackend;
  readonly dataset: OpenedDataset;
  readonly trained: TrainedTeacher;
}

export function measuredTeacherResource({
  post,
  given,
  cache,
  backend,
  dataset,
  trained,
}: MeasuredTeacherEnvironment): Resource<MeasuredTeacher, Needs> {
  const resource: Resource<MeasuredTeacher, Needs> = {
    name: 'measured teacher',
    reads: ['images', 'teacher'],
    computedBy: ['machine'],
    outside: givenFile(given),
    needs: { backend, dataset, trained },
    async open(experiment, { dataset: opened, trained: { teacher: asGiven, card, ...told } }, control) {
      const { validation, classes } = opened.dataset;
      const logits = await cache.all(asGiven, validation, shownWhole, experiment, control);
      if (!logits) throw new Interrupted();
      const asTold = logits.memory.table;
      const order = classOrderOf(asTold, validation.labels, classes.length);
      const reorders =
        matters('teacherOrder', experiment) &&
        experiment.teacherOrder === 'best' &&
        order.verdict === 'permuted';
      const table = reorders ? permuted(asTold, order.order) : asTold;
      const measured: MeasuredTeacher = {
        key: resourceKey(resource, experiment),
        ...told,
        ...(reorders ? reorderedView(asGiven, order.order) : { teacher: asGiven, own: [] }),
        card: { ...card, accuracy: accuracyOf(table, validation.labels), order },
        table,
        validation: holdOut(batchesOf(validation, 'none'), classes.length, [table]),
        msPerImage: logits.msPerImage,
      };
      post({ type: 'teacher', teacher: measured.card });
      return measured;
    },
    dispose({ validation, own }) {
      validation.dispose();
      dispose([...own]);
    },
  };
  return resource;
}

/** Share of rows of `table` ([N, K]) whose first largest entry is the label's. */
export function accuracyOf(table: Float32Array, labels: Int32Array): number {
  const classes = table.length / labels.length;
  let right = 0;
  labels.forEach((label, i) => {
    const row = table.subarray(i * classes, (i + 1) * classes);
    if (row.indexOf(Math.max(...row)) === label) right++;
  });
  return right / labels.length;
}
