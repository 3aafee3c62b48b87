/**
 * A layer whose weights share values (Han et al. 2016, arXiv 1510.00149, section 3): w = c[k]. The shared values learn; which
 * weight has which stays.
 */
import { mul, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { LayerFormOf } from '../../../spec/network/layerForms.ts';
import { codebookGradient, codebookLookup } from '../../ops/codebook/codebook.ts';
import { named, type ParameterSpec, shaped } from '../parameters.ts';
import { withGradient } from '../withGradient.ts';
import { codesOf, floatBytes, type LayerForm, packedBytes, sharedRate, valuesIn, weightsOf } from './form.ts';

/** c, [entries] */
export const codebookName = (layer: string) => `${layer}.weight_codebook`;
/** k, whole numbers from 0 as float32, of the weight's shape and kind. */
export const codebookIndexName = (layer: string) => `${layer}.weight_index`;

/** Ones, and a zero where the shared value is held at 0; [entries]. */
export const codebookMaskName = (layer: string) => `${layer}.weight_codebook_mask`;

/** ⌈log2 entries⌉, 1 at least. */
export const indexBits = (entries: number): number => Math.max(1, Math.ceil(Math.log2(entries)));

export const codebook: LayerForm<LayerFormOf<'codebook'>> = {
  foldsNorm: false,
  lender: ({ from }) => from,
  specs(layer, { entries, from, zero, weights }) {
    const { name, weight, bias } = layer;
    const { normalisedBy, rate, ...same } = weight;
    const values: ParameterSpec = {
      name: codebookName(name),
      kind: 'vector',
      ...shaped([entries]),
      role: weight.role,
      rate: sharedRate(weights ?? weightsOf(layer), entries, rate),
      initial: weight.initial,
    };
    const kept: ParameterSpec = {
      name: codebookMaskName(name),
      kind: 'vector',
      ...shaped([entries]),
      role: 'frozen',
      initial: { kind: 'constant', value: 1 },
    };
    return [
      ...(from === undefined ? [values, ...(zero ? [kept] : [])] : []),
      {
        ...same,
        name: codebookIndexName(name),
        role: 'frozen',
        initial: { kind: 'constant', value: 0 },
      },
      ...(bias ? [bias] : []),
    ];
  },
  weight(parameters, { name }, { entries, from = name, zero }) {
    const held = named<Tensor1D>(parameters, codebookName(from));
    const values = zero ? mul<Tensor1D>(held, named<Tensor1D>(parameters, codebookMaskName(from))) : held;
    const index = named<Tensor>(parameters, codebookIndexName(name));
    return withGradient(
      [values],
      () => codebookLookup(values, index),
      (dy) => [codebookGradient(dy, index, entries)],
    );
  },
  codes: ({ name }, { entries }, tensors) =>
    codesOf(valuesIn(tensors, codebookIndexName(name)), indexBits(entries)),
  /** Indices packed at `indexBits` each, and the shared values, where they are its own, as float32. */
  stored({ name, bias }, { entries, from = name }, tensors) {
    const [shared, index] = [
      valuesIn(tensors, codebookName(from)),
      valuesIn(tensors, codebookIndexName(name)),
    ];
    const bits = indexBits(entries);
    return {
      bits,
      bytes:
        packedBytes(index.length, bits) +
        floatBytes(tensors, codebookName(name), ...(bias ? [bias.name] : [])),
      zeros: index.reduce((sum, entry) => sum + Number(shared[entry] === 0), 0),
    };
  },
};
