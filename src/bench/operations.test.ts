import { describe, expect, it } from 'vitest';
import { operationsOf } from './operations.ts';
import { resnet56Teaches32 } from './workloads/resnet56Teaches.ts';

describe('operationsOf', () => {
  it('follows the published counts of the CIFAR networks', () => {
    // akamaster/pytorch_resnet_cifar10 and others give 41 M multiply-adds for ResNet-20 and 126 M for ResNet-56.
    const published = 2 * 32 * (3 * 40.8e6 + 125.5e6);
    expect(operationsOf(resnet56Teaches32) / published).toBeCloseTo(1, 1);
  });
});
