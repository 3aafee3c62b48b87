/**
 * Quantised layers in a state dict: whole numbers instead of float32, with the scales that they have beside them.
 *
 * | name | kept as | stands for |
 * |---|---|---|
 * | `L.weight` | int8; of fewer than eight bits packed, see `packedState.ts` | level · `L.weight_scale`, of its output channel |
 * | `L.bias` | int32 | level · (`L.weight_scale` · `L.input_scale`) |
 * | `L.input_zero_point` | uint8 | itself |
 * | `L.weight_index` | packed, see `packedState.ts` | which of the values of `L.weight_codebook` a weight is |
 *
 * Products are rounded to float32. A layer is written so where that gives its very numbers back, as after quantisation; one that
 * was trained since keeps float32.
 */
import type { LayerForms } from '../../spec/network/layerForms.ts';
import { codebookIndexName, indexBits } from '../layers/forms/codebook.ts';
import {
  biasScale,
  inputScaleName,
  inputZeroPointName,
  weightScaleName,
} from '../layers/forms/fakeQuantised.ts';
import { packBits } from './packedBits.ts';
import { type PackedWeights, packedLevels, packedMetadata, packedName } from './packedState.ts';
import type { StateDict, StateTensor, WrittenTensor } from './safetensors.ts';
import type { StoredTensor, StoredTensors } from './storedTensor.ts';

const weightEnd = '.weight';
const biasEnd = '.bias';
const zeroPointEnd = inputZeroPointName('');

export interface WholeNumbers {
  readonly tensors: ReadonlyMap<string, WrittenTensor>;
  /** What the file's metadata must say of them. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** @param state by PyTorch's names and layouts. */
export function inWholeNumbers(state: StateDict, forms: LayerForms): WholeNumbers {
  const written = new Map<string, WrittenTensor>(state);
  const packed: Record<string, PackedWeights[string]> = {};
  for (const [layer, form] of Object.entries(forms)) {
    if (form.kind === 'codebook') {
      const name = codebookIndexName(layer);
      const index = state.get(name);
      if (!index) continue;
      const bits = indexBits(form.entries);
      const values = packBits(index.values, bits);
      written.delete(name);
      written.set(packedName(name), { shape: [values.length], values });
      packed[name] = { bits, shape: index.shape };
      continue;
    }
    if (form.kind !== 'fakeQuantised') continue;
    const part = (name: string) => state.get(name);
    const [weight, bias] = [part(`${layer}${weightEnd}`), part(`${layer}${biasEnd}`)];
    const [scales, input] = [part(weightScaleName(layer)), part(inputScaleName(layer))?.values[0]];
    const zeroPoint = part(inputZeroPointName(layer));
    if (!weight || !scales || input === undefined || !zeroPoint) continue;
    const name = `${layer}${weightEnd}`;
    const most = 2 ** (form.bits - 1);
    const levels = levelsOf(weight, scales.values, [-most, most - 1]);
    if (levels && form.bits === 8) written.set(name, { ...weight, values: Int8Array.from(levels) });
    else if (levels) {
      const values = packedLevels(levels, form.bits);
      written.delete(name);
      written.set(packedName(name), { shape: [values.length], values });
      packed[name] = { bits: form.bits, shape: weight.shape };
    }
    const units = scales.values.map((scale) => biasScale(scale, input));
    const whole = bias && levelsOf(bias, units, [-(2 ** 24), 2 ** 24]);
    if (bias && whole) written.set(`${layer}${biasEnd}`, { ...bias, values: Int32Array.from(whole) });
    const zero = levelsOf(zeroPoint, Float32Array.of(1), [0, 255]);
    if (zero) written.set(inputZeroPointName(layer), { ...zeroPoint, values: Uint8Array.from(zero) });
  }
  return { tensors: written, metadata: packedMetadata(packed) };
}

/** Whole numbers within bounds that give the very values back; undefined where there are none. */
function levelsOf(
  { shape, values }: StateTensor,
  scales: Float32Array,
  [least, most]: readonly [number, number],
): Float32Array | undefined {
  const scaleOf = scaleByPlace(shape, values.length, scales);
  const levels = values.map((value, i) => Math.round(value / scaleOf(i)));
  const fits = levels.every(
    (level, i) => level >= least && level <= most && Math.fround(level * scaleOf(i)) === values[i],
  );
  return fits ? levels : undefined;
}

/** The scale of a number by its place: PyTorch's first axis is that of output channels. */
function scaleByPlace(shape: readonly number[], length: number, scales: Float32Array): (i: number) => number {
  const perChannel = scales.length === 1 ? length : length / (shape[0] ?? 1);
  return (i) => scales[Math.floor(i / perChannel)] ?? Number.NaN;
}

/**
 * Tensors with what is kept in whole numbers as float32, made when it is asked for. Whole numbers without scales, such as
 * `num_batches_tracked`, are left out.
 */
export function inFloats(tensors: StoredTensors): StoredTensors {
  const all: [string, StoredTensor][] = [];
  for (const [name, tensor] of tensors) {
    const read = /^u?int/.test(tensor.dtype) ? scaled(name, tensor, tensors) : tensor;
    if (read) all.push([name, read]);
  }
  return new Map(all);
}

function scaled(name: string, tensor: StoredTensor, tensors: StoredTensors): StoredTensor | undefined {
  const floats = (values: StoredTensor['values']) => ({ shape: tensor.shape, dtype: 'float32', values });
  if (name.endsWith(zeroPointEnd)) return floats(tensor.values);
  const end = [weightEnd, biasEnd].find((one) => name.endsWith(one));
  if (!end) return undefined;
  const layer = name.slice(0, -end.length);
  const scales = tensors.get(weightScaleName(layer));
  const input = tensors.get(inputScaleName(layer));
  const channels = scales?.shape.length === 1 ? scales.shape[0] : undefined;
  if (!scales || channels === undefined || (channels !== tensor.shape[0] && channels !== 1)) return undefined;
  if (end === biasEnd && input?.shape.join() !== '1') return undefined;
  return floats(async () => {
    const [levels, perChannel] = [await tensor.values(), await scales.values()];
    const factor = end === biasEnd ? ((await input?.values())?.[0] ?? Number.NaN) : 1;
    const units = perChannel.map((scale) => biasScale(scale, factor));
    const scaleOf = scaleByPlace(tensor.shape, levels.length, units);
    return levels.map((level, i) => level * scaleOf(i));
  });
}
