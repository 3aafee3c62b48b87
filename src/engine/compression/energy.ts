/**
 * A proxy of the energy that one image takes: what a chip of 45 nm at 0.9 V would need for the multiply-adds, for reading every stored
 * weight once from DRAM, and for writing what each layer gives to SRAM and reading it again. It is no measurement of this device, of
 * which caches, control and idle time are left out.
 *
 * Horowitz 2014, Computing’s energy problem (ISSCC), figure 1.1.9: multiplication of float32 3.7 pJ, of int8 0.2 pJ; addition of float32
 * 0.9 pJ, of int32 0.1 pJ; 64 bits from a cache of 32 KB 20 pJ, from DRAM 1.3 to 2.6 nJ (the lower is taken).
 */
import type { LayerForm } from '../../spec/network/layerForms.ts';
import { build } from '../families/catalogue.ts';
import { storedSize } from '../families/storedSize.ts';
import { layersOf } from '../families/withForms.ts';
import { outputsOf } from '../layers/forms/form.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';

/** In pJ. */
const [floatMultiply, floatAdd, byteMultiply, wholeAdd] = [3.7, 0.9, 0.2, 0.1];
/** In pJ for a byte. */
const [sramByte, dramByte] = [20 / 8, 1300 / 8];

interface Bits {
  readonly weight: number;
  readonly input: number;
}

/** 32 where the layer computes with floats. */
function bitsOf(form: LayerForm | undefined): Bits {
  if (form?.kind === 'fakeQuantised') return { weight: form.bits, input: form.activationBits };
  if (form?.kind === 'quantised') {
    return { weight: form.weights?.bits ?? 32, input: form.activations?.bits ?? 32 };
  }
  return { weight: 32, input: 32 };
}

/** pJ. A multiplier’s energy is taken to grow with the product of the bits of its two sides, from that of 8 by 8. */
function multiplyAdd({ weight, input }: Bits): number {
  if (weight >= 32 || input >= 32) return floatMultiply + floatAdd;
  return byteMultiply * ((weight * input) / 64) + wholeAdd;
}

/** In µJ, of one image’s forward pass. */
export function energyOf({ architecture, tensors }: Checkpoint): number {
  const { forms } = architecture;
  const dense = build({ ...architecture, forms: {} });
  const layers = layersOf(dense.parameters);
  const costs = new Map(dense.parts.flatMap((part) => part.layers ?? []).map((cost) => [cost.name, cost]));
  const picojoules = layers.reduce(
    (sum, { name, weight }) => {
      const bits = bitsOf(forms[name]);
      const { multiplyAdds = 0, size = 1 } = costs.get(name) ?? {};
      const given = (outputsOf(weight) * size ** 2 * Math.min(bits.input, 32)) / 8;
      return sum + multiplyAdds * multiplyAdd(bits) + 2 * given * sramByte;
    },
    storedSize(layers, forms, tensors).bytes * dramByte,
  );
  return picojoules / 1e6;
}
