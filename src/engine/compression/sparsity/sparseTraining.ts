/**
 * Weights that go, and may come back, in the course of a training.
 *
 * Every layer that can lose weights is in the form `masked` from the beginning, with a mask of ones. Where a mask is put on, what it
 * covers is set to zero, in the weight and in the optimiser's state. From then on its gradient is zero, so that momentum and weight
 * decay leave it at zero exactly: v ← µ·0 + (0 + λ·0), w ← 0 − η·v. No step has to do anything about it.
 *
 * Soft masks let the numbers under them learn (`learnsUnder`) and leave them and their momentum alone; they are ranked as they are each time.
 */
import type { LayerForm } from '../../../spec/network/layerForms.ts';
import { build } from '../../families/catalogue.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import { maskName } from '../../layers/forms/masked.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import type { Hook, LearnerState, Progress } from '../../training/trainState.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { held } from '../quantising/folded.ts';
import { pruningTimes, type ScheduleSettings } from './schedules.ts';
import {
  type Masks,
  maskedBy,
  masksIn,
  maskTensor,
  prunableLayers,
  type Sparsified,
  type Sparsifying,
  type SparsifySettings,
  sparsityMasks,
  sparsityReport,
  unmasked,
} from './sparsify.ts';

export interface SparseTraining {
  /** What is trained: the network that was given, with a mask in every layer that can lose weights. */
  readonly from: Checkpoint;
  readonly hooks: readonly Hook[];
  /** The network in the end: masks that cover nothing are gone, and what is covered is zero. */
  finished(trained: Checkpoint): Sparsified;
}

export function sparseTraining(
  checkpoint: Checkpoint,
  settings: SparsifySettings & ScheduleSettings,
  given: Sparsifying,
): SparseTraining {
  const { hard } = given;
  const layers = prunableLayers(unmasked(checkpoint), settings.ends);
  const from = withMasks(checkpoint, layers, hard);
  const names = build(from.architecture).parameters.map(({ name }) => name);
  const networkOf = async (learner: LearnerState): Promise<Checkpoint> => {
    const tensors = await learner.read();
    return {
      architecture: from.architecture,
      tensors: Object.fromEntries(names.map((name) => [name, held(tensors, name)])),
    };
  };
  const update = async (learner: LearnerState, { step, ...about }: Progress) => {
    const keep = pruningTimes(settings, about).get(step);
    if (keep === undefined) return;
    const network = await networkOf(learner);
    if (settings.schedule === 'densify' && step > 0) {
      await putOn(learner, network, layers, new Map(), true);
      return;
    }
    const { masks } = await sparsityMasks(network, { ...settings, keep }, given);
    await putOn(learner, network, layers, masks, hard);
  };
  const hook = (at: 'start' | 'step'): Hook => ({
    at,
    async run({ learners: [learner] }, about) {
      // A training that goes on had its masks put on before it was left.
      if (!learner || (at === 'start' && about.step > 0)) return;
      await update(learner, about);
    },
  });
  return {
    from,
    hooks: [hook('start'), hook('step')],
    finished(trained) {
      const masks = masksIn(trained);
      const keep = settings.schedule === 'densify' ? 1 : settings.keep;
      return {
        checkpoint: maskedBy(unmasked(trained, hard), masks),
        report: sparsityReport(layers, masks, { ...settings, keep }),
      };
    },
  };
}

/** Each of the layers in the form `masked`. */
function withMasks(checkpoint: Checkpoint, layers: readonly DenseLayer[], hard: boolean): Checkpoint {
  const before = masksIn(checkpoint);
  const form: LayerForm = hard ? { kind: 'masked' } : { kind: 'masked', learnsUnder: true };
  const forms = { ...checkpoint.architecture.forms };
  const tensors: Record<string, HostParameter> = { ...checkpoint.tensors };
  for (const { name, weight } of layers) {
    forms[name] = form;
    tensors[maskName(name)] = { shape: weight.shape, values: maskTensor(weight, before.get(name)) };
  }
  return { architecture: { ...checkpoint.architecture, forms }, tensors };
}

/**
 * @param masks   of the layers; ones for those that are left out
 * @param zeroing whether what is covered, or was until now, is set to zero in the weights and in the optimiser's state
 */
async function putOn(
  learner: LearnerState,
  { tensors }: Checkpoint,
  layers: readonly DenseLayer[],
  masks: Masks,
  zeroing: boolean,
): Promise<void> {
  const covered = new Map<string, Float32Array>();
  const changed: Record<string, HostParameter> = {};
  for (const { name, weight } of layers) {
    const { shape, values: before } = held(tensors, maskName(name));
    const values = maskTensor(weight, masks.get(name));
    changed[maskName(name)] = { shape, values };
    if (!zeroing) continue;
    const open = values.map((one, i) => one * (before[i] ?? 1));
    covered.set(weight.name, open);
    changed[weight.name] = masked(held(tensors, weight.name), open);
  }
  learner.write(changed);
  if (!zeroing) return;
  const state = await learner.readOptimiser();
  if (Object.keys(state).length > 0) learner.writeOptimiser(withoutCovered(state, covered));
}

/** What an optimiser keeps goes by the parameter's name and its own behind it. */
function withoutCovered(state: HostParameters, covered: ReadonlyMap<string, Float32Array>): HostParameters {
  return Object.fromEntries(
    Object.entries(state).map(([name, one]) => {
      const open = covered.get(name.slice(0, name.lastIndexOf('.')));
      return [name, open ? masked(one, open) : one];
    }),
  );
}

const masked = ({ shape, values }: HostParameter, open: Float32Array): HostParameter => ({
  shape,
  values: values.map((value, i) => (open[i] === 0 ? 0 : value)),
});
