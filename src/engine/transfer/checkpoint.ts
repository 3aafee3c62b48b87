/**
 * A network as a value: what it is made of, and its tensors off the device. Whatever changes a network takes one and gives one.
 */
import type { Architecture } from '../../spec/network/architecture.ts';
import type { HostParameters } from '../layers/hostParameters.ts';

export interface Checkpoint {
  readonly architecture: Architecture;
  /** By PyTorch's names, in our layout; buffers among them. */
  readonly tensors: HostParameters;
}
