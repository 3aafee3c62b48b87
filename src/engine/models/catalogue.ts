/**
 * Every model family by name. A new one is a file beside this and a line here.
 */
import type { ModelName } from '../../shared/choices.ts';
import { cifarResnet } from './cifarResnet.ts';
import { cnn } from './cnn.ts';
import { mlp } from './mlp.ts';
import { mobilenet } from './mobilenet.ts';
import { mobilenetV2 } from './mobilenetV2.ts';
import type { ModelFamily } from './model.ts';
import { resnet } from './resnet.ts';

export const catalogue: Readonly<Record<ModelName, ModelFamily>> = {
  resnet8: cifarResnet(8),
  resnet14: cifarResnet(14),
  resnet20: cifarResnet(20),
  resnet32: cifarResnet(32),
  resnet44: cifarResnet(44),
  resnet56: cifarResnet(56),
  resnet20b: cifarResnet(20, 'B'),
  resnet32b: cifarResnet(32, 'B'),
  resnet44b: cifarResnet(44, 'B'),
  resnet56b: cifarResnet(56, 'B'),
  resnet18: resnet(18),
  resnet34: resnet(34),
  resnet50: resnet(50),
  resnet101: resnet(101),
  mobilenetv2: mobilenetV2,
  mobilenet,
  cnn,
  mlp,
};
