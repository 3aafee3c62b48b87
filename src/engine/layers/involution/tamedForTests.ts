/**
 * What a drawn weight is multiplied by, in tests: an involution makes its kernels of its input, so that with weights as large as a
 * convolution's activations are squared from layer to layer.
 */
export const tamed = (name: string): number => (name.endsWith('.conv2.conv.weight') ? 1 / 32 : 1);
