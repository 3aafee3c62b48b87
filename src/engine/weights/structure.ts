/**
 * Whether a whole pickled module computes what the family computes whose weights it has. A stride, a dilation, an epsilon or
 * an activation changes no tensor's shape: by shapes alone, a changed network would be run as the one that was published.
 */

import { problem } from '../../lang/problem.ts';
import { listed, type Said, type Sentence, words } from '../../lang/sentence.ts';
import type { ModelName } from '../../spec/choices.ts';
import { build, catalogue } from '../families/catalogue.ts';
import type { PublishedModules } from '../families/model.ts';
import { epsilon } from '../layers/batchNorm.ts';
import type { ParameterSpec } from '../layers/parameters.ts';
import { sides } from '../ops/padding.ts';
import { withoutPrefixes } from './plainKeys.ts';
import type { Recognised } from './recognise.ts';
import type { LayerRecord, LayerSetting, StoredNetwork } from './storedTensor.ts';
import { isTorchvisionsVit, moduleInTimms } from './vitKeys.ts';

type Layers = ReadonlyMap<string, LayerRecord>;
type Settings = Readonly<Record<string, number | boolean | string>>;

/** They give back what they take, once a network is not trained any more. */
const passing = /^(Identity|Dropout\w*|AlphaDropout|FeatureAlphaDropout|StochasticDepth|DropPath|Flatten)$/;
/** Loss functions lie beside a network, or are asked for what they are in training alone. */
const losses = /Loss$/;
/** Classes whose forward pass is known: containers, and the blocks of publishers. */
const known = /^(torch|torchvision)\./;

const classOf = ({ class: path }: LayerRecord) => path.slice(path.lastIndexOf('.') + 1);

/**
 * @returns what cannot be told, for a person: nothing but for a module of somebody's own class
 * @throws ProblemError `teacher-mismatch` that names modules and settings, what was found and what the family has
 */
export function requireStructure(
  { tensors, layers }: Pick<StoredNetwork, 'tensors' | 'layers'>,
  { name, architecture }: Recognised,
): readonly Sentence[] {
  if (!layers) return [];
  const { label, published } = catalogue[name];
  const within = withoutPrefix(layers, tensors);
  const modules = published?.(architecture);
  const faults = [
    ...build(architecture).parameters.flatMap((spec) => faultsOfParameter(spec, within)),
    ...faultsOfOthers(within, name, modules),
    ...faultsOfGone(within, architecture.without ?? [], label),
  ];
  if (faults.length > 0) throw changed(label, faults);
  const own = [...within.values()].find((layer) => !known.test(layer.class) && !isIdle(layer));
  if (!own) return [];
  return [
    words`The file holds a whole module of the class ${own.class}, and says what it is made of, not what it computes. It is run as ${label}.`,
  ];
}

function changed(label: string, faults: readonly Said[]) {
  const named = listed(faults.slice(0, 4));
  const rest = faults.length - 4;
  return problem(
    'teacher-mismatch',
    rest > 0
      ? words`The weights are those of ${label}, but the module was changed: ${named}, and ${rest} more.`
      : words`The weights are those of ${label}, but the module was changed: ${named}.`,
    'Networks are run here as they were published. Export this one with torch.onnx.export and open the .onnx file, which is run as it is.',
  );
}

/** By the paths that the network itself has, as `withoutPrefixes` makes them of its tensors. */
function withoutPrefix(layers: Layers, tensors: StoredNetwork['tensors']): Layers {
  const [given = ''] = [...tensors.keys()].filter((key) => !key.endsWith('num_batches_tracked'));
  const own = withoutPrefixes(tensors);
  const [plain = ''] = own.keys();
  const prefix = given.slice(0, given.length - plain.length);
  const top = prefix.slice(0, -1);
  const within = [...layers].filter(([path]) => path === top || path.startsWith(prefix));
  const inOurs = isTorchvisionsVit(own) ? moduleInTimms : (path: string) => path;
  return new Map(
    within.map(([path, layer]) => [path === top ? '' : inOurs(path.slice(prefix.length)), layer]),
  );
}

