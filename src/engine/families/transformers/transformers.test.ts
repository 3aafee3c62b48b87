import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import {
  add,
  dispose,
  logSoftmax,
  memory,
  mul,
  type Scalar,
  setBackend,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelName } from '../../../spec/choices.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import type { Parameters } from '../../layers/parameters.ts';
import type { Signals } from '../../objectives/term.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { gradientsThrough } from '../../training/backward.ts';
import { signalsOf } from '../../training/signals/signals.ts';
import { toTorchLayout } from '../../weights/layout.ts';
import { fromStateDict } from '../../weights/stateDict.ts';
import { torchvisionsName } from '../../weights/vitKeys.ts';
import { cardOf } from '../card.ts';
import { build, catalogue } from '../catalogue.ts';
import type { Model } from '../model.ts';
import { relativeGap } from '../relativeGap.ts';
import { formulaImages, gapToTold, stateOf, type VitCase } from './vitReference.ts';

const folder = `${process.env.LAB_DATA ?? '../shared/data'}/vit_reference`;
const given = existsSync(folder);
const casesOf = (file: string): readonly VitCase[] =>
  given ? JSON.parse(readFileSync(`${folder}/${file}.json`, 'utf8')).cases : [];

/** Of a case whose widths are in its configuration and its state dict. */
function architectureOf(one: VitCase): Architecture {
  const { config, state_dict } = one;
  const number = (...names: readonly string[]) =>
    Number(names.map((name) => config[name]).find((value) => value !== undefined));
  const isCct = 'n_conv_layers' in config;
  const embed = number('hidden_dim', 'embed_dim', 'embedding_dim');
  const [heads, depth] = [number('num_heads'), number('num_layers', 'depth')];
  const hidden = config.mlp_dim === undefined ? embed * number('mlp_ratio') : number('mlp_dim');
  const blocks = Array.from({ length: depth }, (_, i) => ({
    [`blocks.${i}.heads`]: heads,
    [`blocks.${i}.headDim`]: embed / heads,
    [`blocks.${i}.hidden`]: hidden,
  }));
  const details = isCct
    ? {
        convolutions: number('n_conv_layers'),
        sinePositions: config.positional_embedding === 'sine' ? 1 : 0,
      }
    : { patch: number('patch_size'), distillationTokens: state_dict.dist_token?.[1] ?? 0 };
  return {
    family: isCct ? 'cct-2' : 'vit-tiny',
    classes: number('num_classes'),
    imageSize: number('image_size', 'img_size'),
    channels: Object.assign({ embed }, isCct ? { 'tokenizer.0': 64 } : {}, ...blocks),
    forms: {},
    details: { ...details, headDim: embed / heads },
  };
}

/** Weights by the formula; positions that a model makes itself stay as it makes them, and attention may be sharper. */
async function weightsOf(model: Model, one: VitCase): Promise<Parameters> {
  const state = new Map(stateOf(one));
  const factor = Number(
    (one as unknown as Record<string, number>)[
      'query and key weights (rows 0 to 2D-1 of every in_proj_weight) multiplied by'
    ] ?? 1,
  );
  for (const [name, tensor] of state) {
    if (!name.endsWith('in_proj_weight') || factor === 1) continue;
    const values = async () => {
      const all = await tensor.values();
      return all.map((value, i) => (i < (all.length / 3) * 2 ? value * factor : value));
    };
    state.set(name, { ...tensor, values });
  }
  if (model.architecture?.details?.sinePositions === 1) {
    const { initialise } = await import('../../layers/initialise.ts');
    const { random } = await import('../../../base/random.ts');
    const drawn = initialise(model.parameters, random(1));
    const values = Float32Array.from(await (drawn['classifier.positional_emb'] as Tensor).data());
    dispose({ ...drawn });
    state.set('classifier.positional_emb', {
      ...{ shape: one.state_dict['classifier.positional_emb'] ?? [], dtype: 'float32' },
      values: async () => values,
    });
  }
  return fromStateDict(model.parameters, state, one.model);
}

const rowsOf = (rows: readonly (readonly number[])[]) => rows.flat();

const crossEntropy = (logits: Tensor2D, labels: Tensor2D): Scalar =>
  mul(sum(mul(labels, logSoftmax(logits))), -1 / labels.shape[0]);

const oneHot = (labels: readonly number[], classes: number): Tensor2D =>
  tensor2d(
    labels.flatMap((label) => Array.from({ length: classes }, (_, k) => Number(k === label))),
    [labels.length, classes],
  );

