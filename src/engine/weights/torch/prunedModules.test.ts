/**
 * Whole modules from which channels or blocks were removed, as Torch-Pruning leaves them: `torch.save(model)`, the same in a checkpoint,
 * and `torch_pruning.state_dict(model)`.
 */
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../lang/problem.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import type { ModelName } from '../../../spec/choices.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build, catalogue } from '../../families/catalogue.ts';
import { bytesInMemory } from '../byteSource.ts';
import { openWeights } from '../readers.ts';
import { recognise } from '../recognise.ts';
import { requireStructure } from '../structure.ts';
import { opcodes } from './handmade.ts';
import {
  at,
  checkpointOf,
  fileOf,
  fileWith,
  type Made,
  moduleOf,
  nn,
  prunedStateOf,
  withOthers,
} from './handmadeModules.ts';

/** Every space with a number of channels of its own. */
function uneven(name: ModelName): Architecture {
  // Narrower, MobileNetV2's first blocks share a stream.
  const whole = catalogue[name].architecture({
    classes: 3,
    imageSize: 32,
    width: name === 'mobilenetv2' ? 0.5 : 0.25,
  });
  const channels = Object.entries(whole.channels).map(
    ([space, count], i) => [space, Math.max(1, Math.round(count * (0.9 - 0.2 * (i % 4))))] as const,
  );
  return { ...whole, channels: Object.fromEntries(channels) };
}

const resnet = (architecture: Architecture) =>
  withOthers(moduleOf(architecture, 'torchvision.models.resnet.ResNet'));

function mobilenet(architecture: Architecture): Made {
  const whole = moduleOf(architecture, 'torchvision.models.mobilenetv2.MobileNetV2');
  for (const path of [0, 18].map((i) => `features.${i}.2`)) {
    Object.assign(at(whole, path), nn('activation.ReLU6'));
  }
  for (let i = 1; i < 18; i++) {
    at(whole, `features.${i}`).class = 'torchvision.models.mobilenetv2.InvertedResidual';
    for (const place of i === 1 ? [0] : [0, 1]) {
      Object.assign(at(whole, `features.${i}.conv.${place}.2`), nn('activation.ReLU6'));
    }
  }
  return whole;
}

async function read(bytes: Uint8Array) {
  const file = await openWeights(bytesInMemory(bytes), { role: 'teacher' });
  const found = recognise(file.tensors);
  return { ...found, said: requireStructure(file, found).map(inEnglish).join(' ') };
}

async function complaintOf(bytes: Uint8Array): Promise<string> {
  try {
    return `taken: ${(await read(bytes)).said}`;
  } catch (thrown) {
    if (thrown instanceof ProblemError) return `${thrown.problem.code}: ${thrown.message}`;
    throw thrown;
  }
}

const makers = { resnet18: resnet, mobilenetv2: mobilenet } as const;
const names = ['resnet18', 'mobilenetv2'] as const;

describe('a module whose channels were removed', () => {
  it.each(names)('is %s of the channels that are left, alone and in a checkpoint', async (name) => {
    const architecture = uneven(name);
    for (const file of [fileOf, checkpointOf]) {
      const found = await read(file(makers[name](architecture)));
      expect(found).toMatchObject({ name, said: '', options: undefined });
      expect(found.architecture).toEqual(architecture);
    }
  });

  it.each(names)('is %s in Torch-Pruning’s own state too, whose class nobody knows', async (name) => {
    const architecture = uneven(name);
    const found = await read(prunedStateOf(makers[name](architecture)));
    expect(found).toMatchObject({ name, architecture });
    expect(found.said).toContain('of the class torch_pruning.state_dict, and says what it is made of');
  });

  it('is refused where groups, stride or padding are not the family’s, by the name of the module', async () => {
    const architecture = uneven('mobilenetv2');
    const depthwise = 'features.4.conv.1.0';
    const [channels] = build(architecture)
      .parameters.filter(({ name }) => name === `${depthwise}.weight`)
      .map(({ shape }) => shape[2]);
    const changed = (settings: Made['settings']) => {
      const whole = mobilenet(architecture);
      Object.assign(at(whole, depthwise).settings, settings);
      return prunedStateOf(whole);
    };
    // Filters of all channels that were cut without their groups.
    expect(await complaintOf(changed({ groups: 96 }))).toContain(
      `teacher-mismatch: The weights are those of MobileNetV2, but the module was changed: groups of ${depthwise} is 96 instead of ${channels}`,
    );
    expect(await complaintOf(changed({ stride: [1, 1] }))).toContain(
      `stride of ${depthwise} is 1 instead of 2`,
    );
    expect(await complaintOf(changed({ padding: [0, 0] }))).toContain(
      `padding of ${depthwise} is 0 instead of 1`,
    );
  });

  it('is refused where the batch norm behind a convolution has other channels', async () => {
    const whole = resnet(uneven('resnet18'));
    const other = resnet(catalogue.resnet18.architecture({ classes: 3, imageSize: 32, width: 0.25 }));
    whole.inside.bn1 = at(other, 'bn1');
    expect(await complaintOf(fileOf(whole))).toMatch(/^teacher-mismatch: /);
  });
});

