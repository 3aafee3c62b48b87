/**
 * MobileNetV2 (Sandler et al. 2018, arXiv 1801.04381, table 2), equal to torchvision's key for key: inverted residual blocks
 * that widen with a 1×1 convolution, filter each channel, and narrow again without an activation. Its dropout before
 * the classifier is left out: students here are small and trained briefly.
 */
import { add, type Tensor4D } from '@tensorflow/tfjs-core';
import { convolvedLength } from '../layers/conv2d.ts';
import { type ConvBatchNormNames, convBatchNorm, convBatchNormSpecs } from '../layers/convBatchNorm.ts';
import { depthwiseBatchNorm, depthwiseBatchNormSpecs } from '../layers/depthwiseBatchNorm.ts';
import { globalAveragePool } from '../layers/globalAveragePool.ts';
import { linear, linearSpecs } from '../layers/linear.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import { atMostSix } from '../layers/relu6.ts';
import { anySize, type ForwardContext, type Model, type ModelFamily, type ModelOptions } from './model.ts';
import type { TorchShapes } from './widths.ts';

/** Expansion, channels, repeats and the first one's stride, of each group of blocks. */
const groups = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

interface Block {
  readonly expand: ConvBatchNormNames | undefined;
  readonly filter: ConvBatchNormNames;
  readonly project: ConvBatchNormNames;
  readonly inChannels: number;
  readonly hidden: number;
  readonly outChannels: number;
  readonly stride: 1 | 2;
  /** The last block at its size is tapped as `layer1`, `layer2`, …. */
  readonly endOf: string | undefined;
}

/** Channels as a multiple of `divisor`, never below nine tenths of what was asked for: torchvision's `_make_divisible`. */
export function divisible(channels: number, divisor: number): number {
  const rounded = Math.max(divisor, Math.floor((channels + divisor / 2) / divisor) * divisor);
  return rounded < 0.9 * channels ? rounded + divisor : rounded;
}

export const mobilenetV2: ModelFamily = { label: 'MobileNetV2', build, optionsOf };

const usual = [1, 1.4, 1.3, 0.75, 0.5, 0.35, 0.25, 0.1];
const widths = [...usual, ...Array.from({ length: 400 }, (_, i) => (i + 1) / 100)];

/** Rounding hides the width: of the usual ones and of the hundredths between, those that give the channels that are there. */
function optionsOf(shapes: TorchShapes): readonly ModelOptions[] {
  const [classes, features] = shapes.get('classifier.1.weight') ?? [];
  const widest = shapes.get('features.17.conv.2.weight')?.[0];
  const stemChannels = shapes.get('features.0.0.weight')?.[0];
  const third = shapes.get('features.2.conv.2.weight')?.[0];
  if (!classes) return [];
  const found: ModelOptions[] = [];
  for (const channelMultiple of [8, 4, 2, 1]) {
    for (const width of widths) {
      const fits =
        divisible(320 * width, channelMultiple) === widest &&
        divisible(32 * width, channelMultiple) === stemChannels &&
        divisible(24 * width, channelMultiple) === third &&
        divisible(1280 * Math.max(1, width), channelMultiple) === features;
      if (fits) found.push({ classes, width, channelMultiple, imageSize: anySize });
    }
  }
  return found;
}

const stem = { conv: 'features.0.0', norm: 'features.0.1' };
const stemSteps = { stride: 2, padding: 1, activation: 'relu' } as const;
const mixing = { stride: 1, padding: 0, activation: 'relu' } as const;

function build({ classes, imageSize, width, channelMultiple = 8 }: ModelOptions): Model {
  const channels = (count: number) => divisible(count * width, channelMultiple);
  const stemChannels = channels(32);
  const features = divisible(1280 * Math.max(1, width), channelMultiple);
  const blocks = blocksOf(stemChannels, channels);
  const last = { conv: `features.${blocks.length + 1}.0`, norm: `features.${blocks.length + 1}.1` };
  const parameters: ParameterSpec[] = convBatchNormSpecs(stem, {
    kernel: 3,
    inChannels: 3,
    outChannels: stemChannels,
  });
  let size = convolvedLength(imageSize, 3, stemSteps);
  let multiplyAdds = size * size * 27 * stemChannels;
  let narrow = stemChannels;
  for (const { expand, filter, project, inChannels, hidden, outChannels, stride } of blocks) {
    if (expand) {
      parameters.push(...convBatchNormSpecs(expand, { kernel: 1, inChannels, outChannels: hidden }));
      multiplyAdds += size * size * inChannels * hidden;
    }
    size = convolvedLength(size, 3, { stride, padding: 1 });
    parameters.push(
      ...depthwiseBatchNormSpecs(filter, { kernel: 3, channels: hidden }),
      ...convBatchNormSpecs(project, { kernel: 1, inChannels: hidden, outChannels }),
    );
    multiplyAdds += size * size * hidden * (9 + outChannels);
    narrow = outChannels;
  }
  parameters.push(
    ...convBatchNormSpecs(last, { kernel: 1, inChannels: narrow, outChannels: features }),
    ...linearSpecs('classifier.1', features, classes),
  );
  multiplyAdds += size * size * narrow * features + features * classes;

  return {
    classes,
    parameters,
    multiplyAdds,
    forward(weights, images, context) {
      let x = atMostSix(convBatchNorm(weights, stem, images, stemSteps, context));
      for (const block of blocks) {
        x = invertedResidual(weights, block, x, context);
        if (block.endOf) context.tap?.(block.endOf, x);
      }
      const pooled = globalAveragePool(atMostSix(convBatchNorm(weights, last, x, mixing, context)));
      context.tap?.('features', pooled);
      return linear(weights, 'classifier.1', pooled);
    },
  };
}

function blocksOf(stemChannels: number, channels: (count: number) => number): readonly Block[] {
  const blocks: Block[] = [];
  let inChannels = stemChannels;
  let stage = 0;
  for (const [g, [expansion, count, repeats, firstStride]] of groups.entries()) {
    const outChannels = channels(count);
    for (let b = 0; b < repeats; b++) {
      const at = (part: number) => `features.${blocks.length + 1}.conv.${part}`;
      const named = (part: number) => ({ conv: `${at(part)}.0`, norm: `${at(part)}.1` });
      const expands = expansion > 1;
      const plain = expands ? 2 : 1;
      const shrinksNext = groups[g + 1]?.[3] !== 1;
      blocks.push({
        expand: expands ? named(0) : undefined,
        filter: named(expands ? 1 : 0),
        project: { conv: at(plain), norm: at(plain + 1) },
        inChannels,
        hidden: inChannels * expansion,
        outChannels,
        stride: b === 0 ? firstStride : 1,
        endOf: b === repeats - 1 && shrinksNext ? `layer${++stage}` : undefined,
      });
      inChannels = outChannels;
    }
  }
  return blocks;
}

/** [B, H, W, in] → [B, ⌈H/stride⌉, ⌈W/stride⌉, out]; added to its input where the shape is the same. */
function invertedResidual(
  weights: Parameters,
  { expand, filter, project, inChannels, outChannels, stride }: Block,
  x: Tensor4D,
  context: ForwardContext,
): Tensor4D {
  const wide = expand ? atMostSix(convBatchNorm(weights, expand, x, mixing, context)) : x;
  const steps = { stride, padding: 1, activation: 'relu' } as const;
  const filtered = atMostSix(depthwiseBatchNorm(weights, filter, wide, steps, context));
  const narrowed = convBatchNorm(weights, project, filtered, { ...mixing, activation: 'linear' }, context);
  return stride === 1 && inChannels === outChannels ? add(x, narrowed) : narrowed;
}
