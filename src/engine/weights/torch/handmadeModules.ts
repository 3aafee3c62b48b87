/**
 * Whole modules as `torch.save(model)` writes them, for tests.
 */

import type { ModelName } from '../../../spec/choices.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { type PerSide, sides } from '../../ops/padding.ts';
import { torchShape } from '../layout.ts';
import { torchvisionsName } from '../vitKeys.ts';
import { opcodes, pickled, zipped } from './handmade.ts';

const { int, float, bool, text, tuple, dict, object } = opcodes;
export type Setting = number | boolean | string | readonly number[];

/** A module as PyTorch would have it. */
export interface Made {
  class: string;
  settings: Record<string, Setting>;
  readonly tensors: Record<string, string>;
  readonly inside: Record<string, Made>;
}

export const made = (name: string, settings: Record<string, Setting> = {}): Made => ({
  class: name,
  settings,
  tensors: {},
  inside: {},
});
export const nn = (name: string, settings: Record<string, Setting> = {}) =>
  made(`torch.nn.modules.${name}`, settings);
const sequential = () => nn('container.Sequential');

/** The module at a path, with Sequentials on the way to it. */
export function at(root: Made, path: string): Made {
  return path.split('.').reduce((module, name) => {
    const next = module.inside[name] ?? sequential();
    module.inside[name] = next;
    return next;
  }, root);
}

/** Its settings as torchvision 0.28 writes them, by PyTorch's documentation. */
export const wholeModule = (name: ModelName, root: string): Made =>
  moduleOf(catalogue[name].architecture({ classes: 3, imageSize: 32, width: 0.25 }), root);

/** Of any channels. */
export function moduleOf(
  architecture: Architecture,
  root: string,
  spelt: (name: string) => string = (name) => name,
): Made {
  const whole = made(root);
  for (const { name, kind, shape, steps } of build(architecture).parameters) {
    const key = spelt(name);
    const end = key.lastIndexOf('.');
    const module = end < 0 ? whole : at(whole, key.slice(0, end));
    const lengths = torchShape(kind, shape);
    const strides = lengths.map((_, i) => lengths.slice(i + 1).reduce((a, b) => a * b, 1));
    module.tensors[key.slice(end + 1)] = pickled.tensor({
      ...{ numbers: storageLength, offset: 0, shape: lengths, stride: strides },
    });
    if (steps) {
      module.class = 'torch.nn.modules.conv.Conv2d';
      const pair = (value: PerSide) => [...sides(value)];
      const groups = kind === 'depthwise' ? (shape[2] ?? 0) : 1;
      module.settings = {
        ...{ stride: pair(steps.stride), padding: pair(steps.padding), dilation: [1, 1], groups },
        ...{ padding_mode: 'zeros', transposed: false, kernel_size: pair(shape[0] ?? 0) },
      };
    } else if (kind === 'linear') module.class = 'torch.nn.modules.linear.Linear';
    else if (key.endsWith('running_var')) {
      module.class = 'torch.nn.modules.batchnorm.BatchNorm2d';
      module.settings = { eps: 1e-5, momentum: 0.1, affine: true, track_running_stats: true };
    }
  }
  return whole;
}

const storageLength = 2 ** 18;

/** torchvision's vision transformer: norms, attention and GELU as it has them, by its documentation. */
export function torchvisionsVit(): Made {
  const architecture = catalogue['vit-tiny'].architecture({ classes: 3, imageSize: 32, width: 1 / 3 });
  const root = 'torchvision.models.vision_transformer.VisionTransformer';
  const whole = moduleOf(architecture, root, (name) => torchvisionsName(name) ?? name);
  const norm = (path: string) => {
    const { tensors } = at(whole, path);
    Object.assign(at(whole, path), nn('normalization.LayerNorm', { eps: 1e-6, elementwise_affine: true }), {
      tensors,
    });
  };
  norm('encoder.ln');
  whole.inside.dropout = nn('dropout.Dropout', { p: 0 });
  for (let i = 0; i < 6; i++) {
    const block = `encoder.layers.encoder_layer_${i}`;
    at(whole, block).class = 'torchvision.models.vision_transformer.EncoderBlock';
    norm(`${block}.ln_1`);
    norm(`${block}.ln_2`);
    const attention = at(whole, `${block}.self_attention`);
    attention.class = 'torch.nn.modules.activation.MultiheadAttention';
    attention.settings = { num_heads: 1, batch_first: true, add_zero_attn: false, dropout: 0 };
    at(whole, `${block}.self_attention.out_proj`).class =
      'torch.nn.modules.linear.NonDynamicallyQuantizableLinear';
    at(whole, `${block}.mlp`).class = 'torchvision.models.vision_transformer.MLPBlock';
    at(whole, `${block}.mlp`).inside['1'] = nn('activation.GELU', { approximate: 'none' });
  }
  return whole;
}

