/**
 * Every model family by name. A new one is a file beside this and a line here.
 */
import type { ModelName } from '../../shared/choices.ts';
import { cifarResnet } from './cifarResnet.ts';
import { cnn } from './cnn.ts';
import { mlp } from './mlp.ts';
import { mobilenet } from './mobilenet.ts';
import type { ModelFamily } from './model.ts';

export const catalogue: Readonly<Record<ModelName, ModelFamily>> = {
  resnet8: cifarResnet(8),
  resnet14: cifarResnet(14),
  resnet20: cifarResnet(20),
  resnet32: cifarResnet(32),
  resnet44: cifarResnet(44),
  resnet56: cifarResnet(56),
  mobilenet,
  cnn,
  mlp,
};
