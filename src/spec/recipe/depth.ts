import { said, words } from '../../lang/sentence.ts';
import { lacks } from '../families/catalogue.ts';
import { choiceField, numberField } from '../fields.ts';
import { importanceImages, percent, recalibrate } from './commonFields.ts';
import { declareStage } from './declare.ts';

/** Why a network cannot be without any of its blocks, and what to do. */
export const unshortened = {
  what: 'The network has no residual block that could go: one whose shortcut is its input itself, beside another in its stage.',
  fix: 'Choose a deeper residual network, or remove the stage depth from the recipe.',
} as const;

export const depth = declareStage({
  kind: 'depth',
  label: 'Remove blocks',
  // A stack with a gap.
  glyph: 'M2.5 2h11v3h-11ZM2.5 11h11v3h-11ZM2.5 6.8h2M7 6.8h2M11.5 6.8h2M2.5 9.2h2M7 9.2h2M11.5 9.2h2',
  help: 'Removes whole residual blocks whose shortcut is their input itself; the shortcut is what is left of them.',
  act: ({ keep }) => words`keeping ${percent(keep)} % of the blocks that can go`,
  brief: ({ keep }) => words`${percent(keep)} % of blocks`,
  formula: 'importance of a block: the mean over its parameters of mean |w·∂loss/∂w|',
  source: 'Fang et al. 2024, Isomorphic Pruning (removal of layers)',
  resizes: true,
  wantsTrained: 'Which blocks matter cannot be told from weights that were drawn at random.',
  fields: {
    keep: numberField({
      label: 'Keep',
      help: 'Of the blocks that can go, the share that stays; a stage keeps one block whatever this is.',
      group: 'recipe',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    }),
    scope: choiceField({
      label: 'Scope',
      help: 'Whether the blocks of all stages are ranked together (global), or every stage keeps the same share (stage).',
      group: 'recipe',
      default: 'global',
      choices: ['global', 'stage'],
    }),
    recalibrate,
    images: importanceImages,
  },
  overrides: {},
  fault: (_, { student }) =>
    lacks(student, 'removable') ? words`${said(unshortened.what)} ${said(unshortened.fix)}` : undefined,
});
