/**
 * Factorised networks against the dense ones that their factors stand for.
 */
import {
  dispose,
  grads,
  memory,
  mul,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import type { ModelName } from '../../../spec/choices.ts';
import { architectureIn, architectureText } from '../../../spec/network/architecture.ts';
import { factoringNames, type LayerFactors } from '../../../spec/network/layerFactors.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { layersOf } from '../../families/withForms.ts';
import { recordNetwork } from '../../graph/record.ts';
import { canFactor, factorsOf } from '../../layers/factors.ts';
import { foldBatchNorm } from '../../layers/foldBatchNorm.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import { type HostParameter, type HostParameters, toDevice } from '../../layers/hostParameters.ts';
import type { ParameterSpec, Parameters } from '../../layers/parameters.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';
import { withoutBlocks } from '../depth/depth.ts';
import { cut } from '../pruning/cut.ts';
import { withinBudget } from './budget.ts';
import { type FactoriseSettings, factorise } from './factorise.ts';
import { layerSpectra } from './layerSpectra.ts';
import { factorWeights } from './layerWeights.ts';

beforeAll(startWasmInNode);

const families = [
  'resnet8',
  'resnet20b',
  'resnet18',
  'resnet50',
  'mobilenet',
  'mobilenetv2',
  'cnn',
  'mlp',
] as const;
/** Those of many or wide layers. */
const large: readonly ModelName[] = ['resnet18', 'resnet50', 'mobilenetv2'];
const byBudget: FactoriseSettings = {
  method: 'auto',
  ranks: 'budget',
  keep: 0.5,
  of: 'multiplyAdds',
  energy: 0.9,
};

function checkpointOf(
  name: ModelName,
  { width = large.includes(name) ? 0.0625 : 0.25, imageSize = 11 } = {},
): Checkpoint {
  const architecture = catalogue[name].architecture({ classes: 3, imageSize, width });
  return { architecture, tensors: drawn(build(architecture).parameters) };
}

function drawn(specs: readonly ParameterSpec[]): HostParameters {
  const stream = random(5, 'weights');
  return Object.fromEntries(
    specs.map(({ name, shape, kind }) => {
      const length = sizeOf(shape);
      const fanIn = length / (shape.at(-1) ?? 1);
      const value = () => {
        if (name.endsWith('running_var')) return stream.between(0.5, 1.5);
        return kind === 'vector' ? 0.5 + 0.2 * stream.normal() : stream.normal() * Math.sqrt(2 / fanIn);
      };
      return [name, { shape: [...shape], values: Float32Array.from({ length }, value) }];
    }),
  );
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

function pictures(size: number): Tensor4D {
  const stream = random(3, 'pictures');
  return tensor4d(
    Float32Array.from({ length: 2 * size * size * 3 }, () => stream.normal()),
    [2, size, size, 3],
  );
}

function logitsOf({ architecture, tensors }: Checkpoint, training = false): Float32Array {
  return tidy(() => {
    const images = pictures(architecture.imageSize);
    return build(architecture)
      .forward(toDevice(tensors), images, { training, observe: (_, statistic) => statistic.dispose() })
      .dataSync() as Float32Array;
  });
}

function gap(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  const most = Math.max(...Array.from(wanted, Math.abs));
  return Math.max(...Array.from(wanted, (value, i) => Math.abs(value - (found[i] as number)))) / most;
}

/** The dense network that a factorised one stands for: sums written out. */
function multipliedOut(dense: Model, { architecture, tensors }: Checkpoint): Checkpoint {
  const { factors = {}, ...rest } = architecture;
  const made = layersOf(dense.parameters).flatMap((layer) => {
    const own = factors[layer.name];
    if (!own) return [];
    const { shape } = layer.weight;
    const of = (i: number) => tensors[`${layer.name}.${i}.weight`]?.values ?? new Float32Array(0);
    const values = productOf(own, shape.length === 2 ? [1, 1, ...shape] : shape, [of(0), of(1), of(2)]);
    const last = own.method === 'tucker' || own.method === 'cp' ? 2 : 1;
    return [
      [layer.weight.name, { shape: [...shape], values }] as const,
      ...(layer.bias ? [[layer.bias.name, tensors[`${layer.name}.${last}.bias`]] as const] : []),
    ];
  });
  const all = { ...tensors, ...Object.fromEntries(made) } as HostParameters;
  return { architecture: rest, tensors: all };
}

function productOf(
  { method, ranks }: LayerFactors,
  [height = 1, width = 1, inputs = 1, outputs = 1]: readonly number[],
  [a, b, c]: readonly [Float32Array, Float32Array, Float32Array],
): Float32Array {
  const [first = 1, second = first] = ranks;
  const at = (values: Float32Array, i: number) => values[i] as number;
  return Float32Array.from({ length: height * width * inputs * outputs }, (_, index) => {
    const o = index % outputs;
    const i = Math.floor(index / outputs) % inputs;
    const w = Math.floor(index / (outputs * inputs)) % width;
    const h = Math.floor(index / (outputs * inputs * width));
    const place = h * width + w;
    let result = 0;
    for (let r = 0; r < first; r++) {
      if (method === 'spatial')
        result += at(a, (h * inputs + i) * first + r) * at(b, (w * first + r) * outputs + o);
      else if (method === 'cp')
        result += at(a, i * first + r) * at(b, place * first + r) * at(c, r * outputs + o);
      else if (method !== 'tucker') result += at(a, i * first + r) * at(b, (place * first + r) * outputs + o);
      else {
        for (let s = 0; s < second; s++) {
          result += at(a, i * second + s) * at(b, (place * second + s) * first + r) * at(c, r * outputs + o);
        }
      }
    }
    return result;
  });
}

/** With the factors that decompositions of its own weights give. */
function factorisedBy(
  { architecture, tensors }: Checkpoint,
  factors: Readonly<Record<string, LayerFactors>>,
): Checkpoint {
  const made: Record<string, HostParameter> = { ...tensors };
  for (const layer of layersOf(build(architecture).parameters)) {
    const own = factors[layer.name];
    const weight = made[layer.weight.name];
    if (!own || !weight) continue;
    const { weights } = factorWeights(layerSpectra(weight.shape, weight.values), own, random(1, layer.name));
    const of = factorsOf(layer, own);
    for (const [i, factor] of of.entries()) {
      made[factor.weight.name] = {
        shape: [...factor.weight.shape],
        values: Float32Array.from(weights[i] ?? []),
      };
    }
    const bias = layer.bias && made[layer.bias.name];
    if (bias) made[`${of.at(-1)?.name}.bias`] = bias;
  }
  return { architecture: { ...architecture, factors }, tensors: made };
}

/** Of one image: filters and matrices times the places of what they give. */
async function recordedMultiplyAdds(model: Model, imageSize: number): Promise<number> {
  const parameters = toDevice(drawn(model.parameters));
  const { steps, constants } = await recordNetwork(model, parameters, { imageSize });
  dispose({ ...parameters });
  const shapes = new Map(constants.map(({ name, shape }) => [name, shape]));
  return steps.reduce((all, { inputs, shape }) => {
    const weight = inputs.filter ?? inputs.weight ?? inputs.b;
    const own = weight === undefined ? undefined : shapes.get(weight);
    const places = inputs.filter === undefined ? 1 : (shape[1] ?? 1) * (shape[2] ?? 1);
    return own && own.length >= 2 ? all + places * sizeOf(own) : all;
  }, 0);
}

/** Every layer that can, by one method or another, at these ranks. */
function factorsOfAll(model: Model, rank: (layer: DenseLayer, side: 'in' | 'out' | 'sides') => number) {
  const head = model.parts.at(-1)?.parameters[0]?.name;
  const able = layersOf(model.parameters).filter(
    ({ weight }) => weight.kind !== 'depthwise' && weight.name !== head,
  );
  return Object.fromEntries(
    able.map((layer, i): [string, LayerFactors] => {
      const isPoint = layer.weight.kind === 'conv' && layer.weight.shape[0] === 1;
      const methods = factoringNames.filter(
        (method) => canFactor(layer.weight.kind, method) && (!isPoint || method !== 'tucker'),
      );
      const method = methods[i % methods.length] ?? 'channel';
      if (method === 'tucker')
        return [layer.name, { method, ranks: [rank(layer, 'out'), rank(layer, 'in')] }];
      return [layer.name, { method, ranks: [rank(layer, method === 'spatial' ? 'sides' : 'in')] }];
    }),
  );
}

function factoredAt(name: ModelName, rank: number): Checkpoint {
  const { architecture } = checkpointOf(name);
  const factors = factorsOfAll(build(architecture), () => rank);
  const made = { ...architecture, factors };
  return { architecture: made, tensors: drawn(build(made).parameters) };
}

describe.each(families)('%s with layers that run as factors', (name) => {
  it('gives what the dense network of their products gives, in evaluation and in training', () => {
    const factored = factoredAt(name, 2);
    const dense = multipliedOut(build({ ...factored.architecture, factors: {} }), factored);
    for (const training of [false, true]) {
      expect(gap(logitsOf(factored, training), logitsOf(dense, training))).toBeLessThan(2e-4);
    }
  });

  it('is the network itself at full rank', () => {
    const from = checkpointOf(name);
    const dense = build(from.architecture);
    const factors = factorsOfAll(dense, ({ weight: { shape } }, side) => {
      const [height = 1, width = 1, inputs = 1, outputs = 1] = shape.length === 2 ? [1, 1, ...shape] : shape;
      if (side === 'sides') return Math.min(height * inputs, width * outputs);
      const [own, other] = side === 'in' ? [inputs, outputs] : [outputs, inputs];
      return Math.min(own, height * width * other);
    });
    const exact = Object.fromEntries(Object.entries(factors).filter(([, { method }]) => method !== 'cp'));
    expect(Object.keys(exact).length).toBeGreaterThan(0);
    expect(gap(logitsOf(factorisedBy(from, exact)), logitsOf(from))).toBeLessThan(1e-5);
  });

  it('costs what the recorded pass multiplies', async () => {
    const { architecture } = factoredAt(name, 3);
    const model = build(architecture);
    expect(model.multiplyAdds).toBe(await recordedMultiplyAdds(model, architecture.imageSize));
    const names = model.parts.flatMap(({ layers = [] }) => layers.map((cost) => cost.name));
    expect(names).toEqual(layersOf(model.parameters).map((layer) => layer.name));
  });
});

describe('a factorised network', () => {
  it('learns through all of its factors', () => {
    const { architecture, tensors } = factoredAt('resnet8', 3);
    const model = build(architecture);
    const before = memory().numTensors;
    const images = pictures(architecture.imageSize);
    const given = toDevice(tensors);
    const objective = (parameters: Parameters) =>
      sum(
        mul(
          model.forward(parameters, images, { training: true, observe: (_, one) => one.dispose() }),
          tensor([1, -2, 0.5]),
        ),
      );
    const names = model.parameters.flatMap(({ name, role }) =>
      role === 'trainable' && /\.\d\.weight$/.test(name) && !name.includes('bn') ? [name] : [],
    );
    expect(names.length).toBeGreaterThan(10);
    const gradients = tidy(() =>
      grads((...own: Tensor[]) =>
        objective({ ...given, ...Object.fromEntries(names.map((name, i) => [name, own[i] as Tensor])) }),
      )(names.map((name) => given[name] as Tensor)).map((gradient) => Float32Array.from(gradient.dataSync())),
    );
    const at = (name: string, values: Float32Array) =>
      tidy(() => {
        const moved = tensor(values, [...(tensors[name]?.shape ?? [])]);
        return (objective({ ...given, [name]: moved }).dataSync() as Float32Array)[0] as number;
      });
    for (const [i, name] of names.entries()) {
      const { values } = tensors[name] as HostParameter;
      const gradient = gradients[i] as Float32Array;
      const length = Math.hypot(...gradient);
      expect(length, name).toBeGreaterThan(0);
      const h = 2e-3;
      const along = (sign: number) =>
        at(
          name,
          values.map((value, k) => value + (sign * h * (gradient[k] ?? 0)) / length),
        );
      expect((along(1) - along(-1)) / (2 * h) / length, name).toBeCloseTo(1, 1);
    }
    dispose([images, ...Object.values(given)]);
    expect(memory().numTensors).toBe(before);
  });

  it('folds its batch norm into the last factor', () => {
    const { architecture, tensors } = factoredAt('resnet20b', 2);
    const model = build(architecture);
    const folded = tidy(() => {
      const parameters = foldBatchNorm(model.parameters, toDevice(tensors));
      const logits = model.forward(parameters, pictures(architecture.imageSize), { training: false });
      return logits.dataSync() as Float32Array;
    });
    expect(gap(folded, logitsOf({ architecture, tensors }))).toBeLessThan(1e-4);
  });

  it('is spelled in its architecture, and refused where a layer cannot run so', () => {
    const { architecture } = factoredAt('mobilenetv2', 2);
    expect(architectureIn({ architecture: architectureText(architecture) })).toEqual(architecture);
    const refused = [
      ['linear', { method: 'svd', ranks: [2] }],
      ['nowhere', { method: 'channel', ranks: [2] }],
      ['conv1', { method: 'svd', ranks: [2] }],
    ] as const;
    const plain = checkpointOf('resnet8').architecture;
    for (const [layer, factors] of refused) {
      expect(() => build({ ...plain, factors: { [layer]: factors } })).toThrow(/run as factors/);
    }
    const depthwise = { 'layers.0.conv1': { method: 'tucker', ranks: [2, 2] } } as const;
    expect(() => build({ ...checkpointOf('mobilenet').architecture, factors: depthwise })).toThrow(
      /run as factors/,
    );
    const damaged = architectureText(architecture).replace('"ranks":[2]', '"ranks":[0]');
    expect(() => architectureIn({ architecture: damaged })).toThrow(/damaged/);
  });

  it('can lose blocks', () => {
    const from = factoredAt('resnet20b', 2);
    const shorter = withoutBlocks(from, ['layer1.1', 'layer3.2']);
    const names = Object.keys(shorter.architecture.factors ?? {});
    expect(names.length).toBe(Object.keys(from.architecture.factors ?? {}).length - 4);
    expect(names.some((name) => name.startsWith('layer3.2'))).toBe(false);
    expect(logitsOf(shorter).every(Number.isFinite)).toBe(true);
  });

  it('can lose channels: those of before and behind its factors', () => {
    const from = factoredAt('resnet20b', 2);
    const space = 'layer2.0.hidden';
    const all = from.architecture.channels[space] ?? 0;
    const kept = Array.from({ length: all - 2 }, (_, i) => i + 1);
    const checkpoint = cut(from, new Map([[space, kept]]));
    const gone = (channel: number) => channel === 0 || channel === all - 1;
    // The same with zeros in place of what norm and convolution give.
    const masked = Object.fromEntries(
      Object.entries(from.tensors).map(([name, { shape, values }]) => [
        name,
        /^layer2\.0\.bn1\.(weight|bias)$/.test(name)
          ? { shape, values: values.map((value, channel) => (gone(channel) ? 0 : value)) }
          : { shape, values },
      ]),
    );
    expect(checkpoint.architecture.factors).toEqual(from.architecture.factors);
    expect(build(checkpoint.architecture).multiplyAdds).toBeLessThan(build(from.architecture).multiplyAdds);
    const wanted = logitsOf({ architecture: from.architecture, tensors: masked });
    expect(gap(logitsOf(checkpoint), wanted)).toBeLessThan(1e-5);
  });
});

describe('factorise', () => {
  it.each(['resnet8', 'mobilenetv2', 'cnn', 'mlp'] as const)(
    '%s costs no more than asked, and no layer more than before',
    async (name) => {
      const from = checkpointOf(name, { width: large.includes(name) ? 0.125 : 0.5, imageSize: 16 });
      const dense = build(from.architecture);
      for (const keep of [0.7, 0.4]) {
        for (const method of name === 'mlp'
          ? (['auto', 'svd'] as const)
          : (['auto', 'spatial', 'tucker', 'cp'] as const)) {
          if (method === 'cp' && (keep < 0.5 || name.startsWith('resnet'))) continue;
          const { checkpoint, report } = await factorise(from, { ...byBudget, method, keep });
          const made = build(checkpoint.architecture);
          const least = report.layers.every(
            ({ factors, left }) => factors?.ranks.every((one) => one === 1) ?? left !== 'budget',
          );
          if (!least) expect(report.reached.keep, `${method} ${keep}`).toBeLessThanOrEqual(keep);
          expect(report.reached.keep).toBe(made.multiplyAdds / dense.multiplyAdds);
          const sum = (of: 'before' | 'after') =>
            report.layers.reduce((all, layer) => all + layer[of].multiplyAdds, 0);
          expect([sum('before'), sum('after')]).toEqual([dense.multiplyAdds, made.multiplyAdds]);
          for (const { before, after, factors, left } of report.layers) {
            if (factors) expect(after.multiplyAdds).toBeLessThan(before.multiplyAdds);
            else expect(left).toBeDefined();
          }
          expect(Object.keys(checkpoint.tensors)).toEqual(made.parameters.map((spec) => spec.name));
        }
      }
    },
  );

  it('keeps within a budget of parameters', async () => {
    const from = checkpointOf('cnn');
    const { checkpoint, report } = await factorise(from, { ...byBudget, of: 'parameters', keep: 0.6 });
    const count = (one: Checkpoint) =>
      build(one.architecture).parameters.reduce(
        (all, { role, shape }) => (role === 'trainable' ? all + sizeOf(shape) : all),
        0,
      );
    expect(count(checkpoint) / count(from)).toBe(report.reached.keep);
    expect(report.reached.keep).toBeLessThanOrEqual(0.6);
  });

  it('leaves layers of noise alone by EVBMF, and takes the ranks of those that have some', async () => {
    const from = checkpointOf('cnn', { width: 1 });
    const name = 'conv3.weight';
    const { shape } = from.tensors[name] as HostParameter;
    const [, , inputs = 1, outputs = 1] = shape;
    const stream = random(8, 'low');
    const [a, b] = [inputs * 3, 3 * outputs].map((length) =>
      Float32Array.from({ length }, () => stream.normal()),
    );
    const values = Float32Array.from({ length: sizeOf(shape) }, (_, at) => {
      const [o, i] = [at % outputs, Math.floor(at / outputs) % inputs];
      const mixed = [0, 1, 2].reduce(
        (all, r) => all + (a?.[i * 3 + r] ?? 0) * (b?.[r * outputs + o] ?? 0),
        0,
      );
      return mixed + 0.1 * stream.normal();
    });
    const low = { ...from, tensors: { ...from.tensors, [name]: { shape, values } } };
    const { report } = await factorise(low, { ...byBudget, method: 'tucker', ranks: 'evbmf' });
    const of = (layer: string) => report.layers.find((one) => one.layer === layer);
    expect(of('conv3')?.factors).toEqual({ method: 'tucker', ranks: [3, 3] });
    expect(of('conv2')?.left).toBe('noise');
    expect(of('linear')?.left).toBe('head');
  });

  it('holds the energy that is asked for', async () => {
    const { report } = await factorise(checkpointOf('cnn', { width: 1 }), {
      ...byBudget,
      ...{ method: 'channel', ranks: 'energy', energy: 0.7 },
    });
    const made = report.layers.filter(({ factors }) => factors);
    expect(made.length).toBeGreaterThan(0);
    for (const { error } of made) expect(error ** 2).toBeLessThanOrEqual(0.3);
  });

  it('says why where there is nothing to do', async () => {
    await expect(factorise(checkpointOf('mlp'), { ...byBudget, method: 'tucker' })).rejects.toThrow(
      /no layer/,
    );
    await expect(factorise(checkpointOf('resnet8'), { ...byBudget, method: 'svd' })).rejects.toThrow(
      /no layer/,
    );
    const { checkpoint } = await factorise(checkpointOf('resnet8'), byBudget);
    await expect(factorise(checkpoint, byBudget)).rejects.toThrow(/already/);
  });

  it('spends a budget where it helps most, never more than there is', () => {
    const price = (cost: number) => ({ multiplyAdds: cost, parameters: cost });
    const factors = { method: 'svd', ranks: [1] } as const;
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.tuple(fc.integer({ min: 1, max: 99 }), fc.double({ min: 0.001, max: 1, noNaN: true })),
            { maxLength: 5 },
          ),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (layers, share) => {
          const choices = layers.map((own) => ({
            dense: price(100),
            candidates: own.map(([cost, lost]) => ({ ...price(cost), lost, factors })),
          }));
          const found = withinBudget(choices, share * 100 * layers.length, 'multiplyAdds');
          const spent = found.reduce((all, one) => all + (one?.multiplyAdds ?? 100), 0);
          const least = choices.reduce(
            (all, { candidates }) => all + Math.min(100, ...candidates.map((one) => one.multiplyAdds)),
            0,
          );
          expect(spent).toBeLessThanOrEqual(Math.max(least, share * 100 * layers.length) + 1e-9);
        },
      ),
    );
  });
});
