/**
 * Every model family by name. A new one is a file beside this and a line here.
 */

import type { ModelName } from '../../spec/choices.ts';
import type { Architecture } from '../../spec/network/architecture.ts';
import { cifarResnet } from './cifarResnet.ts';
import { cnn } from './cnn.ts';
import { convnext } from './convnext.ts';
import { built, familyOf } from './familyOf.ts';
import { mlp } from './mlp.ts';
import { mobilenet } from './mobilenet.ts';
import { mobilenetV2 } from './mobilenetV2.ts';
import type { Model, ModelFamily } from './model.ts';
import { rednet } from './rednet.ts';
import { resnet } from './resnet.ts';
import { cct } from './transformers/cct.ts';
import { vit } from './transformers/vit.ts';

export const catalogue: Readonly<Record<ModelName, ModelFamily>> = {
  resnet8: familyOf('resnet8', cifarResnet(8)),
  resnet14: familyOf('resnet14', cifarResnet(14)),
  resnet20: familyOf('resnet20', cifarResnet(20)),
  resnet32: familyOf('resnet32', cifarResnet(32)),
  resnet44: familyOf('resnet44', cifarResnet(44)),
  resnet56: familyOf('resnet56', cifarResnet(56)),
  resnet20b: familyOf('resnet20b', cifarResnet(20, 'B')),
  resnet32b: familyOf('resnet32b', cifarResnet(32, 'B')),
  resnet44b: familyOf('resnet44b', cifarResnet(44, 'B')),
  resnet56b: familyOf('resnet56b', cifarResnet(56, 'B')),
  resnet18: familyOf('resnet18', resnet(18)),
  resnet34: familyOf('resnet34', resnet(34)),
  resnet50: familyOf('resnet50', resnet(50)),
  resnet101: familyOf('resnet101', resnet(101)),
  rednet26: familyOf('rednet26', rednet(26)),
  rednet38: familyOf('rednet38', rednet(38)),
  rednet50: familyOf('rednet50', rednet(50)),
  'rednet-cifar': familyOf('rednet-cifar', rednet('cifar')),
  'convnext-tiny': familyOf('convnext-tiny', convnext('tiny')),
  'convnext-small': familyOf('convnext-small', convnext('small')),
  'convnext-base': familyOf('convnext-base', convnext('base')),
  'convnext-cifar': familyOf('convnext-cifar', convnext('cifar')),
  'vit-tiny': familyOf('vit-tiny', vit('tiny')),
  'deit-tiny': familyOf('deit-tiny', vit('deit-tiny')),
  'deit-small': familyOf('deit-small', vit('deit-small')),
  'vit-b-16': familyOf('vit-b-16', vit('base')),
  'cct-2': familyOf('cct-2', cct(2)),
  'cct-7': familyOf('cct-7', cct(7)),
  mobilenetv2: familyOf('mobilenetv2', mobilenetV2),
  mobilenet: familyOf('mobilenet', mobilenet),
  cnn: familyOf('cnn', cnn),
  mlp: familyOf('mlp', mlp),
};

/**
 * The network that an architecture says, whatever was cut from it.
 *
 * @throws ProblemError `weights-invalid` where it names channels or shortcuts that its family does not have, or lacks some.
 */
export function build(architecture: Architecture): Model {
  return built(catalogue[architecture.family], architecture);
}
