/**
 * A recorded network as an ONNX file (operator set 17), channels first as PyTorch writes them.
 *
 * The file keeps what a PyTorch user expects: `images` [N, 3, H, W] in, `logits` [N, K] out, convolution filters [out, in,
 * kh, kw] and matrices [out, in] under their own names. Nothing is transposed that does not have to be.
 */
import { ops } from '../../ops/catalogue.ts';
import type { Op } from '../../ops/op.ts';
import type { Recording } from '../recording.ts';
import { biasesTakenIn } from './biases.ts';
import { GraphInProgress } from './graph.ts';
import { modelProto, type OnnxNode } from './onnxProto.ts';
import { translate } from './operators.ts';
import { asOurs } from './order.ts';
import { joined } from './protobuf.ts';

const producer = 'Distillation Lab';

/**
 * @param about what the file says of itself (`metadata_props`), such as `classes`, `mean` and `deviation`
 * @returns float32 throughout, but for what is on a grid of whole numbers (`quantised.ts`); the batch's length is free, and the pictures' where the recording leaves it open.
 * @throws Error where the recording holds a kernel for which no operator is known
 */
export function writeOnnx(
  recording: Recording,
  about: Readonly<Record<string, string>>,
  catalogue: readonly Op[] = ops,
): Uint8Array<ArrayBuffer> {
  const graph = new GraphInProgress(recording, 'images', ['logits']);
  for (const step of biasesTakenIn(recording, catalogue)) translate(step, graph, catalogue);
  const [, height = -1, width = -1] = recording.imageShape;
  const model = modelProto(
    {
      name: 'network',
      nodes: withOutput(graph.nodes, graph.read(recording.logits, asOurs(2)), 'logits'),
      initialisers: graph.initialisers,
      inputs: [{ name: 'images', shape: ['N', 3, height === -1 ? 'H' : height, width === -1 ? 'W' : width] }],
      outputs: [{ name: 'logits', shape: ['N', recording.classes] }],
    },
    { producer, metadata: about },
  );
  return joined(model);
}

/** The nodes, with the value that they call `current` under another name. */
function withOutput(nodes: readonly OnnxNode[], current: string, wanted: string): readonly OnnxNode[] {
  const named = (name: string) => (name === current ? wanted : name);
  return nodes.map((node) => ({ ...node, inputs: node.inputs.map(named), output: named(node.output) }));
}
