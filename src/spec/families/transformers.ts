import { declare, type FamilyDeclaration } from '../declare.ts';

const vit = 'Dosovitskiy et al. 2020, arXiv 2010.11929';
const deit = 'Touvron et al. 2020, arXiv 2012.12877; facebookresearch/deit';
const cct = 'Hassani et al. 2021, arXiv 2104.05704; SHI-Labs/Compact-Transformers';
const lacks = ['norms'] as const;
/** Their blocks normalise what passes through them. */
const compact = ['norms', 'removable'] as const;

/** A patch has 16 × 16 pixels. */
const imageSizes = { atLeast: 16 } as const;

/** Vision transformers, `vit-tiny` for images of 32 pixels, and compact ones with convolutions in front. */
export const transformers = {
  'vit-tiny': declare({ label: 'ViT-tiny', source: vit, lacks, tokens: true, fields: [] }),
  'deit-tiny': declare({ label: 'DeiT-tiny', imageSizes, source: deit, lacks, tokens: true, fields: [] }),
  'deit-small': declare({ label: 'DeiT-small', imageSizes, source: deit, lacks, tokens: true, fields: [] }),
  'vit-b-16': declare({ label: 'ViT-B/16', imageSizes, source: vit, lacks, tokens: true, fields: [] }),
  'cct-2': declare({ label: 'CCT-2', source: cct, lacks: compact, fields: [] }),
  'cct-7': declare({ label: 'CCT-7', source: cct, lacks: compact, fields: [] }),
} satisfies Record<string, FamilyDeclaration>;
