/**
 * The lab's networks as someone would write them in plain tfjs: its own operations, its own gradients, nothing of ours.
 */
import {
  add,
  batchNorm,
  conv2d,
  depthwiseConv2d,
  matMul,
  mean,
  moments,
  mul,
  pad,
  relu,
  reshape,
  slice,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import type { Parameters } from '../../engine/layers/parameters.ts';
import type { ModelName } from '../../spec/choices.ts';
import { vitTiny } from './vitTiny.ts';

/** By PyTorch's names, in the engine's layouts; the caller owns them. */
export function variablesOf(weights: Parameters, trainable: ReadonlySet<string> = new Set()): Weights {
  const variables: Record<string, Variable> = {};
  for (const [name, tensor] of Object.entries(weights)) {
    variables[name] = variable(tensor, trainable.has(name));
    tensor.dispose();
  }
  return variables;
}

/** By PyTorch's names, in the engine's layouts. */
export type Weights = Readonly<Record<string, Variable>>;

/** [B, S, S, 3] → [B, K]; in training, batch norm uses the batch's statistics and moves the running ones. */
export type Network = (weights: Weights, images: Tensor4D, training: boolean) => Tensor2D;

function named<T extends Tensor>(weights: Weights, name: string): Variable & T {
  const weight = weights[name];
  if (!weight) throw new Error(`no weight is named ${name}`);
  return weight as Variable & T;
}

/** ε and the share of the new batch in the running statistics, as PyTorch's defaults. */
const epsilon = 1e-5;
const share = 0.1;

function normalise(weights: Weights, name: string, x: Tensor4D, training: boolean): Tensor4D {
  const [gamma, beta] = [
    named<Tensor1D>(weights, `${name}.weight`),
    named<Tensor1D>(weights, `${name}.bias`),
  ];
  const runningMean = named<Tensor1D>(weights, `${name}.running_mean`);
  const runningVariance = named<Tensor1D>(weights, `${name}.running_var`);
  if (!training) return batchNorm(x, runningMean, runningVariance, beta, gamma, epsilon) as Tensor4D;
  const batch = moments(x, [0, 1, 2]);
  const count = x.size / x.shape[3];
  runningMean.assign(add(mul(runningMean, 1 - share), mul(batch.mean, share)));
  runningVariance.assign(
    add(mul(runningVariance, 1 - share), mul(batch.variance, (share * count) / (count - 1))),
  );
  return batchNorm(x, batch.mean as Tensor1D, batch.variance as Tensor1D, beta, gamma, epsilon) as Tensor4D;
}

function convolve(weights: Weights, name: string, x: Tensor4D, stride: number, padding = 1): Tensor4D {
  return conv2d(x, named<Tensor4D>(weights, `${name}.weight`), stride, padding);
}

function classify(weights: Weights, x: Tensor4D): Tensor2D {
  const features = mean<Tensor2D>(x, [1, 2]);
  return add(matMul(features, named<Tensor2D>(weights, 'linear.weight')), named(weights, 'linear.bias'));
}

const cnn: Network = (weights, images, training) => {
  let x = images;
  for (const stage of [1, 2, 3]) {
    x = relu(normalise(weights, `bn${stage}`, convolve(weights, `conv${stage}`, x, 2), training));
  }
  return classify(weights, x);
};

/** Every second pixel, and zero channels around; by reshaping, because tfjs has no gradient of a strided slice. */
function shortcut(x: Tensor4D, channels: number): Tensor4D {
  const [batch, height, width, inChannels] = x.shape;
  const [h, w] = [height / 2, width / 2];
  const pairs = reshape(x, [batch * h, 2, w, 2 * inChannels]);
  const pixels = reshape(slice(pairs, [0, 0, 0, 0], [batch * h, 1, w, inChannels]), [
    batch,
    h,
    w,
    inChannels,
  ]);
  const before = (channels - inChannels) / 2;
  return pad(pixels as Tensor4D, [
    [0, 0],
    [0, 0],
    [0, 0],
    [before, channels - inChannels - before],
  ]);
}

const cifarResnet =
  (blocks: number): Network =>
  (weights, images, training) => {
    let x = relu(normalise(weights, 'bn1', convolve(weights, 'conv1', images, 1), training));
    for (const stage of [1, 2, 3]) {
      for (let b = 0; b < blocks; b++) {
        const block = `layer${stage}.${b}`;
        const halves = stage > 1 && b === 0;
        const inner = convolve(weights, `${block}.conv1`, x, halves ? 2 : 1);
        const hidden = relu(normalise(weights, `${block}.bn1`, inner, training));
        const outer = convolve(weights, `${block}.conv2`, hidden, 1);
        const change = normalise(weights, `${block}.bn2`, outer, training);
        x = relu(add(change, halves ? shortcut(x, change.shape[3]) : x));
      }
    }
    return classify(weights, x);
  };

/** Of the blocks: a filter for each channel, and a 1×1 convolution. */
const separableStrides = [1, 2, 1, 2, 2, 1];

const mobilenet: Network = (weights, images, training) => {
  let x = relu(normalise(weights, 'bn1', convolve(weights, 'conv1', images, 1), training));
  for (const [i, stride] of separableStrides.entries()) {
    const block = `layers.${i}`;
    const filtered = depthwiseConv2d(x, named<Tensor4D>(weights, `${block}.conv1.weight`), stride, 1);
    const each = relu(normalise(weights, `${block}.bn1`, filtered, training));
    const mixed = convolve(weights, `${block}.conv2`, each, 1, 0);
    x = relu(normalise(weights, `${block}.bn2`, mixed, training));
  }
  return classify(weights, x);
};

const networks: Partial<Record<ModelName, Network>> = {
  cnn,
  mobilenet,
  resnet20: cifarResnet(3),
  resnet56: cifarResnet(9),
  'vit-tiny': vitTiny,
};

/** @throws where the network was not written in plain tfjs. */
export function plainNetwork(name: ModelName): Network {
  const network = networks[name];
  if (!network) throw new Error(`${name} is not written in plain tfjs.`);
  return network;
}
