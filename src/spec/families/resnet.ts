import { declare, type FamilyDeclaration } from '../declare.ts';

const source = 'He et al. 2015, arXiv 1512.03385; torchvision.models.resnet';

/** Residual networks for photographs. */
export const resnets = {
  resnet18: declare({ label: 'ResNet-18', torchvision: 'resnet18', source, fields: [] }),
  resnet34: declare({ label: 'ResNet-34', torchvision: 'resnet34', source, fields: [] }),
  resnet50: declare({ label: 'ResNet-50', torchvision: 'resnet50', source, fields: [] }),
  resnet101: declare({ label: 'ResNet-101', torchvision: 'resnet101', source, fields: [] }),
} satisfies Record<string, FamilyDeclaration>;
