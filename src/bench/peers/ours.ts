/**
 * Ours: the lab's own trainer and tabulation as the page runs them.
 */
import { dispose, version_core } from '@tensorflow/tfjs-core';
import { distillationObjective } from '../../engine/objectives/batchLoss.ts';
import { chooseBackend } from '../../engine/runtime/chooseBackend.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import { openExecutor } from '../../engine/training/executors/executor.ts';
import { holdOut } from '../../engine/training/heldOut.ts';
import { optimizers } from '../../engine/training/optimizers.ts';
import { tabulateTeacher } from '../../engine/training/tabulation.ts';
import { keptTeacher, liveTeacher } from '../../engine/training/teacherLogits.ts';
import { train } from '../../engine/training/trainer.ts';
import { inEnglish } from '../../lang/sentence.ts';
import type { BackendName, KernelsChoice } from '../../spec/choices.ts';
import { inputsOf, modelOf, shuffleSeed, teacherOf, weightsOf } from '../inputs.ts';
import type { Distillation, Evaluation } from '../workloads/workload.ts';
import type { Peer, Steps } from './peer.ts';
import { stepByStep } from './stepByStep.ts';

interface Variant {
  readonly backend: BackendName;
  readonly kernels: KernelsChoice;
  readonly capture: boolean;
  readonly note: string;
}

/** The trainer measures on held-out pictures after each pass; the first picture alone makes that next to nothing. */
const firstPicture = (source: BatchSource): BatchSource => ({
  ...source,
  count: 1,
  labels: source.labels.subarray(0, 1),
  pixels: source.pixels.subarray(0, source.size * source.size * 3),
});

/**
 * @param observe told the mean loss of each pass.
 * @param batchesPerPass how many batches there are.
 */
function distillation(
  workload: Distillation,
  capture: boolean,
  observe: (loss: number) => void,
  batchesPerPass?: number,
): Steps {
  const { experiment, alpha, classes } = workload;
  const { batchSize, learningRate } = experiment;
  const { source, teacherLogits } = inputsOf(workload, batchesPerPass);
  const model = modelOf(workload);
  const asked = teacherOf(workload);
  const frozen = asked && { model: asked, parameters: weightsOf(asked, 'teacher') };
  const validation = holdOut(firstPicture(source), classes, []);
  const teacher = frozen ? liveTeacher(frozen) : keptTeacher(teacherLogits, source, classes);
  const executor = openExecutor({ source, classes, validation, teachers: [teacher], capture });
  const store = executor.createStore(model.parameters, weightsOf(model));
  const optimizer = optimizers[experiment.optimizer](experiment);
  return stepByStep(async (control, stepped) => {
    const objective = distillationObjective({ ...experiment, alpha });
    const training = train([{ model, store, optimizer, objective }], {
      executor,
      epochs: Number.POSITIVE_INFINITY,
      batchSize,
      rate: () => learningRate,
      random: shuffleSeed,
      control,
      onStep: stepped,
    });
    for await (const [epoch] of training) observe(epoch?.train.loss ?? Number.NaN);
    await executor.dispose();
    for (const held of [validation, store, optimizer]) held.dispose();
    dispose({ ...frozen?.parameters });
  });
}

/** @param observe given each pass's logits, [N, K]. */
function evaluation(
  workload: Evaluation,
  observe: (logits: Float32Array) => void,
  batchesPerPass?: number,
): Steps {
  const { source } = inputsOf(workload, batchesPerPass);
  const model = modelOf(workload);
  const parameters = weightsOf(model);
  return stepByStep(async (control, stepped) => {
    for (;;) {
      const table = await tabulateTeacher({ model, parameters }, source, control, {
        progress: stepped,
        batchSize: workload.batchSize,
      });
      if (!table) break;
      observe(table);
    }
    dispose({ ...parameters });
  });
}

export function ours({ backend, kernels, capture, note }: Variant): Peer {
  return {
    async start({ wasmPaths, gpu }) {
      const { card } = await chooseBackend(backend, { wasmPaths, gpu: gpu ?? null }, { kernels });
      return { library: `the lab on tfjs-core ${version_core}, ${inEnglish(card.label)}`, note };
    },
    open: async (workload) =>
      workload.kind === 'evaluation'
        ? evaluation(workload, () => undefined)
        : distillation(workload, capture, () => undefined),
    // A pass of one batch has that batch's loss as its mean.
    openObserved: async (workload, observe) =>
      workload.kind === 'evaluation'
        ? evaluation(workload, observe, 1)
        : distillation(workload, capture, (loss) => observe([loss]), 1),
  };
}
