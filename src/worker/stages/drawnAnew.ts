import { dispose } from '@tensorflow/tfjs-core';
import type { Random } from '../../base/random.ts';
import { build } from '../../engine/families/catalogue.ts';
import { toHost } from '../../engine/layers/hostParameters.ts';
import { initialise } from '../../engine/layers/initialise.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';

/**
 * The same architecture with weights drawn anew. What is not moved in training, such as masks and the indices of shared values,
 * stays as it is: it belongs to the architecture.
 *
 * @param stream the stage's, forked into `init`
 */
export async function drawnAnew({ architecture, tensors }: Checkpoint, stream: Random): Promise<Checkpoint> {
  const { parameters } = build(architecture);
  const drawn = initialise(
    parameters.filter(({ role }) => role !== 'frozen'),
    stream.fork('init'),
  );
  try {
    return { architecture, tensors: { ...tensors, ...(await toHost(drawn)) } };
  } finally {
    dispose({ ...drawn });
  }
}
