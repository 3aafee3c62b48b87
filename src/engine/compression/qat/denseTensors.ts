import { dispose } from '@tensorflow/tfjs-core';
import { build } from '../../families/catalogue.ts';
import { madeDense } from '../../families/withForms.ts';
import { type HostParameters, toDevice, toHost } from '../../layers/hostParameters.ts';
import type { Checkpoint } from '../../transfer/checkpoint.ts';

/**
 * Of the dense network that a network with forms computes as, made on the current backend; inputs that are quantised are not.
 *
 * @throws Error where a layer has its batch norm folded into it.
 */
export async function denseTensors({ architecture, tensors }: Checkpoint): Promise<HostParameters> {
  const given = toDevice(tensors);
  try {
    const dense = madeDense(build({ ...architecture, forms: {} }), architecture.forms, given);
    try {
      const [folded] = Object.keys(dense.forms);
      if (folded !== undefined) throw new Error(`${folded} has its batch norm folded into it.`);
      return await toHost(dense.parameters);
    } finally {
      dispose({ ...dense.parameters });
    }
  } finally {
    dispose({ ...given });
  }
}