describe('a module whose blocks were removed', () => {
  const architecture = { ...uneven('resnet18'), without: ['layer1.1', 'layer3.1'] };
  const { 'layer1.1.hidden': _, 'layer3.1.hidden': __, ...channels } = architecture.channels;
  const shorter = { ...architecture, channels };
  const whole = () => {
    const module = resnet(shorter);
    for (const block of shorter.without)
      Object.assign(at(module, block), { ...nn('linear.Identity'), inside: {} });
    return module;
  };

  it('is the network without them, whether something passes its input in their place or nothing stands there', async () => {
    expect(await read(fileOf(whole()))).toMatchObject({ name: 'resnet18', architecture: shorter, said: '' });
    const without = whole();
    delete at(without, 'layer1').inside['1'];
    delete at(without, 'layer3').inside['1'];
    expect(await read(prunedStateOf(without))).toMatchObject({ name: 'resnet18', architecture: shorter });
  });

  it('is refused where something else stands in their place', async () => {
    const module = whole();
    Object.assign(at(module, 'layer3.1'), nn('activation.ReLU'));
    expect(await complaintOf(fileOf(module))).toContain('layer3.1 is ReLU, which ResNet-18 does not have');
  });

  it('is not known where a block is gone that changes the shape', async () => {
    const module = resnet(uneven('resnet18'));
    delete at(module, 'layer2').inside['0'];
    expect(await complaintOf(fileOf(module))).toMatch(/^teacher-mismatch: .*belong to no architecture/);
  });
});

describe('Torch-Pruning’s own state', () => {
  const { dict, call, global, text, object, list } = opcodes;
  const state = (root: string) => fileWith(dict({ full_state_dict: dict({ '': root }) }));

  it.each([
    ['posix.system', call(global('posix.system'), text('true'))],
    ['builtins.eval', call(global('builtins.eval'), text('1'))],
  ])('is refused by the name of what it asks for: %s', async (name, harm) => {
    const root = dict({ _parameters: dict({}), _modules: dict({ conv1: harm }) });
    expect(await complaintOf(state(root))).toContain(`call ${name}, which no weights file needs`);
  });

  it('whose modules are nested without end is refused', async () => {
    const deep = Array.from({ length: 80 }).reduce<string>(
      (inside) => object('torch.nn.modules.container.Sequential', dict({ _modules: dict({ a: inside }) })),
      object('torch.nn.modules.linear.Identity', dict({ _modules: dict({}) })),
    );
    expect(await complaintOf(state(dict({ _modules: dict({ a: deep }) })))).toContain(
      'its modules are nested more than 64 deep',
    );
  });

  it.each([
    ['without a root', dict({ full_state_dict: dict({ conv1: dict({}) }) })],
    ['that is a list', dict({ full_state_dict: list() })],
    ['of a root without modules', dict({ full_state_dict: dict({ '': dict({ _modules: dict({}) }) }) })],
  ])('%s holds no tensors', async (_, value) => {
    expect(await complaintOf(fileWith(value))).toMatch(
      /^weights-invalid: .*it holds no tensors that have names/,
    );
  });
});
