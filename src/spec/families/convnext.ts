import { declare, type FamilyDeclaration } from '../declare.ts';

const source = 'Liu et al. 2022, arXiv 2201.03545; torchvision.models.convnext';
const lacks = ['norms'] as const;
const imageSizes = { atLeast: 32 };

/** Convolutional networks in the manner of transformers. The one for small images is of the lab. */
export const convnexts = {
  'convnext-tiny': declare({ label: 'ConvNeXt-tiny', source, lacks, imageSizes, fields: [] }),
  'convnext-small': declare({ label: 'ConvNeXt-small', source, lacks, imageSizes, fields: [] }),
  'convnext-base': declare({ label: 'ConvNeXt-base', source, lacks, imageSizes, fields: [] }),
  'convnext-cifar': declare({ label: 'ConvNeXt for small images', source, lacks, fields: [] }),
} satisfies Record<string, FamilyDeclaration>;
