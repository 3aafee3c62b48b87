import { declare, type FamilyDeclaration } from '../declare.ts';

export const mobilenetV2 = declare({
  label: 'MobileNetV2',
  torchvision: 'mobilenet_v2',
  source: 'Sandler et al. 2018, arXiv 1801.04381; torchvision.models.mobilenet_v2',
  lacks: ['drops'],
  fields: [],
}) satisfies FamilyDeclaration;
