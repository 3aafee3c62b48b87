/**
 * A network's layers as the PyTorch modules that have its very parameters, by PyTorch's names.
 */
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { layersOf } from '../../families/withForms.ts';
import { factorName } from '../../layers/factors.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';
import { type PerSide, sides } from '../../ops/padding.ts';
import { torchShape } from '../../weights/layout.ts';

/** Expressions of Python by the modules' paths, in the order of a state dict. */
export type TorchLayers = ReadonlyMap<string, string>;

/** Batch norms that were folded into the layers before them are `nn.Identity()`, layers that run as factors `nn.Sequential(…)`. */
export function torchLayers(architecture: Architecture): TorchLayers {
  const { factors = {} } = architecture;
  const kept = new Set(build(architecture).parameters.map(({ name }) => name));
  const dense = build({ ...architecture, forms: {} }).parameters;
  const byLayer = new Map(layersOf(dense).map((layer) => [layer.name, layer]));
  const owners = new Map(Object.keys(factors).flatMap((layer) => factorNames(layer, byLayer, layer)));
  const found = new Map<string, string[]>();
  for (const { name, shape } of dense) {
    const path = name.slice(0, name.lastIndexOf('.'));
    const weight = byLayer.get(path)?.weight;
    const isNorm = name.endsWith('.running_var');
    if (weight?.name !== name && !isNorm) continue;
    const module = isNorm ? normOf(kept.has(name), shape) : moduleOf(weight, kept.has(`${path}.bias`));
    const owner = owners.get(path) ?? path;
    found.set(owner, [...(found.get(owner) ?? []), module]);
  }
  return new Map([...found].map(([path, modules]) => [path, inOrder(modules)]));
}

/** Up to three factors of a layer, each with the layer's name. */
const factorNames = (layer: string, known: ReadonlyMap<string, unknown>, owner: string) =>
  [0, 1, 2]
    .map((place) => factorName(layer, place))
    .filter((name) => known.has(name))
    .map((name) => [name, owner] as const);

const inOrder = (modules: readonly string[]) =>
  modules.length === 1
    ? (modules[0] ?? '')
    : `nn.Sequential(\n${modules.map((one) => `        ${one},\n`).join('')}    )`;

const normOf = (isThere: boolean, [channels = 1]: readonly number[]) =>
  isThere ? `nn.BatchNorm2d(${channels})` : 'nn.Identity()';

function moduleOf(weight: ParameterSpec | undefined, hasBias: boolean): string {
  if (!weight) return 'nn.Identity()';
  const [outputs = 1, inputs = 1, height = 1, width = 1] = torchShape(weight.kind, weight.shape);
  const bias = hasBias ? '' : ', bias=False';
  if (weight.kind === 'linear') return `nn.Linear(${inputs}, ${outputs}${bias})`;
  const isDepthwise = weight.kind === 'depthwise';
  const { stride = 1, padding = 0 } = weight.steps ?? {};
  return [
    `nn.Conv2d(${isDepthwise ? outputs : inputs}, ${outputs}, ${perSide([height, width])}`,
    setting('stride', stride, 1),
    setting('padding', padding, 0),
    isDepthwise ? `, groups=${outputs}` : '',
    `${bias})`,
  ].join('');
}

const perSide = (value: PerSide) => {
  const [rows, columns] = sides(value);
  return rows === columns ? String(rows) : `(${rows}, ${columns})`;
};

const setting = (name: string, value: PerSide, usual: number) =>
  perSide(value) === String(usual) ? '' : `, ${name}=${perSide(value)}`;
