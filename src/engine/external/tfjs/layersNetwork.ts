/**
 * LayersModels: what Keras and tfjs-layers save, and Teachable Machine exports.
 */
import {
  concat,
  dispose,
  engine,
  io,
  log,
  maximum,
  reshape,
  type Tensor,
  type Tensor4D,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { registerGradients } from '../../ops/gradients.ts';
import { inside, isProbabilities, type Layer, type Place, type Tail, tailOf } from './layersTail.ts';
import { entriesOf, type Manifest } from './manifest.ts';
import { type Head, imageInput, leastProbability, type Network, rowLength } from './network.ts';

type TfjsLayers = typeof import('@tensorflow/tfjs-layers');

/**
 * @param weights as the manifest lists them
 * @throws ProblemError `teacher-mismatch` where it takes no images; what tfjs throws on what it does not know
 */
export async function openLayersNetwork(
  manifest: Manifest,
  weights: ArrayBuffer,
  name: string,
): Promise<Network> {
  const tfjs = await loadTfjsLayers();
  const model = await build(tfjs, manifest.topology);
  const free = () => disposeWeights(model);
  try {
    const input = imageInput(
      model.inputs.map(({ shape }) => shape),
      name,
    );
    setWeights(model, manifest, weights);
    return { ...input, ...headsOf(model, manifest, tfjs), dispose: free };
  } catch (thrown) {
    free();
    throw thrown;
  }
}

/**
 * The model by itself, with weights of zero: what its layers are and give.
 *
 * @param read what is read of it; it is disposed afterwards
 */
export async function withLayers<Value>(
  topology: object,
  read: (model: LayersModel, isModel: (layer: object) => layer is LayersModel) => Value,
): Promise<Value> {
  const tfjs = await loadTfjsLayers();
  const model = await build(tfjs, topology);
  try {
    return read(model, (layer): layer is LayersModel => layer instanceof tfjs.LayersModel);
  } finally {
    disposeWeights(model);
  }
}

/** The network without its weights: tfjs would keep those that it has read of one that it then refuses. */
async function build(tfjs: TfjsLayers, topology: object): Promise<LayersModel> {
  const { registeredVariables } = engine().state;
  let known = new Set<string>();
  try {
    return await tfjs.loadLayersModel({
      load: async () => {
        known = new Set(Object.keys(registeredVariables));
        return { modelTopology: withoutInitialValues(topology) as object };
      },
    });
  } catch (thrown) {
    for (const [name, variable] of Object.entries(registeredVariables)) {
      if (!known.has(name)) variable.dispose();
    }
    throw thrown;
  }
}

/** Random numbers that would be overwritten take long to draw. */
function withoutInitialValues(config: unknown): unknown {
  if (Array.isArray(config)) return config.map(withoutInitialValues);
  if (typeof config !== 'object' || config === null) return config;
  const zeros = { class_name: 'Zeros', config: {} };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      key.endsWith('_initializer') ? zeros : withoutInitialValues(value),
    ]),
  );
}

function setWeights(model: LayersModel, manifest: Manifest, weights: ArrayBuffer): void {
  const decoded = io.decodeWeights(weights, [...manifest.groups.flatMap((group) => group.weights)]);
  const ours = entriesOf(manifest).map(({ name }) => [name, decoded[name] as Tensor] as const);
  try {
    model.loadWeights(Object.fromEntries(ours));
  } finally {
    dispose(decoded);
  }
}

/** Loading it registers tfjs's own gradients over ours, on every backend, so ours go back over them. */
async function loadTfjsLayers(): Promise<TfjsLayers> {
  const tfjs = await import('@tensorflow/tfjs-layers');
  registerGradients();
  return tfjs;
}

/** Not `model.dispose()`, which forgets the weights of models that are nested. */
function disposeWeights(model: LayersModel): void {
  for (const weight of new Set(model.weights)) weight.dispose();
}

