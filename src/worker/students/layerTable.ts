/**
 * A network's modules as rows whose sums are what `sizeOf` says of the whole.
 */
import { build, catalogue } from '../../engine/families/catalogue.ts';
import { layersOf, storedLayer } from '../../engine/families/withForms.ts';
import { outputsOf, weightsOf } from '../../engine/layers/forms/form.ts';
import { hostBytes } from '../../engine/layers/hostParameters.ts';
import type { ParameterSpec } from '../../engine/layers/parameters.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { torchShape } from '../../engine/weights/layout.ts';
import type { LayerRow } from '../../protocol/networkInside.ts';
import type { Architecture } from '../../spec/network/architecture.ts';

/** The module that holds a parameter; itself where it is a parameter of no layer, such as a class token. */
const moduleOf = (parameter: string) =>
  /\.(weight|bias|running|input)[^.]*$/.test(parameter)
    ? parameter.slice(0, parameter.lastIndexOf('.'))
    : parameter;

/**
 * In the order of a PyTorch state dict. What norms give that follow no layer, and parameters of no layer, is not known: an empty shape.
 *
 * @param before whose channels its own are compared with: of the same family
 */
export function layerTable({ architecture, tensors }: Checkpoint, before: Architecture): readonly LayerRow[] {
  const { forms } = architecture;
  const dense = build({ ...architecture, forms: {} });
  const layers = new Map(layersOf(dense.parameters).map((layer) => [layer.name, layer]));
  const normed = new Map([...layers.values()].map((layer) => [layer.norm, layer]));
  const costs = new Map(dense.parts.flatMap((part) => part.layers ?? []).map((cost) => [cost.name, cost]));
  const parametersBefore = build({ ...before, forms: {} }).parameters;
  const channelsBefore = new Map(
    layersOf(parametersBefore).map(({ name, weight }) => [name, outputsOf(weight)]),
  );
  const widthsBefore = new Map(parametersBefore.map(({ name, shape }) => [moduleOf(name), shape.at(-1)]));
  const specs = build(architecture).parameters;
  const holding = new Set(specs.map(({ name }) => moduleOf(name)));
  return [...new Set(dense.parameters.map(({ name }) => moduleOf(name)))].flatMap((name): LayerRow[] => {
    // A norm that is folded is gone; a layer without numbers of its own is not.
    if (!layers.has(name) && !holding.has(name)) return [];
    const own = specs.filter((spec) => moduleOf(spec.name) === name);
    const layer = layers.get(name);
    const of = layer ?? normed.get(name);
    const form = (layer && forms[name]) ?? { kind: 'dense' };
    const held = Object.fromEntries(
      own.flatMap((spec) => {
        const tensor = tensors[spec.name];
        return tensor ? [[spec.name, tensor] as const] : [];
      }),
    );
    if (!of) return [beside(name, own, hostBytes(held), widthsBefore.get(name))];
    const stored = layer && storedLayer(layer, form, tensors);
    const channels = outputsOf(of.weight);
    const { size = 1, width = size } = costs.get(of.name) ?? {};
    const parameters = own.reduce(
      (sum, { role, shape }) => (role === 'trainable' ? sum + product(shape) : sum),
      0,
    );
    return [
      {
        ...{ name, parameters, form: form.kind },
        kind: layer ? (layer.weight.kind as LayerRow['kind']) : 'batchNorm',
        shape: layer ? torchShape(layer.weight.kind, layer.weight.shape) : [channels],
        output: outputOf(of.weight.kind, channels, size, width),
        multiplyAdds: layer ? (costs.get(name)?.multiplyAdds ?? 0) : 0,
        kept: channels / (channelsBefore.get(of.name) ?? channels),
        bits: stored?.bits ?? 32,
        sparsity: layer && stored ? stored.zeros / weightsOf(layer) : 0,
        bytes: stored?.bytes ?? hostBytes(held),
      },
    ];
  });
}

/** [K] of a linear layer; for each of so many tokens or pixels [N, K] or [K, H, W], as of a convolution. */
function outputOf(kind: ParameterSpec['kind'], channels: number, size: number, width: number) {
  if (kind !== 'linear' || width > 1) return [channels, size, width];
  return size > 1 ? [size, channels] : [channels];
}

/** A row of what is no layer with a weight and no norm behind one. */
function beside(
  name: string,
  specs: readonly ParameterSpec[],
  bytes: number,
  before: number | undefined,
): LayerRow {
  const [first] = specs;
  const shape = first?.shape ?? [];
  const kind = specs.some((spec) => spec.name === `${name}.running_var`)
    ? 'batchNorm'
    : first?.name === name
      ? 'other'
      : 'layerNorm';
  const parameters = specs.reduce(
    (sum, spec) => (spec.role === 'trainable' ? sum + product(spec.shape) : sum),
    0,
  );
  return {
    ...{ name, kind, shape, parameters, bytes, form: 'dense', output: [], multiplyAdds: 0 },
    ...(kind === 'other' ? { operator: 'nn.Parameter' } : {}),
    ...{ kept: (shape.at(-1) ?? 1) / (before ?? shape.at(-1) ?? 1), bits: 32, sparsity: 0 },
  };
}

/** As the family was published, at the width that its channels say or at 1. */
export function publishedOf(architecture: Architecture): Architecture {
  const { family, classes, imageSize } = architecture;
  const declared = catalogue[family];
  const shapes = new Map(
    build({ ...architecture, forms: {}, factors: {} }).parameters.map(({ name, kind, shape }) => [
      name,
      torchShape(kind, shape),
    ]),
  );
  const options = declared.optionsOf(shapes).map((one) => ({ ...one, classes, imageSize }));
  const same = options.find((one) => {
    const channels = declared.channels(one);
    return Object.entries(architecture.channels).every(([space, count]) => channels[space] === count);
  });
  return declared.architecture(same ?? { classes, imageSize, width: 1 });
}

const product = (lengths: readonly number[]) => lengths.reduce((all, length) => all * length, 1);
