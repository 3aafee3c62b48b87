/**
 * Several teachers, measured each by itself, as the one teacher that students learn from.
 */
import { tensor4d } from '@tensorflow/tfjs-core';
import { classOrderOf } from '../../analysis/classOrder.ts';
import { rightApart } from '../../analysis/teachersApart.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import { studentImages } from '../../data/studentImages.ts';
import {
  type Combining,
  combineTables,
  combiningInStep,
  combiningOf,
  withoutStep,
} from '../../engine/ensembles/combining.ts';
import type { ExternalModel } from '../../engine/external/externalModel.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import { ensembleTeacher } from '../../engine/training/ensembleTeacher.ts';
import { type HeldOut, holdOut } from '../../engine/training/heldOut.ts';
import {
  canRemember,
  type FrozenModel,
  frozenLogits,
  isExternal,
  keptTeacher,
  liveTeacher,
  type StoredLogits,
  type Teacher,
  type TeacherLogits,
} from '../../engine/training/teacherLogits.ts';
import { predictionsFrom } from '../../protocol/imagePredictions.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import { changesBatches } from '../../spec/batchChanges.ts';
import { comparesInside } from '../../spec/decides.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { teacherExperiments } from '../../spec/teachers/teachersOf.ts';
import { Interrupted } from '../tasks.ts';
import type { OpenedBackend } from './backend.ts';
import { trainSourceOf } from './datasets.ts';
import { type LogitsCache, learnedFrom, requireFewViews, requireNetwork, storedBytes } from './logits.ts';
import { accuracyOf, type MeasuredTeacher } from './measuredTeacher.ts';
import { type Memo, type Resource, resourceKey } from './memo.ts';

export interface Ensemble extends MeasuredTeacher {
  readonly members: readonly MeasuredTeacher[];
}

/** A teacher's members, which is itself where it is one. */
export const membersIn = (teaching: MeasuredTeacher): readonly MeasuredTeacher[] =>
  'members' in teaching ? (teaching as Ensemble).members : [teaching];

interface EnsembleEnvironment {
  readonly post: (event: Event) => void;
  readonly memo: Memo;
  readonly backend: Resource<OpenedBackend>;
  readonly dataset: Resource<OpenedDataset>;
  readonly measured: Resource<MeasuredTeacher>;
}

interface Needs {
  readonly backend: OpenedBackend;
  readonly dataset: OpenedDataset;
}

/** Its members must be open, each for its own experiment of `teacherExperiments`. */
export function ensembleResource({
  post,
  memo,
  backend,
  dataset,
  measured,
}: EnsembleEnvironment): Resource<Ensemble, Needs> {
  const resource: Resource<Ensemble, Needs> = {
    name: 'several teachers together',
    reads: ['images', 'teacher'],
    // A stage may compare insides where the experiment does not.
    outside: (experiment) => (combiningInStep(experiment) ? 'in the step' : ''),
    needs: { backend, dataset },
    isUsable: ({ members }) => members.every((member) => memo.opened(measured).includes(member)),
    async open(experiment, { dataset: opened }) {
      const { validation, classes } = opened.dataset;
      const members = teacherExperiments(experiment).map((own) => {
        const member = memo.find(measured, own);
        if (!member) throw new Error('teachers are measured before they are combined');
        return member;
      });
      const how = withoutStep(combiningOf(experiment));
      const table = await validationTableOf(members, classes.length, how);
      const msOfEach = members.map(({ msPerImage }) => msPerImage ?? Number.NaN);
      const msPerImage = msOfEach.reduce((sum, ms) => sum + ms, 0);
      const ensemble: Ensemble = {
        ...{ members, table, own: [], isNew: false },
        key: [resourceKey(resource, experiment), ...members.map(({ key }) => key)].join(' + '),
        teacher: teacherOf(members, how),
        card: {
          ...cardTogether(members.map(({ card }) => card)),
          accuracy: accuracyOf(table, validation.labels),
          order: classOrderOf(table, validation.labels, classes.length),
          apart: rightApart(members.map((one) => predictionsFrom(one.table, validation.labels))),
        },
        validation: heldOutFor(members, opened, experiment, table),
        msPerImage: Number.isFinite(msPerImage) ? msPerImage : undefined,
      };
      post({ type: 'teacher', teacher: ensemble.card });
      return ensemble;
    },
    dispose: ({ validation }) => validation.dispose(),
  };
  return resource;
}

const validationTableOf = (members: readonly MeasuredTeacher[], classes: number, how: Combining) =>
  combineTables(
    members.map(({ table }) => table),
    classes,
    how,
  );

/** Validation images with what students are compared with: the table of all, or each teacher's own where they are combined in the step. */
function heldOutFor(
  members: readonly MeasuredTeacher[],
  { dataset: { validation, classes } }: OpenedDataset,
  experiment: Experiment,
  together: Float32Array,
): HeldOut {
  const tables = combiningInStep(experiment) ? members.map(({ table }) => table) : [together];
  return holdOut(batchesOf(validation, 'none'), classes.length, tables);
}