function headsOf(
  model: LayersModel,
  manifest: Manifest,
  tfjs: TfjsLayers,
): Pick<Network, 'takesBytes' | 'logits' | 'logitsAre' | 'features'> {
  const isModel = (layer: object): layer is LayersModel => layer instanceof tfjs.LayersModel;
  const tail = tailOf(model, isModel);
  const { ending, outputs } = tail;
  // A softmax that is applied elsewhere too, or that something else follows, stays.
  const removed = ending && !ending.isShared ? ending : undefined;
  const areLogs = !removed && isProbabilities(model.outputs[0] as SymbolicTensor, isModel);
  if (removed) removeActivation(removed.layer, tfjs);
  const isPair = removed?.kind === 'sigmoid' && outputs === 1;
  const whole = stagesOf([{ model, tensor: model.outputs[0] as SymbolicTensor }], tfjs);
  const logits: Head | undefined = outputs
    ? {
        outputs: isPair ? 2 : outputs,
        unused: new Set(),
        run: (images) =>
          tidy(() => {
            const answer = run(whole, images);
            if (areLogs) return log(maximum(answer, leastProbability));
            return isPair ? pairOf(answer) : answer;
          }),
      }
    : undefined;
  const features = areLogs ? undefined : featuresOf(model, tail, manifest, tfjs);
  return {
    takesBytes: beginsWithRescaling(model, isModel),
    ...(logits ? { logits } : {}),
    logitsAre: areLogs ? 'log-probabilities' : 'logits',
    ...(features ? { features } : {}),
  };
}

/** Where there are no dense layers at the end, nor a softmax, the output is what dense layers of one's own would see. */
function featuresOf(
  model: LayersModel,
  { features: seen, afterFeatures, ending, outputs }: Tail,
  manifest: Manifest,
  tfjs: TfjsLayers,
): Head | undefined {
  if (!seen && (ending || !outputs)) return undefined;
  const place: Place = seen ?? [{ model, tensor: model.outputs[0] as SymbolicTensor }];
  const length = rowLength(place.at(-1)?.tensor.shape ?? []);
  if (!length) return undefined;
  const known = new Set(entriesOf(manifest).map((entry) => entry.name));
  const unused = afterFeatures.flatMap((layer) => layer.weights.map((weight) => weight.originalName));
  const stages = stagesOf(place, tfjs);
  return {
    outputs: length,
    unused: new Set(unused.filter((weight) => known.has(weight))),
    run: (images) => tidy(() => run(stages, images)),
  };
}

/** Models that lead one after another to a place. */
function stagesOf(place: Place, tfjs: TfjsLayers): readonly LayersModel[] {
  return place
    .filter(({ model, tensor }) => tensor !== model.inputs[0])
    .map(({ model, tensor }) =>
      tensor === model.outputs[0] ? model : tfjs.model({ inputs: model.inputs, outputs: tensor }),
    );
}

function run(stages: readonly LayersModel[], images: Tensor4D): Tensor {
  return stages.reduce<Tensor>((value, stage) => stage.apply(value) as Tensor, images.clone());
}

/** The network is never trained, and its `layer` is at one place: so the layer itself is changed. */
function removeActivation(layer: Layer, tfjs: TfjsLayers): void {
  const linear = tfjs.layers.activation({ activation: 'linear' });
  if (layer.getClassName() === 'Softmax') inside(layer).softmax = (value: Tensor) => value;
  else inside(layer).activation = inside(linear).activation as { getClassName(): string };
}

/** One sigmoid σ(z) tells two classes apart, as softmax(0, z) does: its outputs become the pair. */
function pairOf(answer: Tensor): Tensor {
  const column = reshape(answer, [-1, 1]);
  return concat([zerosLike(column), column], 1);
}

const beforeRescaling =
  /^(InputLayer|Resizing|CenterCrop|RandomHeight|RandomWidth|Cropping2D|ZeroPadding2D)$/;

/** Whether the first layers divide bytes: a factor such as 1/255 or 1/127.5. One of 2 takes values that are in [0, 1] already. */
function beginsWithRescaling(model: LayersModel, isModel: (layer: object) => layer is LayersModel): boolean {
  for (const layer of model.layers) {
    if (isModel(layer)) return beginsWithRescaling(layer, isModel);
    if (layer.getClassName() === 'Rescaling') return Number(layer.getConfig().scale) <= 1 / 64;
    if (!beforeRescaling.test(layer.getClassName())) return false;
  }
  return false;
}
