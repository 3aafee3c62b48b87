/**
 * A layer whose weight, input or both are quantised as they are trained (Jacob et al. 2018, arXiv 1712.05877; Bengio et al. 2013, arXiv
 * 1308.3432 for the straight-through estimator). What learns is the real-valued weight, with the steps and clips of its method; batch
 * norm stays as it is, on real numbers.
 */
import type { LayerFormOf } from '../../../../spec/network/layerForms.ts';
import { named } from '../../parameters.ts';
import { floatBytes, type LayerForm, packedBytes, valuesIn, weightsOf, zerosAmong } from '../form.ts';
import { bwn, xnor } from './binary.ts';
import { dorefa } from './dorefa.ts';
import { plain, plainInput, sign } from './fixed.ts';
import { lab } from './lossAware.ts';
import { lsqInput, lsqWeight } from './lsq.ts';
import type { InputMethod, InputSettings, WeightMethod, WeightSettings } from './method.ts';
import { dorefaInput, pactInput } from './pact.ts';
import { apot, apotInput, pot } from './powers.ts';
import { counterOf, counterSpecs } from './rounding.ts';
import { twn } from './ternary.ts';
import { ttq } from './ttq.ts';

/** A new way is a file beside this one, a name in `layerForms.ts` and a line here. */
const weightMethods: { readonly [Method in WeightSettings['method']]: WeightMethod } = {
  lsq: lsqWeight,
  dorefa,
  plain,
  bwn,
  xnor,
  twn,
  ttq,
  apot,
  pot,
  lab,
};

const inputMethods: { readonly [Method in InputSettings['method']]: InputMethod } = {
  lsq: lsqInput,
  dorefa: dorefaInput,
  pact: pactInput,
  plain: plainInput,
  apot: apotInput,
  sign,
};

export const quantised: LayerForm<LayerFormOf<'quantised'>> = {
  foldsNorm: false,
  specs(layer, { weights, activations }) {
    // No norm can be folded into a weight that is quantised afterwards.
    const { normalisedBy, ...weight } = layer.weight;
    const { bias } = layer;
    return [
      weight,
      ...(bias ? [bias] : []),
      ...(weights ? weightMethods[weights.method].specs(layer, weights) : []),
      ...(weights ? counterSpecs(layer.name, weights) : []),
      ...(activations ? inputMethods[activations.method].specs(layer, activations) : []),
    ];
  },
  weight(parameters, layer, { weights }, training) {
    if (!weights) return named(parameters, layer.weight.name);
    const counter = counterOf(parameters, layer.name, weights, training);
    return weightMethods[weights.method].made(parameters, layer, weights, counter);
  },
  input(parameters, layer, { activations }, x) {
    return activations
      ? (inputMethods[activations.method].made(parameters, layer, activations, x) as typeof x)
      : x;
  },
  /** Weights packed, scales and what the input's grid is made of as float32. What only training needs is not counted. */
  stored(layer, { weights, activations }, tensors) {
    const { weight, bias } = layer;
    const inputs = activations ? inputMethods[activations.method].specs(layer, activations) : [];
    const beside = floatBytes(tensors, ...(bias ? [bias.name] : []), ...inputs.map(({ name }) => name));
    if (!weights) {
      const values = valuesIn(tensors, weight.name);
      return { bits: 32, bytes: beside + values.byteLength, zeros: zerosAmong(values) };
    }
    const method = weightMethods[weights.method];
    const bits = method.bits(weights);
    return {
      bits,
      bytes: beside + packedBytes(weightsOf(layer), bits) + 4 * method.scales(layer, weights),
      zeros: method.zeros(layer, weights, tensors),
    };
  },
};