/** Of several teachers as they are known: sizes are sums; name, width and source are the first one's. */
export function cardTogether(members: readonly TeacherCard[]): TeacherCard {
  const [first, ...others] = members;
  if (!first) throw new RangeError('there are several teachers');
  const { accuracy: _, order: __, ...card } = first;
  if (others.length === 0) return first;
  const sum = (of: 'parameters' | 'bytes' | 'multiplyAdds') =>
    members.reduce((all, member) => all + member[of], 0);
  return {
    ...card,
    label: members.map(({ label }) => label).join(' + '),
    id: members.map(({ id }) => id).join(' + '),
    ...{ parameters: sum('parameters'), bytes: sum('bytes') },
    // 0 stands for what nobody can tell.
    multiplyAdds: members.some(({ multiplyAdds }) => multiplyAdds === 0) ? 0 : sum('multiplyAdds'),
    members,
  };
}

const isNetwork = (teacher: Teacher): teacher is FrozenModel => !isExternal(teacher);

/** As one teacher: a network where all of them are ours. Its weights stay theirs. */
function teacherOf(members: readonly MeasuredTeacher[], how: Combining): Teacher {
  const teachers = members.map(({ teacher }) => teacher);
  const networks = teachers.filter(isNetwork);
  if (networks.length === teachers.length) return ensembleTeacher(networks, how);
  const externals = teachers.filter(isExternal);
  const outputs = externals[0]?.outputs ?? 0;
  const together: ExternalModel = {
    label: externals.map(({ label }) => label).join(' + '),
    outputs,
    parameters: members.reduce((sum, { card }) => sum + card.parameters, 0),
    bytes: members.reduce((sum, { card }) => sum + card.bytes, 0),
    imageSize: externals.find(({ imageSize }) => imageSize !== undefined)?.imageSize,
    fingerprint: JSON.stringify([members.map(({ key }) => key), how]),
    async predict(images, count, size) {
      const tables: Float32Array[] = [];
      for (const teacher of teachers) tables.push(await predictionsOf(teacher, images, count, size));
      return combineTables(tables, outputs, how);
    },
    dispose: () => undefined,
  };
  return together;
}

async function predictionsOf(teacher: Teacher, images: Float32Array, count: number, size: number) {
  if (isExternal(teacher)) return teacher.predict(images, count, size);
  const batch = tensor4d(images.slice(), [count, size, size, 3]);
  const logits = frozenLogits(teacher, batch);
  try {
    return (await logits.data()) as Float32Array;
  } finally {
    batch.dispose();
    logits.dispose();
  }
}

/** What combining needs beside the teachers. */
export interface CombiningGiven {
  readonly opened: OpenedDataset;
  readonly experiment: Experiment;
  readonly control: TaskControl;
  readonly cache: LogitsCache;
}

/**
 * The logits of training images: combined once of each teacher's table, which is kept by itself, so that another experiment with one
 * of them computes nothing anew; where every view is new, by all networks in every step. Of teachers that are combined in the step,
 * each one's own.
 *
 * @param isComplete every view of every image must be known beforehand
 * @throws Interrupted when stopped; ProblemError where views cannot be counted, or are too many, and have to be
 */
export async function combinedLogits(
  members: readonly MeasuredTeacher[],
  { opened, experiment, control, cache }: CombiningGiven,
  isComplete: boolean,
): Promise<readonly TeacherLogits[]> {
  const { classes } = opened.dataset;
  const train = studentImages(opened.dataset, experiment);
  const source = trainSourceOf(opened, experiment);
  const how = combiningOf(experiment);
  const inStep = combiningInStep(experiment) !== undefined;
  const isChanged = changesBatches(experiment);
  // They are run in every step whatever is stored.
  const isInside = comparesInside(experiment, {});
  const networks = isChanged
    ? members.map(({ teacher }) => requireNetwork(teacher))
    : members.map(({ teacher }) => teacher).filter(isNetwork);
  const isCountable = !isChanged && Number.isFinite(source.versions) && canRemember(source, classes.length);
  if (!isComplete && (!isCountable || isInside) && networks.length === members.length) {
    return inStep ? networks.map(liveTeacher) : [liveTeacher(ensembleTeacher(networks, how))];
  }
  requireFewViews(source, classes.length);
  const tables: Float32Array[] = [];
  const each: TeacherLogits[] = [];
  const stored: StoredLogits[] = [];
  const shown = learnedFrom(experiment);
  for (const { teacher } of members) {
    const logits = await cache.all(teacher, train, shown, experiment, control);
    if (!logits) throw new Interrupted();
    const { computed, memory } = logits;
    const frozen = isNetwork(teacher) ? teacher : undefined;
    const own = { computed, bytes: storedBytes(memory.table, shown) };
    tables.push(memory.table);
    stored.push(own);
    each.push(keptTeacher(memory.table, source, classes.length, { computed, stored: [own], frozen }));
  }
  if (inStep) return each;
  const table = await combineTables(tables, classes.length, how);
  const computed = stored.reduce((sum, one) => sum + one.computed, 0);
  return [keptTeacher(table, source, classes.length, { computed, stored })];
}

/** The validation images with the teachers as `experiment` combines them; the caller disposes it. */
export async function combinedValidation(
  members: readonly MeasuredTeacher[],
  opened: OpenedDataset,
  experiment: Experiment,
): Promise<HeldOut> {
  const how = withoutStep(combiningOf(experiment));
  const table = await validationTableOf(members, opened.dataset.classes.length, how);
  return heldOutFor(members, opened, experiment, table);
}