/** By published names, in PyTorch's layout. */
async function gradientsOf(
  model: Model,
  parameters: Parameters,
  size: number,
  kept: 'keep' | 'recompute',
  loss: (student: Signals) => Scalar,
): Promise<ReadonlyMap<string, Float32Array>> {
  const input = formulaImages(size, 2);
  const taps = model.parts.at(-1)?.inside ?? [];
  const found = gradientsThrough({ parts: model.parts, parameters, input, memory: kept, taps, loss });
  const made = new Map<string, Float32Array>();
  for (const { name, kind, shape, role } of model.parameters) {
    if (role !== 'trainable') continue;
    const values = Float32Array.from(await (found[name] as Tensor).data());
    made.set(name, toTorchLayout(kind, shape, values));
  }
  dispose([input, ...Object.values(found)]);
  return made;
}

async function start(backend: 'cpu' | 'wasm') {
  if (backend === 'wasm') await startWasmInNode();
  else {
    await setBackend('cpu');
    registerKernels('cpu');
  }
}

const files = ['torchvision_vit', 'deit', 'cct'];
const all = files.flatMap((file) =>
  casesOf(file)
    .filter((one) => one.state_dict !== undefined)
    .map((one) => [file, one.model, one] as const),
);
const backends = ['cpu', 'wasm'] as const;

/** What the reference calls a tap, and we. */
const tapNames: Readonly<Record<string, string>> = {
  'encoder.layers.encoder_layer_0': 'blocks.0.tokens',
  'blocks.0': 'blocks.0.tokens',
  'classifier.blocks.0': 'classifier.blocks.0.tokens',
};

/**
 * In weights of rank 2 the slopes of the first layers are small differences of large numbers: where every weight is multiplied by
 * 1 + 2.4e-7, two units in float32's last place, their norms move by up to 4e-4, and those of CCT's convolutions, in whose pools the two
 * largest pixels of some windows are 1e-6 apart, by up to 3e-3.
 */
function toleranceOf({ model }: VitCase, name: string): number {
  if (/^tokenizer/.test(name)) return 3e-3;
  if (
    /^(conv_proj|patch_embed|class_token|cls_token|dist_token|pos_embed|encoder\.pos|blocks\.0|encoder\.layers\.encoder_layer_0)/.test(
      name,
    )
  ) {
    return 4e-4;
  }
  return model.includes('CCT') ? 4e-4 : 1e-4;
}

describe.skipIf(!given).each(backends)(
  'published transformers on %s (skipped without the shared data)',
  (backend) => {
    beforeAll(() => start(backend));

    it.each(all)('%s: logits, taps and sizes of %s', async (_file, _name, one) => {
      const architecture = architectureOf(one);
      const model = build(architecture);
      const numbers = model.parameters.reduce(
        (count, { shape }) => count + shape.reduce((product, length) => product * length, 1),
        0,
      );
      expect(numbers).toBe(one.parameters);
      expect(model.multiplyAdds).toBe(one.multiply_adds_one_image.total);
      const parameters = await weightsOf(model, one);
      const before = memory().numTensors;
      const images = formulaImages(architecture.imageSize, 2);
      const names = Object.keys(one.taps).filter((name) => tapNames[name]);
      const heads = model.parts.at(-1)?.inside ?? [];
      const { logits, taps } = signalsOf({ model, parameters }, images, [
        ...names.map((name) => tapNames[name] ?? ''),
        ...heads,
      ]);
      expect(relativeGap(await logits.data(), rowsOf(one.logits))).toBeLessThan(1e-4);
      for (const name of names) {
        const told = one.taps[name];
        const values = await (taps[tapNames[name] ?? ''] as Tensor).data();
        expect(told && gapToTold(values, told), name).toBeLessThan(1e-4);
      }
      if (one.class_token_logits && one.distillation_token_logits) {
        expect(heads).toEqual(['head', 'head_dist']);
        const [own, distilled] = [taps.head as Tensor, taps.head_dist as Tensor];
        expect(relativeGap(await own.data(), rowsOf(one.class_token_logits))).toBeLessThan(1e-4);
        expect(relativeGap(await distilled.data(), rowsOf(one.distillation_token_logits))).toBeLessThan(1e-4);
      }
      dispose([images, logits, ...Object.values(taps)]);
      expect(memory().numTensors).toBe(before);
      dispose({ ...parameters });
    });

    // Convolutions in plain JavaScript take half a minute.
    const isQuick = ({ model }: VitCase) =>
      backend === 'wasm' || !model.includes('CCT') || process.env.LAB_LONG !== undefined;
    it.each(all.filter(([, , one]) => one.gradients !== undefined && isQuick(one)))(
      '%s: gradients of %s',
      async (_file, _name, one) => {
        const architecture = architectureOf(one);
        const model = build(architecture);
        const parameters = await weightsOf(model, one);
        const labels = oneHot(one.labels, architecture.classes);
        const found = await gradientsOf(model, parameters, architecture.imageSize, 'keep', ({ logits }) =>
          tidy(() => crossEntropy(logits, labels)),
        );
        const byPublished = new Map(
          [...found].map(([name, values]) => [torchvisionsName(name) ?? name, values]),
        );
        for (const [name, told] of Object.entries(one.gradients)) {
          const values = found.get(name) ?? byPublished.get(name);
          expect(told && values && gapToTold(values, told), name).toBeLessThan(toleranceOf(one, name));
        }
        dispose([labels, ...Object.values(parameters)]);
      },
    );
  },
);

