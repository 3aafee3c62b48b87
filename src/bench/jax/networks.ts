/**
 * The lab's networks in jax-js: channels first, as its convolutions have them. Its functions own what they are given, so
 * whatever is used once more is passed as `.ref`.
 */
import { lax, nn, numpy as np } from '@jax-js/jax';
import type { ModelName } from '../../spec/choices.ts';

/** By PyTorch's names, in PyTorch's layouts. */
export type Arrays = { [name: string]: np.Array };

/** ε and the share of the new batch in the running statistics, as PyTorch's defaults. */
const epsilon = 1e-5;
const share = 0.1;

/** One forward pass: takes weights out of `weights`, each once, and puts what batch norm learns into `moved`. */
export interface Pass {
  readonly weights: Arrays;
  readonly training: boolean;
  /** The running statistics after this batch; in training only. */
  readonly moved: Arrays;
}

/** [B, 3, S, S] → [B, K] */
export type Network = (pass: Pass, images: np.Array) => np.Array;

function named({ weights }: Pass, name: string): np.Array {
  const weight = weights[name];
  if (!weight) throw new Error(`no weight is named ${name}`);
  return weight;
}

const perChannel = (vector: np.Array) => vector.reshape([1, -1, 1, 1]);

function normalise(pass: Pass, name: string, x: np.Array): np.Array {
  let mean = named(pass, `${name}.running_mean`);
  let variance = named(pass, `${name}.running_var`);
  if (pass.training) {
    const [batch = 0, channels = 1, height = 0, width = 0] = x.shape;
    const count = batch * height * width;
    const batchMean = np.mean(x.ref, [0, 2, 3]);
    const centred = x.ref.sub(batchMean.ref.reshape([1, channels, 1, 1]));
    const batchVariance = np.mean(np.square(centred), [0, 2, 3]);
    pass.moved[`${name}.running_mean`] = mean.mul(1 - share).add(lax.stopGradient(batchMean.ref).mul(share));
    pass.moved[`${name}.running_var`] = variance
      .mul(1 - share)
      .add(lax.stopGradient(batchVariance.ref).mul((share * count) / (count - 1)));
    [mean, variance] = [batchMean, batchVariance];
  }
  const scale = named(pass, `${name}.weight`).div(np.sqrt(variance.add(epsilon)));
  return x
    .sub(perChannel(mean))
    .mul(perChannel(scale))
    .add(perChannel(named(pass, `${name}.bias`)));
}

/** @param groups as many as channels where each has a filter of its own. */
function convolve(pass: Pass, name: string, x: np.Array, stride: number, padding = 1, groups = 1): np.Array {
  const around: [number, number] = [padding, padding];
  return lax.convGeneralDilated(x, named(pass, `${name}.weight`), [stride, stride], [around, around], {
    featureGroupCount: groups,
  });
}

function classify(pass: Pass, x: np.Array): np.Array {
  const features = np.mean(x, [2, 3]);
  return np.matmul(features, named(pass, 'linear.weight').transpose()).add(named(pass, 'linear.bias'));
}

const cnn: Network = (pass, images) => {
  let x = images;
  for (const stage of [1, 2, 3]) {
    x = nn.relu(normalise(pass, `bn${stage}`, convolve(pass, `conv${stage}`, x, 2)));
  }
  return classify(pass, x);
};

/** Every second pixel, and zero channels around. */
function shortcut(x: np.Array, channels: number): np.Array {
  const [batch = 0, inChannels = 0, height = 0, width = 0] = x.shape;
  const pixels = x.reshape([batch, inChannels, height / 2, 2, width / 2, 2]).slice([], [], [], 0, [], 0);
  const before = (channels - inChannels) / 2;
  return np.pad(pixels, [
    [0, 0],
    [before, channels - inChannels - before],
    [0, 0],
    [0, 0],
  ]);
}

const cifarResnet =
  (blocks: number): Network =>
  (pass, images) => {
    let x = nn.relu(normalise(pass, 'bn1', convolve(pass, 'conv1', images, 1)));
    for (const stage of [1, 2, 3]) {
      for (let b = 0; b < blocks; b++) {
        const block = `layer${stage}.${b}`;
        const halves = stage > 1 && b === 0;
        const inner = convolve(pass, `${block}.conv1`, x.ref, halves ? 2 : 1);
        const hidden = nn.relu(normalise(pass, `${block}.bn1`, inner));
        const change = normalise(pass, `${block}.bn2`, convolve(pass, `${block}.conv2`, hidden, 1));
        const [, channels = 0] = change.shape;
        x = nn.relu(change.add(halves ? shortcut(x, channels) : x));
      }
    }
    return classify(pass, x);
  };

/** Of the blocks: a filter for each channel, and a 1×1 convolution. */
const separableStrides = [1, 2, 1, 2, 2, 1];

const mobilenet: Network = (pass, images) => {
  let x = nn.relu(normalise(pass, 'bn1', convolve(pass, 'conv1', images, 1)));
  for (const [i, stride] of separableStrides.entries()) {
    const block = `layers.${i}`;
    const [, channels = 1] = x.shape;
    const filtered = convolve(pass, `${block}.conv1`, x, stride, 1, channels);
    const each = nn.relu(normalise(pass, `${block}.bn1`, filtered));
    x = nn.relu(normalise(pass, `${block}.bn2`, convolve(pass, `${block}.conv2`, each, 1, 0)));
  }
  return classify(pass, x);
};

const networks: Partial<Record<ModelName, Network>> = {
  cnn,
  mobilenet,
  resnet20: cifarResnet(3),
  resnet56: cifarResnet(9),
};

/** @throws where the network was not written in jax-js. */
export function jaxNetwork(name: ModelName): Network {
  const network = networks[name];
  if (!network) throw new Error(`${name} is not written in jax-js.`);
  return network;
}
