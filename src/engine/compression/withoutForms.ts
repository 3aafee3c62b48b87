/**
 * A network whose layers hold their weights as they are, as far as their forms allow.
 */
import { dispose } from '@tensorflow/tfjs-core';
import { build } from '../families/catalogue.ts';
import { madeDense } from '../families/withForms.ts';
import { toDevice, toHost } from '../layers/hostParameters.ts';
import type { Checkpoint } from '../transfer/checkpoint.ts';

/** Masks are multiplied in, products out, shared values looked up. Layers whose form folds a norm stay as they are. */
export async function withoutForms({ architecture, tensors }: Checkpoint): Promise<Checkpoint> {
  if (Object.keys(architecture.forms).length === 0) return { architecture, tensors };
  const given = toDevice(tensors);
  const dense = madeDense(build({ ...architecture, forms: {} }), architecture.forms, given);
  dispose({ ...given });
  const held = await toHost(dense.parameters);
  dispose({ ...dense.parameters });
  return { architecture: { ...architecture, forms: dense.forms }, tensors: held };
}
