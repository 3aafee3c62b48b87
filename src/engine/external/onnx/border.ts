/**
 * What an ONNX classifier takes: float32 images of three colours, channels first or last.
 */
import { words } from '../../../lang/sentence.ts';
import type { Layout } from './pixels.ts';
import { refused } from './problems.ts';
import type { ModelValue, OnnxModel } from './readModel.ts';

export interface ImageInput {
  readonly name: string;
  readonly layout: Layout;
  /** Height and width; undefined where it takes any. */
  readonly imageSize: number | undefined;
  /** Images at a time; undefined where it takes any number. */
  readonly batch: number | undefined;
}

/** `TensorProto.DataType` */
const float32 = 1;
const typeNames: Readonly<Record<number, string>> = {
  2: 'uint8',
  3: 'int8',
  6: 'int32',
  7: 'int64',
  10: 'float16',
  11: 'float64',
  16: 'bfloat16',
};

/** @throws ProblemError `weights-invalid` */
export function imageInputOf({ inputs }: OnnxModel, name: string): ImageInput {
  const [input] = inputs;
  if (!input || inputs.length > 1) {
    throw refused(name, {
      why: words`it takes ${inputs.length} inputs, and a classifier takes one, the images`,
      fix: 'Export the image classifier alone.',
    });
  }
  if (input.type !== float32) {
    throw refused(name, {
      why: words`it takes numbers of the type ${typeNames[input.type] ?? String(input.type)}, and only float32 is given`,
      fix: 'Export the network with float32 inputs; its weights may be smaller.',
    });
  }
  const [batch, ...lengths] = input.shape ?? [];
  const layout = layoutOf(input);
  if (!layout) {
    throw refused(name, {
      why: words`its input has the shape [${shapeInWords(input)}], in which no axis of four is said to hold three colours`,
      fix: 'Export it for RGB images: [N, 3, H, W] or [N, H, W, 3], with the 3 fixed.',
    });
  }
  const [height, width] = layout === 'NCHW' ? lengths.slice(1) : lengths;
  if (height !== width) {
    throw refused(name, {
      why: words`its images are ${height ?? '?'} pixels high and ${width ?? '?'} wide, and here all are square`,
      fix: 'Export it for square images.',
    });
  }
  return { name: input.name, layout, imageSize: height, batch };
}

function layoutOf({ shape }: ModelValue): Layout | undefined {
  if (shape?.length !== 4) return undefined;
  if (shape[1] === 3) return 'NCHW';
  return shape[3] === 3 ? 'NHWC' : undefined;
}

const shapeInWords = ({ shape }: ModelValue) => (shape ?? []).map((length) => length ?? '?').join(', ');
