import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { bytesInMemory } from './byteSource.ts';
import { openWeights } from './readers.ts';
import { recognise } from './recognise.ts';
import { requireStructure } from './structure.ts';
import {
  at,
  fileOf,
  type Made,
  made,
  nn,
  resnet18,
  type Setting,
  torchvisionsConvnext,
  torchvisionsVit,
  wholeModule,
} from './torch/handmadeModules.ts';

/** What is said of a file with this module in it. */
const said = (module: Made) => saidOf(fileOf(module));

async function saidOf(bytes: Uint8Array): Promise<string> {
  const file = await openWeights(bytesInMemory(bytes), { role: 'teacher' });
  try {
    return requireStructure(file, recognise(file.tensors)).map(inEnglish).join(' ');
  } catch (thrown) {
    if (thrown instanceof ProblemError) return `${thrown.problem.code}: ${thrown.message}`;
    throw thrown;
  }
}

describe('a whole module', () => {
  it('as it was published is taken without a word', async () => {
    expect(await said(resnet18())).toBe('');
  });

  it('inside DataParallel, or with what changes nothing, is taken too', async () => {
    const whole = resnet18();
    at(whole, 'bn1').settings.momentum = 0.01;
    at(whole, 'layer1.0.bn1').class = 'torch.nn.modules.batchnorm.SyncBatchNorm';
    at(whole, 'layer2.1.conv1').settings.padding = 'same';
    whole.inside.dropout = nn('dropout.Dropout', { p: 0.5 });
    const parallel = made('torch.nn.parallel.data_parallel.DataParallel');
    parallel.inside.module = whole;
    expect(await said(parallel)).toBe('');
  });

  const set = (path: string, settings: Record<string, Setting>) => (whole: Made) => {
    Object.assign(at(whole, path).settings, settings);
  };
  const put =
    (path: string, name: string, settings: Record<string, Setting> = {}) =>
    (whole: Made) => {
      Object.assign(at(whole, path), { class: `torch.nn.modules.${name}`, settings });
    };
  it.each([
    ['maxpool is Identity instead of MaxPool2d', put('maxpool', 'linear.Identity')],
    ['maxpool is AvgPool2d instead of MaxPool2d', put('maxpool', 'pooling.AvgPool2d')],
    ['MaxPool2d is missing', (whole) => delete whole.inside.maxpool],
    ['kernel_size of maxpool is 2 instead of 3', set('maxpool', { kernel_size: 2 })],
    ['ceil_mode of maxpool is true instead of false', set('maxpool', { ceil_mode: true })],
    ['stride of conv1 is 1 instead of 2', set('conv1', { stride: [1, 1] })],
    ['stride of layer4.0.conv1 is 1 instead of 2', set('layer4.0.conv1', { stride: [1, 1] })],
    [
      'stride of layer2.0.downsample.0 is (2, 1) instead of 2',
      set('layer2.0.downsample.0', { stride: [2, 1] }),
    ],
    [
      'dilation of layer4.1.conv2 is 2 instead of 1',
      set('layer4.1.conv2', { dilation: [2, 2], padding: [2, 2] }),
    ],
    [
      'padding of layer4.1.conv2 is 2 instead of 1',
      set('layer4.1.conv2', { dilation: [2, 2], padding: [2, 2] }),
    ],
    ['padding of conv1 is 0 instead of 3', set('conv1', { padding: 'valid' })],
    [
      'padding_mode of layer1.0.conv1 is reflect instead of zeros',
      set('layer1.0.conv1', { padding_mode: 'reflect' }),
    ],
    ['eps of bn1 is 0.001 instead of 0.00001', set('bn1', { eps: 1e-3 })],
    ['track_running_stats of bn1 is false instead of true', set('bn1', { track_running_stats: false })],
    ['relu is GELU instead of ReLU', put('relu', 'activation.GELU')],
    ['layer3.1.relu is LeakyReLU instead of ReLU', put('layer3.1.relu', 'activation.LeakyReLU')],
    ['layer3.1.relu is Identity instead of ReLU', put('layer3.1.relu', 'linear.Identity')],
    [
      'avgpool is AdaptiveMaxPool2d instead of AdaptiveAvgPool2d',
      put('avgpool', 'pooling.AdaptiveMaxPool2d'),
    ],
    [
      'conv1 is StdConv2d instead of Conv2d',
      (whole) => Object.assign(at(whole, 'conv1'), { class: 'project.StdConv2d' }),
    ],
    ['layer1.0.se is Sigmoid, which ResNet-18 does not have', put('layer1.0.se', 'activation.Sigmoid')],
  ] satisfies readonly (readonly [string, (whole: Made) => unknown])[])(
    'is refused where %s',
    async (words, change) => {
      const whole = resnet18();
      change(whole);
      const found = await said(whole);
      expect(found).toContain(
        'teacher-mismatch: The weights are those of ResNet-18, but the module was changed: ',
      );
      expect(found).toContain(words);
    },
  );

  it('of somebody’s own class is run as what its weights are of, and that is said', async () => {
    const whole = wholeModule('resnet8', 'project.models.ResNet');
    whole.inside.relu = nn('activation.ReLU');
    whole.inside.pool = nn('pooling.AdaptiveAvgPool2d', { output_size: 1 });
    expect(await said(whole)).toContain('of the class project.models.ResNet');
    at(whole, 'layer2.0.conv1').settings.stride = [1, 1];
    expect(await said(whole)).toContain('stride of layer2.0.conv1 is 1 instead of 2');
    const other = wholeModule('resnet8', 'project.models.ResNet');
    other.inside.act = nn('activation.SiLU');
    expect(await said(other)).toContain('act is SiLU, which ResNet-8 does not have');
  });

  it('with a layer of somebody’s own that is called as PyTorch’s is run as PyTorch’s, and that is said', async () => {
    // As in github.com/joe-siyuan-qiao/WeightStandardization, whose filters are standardised at each step.
    for (const [path, name] of [
      ['layer1.0.conv1', 'project.layers.Conv2d'],
      ['layer3.1.relu', 'project.layers.ReLU'],
    ] as const) {
      const whole = resnet18();
      at(whole, path).class = name;
      expect(await said(whole)).toContain(`of the class ${name}`);
    }
  });

  const folder = join(process.env.LAB_DATA ?? '../shared/data', 'torch_reference');
  it.skipIf(!existsSync(folder)).each(['module_zip.pt', 'module_legacy.pt', 'state_dict_zip.pt'])(
    'in %s, as PyTorch wrote it, is taken without a word (skipped without the shared data)',
    async (name) => {
      expect(await saidOf(readFileSync(join(folder, name)))).toBe('');
    },
  );

  it.skipIf(!existsSync(folder))(
    'whose ReLU6, stride or addition was changed is refused (skipped without the shared data)',
    async () => {
      const bytes = readFileSync(join(folder, 'module_zip.pt'));
      const { layers, tensors } = await openWeights(bytesInMemory(bytes));
      const changed = (path: string, change: { class?: string; settings?: Record<string, Setting> }) => {
        const layer = layers?.get(path);
        if (!layer) throw new Error(`${path} is not there`);
        const attributes = new Map([...layer.attributes, ...Object.entries(change.settings ?? {})]);
        const other = new Map([...(layers ?? []), [path, { ...layer, ...change, attributes }] as const]);
        return () => requireStructure({ tensors, layers: other }, recognise(tensors));
      };
      expect(changed('features.0.2', { class: 'torch.nn.modules.activation.ReLU' })).toThrow(
        'features.0.2 is ReLU instead of ReLU6',
      );
      expect(changed('features.4.conv.1.2', { class: 'torch.nn.modules.linear.Identity' })).toThrow(
        'instead of ReLU6',
      );
      expect(changed('features.3', { settings: { use_res_connect: false } })).toThrow(
        'use_res_connect of features.3 is false',
      );
      expect(changed('features.4.conv.1.0', { settings: { stride: [1, 1] } })).toThrow(
        'stride of features.4.conv.1.0 is 1',
      );
      expect(changed('features.4.conv.1.0', { settings: { groups: 1 } })).toThrow(
        'groups of features.4.conv.1.0 is 1',
      );
    },
  );
});

