import { declare, type FamilyDeclaration } from '../declare.ts';

const source = 'Li et al. 2021, arXiv 2103.06255; d-li14/involution';
// Of a map of odd size the kernels, made of its 2 × 2 means, would be fewer than its windows.
const imageSizes = { multipleOf: 32, orLessBy: 3 };
const lacks = ['drops'] as const;

/** Residual networks whose 3×3 convolutions are involutions. The one for small images is of the lab. */
export const rednets = {
  rednet26: declare({ label: 'RedNet-26', source, lacks, imageSizes, fields: [] }),
  rednet38: declare({ label: 'RedNet-38', source, lacks, imageSizes, fields: [] }),
  rednet50: declare({ label: 'RedNet-50', source, lacks, imageSizes, fields: [] }),
  'rednet-cifar': declare({
    label: 'RedNet for small images',
    source,
    lacks,
    imageSizes: { multipleOf: 4 },
    fields: [],
  }),
} satisfies Record<string, FamilyDeclaration>;