interface DeitLoss {
  readonly loss: number;
  readonly gradients: VitCase['gradients'];
}

describe.skipIf(!given)('a network with a distillation token (skipped without the shared data)', () => {
  beforeAll(() => start('wasm'));
  const [one] = casesOf('deit');
  const losses = (one as unknown as Record<string, Record<string, DeitLoss>> | undefined)?.[
    'deit_losses (losses.py DistillationLoss, base nn.CrossEntropyLoss)'
  ];
  const teacher = (one as unknown as { teacher_logits: number[][] } | undefined)?.teacher_logits ?? [];

  it.each(
    Object.keys(losses ?? {}).flatMap((kind) => [[kind, 'keep'] as const, [kind, 'recompute'] as const]),
  )('learns by DeiT’s loss %s as published, activations: %s', async (kind, kept) => {
    if (!one) return;
    const [, rule = '', alpha = 0, tau = 1] = (/^(\w+), alpha ([\d.]+), tau ([\d.]+)$/.exec(kind) ?? []).map(
      (part, i) => (i < 2 ? part : Number(part)),
    ) as [string, string, number, number];
    const architecture = architectureOf(one);
    const model = build(architecture);
    const parameters = await weightsOf(model, one);
    const labels = oneHot(one.labels, 10);
    const hard = oneHot(
      teacher.map((row) => row.indexOf(Math.max(...row))),
      10,
    );
    const soft = tensor2d(teacher);
    let value: number | undefined;
    const found = await gradientsOf(model, parameters, architecture.imageSize, kept, ({ taps }) => {
      const [own, distilled] = [taps.head as Tensor2D, taps.head_dist as Tensor2D];
      const base = crossEntropy(own, labels);
      const divergence = () => {
        const target = softmax<Tensor2D>(mul(soft, 1 / tau));
        const gap = sub(logSoftmax(mul(soft, 1 / tau)), logSoftmax(mul(distilled, 1 / tau)));
        return mul(sum(mul(target, gap)), (tau * tau) / soft.size);
      };
      const other = rule === 'hard' ? crossEntropy(distilled, hard) : divergence();
      const loss: Scalar = rule === 'none' ? base : add(mul(base, 1 - alpha), mul(other, alpha));
      value = loss.dataSync<'float32'>()[0];
      return loss;
    });
    const told = losses?.[kind];
    expect(value).toBeCloseTo(told?.loss ?? Number.NaN, 4);
    for (const [name, gradient] of Object.entries(told?.gradients ?? {})) {
      const values = found.get(name) ?? [];
      if (gradient) expect(gapToTold(values, gradient), name).toBeLessThan(toleranceOf(one, name));
      else
        expect(
          Array.from(values).every((slope) => slope === 0),
          name,
        ).toBe(true);
    }
    dispose([labels, hard, soft, ...Object.values(parameters)]);
  });
});

describe('sizes of published transformers', () => {
  it.each([
    ['deit-tiny', 0, 5_717_416, 1_253_683_200],
    ['deit-tiny', 1, 5_910_800, 1_261_003_776],
    ['vit-b-16', 0, 86_567_656, 17_563_828_224],
  ] as const)(
    '%s with %d distillation tokens',
    (name: ModelName, distillationTokens, parameters, multiplyAdds) => {
      const card = cardOf(name, { classes: 1000, imageSize: 224, width: 1, distillationTokens });
      expect([card.parameters, card.multiplyAdds]).toEqual([parameters, multiplyAdds]);
    },
  );

  it('CCT-2/3×2 has 283,723 parameters, and vit-tiny 0.46 million', () => {
    const cardAt = (name: ModelName) => cardOf(name, { classes: 10, imageSize: 32, width: 1 });
    expect(cardAt('cct-2').parameters).toBe(283_723);
    expect(cardAt('vit-tiny').parameters / 1e6).toBeCloseTo(0.46, 2);
    expect(catalogue['vit-tiny'].label).toBe('ViT-tiny');
  });
});