/** A filter's module, a batch norm or a linear layer, by the one of its parameters that only it has. */
function faultsOfParameter({ name, kind, shape, steps }: ParameterSpec, layers: Layers): readonly Said[] {
  const path = name.slice(0, name.lastIndexOf('.'));
  const layer = layers.get(path);
  if (!layer) return [];
  if (steps) {
    const [[stride], [zeros]] = [sides(steps.stride), sides(steps.padding)];
    const groups = kind === 'depthwise' ? (shape[2] ?? 1) : 1;
    const fixed = { dilation: 1, groups, padding_mode: 'zeros', transposed: false };
    const padding = paddingIn(layer, shape[0] ?? 0);
    const given = padding === undefined ? layer : withSetting(layer, 'padding', padding);
    return faultsOf(path, given, ['Conv2d'], { stride, padding: zeros, ...fixed });
  }
  if (name.endsWith('.running_var')) {
    const classes = ['BatchNorm2d', 'SyncBatchNorm', 'FrozenBatchNorm2d'];
    return faultsOf(path, layer, classes, { eps: epsilon, affine: true, track_running_stats: true });
  }
  return kind === 'linear' ? faultsOf(path, layer, ['Linear', 'NonDynamicallyQuantizableLinear'], {}) : [];
}

/** Padding may be said in words. */
function paddingIn({ attributes }: LayerRecord, kernel: number): number | undefined {
  const padding = attributes.get('padding');
  if (padding === 'valid') return 0;
  return padding === 'same' && oneOf(attributes.get('stride')) === 1 ? (kernel - 1) / 2 : undefined;
}

const withSetting = (layer: LayerRecord, name: string, value: LayerSetting): LayerRecord => ({
  ...layer,
  attributes: new Map([...layer.attributes, [name, value]]),
});

/** What has no parameters: activations and pools, and what a block does with its input. */
function faultsOfOthers(
  layers: Layers,
  name: ModelName,
  modules: PublishedModules | undefined,
): readonly Said[] {
  const { label } = catalogue[name];
  const found = [...layers].flatMap(([path, layer]): readonly Said[] => {
    const stock = modules?.modules.find(({ at }) => at(path));
    if (stock) return faultsOf(path, layer, stock.class ? [stock.class] : undefined, stock.settings);
    if (!layer.isLeaf || layer.hasTensors || isHarmless(layer, modules?.activation ?? 'ReLU')) return [];
    return [words`${path || '—'} is ${classOf(layer)}, which ${label} does not have`];
  });
  const root = layers.get('');
  if (!modules || !root || !modules.roots.test(root.class)) return found;
  // The forward pass of a publisher's class would look for them.
  const missing = modules.modules.filter(({ at }) => ![...layers.keys()].some(at));
  return [...found, ...missing.map((one) => words`${one.class ?? '—'} is missing`)];
}

/** Where a block is gone its input passes. */
const faultsOfGone = (layers: Layers, blocks: readonly string[], label: string): readonly Said[] =>
  blocks.flatMap((path) => {
    const layer = layers.get(path);
    return layer && !isIdle(layer) ? [words`${path} is ${classOf(layer)}, which ${label} does not have`] : [];
  });

/** What a trained network gives its input through, or does not ask. */
const isIdle = (layer: LayerRecord) =>
  layer.isLeaf && !layer.hasTensors && (passing.test(classOf(layer)) || losses.test(classOf(layer)));

function isHarmless(layer: LayerRecord, activation: string): boolean {
  const name = classOf(layer);
  if (isIdle(layer) || name === activation) return true;
  // A list without modules in it.
  if (/^(Sequential|ModuleList|ModuleDict|ParameterList|ParameterDict|Module)$/.test(name)) return true;
  return name === 'AdaptiveAvgPool2d' && oneOf(layer.attributes.get('output_size')) === 1;
}

function faultsOf(
  path: string,
  layer: LayerRecord,
  classes: readonly string[] | undefined,
  expected: Settings,
): readonly Said[] {
  const name = classOf(layer);
  if (classes && !classes.includes(name)) {
    return [words`${path} is ${name} instead of ${classes[0] ?? ''}`];
  }
  return Object.entries(expected).flatMap(([setting, value]) => {
    if (!layer.attributes.has(setting)) return [];
    const given = oneOf(layer.attributes.get(setting));
    if (isClose(given, value)) return [];
    return [words`${setting} of ${path} is ${textOf(given)} instead of ${textOf(value)}`];
  });
}

/** A pair of the same numbers is one. */
function oneOf(value: LayerSetting): LayerSetting {
  if (typeof value !== 'object') return value;
  const [first] = value;
  return value.length > 0 && value.every((one) => one === first) ? first : value;
}

/** 1e-5 may have been a float32 on its way. */
function isClose(given: LayerSetting, expected: number | boolean | string): boolean {
  if (typeof given !== 'number' || typeof expected !== 'number') return given === expected;
  return Math.abs(given - expected) <= 1e-6 * Math.abs(expected);
}

const textOf = (value: LayerSetting) => (Array.isArray(value) ? `(${value.join(', ')})` : String(value));
