/**
 * A network's modules as rows whose sums are what `sizeOf` says of the whole.
 */
import { quantisedBytes } from '../../engine/compression/quantising/quantisedBytes.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import { layersOf } from '../../engine/families/withForms.ts';
import { codebookIndexName, codebookName } from '../../engine/layers/forms/codebook.ts';
import { weightScaleName } from '../../engine/layers/forms/fakeQuantised.ts';
import { type DenseLayer, outputsOf } from '../../engine/layers/forms/form.ts';
import { leftName, rightName } from '../../engine/layers/forms/lowRank.ts';
import { maskName } from '../../engine/layers/forms/masked.ts';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { torchShape } from '../../engine/weights/layout.ts';
import type { LayerRow } from '../../protocol/networkInside.ts';
import type { Architecture } from '../../spec/network/architecture.ts';
import type { LayerForm } from '../../spec/network/layerForms.ts';

const moduleOf = (parameter: string) => parameter.slice(0, parameter.lastIndexOf('.'));

/**
 * In the order of a PyTorch state dict.
 *
 * @param before whose channels its own are compared with: of the same family
 */
export function layerTable({ architecture, tensors }: Checkpoint, before: Architecture): readonly LayerRow[] {
  const { forms } = architecture;
  const dense = build({ ...architecture, forms: {} });
  const layers = new Map(layersOf(dense.parameters).map((layer) => [layer.name, layer]));
  const normed = new Map([...layers.values()].map((layer) => [layer.norm, layer]));
  const costs = new Map(dense.parts.flatMap((part) => part.layers ?? []).map((cost) => [cost.name, cost]));
  const channelsBefore = new Map(
    layersOf(build({ ...before, forms: {} }).parameters).map(({ name, weight }) => [name, outputsOf(weight)]),
  );
  const specs = build(architecture).parameters;
  return [...new Set(specs.map(({ name }) => moduleOf(name)))].flatMap((name): LayerRow[] => {
    const own = specs.filter((spec) => moduleOf(spec.name) === name);
    const layer = layers.get(name);
    const of = layer ?? normed.get(name);
    if (!of) return [];
    const form = (layer && forms[name]) ?? { kind: 'dense' };
    const held = Object.fromEntries(
      own.flatMap((spec) => {
        const tensor = tensors[spec.name];
        return tensor ? [[spec.name, tensor] as const] : [];
      }),
    );
    const [channels, size] = [outputsOf(of.weight), costs.get(of.name)?.size ?? 1];
    const parameters = own.reduce(
      (sum, { role, shape }) => (role === 'trainable' ? sum + product(shape) : sum),
      0,
    );
    return [
      {
        ...{ name, parameters, form: form.kind },
        kind: layer ? (layer.weight.kind as LayerRow['kind']) : 'batchNorm',
        shape: layer ? torchShape(layer.weight.kind, layer.weight.shape) : [channels],
        output: of.weight.kind === 'linear' ? [channels] : [channels, size, size],
        multiplyAdds: layer ? (costs.get(name)?.multiplyAdds ?? 0) : 0,
        kept: channels / (channelsBefore.get(of.name) ?? channels),
        bits: bitsOf(form),
        sparsity: layer ? zerosOf(layer, form, held) : 0,
        bytes: quantisedBytes(held, forms),
      },
    ];
  });
}

/** As the family was published, at the width that its channels say or at 1. */
export function publishedOf(architecture: Architecture): Architecture {
  const { family, classes, imageSize } = architecture;
  const declared = catalogue[family];
  const shapes = new Map(
    build({ ...architecture, forms: {} }).parameters.map(({ name, kind, shape }) => [
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

function bitsOf(form: LayerForm): number {
  if (form.kind === 'fakeQuantised') return form.bits;
  return form.kind === 'codebook' ? Math.ceil(Math.log2(form.entries)) : 32;
}

/** Of the weight that the layer works with. */
function zerosOf({ name, weight }: DenseLayer, form: LayerForm, held: HostParameters): number {
  const valuesOf = (parameter: string) => held[parameter]?.values ?? new Float32Array(0);
  const share = (values: Float32Array, isZero: (value: number, i: number) => boolean) =>
    values.length > 0
      ? values.reduce((sum, value, i) => sum + Number(isZero(value, i)), 0) / values.length
      : 0;
  const values = valuesOf(weight.name);
  switch (form.kind) {
    case 'masked': {
      const mask = valuesOf(maskName(name));
      return share(values, (value, i) => value * (mask[i] ?? 1) === 0);
    }
    case 'fakeQuantised': {
      const scales = valuesOf(weightScaleName(name));
      // Halves go to the even level, 0.
      return share(values, (value, i) => Math.abs(value) <= (scales[i % scales.length] ?? 0) / 2);
    }
    case 'codebook': {
      const shared = valuesOf(codebookName(name));
      return share(valuesOf(codebookIndexName(name)), (index) => shared[index] === 0);
    }
    case 'lowRank': {
      const [left, right] = [valuesOf(leftName(name)), valuesOf(rightName(name))];
      const [rows, columns] = [left.length / form.rank, right.length / form.rank];
      const made = Float32Array.from({ length: rows * columns }, (_, i) => {
        const [row, column] = [Math.floor(i / columns), i % columns];
        let sum = 0;
        for (let r = 0; r < form.rank; r++) {
          sum += (left[row * form.rank + r] ?? 0) * (right[r * columns + column] ?? 0);
        }
        return sum;
      });
      return share(made, (value) => value === 0);
    }
    default:
      return share(values, (value) => value === 0);
  }
}
