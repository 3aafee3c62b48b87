import { declare, type FamilyDeclaration } from '../declare.ts';

const source = 'He et al. 2015, arXiv 1512.03385';
const mostChannels = 64;

/** Residual networks for small images: depth 6n + 2 in three stages. Shortcuts of option B have weights. */
export const cifarResnets = {
  resnet8: declare({
    label: 'ResNet-8',
    source,
    lacks: ['removable', 'alike', 'drops'],
    fields: [],
    mostChannels,
  }),
  resnet14: declare({ label: 'ResNet-14', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet20: declare({ label: 'ResNet-20', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet32: declare({ label: 'ResNet-32', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet44: declare({ label: 'ResNet-44', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet56: declare({ label: 'ResNet-56', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet20b: declare({ label: 'ResNet-20, option B', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet32b: declare({ label: 'ResNet-32, option B', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet44b: declare({ label: 'ResNet-44, option B', source, lacks: ['drops'], fields: [], mostChannels }),
  resnet56b: declare({ label: 'ResNet-56, option B', source, lacks: ['drops'], fields: [], mostChannels }),
} satisfies Record<string, FamilyDeclaration>;
