/**
 * Tables of what teachers and frozen backbones say of images: each image is shown once, and the logits are remembered, in
 * memory and on disk.
 */

import { roundToHalves } from '../../base/halves.ts';
import type { ImageSet } from '../../base/imageSet.ts';
import { alreadyOpen, type Opened } from '../../base/opened.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import type { LogitsStore } from '../../data/store/logits.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import { completeMemory } from '../../engine/training/tabulation.ts';
import {
  canRemember,
  emptyMemory,
  type FrozenModel,
  isExternal,
  type Teacher,
} from '../../engine/training/teacherLogits.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { matters } from '../../spec/keys.ts';
import { createPreparing, createStopwatch } from '../pace.ts';
import { knownIn, type OpenLogits, openKeptLogits, weightsFingerprint } from './keptLogits.ts';

/** How images are shown to a network, and what is kept of what it says. */
export interface Shown extends Pick<Experiment, 'augmentation' | 'views'> {
  /** Rounded to these; as they come unless given. */
  readonly precision?: 'float16';
}

/** How an experiment's training images are, a number of views that decides nothing being 0. */
export const shownIn = (experiment: Experiment): Shown => ({
  augmentation: experiment.augmentation,
  views: matters('views', experiment, {}, ['shown']) ? experiment.views : 0,
});

/** The same of a teacher's logits, which may be stored rounded. */
export const learnedFrom = (experiment: Experiment): Shown => ({
  ...shownIn(experiment),
  ...(isRounded(experiment) ? { precision: 'float16' } : {}),
});

/** Whether students learn from rounded logits: then all of them are stored before the first step. */
export const isRounded = (experiment: Experiment): boolean =>
  experiment.logitsPrecision === 'float16' && matters('logitsPrecision', experiment, {}, ['shown']);

/** Of a table, as it is stored. */
export const storedBytes = ({ length }: Float32Array, { precision }: Shown): number =>
  length * (precision === 'float16' ? 2 : 4);

/** As validation images are. */
export const shownWhole: Shown = { augmentation: 'none', views: 0 };

export interface CompleteLogits extends OpenLogits {
  /** How many of them were not known before. */
  readonly computed: number;
}

export interface LogitsCache {
  /** What is known already of what `teacher` says of all versions of the images. */
  known(teacher: Teacher, images: ImageSet, shown: Shown): Promise<OpenLogits>;
  /** All of it, what is not known yet being computed; undefined when stopped, and when the device is lost. */
  all(
    teacher: Teacher,
    images: ImageSet,
    shown: Shown,
    experiment: Pick<Experiment, 'capture'>,
    control: TrainingControl,
  ): Promise<CompleteLogits | undefined>;
  /** What a device answered last may be anything: what is held in memory goes. */
  forget(): void;
}

export interface LogitsCacheEnvironment {
  /** The backend that is current: another object after another was opened. `machine` tells those apart that give other digits. */
  readonly backend: () => { readonly machine: string } | undefined;
  readonly store: Opened<LogitsStore>;
  readonly onProgress: (done: number, total: number) => void;
  readonly onPreparing: (done: number, total: number) => void;
}

/** Milliseconds; what a slow network has said by then survives a reload. */
const keepEvery = 60_000;

/** Tables of one set of images that are held: of a few networks, not of every setting that was ever tried. */
const mostHeld = 8;

const nowhere = alreadyOpen<LogitsStore>(undefined);

