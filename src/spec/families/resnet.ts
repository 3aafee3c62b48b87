import { declare, type FamilyDeclaration } from '../declare.ts';

const source = 'He et al. 2015, arXiv 1512.03385; torchvision.models.resnet';

/** Residual networks for photographs. */
export const resnets = {
  resnet18: declare({ label: 'ResNet-18', torchvision: 'resnet18', source, lacks: ['drops'], fields: [] }),
  resnet34: declare({ label: 'ResNet-34', torchvision: 'resnet34', source, lacks: ['drops'], fields: [] }),
  resnet50: declare({ label: 'ResNet-50', torchvision: 'resnet50', source, lacks: ['drops'], fields: [] }),
  resnet101: declare({ label: 'ResNet-101', torchvision: 'resnet101', source, lacks: ['drops'], fields: [] }),
} satisfies Record<string, FamilyDeclaration>;
