/**
 * The end of a LayersModel: its softmax, and what its last dense layers see.
 *
 * Models nest: a layer may be a model, whose own graph of symbolic tensors is apart. So a place is a chain of tensors, one
 * for each model that it lies in.
 */
import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { rowLength } from './network.ts';

export type Layer = ReturnType<typeof layers.dense>;

/** From the outermost model inwards: each but the last tensor is what the next model reads. */
export type Place = readonly { readonly model: LayersModel; readonly tensor: SymbolicTensor }[];

export interface Tail {
  /** Whether the output is one row of numbers for an image, and of how many. */
  readonly outputs: number | undefined;
  readonly ending:
    | { readonly kind: 'softmax' | 'sigmoid'; readonly layer: Layer; readonly isShared: boolean }
    | undefined;
  /** What the first of the last dense layers sees. */
  readonly features: Place | undefined;
  /** The layers from there on. */
  readonly afterFeatures: readonly Layer[];
}

/** Layers that are a matter of training only, or of shape. */
const passing = /^(\w*Dropout\w*|GaussianNoise|Reshape|Flatten)$/;
/** Between dense layers. */
const between = /^(Activation|Softmax|\w*ReLU|ELU|BatchNormalization|LayerNormalization)$/;

/** What of a layer tfjs keeps to itself. */
export interface Inside {
  activation?: { getClassName(): string };
  softmax?: unknown;
  readonly kernelSize?: readonly number[];
  readonly sourceLayer?: Layer;
}
export const inside = (layer: object) => layer as unknown as Inside;

/** @param isModel tells models among layers */
export function tailOf(network: LayersModel, isModel: (layer: object) => layer is LayersModel): Tail {
  const outputs = network.outputs.length === 1 ? rowLength(network.outputs[0]?.shape ?? []) : undefined;
  let ending: Tail['ending'];
  let features: Place | undefined;
  let afterFeatures: readonly Layer[] = [];
  let atEnd = true;
  const passed: Layer[] = [];
  for (const { layer, input, isShared } of outputs ? backwards(network, isModel) : []) {
    const kind = layer.getClassName();
    const activation = endingOf(layer);
    if (atEnd && activation) ending = { kind: activation, layer, isShared };
    atEnd &&=
      passing.test(kind) || (inside(layer).activation?.getClassName() === 'linear' && kind === 'Activation');
    if (!rowLength(input.at(-1)?.tensor.shape ?? [])) break;
    const isDense =
      kind === 'Dense' || (kind === 'Conv2D' && inside(layer).kernelSize?.every((n) => n === 1));
    if (!isDense && !passing.test(kind) && !between.test(kind)) break;
    passed.push(layer);
    if (isDense) {
      features = input;
      afterFeatures = [...passed];
    }
  }
  return { outputs, ending, features, afterFeatures };
}

function endingOf(layer: Layer): 'softmax' | 'sigmoid' | undefined {
  if (layer.getClassName() === 'Softmax') return 'softmax';
  const activation = inside(layer).activation?.getClassName();
  return activation === 'softmax' || activation === 'sigmoid' ? activation : undefined;
}

interface Step {
  readonly layer: Layer;
  /** What it reads. */
  readonly input: Place;
  /** Whether it is, or lies in a model that is, applied in several places. */
  readonly isShared: boolean;
}

/** Layers from the output back, as long as each reads one tensor; into nested models and out of them. */
function* backwards(
  network: LayersModel,
  isModel: (layer: object) => layer is LayersModel,
): Generator<Step, void, void> {
  let place: Place = [{ model: network, tensor: network.outputs[0] as SymbolicTensor }];
  let isShared = false;
  for (;;) {
    const last = place.at(-1);
    if (!last) return;
    const layer = last.tensor.sourceLayer as unknown as Layer;
    const around = place.slice(0, -1);
    if (layer.getClassName() === 'InputLayer') {
      place = around;
      continue;
    }
    const [input, ...others] = last.tensor.inputs;
    if (!input || others.length > 0) return;
    place = [...around, { model: last.model, tensor: input }];
    if (isModel(layer)) {
      const [inner, ...more] = (layer as LayersModel).outputs;
      if (!inner || more.length > 0 || (layer as LayersModel).inputs.length !== 1) return;
      // A model has a node for itself, beside one for each place where it is applied.
      isShared ||= applications(layer) > 2;
      place = [...place, { model: layer, tensor: inner }];
      continue;
    }
    yield { layer, input: place, isShared: isShared || applications(layer) > 1 };
  }
}

const applications = (layer: object) => (layer as { inboundNodes: readonly unknown[] }).inboundNodes.length;

/** Whether the values of `tensor` are probabilities: of a softmax, or means of such. */
export function isProbabilities(
  tensor: SymbolicTensor,
  isModel: (layer: object) => layer is LayersModel,
): boolean {
  const layer = tensor.sourceLayer as unknown as Layer;
  const kind = layer.getClassName();
  const inputs = tensor.inputs;
  if (isModel(layer))
    return (layer as LayersModel).outputs.every((output) => isProbabilities(output, isModel));
  if (endingOf(layer) === 'softmax') return true;
  return (
    (kind === 'Average' || passing.test(kind)) &&
    inputs.length > 0 &&
    inputs.every((input) => isProbabilities(input, isModel))
  );
}