export function createLogitsCache(environment: LogitsCacheEnvironment): LogitsCache {
  const { backend } = environment;
  /** By the images that they are about, as long as those are open. */
  let held = new WeakMap<ImageSet, Map<string, Promise<OpenLogits>>>();

  const known: LogitsCache['known'] = (teacher, images, shown) =>
    openKeptLogits(
      { teacher, images, ...shown, machine: backend()?.machine ?? '' },
      emptyMemory(
        batchesOf(images, shown.augmentation, shown.views),
        isExternal(teacher) ? teacher.outputs : teacher.model.classes,
      ),
      // What is in a file that somebody gave is there already.
      isExternal(teacher) && teacher.find ? nowhere : environment.store,
    );

  async function heldFor(teacher: Teacher, images: ImageSet, shown: Shown): Promise<OpenLogits> {
    const weights = isExternal(teacher) ? teacher.fingerprint : await weightsFingerprint(teacher);
    const ofImages = held.get(images) ?? new Map<string, Promise<OpenLogits>>();
    held.set(images, ofImages);
    const key = JSON.stringify([weights, shown, backend()?.machine]);
    const logits = ofImages.get(key) ?? known(teacher, images, shown);
    ofImages.delete(key);
    ofImages.set(key, logits);
    for (const oldest of ofImages.keys()) {
      if (ofImages.size <= mostHeld) break;
      ofImages.delete(oldest);
    }
    return logits;
  }

  const all: LogitsCache['all'] = async (teacher, images, shown, experiment, control) => {
    if (isExternal(teacher) && teacher.over) {
      const { base, apply } = teacher.over;
      const below = await all(base, images, shown, experiment, control);
      if (!below) return undefined;
      const { table, known: flags } = below.memory;
      return { ...below, memory: { table: apply(table), known: flags }, keep: async () => undefined };
    }
    const logits = await heldFor(teacher, images, shown);
    const { known: flags } = logits.memory;
    const unknown = flags.length - knownIn(logits.memory);
    const computed = computedOf(teacher, unknown, flags.length);
    if (unknown > 0) {
      let kept = performance.now();
      const watch = createStopwatch((done, total) => {
        environment.onProgress(done, total);
        if (performance.now() - kept < keepEvery) return;
        kept = performance.now();
        void logits.keep();
      });
      const begunOn = backend();
      const source = batchesOf(images, shown.augmentation, shown.views);
      const complete = await completeMemory(teacher, source, logits.memory, control, {
        progress: watch.progress,
        capture: experiment.capture === 'on',
        onPreparing: createPreparing(environment.onPreparing),
      });
      // Of a device that failed meanwhile, nothing that was read can be trusted.
      if (backend() !== begunOn) return undefined;
      if (complete) logits.msPerImage = watch.msPerPiece();
      if (shown.precision === 'float16') roundToHalves(logits.memory.table);
      // What was said until somebody stopped it need not be said again.
      void logits.keep();
      if (!complete) return undefined;
    }
    return { ...logits, computed };
  };

  return {
    known,
    all,
    forget() {
      held = new WeakMap();
    },
  };
}

/** @throws ProblemError `setting-invalid` where a teacher is to answer for images that are changed in every batch, and cannot be run in a step */
export function requireNetwork(teacher: Teacher): FrozenModel {
  if (!isExternal(teacher)) return teacher;
  throw problem(
    'setting-invalid',
    'Mixup, CutMix, random erasing and RandAugment change the images of every batch, and this teacher (a tfjs or ONNX network, or stored logits) is asked about each image once, before training.',
    'Set all four to 0, or choose a teacher whose weights this lab runs itself.',
  );
}

/** How many images the teacher is shown where so many rows are unknown: a network of ours all again, stored logits none. */
function computedOf(teacher: Teacher, unknown: number, all: number): number {
  if (!isExternal(teacher)) return unknown > 0 ? all : 0;
  return teacher.find ? 0 : unknown;
}

/** @throws ProblemError `setting-invalid` where each image looks different every time, or the logits are too many */
export function requireFewViews(source: BatchSource, outputs: number): void {
  if (!Number.isFinite(source.versions)) {
    throw problem(
      'setting-invalid',
      'This augmentation draws every view anew, and here each view is asked about once and remembered (a tfjs or ONNX network, stored logits, or a frozen backbone).',
      'Set Views to a number such as 8, or choose no augmentation or mirror images.',
    );
  }
  if (canRemember(source, outputs)) return;
  throw problem(
    'dataset-too-large',
    words`${source.versions} views of ${source.count} images with ${outputs} numbers each are more than can be kept in memory.`,
    'Use fewer views or fewer images.',
  );
}