/** torchvision's ConvNeXt, by its documentation. */
export function torchvisionsConvnext(): Made {
  const whole = wholeModule('convnext-tiny', 'torchvision.models.convnext.ConvNeXt');
  const norm = (path: string, name: string) => {
    const { tensors } = at(whole, path);
    Object.assign(at(whole, path), made(name, { eps: 1e-6 }), { tensors });
  };
  const flat = 'torchvision.models.convnext.LayerNorm2d';
  for (const path of ['features.0.1', 'features.2.0', 'features.4.0', 'features.6.0', 'classifier.0']) {
    norm(path, flat);
  }
  whole.inside.avgpool = nn('pooling.AdaptiveAvgPool2d', { output_size: 1 });
  for (const [s, blocks] of [3, 3, 9, 3].entries()) {
    for (let b = 0; b < blocks; b++) {
      const path = `features.${2 * s + 1}.${b}`;
      at(whole, path).class = 'torchvision.models.convnext.CNBlock';
      norm(`${path}.block.2`, 'torch.nn.modules.normalization.LayerNorm');
      const { inside } = at(whole, `${path}.block`);
      inside['1'] = made('torchvision.ops.misc.Permute', { dims: [0, 2, 3, 1] });
      inside['4'] = nn('activation.GELU', { approximate: 'none' });
      inside['6'] = made('torchvision.ops.misc.Permute', { dims: [0, 3, 1, 2] });
    }
  }
  return whole;
}

export function resnet18(): Made {
  return withOthers(wholeModule('resnet18', 'torchvision.models.resnet.ResNet'));
}

/** What a ResNet-18 has beside parameters. */
export function withOthers(whole: Made): Made {
  whole.inside.relu = nn('activation.ReLU', { inplace: true });
  whole.inside.maxpool = nn('pooling.MaxPool2d', {
    ...{ kernel_size: 3, stride: 2, padding: 1, dilation: 1, ceil_mode: false },
  });
  whole.inside.avgpool = nn('pooling.AdaptiveAvgPool2d', { output_size: [1, 1] });
  for (const path of [1, 2, 3, 4].flatMap((stage) => [`layer${stage}.0`, `layer${stage}.1`])) {
    const block = at(whole, path);
    block.class = 'torchvision.models.resnet.BasicBlock';
    block.inside.relu = nn('activation.ReLU', { inplace: true });
  }
  return whole;
}

function opcodesOf(value: Setting): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return bool(value);
  if (typeof value === 'number') return Number.isInteger(value) ? int(value) : float(value);
  return tuple(...value.map(opcodesOf));
}

const written = (module: Made): string => object(module.class, attributesOf(module));

/** A module's `__dict__`. */
function attributesOf({ settings, tensors, inside }: Made): string {
  const each = <T>(of: Record<string, T>, write: (value: T) => string) =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, write(value)]));
  return dict({
    _parameters: dict(tensors),
    _modules: dict(each(inside, written)),
    ...each(settings, opcodesOf),
  });
}

/** Every tensor is of noughts. */
export const fileOf = (module: Made): Uint8Array<ArrayBuffer> => fileWith(written(module));

/** With it in a checkpoint, under `model`. */
export const checkpointOf = (module: Made): Uint8Array<ArrayBuffer> =>
  fileWith(dict({ model: written(module), epoch: int(3) }));

/** As Torch-Pruning's `state_dict` writes it: the attributes of every module by its path. */
export const prunedStateOf = (module: Made): Uint8Array<ArrayBuffer> =>
  fileWith(
    dict({
      full_state_dict: dict({ '': attributesOf(module), ...attributesInside(module, '') }),
      attributions: dict({ '': dict({ training: bool(false) }) }),
    }),
  );

const attributesInside = ({ inside }: Made, prefix: string): Record<string, string> =>
  Object.assign(
    {},
    ...Object.entries(inside).map(([name, one]) => ({
      [`${prefix}${name}`]: attributesOf(one),
      ...attributesInside(one, `${prefix}${name}.`),
    })),
  );

export const fileWith = (value: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    zipped({ 'm/data.pkl': pickled.file(value), 'm/data/0': new Uint8Array(4 * storageLength) }),
  );
