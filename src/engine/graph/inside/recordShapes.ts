/**
 * A network's forward pass as steps with the part of the network that ran each, and their shapes for one image of its size.
 *
 * It runs on a small picture, as ResNet-50 at 224 pixels takes half a minute in plain JavaScript; shapes at the true size follow from
 * the rules of the operations.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Model } from '../../families/model.ts';
import { chained } from '../../families/parts.ts';
import type { HostParameters } from '../../layers/hostParameters.ts';
import { ops } from '../../ops/catalogue.ts';
import type { Made, Shaped } from '../../ops/op.ts';
import { needed } from '../record.ts';
import type { RecordedConstant, RecordedStep } from '../recording.ts';
import { imagesName, type RecordedPass, recordPass } from '../recordPass.ts';

/** Halved five times, rounding up, it is 1. */
const smallSize = 8;

export interface RecordedShapes {
  /** The images' name. */
  readonly images: string;
  /** Shapes are of one image at the true size: [1, H, W, C] or [1, K]. */
  readonly steps: readonly RecordedStep[];
  readonly constants: ReadonlyMap<string, RecordedConstant>;
}

/**
 * @param tensors every name in `model.parameters`
 * @param imageSize height and width, S
 * @param readsOneSize whether its weights fix the size
 */
export async function recordShapes(
  model: Model,
  tensors: HostParameters,
  { imageSize, readsOneSize }: { readonly imageSize: number; readonly readsOneSize: boolean },
): Promise<RecordedShapes> {
  const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
  const parameters = model.parameters.map(({ name, shape }) => {
    const values = tensors[name]?.values;
    if (!values) throw new Error(`The network needs a parameter named ${name}, which is not there.`);
    return { name, shape, values };
  });
  let running: string | undefined;
  const told = chained(
    model.parts.map((part) => ({
      ...part,
      run(weights: Readonly<Record<string, Tensor>>, x: Tensor, context) {
        running = part.name;
        return part.run(weights, x, context);
      },
    })),
    model,
  );
  const pass = (size: number) =>
    recordPass(
      MathBackendCPU,
      (weights, images: Tensor4D) => told.forward(weights, images, { training: false }),
      parameters,
      [1, size, size, 3],
      ops,
      () => running,
    );
  const small = pass(readsOneSize ? imageSize : smallSize);
  const steps = needed(small.logits, small.steps);
  const atSize = readsOneSize ? steps : reshaped(steps, small, imageSize);
  if (atSize) return { images: imagesName, steps: atSize, constants: small.constants };
  const whole = pass(imageSize);
  return { images: imagesName, steps: needed(whole.logits, whole.steps), constants: whole.constants };
}

/** The steps with their shapes at another size; undefined where an operation has no rule. */
function reshaped(
  steps: readonly RecordedStep[],
  { constants }: RecordedPass,
  size: number,
): readonly RecordedStep[] | undefined {
  const known = new Map<string, Shaped>([[imagesName, { shape: [1, size, size, 3], dtype: 'float32' }]]);
  const found: RecordedStep[] = [];
  for (const step of steps) {
    const rule = ops.find(({ name }) => name === step.kernel)?.shapes;
    if (!rule) return undefined;
    const inputs = Object.entries(step.inputs).map(([key, name]) => {
      const shape = constants.get(name)?.shape ?? [];
      return [key, known.get(name) ?? ({ shape, dtype: 'float32' } as const)] as const;
    });
    const made = rule(Object.fromEntries(inputs), step.attributes as Parameters<typeof rule>[1]);
    const [{ shape }] = [made].flat() as [Made];
    known.set(step.output, { shape, dtype: 'float32' });
    found.push({ ...step, shape: [...shape] });
  }
  return found;
}
