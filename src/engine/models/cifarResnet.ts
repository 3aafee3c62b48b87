/**
 * The residual networks for small images of He et al. 2015 (arXiv 1512.03385, section 4.2): depth 6n + 2, three stages of
 * n blocks with 16, 32 and 64 channels; where the size changes, shortcuts without weights (option A: every second
 * pixel, zero channels around) or a 1×1 convolution with batch norm (option B). Names and shapes are those of akamaster/pytorch_resnet_cifar10.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { convolvedLength } from '../layers/conv2d.ts';
import { convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import type { ForwardContext } from '../layers/forwardContext.ts';
import type { Parameters } from '../layers/parameters.ts';
import { shortcut } from '../layers/shortcut.ts';
import { anySize, type Model, type ModelFamily, type ModelOptions, type Part, widened } from './model.ts';
import { chained, headPart, poolingPart } from './parts.ts';
import { type TorchShapes, widthFrom } from './widths.ts';

interface Block {
  readonly name: string;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly stride: 1 | 2;
  /** Whether its shortcut has weights. */
  readonly projects: boolean;
  /** `layer1`, `layer2` or `layer3`. */
  readonly stage: string;
  readonly endsStage: boolean;
}

const stem = { conv: 'conv1', norm: 'bn1' };
const stemSteps = { stride: 1, padding: 1, activation: 'relu' } as const;
const first = (block: Block) => ({ conv: `${block.name}.conv1`, norm: `${block.name}.bn1` });
const second = (block: Block) => ({ conv: `${block.name}.conv2`, norm: `${block.name}.bn2` });

const projection = (block: Block) => ({
  conv: `${block.name}.shortcut.0`,
  norm: `${block.name}.shortcut.1`,
});

/** @param depth 6n + 2 */
export function cifarResnet(depth: number, option: 'A' | 'B' = 'A'): ModelFamily {
  return {
    label: option === 'A' ? `ResNet-${depth}` : `ResNet-${depth}, option B`,
    build: (options) => build((depth - 2) / 6, option, options),
    optionsOf,
  };
}

function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const classes = shapes.get('linear.weight')?.[0];
  const width = widthFrom(shapes, [
    { key: 'linear.weight', axis: 1, channels: 64 },
    { key: 'layer2.0.conv1.weight', axis: 0, channels: 32 },
    { key: 'layer1.0.conv1.weight', axis: 0, channels: 16 },
  ]);
  if (!classes || width === undefined || !shapes.has('layer3.0.conv1.weight')) return [];
  return [{ classes, width, imageSize: anySize }];
}

function build(
  blocksPerStage: number,
  option: 'A' | 'B',
  { classes, imageSize, width }: ModelOptions,
): Model {
  const stages = [16, 32, 64].map((channels) => widened(channels, width)) as [number, number, number];
  const blocks = blocksOf(blocksPerStage, option, stages);
  const [stemChannels, , features] = stages;

  const parts: Part[] = [
    {
      name: stem.conv,
      stage: stem.conv,
      parameters: convBatchNormSpecs(stem, {
        kernel: 3,
        stride: stemSteps.stride,
        inChannels: 3,
        outChannels: stemChannels,
      }),
      run: (weights, x, context) => convBatchNorm(weights, stem, x as Tensor4D, stemSteps, context),
    },
  ];
  let size = imageSize;
  let multiplyAdds = size * size * 9 * 3 * stemChannels;
  for (const block of blocks) {
    const { inChannels, outChannels, stride } = block;
    size = convolvedLength(size, 3, { stride, padding: 1 });
    multiplyAdds += size * size * 9 * outChannels * (inChannels + outChannels);
    if (block.projects) multiplyAdds += size * size * inChannels * outChannels;
    parts.push({
      name: block.name,
      stage: block.stage,
      parameters: [
        ...convBatchNormSpecs(first(block), { kernel: 3, stride, inChannels, outChannels }),
        ...convBatchNormSpecs(second(block), { kernel: 3, stride: 1, inChannels: outChannels, outChannels }),
        ...(block.projects
          ? convBatchNormSpecs(projection(block), { kernel: 1, stride, inChannels, outChannels })
          : []),
      ],
      ...(block.endsStage ? { taps: [block.stage] } : {}),
      run: (weights, x, context) => residual(weights, block, x as Tensor4D, context),
    });
  }
  parts.push(poolingPart('layer3'), headPart('linear', features, classes));
  multiplyAdds += features * classes;

  return chained(parts, { classes, multiplyAdds });
}

function blocksOf(perStage: number, option: 'A' | 'B', stages: readonly number[]): readonly Block[] {
  const blocks: Block[] = [];
  let inChannels = stages[0] ?? 0;
  for (const [s, outChannels] of stages.entries()) {
    for (let b = 0; b < perStage; b++) {
      const stage = `layer${s + 1}`;
      blocks.push({
        name: `${stage}.${b}`,
        inChannels,
        outChannels,
        stride: s > 0 && b === 0 ? 2 : 1,
        projects: option === 'B' && s > 0 && b === 0,
        ...{ stage, endsStage: b === perStage - 1 },
      });
      inChannels = outChannels;
    }
  }
  return blocks;
}

/** relu(F(x) + shortcut(x)); [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out]. */
function residual(weights: Parameters, block: Block, x: Tensor4D, context: ForwardContext): Tensor4D {
  const { stride, outChannels } = block;
  const inner = { stride, padding: 1, activation: 'relu' } as const;
  const hidden = convBatchNorm(weights, first(block), x, inner, context);
  const passed = block.projects
    ? convBatchNorm(weights, projection(block), x, { stride, padding: 0, activation: 'linear' }, context)
    : shortcut(x, stride, outChannels);
  const outer = { stride: 1, padding: 1, activation: 'relu', residual: passed } as const;
  return convBatchNorm(weights, second(block), hidden, outer, context);
}