describe('a whole module of torchvision’s with layer norms', () => {
  const layer = 'encoder.layers.encoder_layer_2';
  const block = 'features.5.4.block';

  it('as it was published is taken without a word', async () => {
    expect(await said(torchvisionsVit())).toBe('');
    expect(await said(torchvisionsConvnext())).toBe('');
  });

  it.each<[string, string, Partial<Made>]>([
    [
      'blocks.2.mlp.act is ReLU instead of GELU',
      `${layer}.mlp.1`,
      { class: 'torch.nn.modules.activation.ReLU' },
    ],
    [
      'approximate of blocks.2.mlp.act is tanh instead of none',
      `${layer}.mlp.1`,
      { settings: { approximate: 'tanh' } },
    ],
    [
      'num_heads of blocks.2.attn is 4 instead of 1',
      `${layer}.self_attention`,
      { settings: { num_heads: 4 } },
    ],
    ['eps of blocks.2.norm1 is 0.00001 instead of 0.000001', `${layer}.ln_1`, { settings: { eps: 1e-5 } }],
    ['eps of norm is 0.00001 instead of 0.000001', 'encoder.ln', { settings: { eps: 1e-5 } }],
  ])('of which %s is refused, and that is said', async (what, path, changes) => {
    const whole = torchvisionsVit();
    Object.assign(at(whole, path), changes);
    expect(await said(whole)).toContain(what);
  });

  it.each<[string, string, Partial<Made>]>([
    [`${block}.4 is ReLU instead of GELU`, `${block}.4`, { class: 'torch.nn.modules.activation.ReLU' }],
    [`eps of ${block}.2 is 0.00001 instead of 0.000001`, `${block}.2`, { settings: { eps: 1e-5 } }],
    [`padding of ${block}.0 is 1 instead of 3`, `${block}.0`, { settings: { padding: 1 } }],
  ])('a ConvNeXt of which %s is refused, and that is said', async (what, path, changes) => {
    const whole = torchvisionsConvnext();
    Object.assign(at(whole, path), changes);
    expect(await said(whole)).toContain(what);
  });
});
