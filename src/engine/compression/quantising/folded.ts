/**
 * Batch norm folded into the convolutions before it, off the device and in float64, which leaves filters with a bias:
 *
 *     γ·(conv(x, w) − μ)/√(σ² + ε) + β = conv(x, w·a) + (β − μ·a),   a = γ/√(σ² + ε)
 */

import { layersOf } from '../../families/withForms.ts';
import { batchNormSpecs, epsilon } from '../../layers/batchNorm.ts';
import type { DenseLayer } from '../../layers/forms/form.ts';
import { outputsOf } from '../../layers/forms/form.ts';
import type { HostParameter, HostParameters } from '../../layers/hostParameters.ts';
import type { ParameterSpec } from '../../layers/parameters.ts';

/**
 * @param specs of the network whose tensors these are.
 * @returns the tensors without any norm's: its layer has `weight` and `bias` instead. All else is as it was.
 */
export function foldedTensors(specs: readonly ParameterSpec[], tensors: HostParameters): HostParameters {
  const folded: Record<string, HostParameter> = { ...tensors };
  for (const layer of layersOf(specs)) {
    if (layer.norm === undefined) continue;
    const { weight, bias } = foldedLayer(layer, layer.norm, tensors);
    for (const { name } of batchNormSpecs(layer.norm, 0)) delete folded[name];
    folded[`${layer.name}.weight`] = weight;
    folded[`${layer.name}.bias`] = bias;
  }
  return folded;
}

function foldedLayer({ weight }: DenseLayer, norm: string, tensors: HostParameters) {
  const channels = outputsOf(weight);
  const part = (name: string) => held(tensors, `${norm}.${name}`).values;
  const [gamma, beta, mean, variance] = [
    part('weight'),
    part('bias'),
    part('running_mean'),
    part('running_var'),
  ];
  const scale = Float64Array.from(gamma, (g, c) => g / Math.sqrt((variance[c] ?? 0) + epsilon));
  const { shape, values } = held(tensors, weight.name);
  return {
    weight: { shape, values: values.map((value, i) => value * (scale[i % channels] ?? 0)) },
    bias: {
      shape: [channels],
      values: Float32Array.from(beta, (b, c) => b - (mean[c] ?? 0) * (scale[c] ?? 0)),
    },
  };
}

/** @throws Error where there is no such tensor: a defect of the caller. */
export function held(tensors: HostParameters, name: string): HostParameter {
  const tensor = tensors[name];
  if (!tensor) throw new Error(`The network's tensors lack ${name}.`);
  return tensor;
}
