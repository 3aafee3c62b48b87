import { declare, type FamilyDeclaration } from '../declare.ts';

const source = 'He et al. 2015, arXiv 1512.03385';

/** Residual networks for small images: depth 6n + 2 in three stages. Shortcuts of option B have weights. */
export const cifarResnets = {
  resnet8: declare({ label: 'ResNet-8', source, lacks: ['removable', 'alike'], fields: [] }),
  resnet14: declare({ label: 'ResNet-14', source, fields: [] }),
  resnet20: declare({ label: 'ResNet-20', source, fields: [] }),
  resnet32: declare({ label: 'ResNet-32', source, fields: [] }),
  resnet44: declare({ label: 'ResNet-44', source, fields: [] }),
  resnet56: declare({ label: 'ResNet-56', source, fields: [] }),
  resnet20b: declare({ label: 'ResNet-20, option B', source, fields: [] }),
  resnet32b: declare({ label: 'ResNet-32, option B', source, fields: [] }),
  resnet44b: declare({ label: 'ResNet-44, option B', source, fields: [] }),
  resnet56b: declare({ label: 'ResNet-56, option B', source, fields: [] }),
} satisfies Record<string, FamilyDeclaration>;
