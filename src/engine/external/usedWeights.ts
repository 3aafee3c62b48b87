/**
 * Which constants of a graph are weights, and whether they can be computed with.
 */
import type { Said } from '../../lang/sentence.ts';
import { unsoundIn } from '../weights/soundness.ts';

/** An operation of ONNX's or of TensorFlow's, and the names of what it takes. */
interface Use {
  readonly operator: string;
  readonly inputs: readonly string[];
}

/** What multiplies and adds. Elsewhere an infinite number may be meant: a mask, a bound of a clip. */
const weighs = /^(Conv\w*|Gemm|MatMul|BatchNormalization|DepthwiseConv2dNative|BiasAdd|_?Fused\w+)$/;

/**
 * What is wrong with the constants that `uses` take, each told once.
 *
 * @param valuesOf the numbers of a constant; undefined where it is none, or its numbers are not read
 */
export function unsoundUses(
  uses: readonly Use[],
  valuesOf: (name: string) => ArrayLike<number> | undefined,
): readonly Said[] {
  const told = new Set<string>();
  return uses.flatMap(({ operator, inputs }) =>
    inputs.flatMap((name, place) => {
      // The fifth of batch norm's inputs is its variance, in both.
      const variance = /BatchNorm/.test(operator) && place === 4;
      const asked = `${name} ${variance} ${weighs.test(operator)}`;
      if (name === '' || told.has(asked)) return [];
      told.add(asked);
      const values = valuesOf(name);
      return values ? unsoundIn(name, values, { variance, infinite: !weighs.test(operator) }) : [];
    }),
  );
}
