/**
 * Ours: the lab's own trainer and tabulation as the page runs them, with our kernels and gradients.
 */
import { keep, type Tensor } from '@tensorflow/tfjs-core';
import { registerKernels } from '../../engine/kernels/registerKernels.ts';
import { similarities } from '../../engine/objectives/catalogue.ts';
import { combinedTermNames, combinedTerms } from '../../engine/objectives/combined.ts';
import type { Comparison, Term } from '../../engine/objectives/objective.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import { holdOut } from '../../engine/training/heldOut.ts';
import { optimizers } from '../../engine/training/optimizers.ts';
import { createParameterStore } from '../../engine/training/parameterStore.ts';
import { keptTeacher, tabulateTeacher } from '../../engine/training/teacherLogits.ts';
import { train } from '../../engine/training/trainer.ts';
import { inputsOf, modelOf, shuffleSeed, weightsOf } from '../inputs.ts';
import { startWasm } from '../wasm.ts';
import type { Distillation, Evaluation, Workload } from '../workloads/workload.ts';
import type { Peer, Steps } from './peer.ts';
import { stepByStep } from './stepByStep.ts';

/** The trainer measures on held-out pictures after each pass; the first picture alone makes that next to nothing. */
const firstPicture = (source: BatchSource): BatchSource => ({ ...source, count: 1 });

/** @param observe told each step's terms; it must not keep them as they are. */
function distillation(workload: Distillation, observe: (terms: readonly Term[]) => void): Steps {
  const { experiment, alpha, classes } = workload;
  const { source, teacherLogits } = inputsOf(workload);
  const model = modelOf(workload);
  const store = createParameterStore(model.parameters, weightsOf(workload));
  const optimizer = optimizers[experiment.optimizer](experiment);
  const similarity = similarities[experiment.similarity];
  const validation = holdOut(firstPicture(source), classes, undefined);
  return stepByStep(async (control: TrainingControl) => {
    const training = train({
      model,
      classes,
      store,
      optimizer,
      source,
      validation,
      teacher: keptTeacher(teacherLogits, source, classes),
      terms: (comparison: Comparison) => {
        const terms = combinedTerms({ alpha, similarity, comparison });
        observe(terms);
        return terms;
      },
      termNames: combinedTermNames,
      temperature: experiment.temperature,
      epochs: Number.POSITIVE_INFINITY,
      batchSize: experiment.batchSize,
      rate: () => experiment.learningRate,
      random: shuffleSeed,
      control,
      onStep: () => undefined,
    });
    for await (const _ of training);
    validation.dispose();
    store.dispose();
    optimizer.dispose();
  });
}

/** @param observe given each pass's logits, [N, K]. */
function evaluation(workload: Evaluation, observe: (logits: Float32Array) => void): Steps {
  const { source } = inputsOf(workload);
  const parameters = weightsOf(workload);
  const teacher = { model: modelOf(workload), parameters };
  return stepByStep(async (control) => {
    for (;;) {
      const table = await tabulateTeacher(teacher, source, control, () => undefined, workload.batchSize);
      if (!table) break;
      observe(table);
    }
    for (const tensor of Object.values(parameters)) tensor.dispose();
  });
}

async function firstLosses(workload: Distillation, count: number): Promise<readonly number[]> {
  const seen: { readonly weight: number; readonly value: Tensor }[][] = [];
  const steps = distillation(workload, (terms) =>
    seen.push(terms.map(({ weight, value }) => ({ weight, value: keep(value.clone()) }))),
  );
  for (let i = 0; i < count; i++) await steps.step();
  await steps.dispose();
  const losses: number[] = [];
  for (const terms of seen) {
    let loss = 0;
    for (const { weight, value } of terms) {
      loss += weight * ((await value.data())[0] ?? Number.NaN);
      value.dispose();
    }
    losses.push(loss);
  }
  return losses;
}

async function firstLogits(workload: Evaluation, count: number): Promise<readonly number[]> {
  let logits: Float32Array | undefined;
  const steps = evaluation(workload, (table) => {
    logits ??= table;
  });
  // The table is handed on when its last batch is followed by another.
  while (!logits) await steps.step();
  await steps.dispose();
  return Array.from(logits.subarray(0, count * workload.batchSize * workload.classes));
}

export const ours: Peer = {
  async start() {
    const library = await startWasm();
    registerKernels('wasm');
    return {
      library,
      note: 'The trainer of the page with its kernels. A step also sums up the accuracy and the teacher–student difference, which stock leaves out.',
    };
  },
  async open(workload: Workload) {
    return workload.kind === 'evaluation'
      ? evaluation(workload, () => undefined)
      : distillation(workload, () => undefined);
  },
  firstResults: (workload, count) =>
    workload.kind === 'evaluation' ? firstLogits(workload, count) : firstLosses(workload, count),
};
