import { said, words } from '../../lang/sentence.ts';
import { lacks } from '../families/catalogue.ts';
import { choiceField, numberField } from '../fields.ts';
import { declareStage } from './declare.ts';
import { trainingSettings } from './trainingSettings.ts';

export const penaltyNames = ['norm', 'group', 'growing'] as const;

const { freeze: _, ...overrides } = trainingSettings;
const isGrowing = ({ by }: Readonly<Record<string, unknown>>) => by === 'growing';

/** Why a network’s scales cannot be penalised, and what to do. */
export const unscaled = {
  what: 'The network has no batch norm whose scales could be penalised.',
  fix: 'Choose the penalty group or growing.',
} as const;

export const regularise = declareStage({
  kind: 'regularise',
  label: 'Regularise',
  // An arrow down to a line.
  glyph: 'M2 14h12M8 2v8.5M4.8 7.4 8 10.6l3.2-3.2',
  help: 'Trains as distilling does, with a penalty on channels beside the loss, so that those that are cut after it have little left to say.',
  act(values) {
    switch (values.by) {
      case 'group':
        return words`training with group lasso`;
      case 'growing':
        return words`training with growing regularisation`;
      default:
        return words`training with L1 on batch norm’s scales`;
    }
  },
  brief: () => words`regularised`,
  formula: 'norm: λ·Σ|γ|; group: λ·Σ √n·‖w_c‖; growing: ½·λ(t)·Σ w² of the channels that are to go',
  source:
    'Liu et al. 2017, network slimming (norm); Yuan & Lin 2006, over coupled channels as Fang et al. 2023 (group); Wang et al. 2021, GReG-1 (growing)',
  trains: true,
  fields: {
    by: choiceField({
      label: 'Penalty',
      help: 'L1 on batch norm’s scales (norm); the length of all that a channel couples (group); or weight decay that grows, on the channels of least magnitude (growing).',
      group: 'recipe',
      default: 'norm',
      choices: penaltyNames,
    }),
    strength: numberField({
      label: 'Strength',
      help: 'λ: what the penalty weighs beside the loss, at every step.',
      group: 'recipe',
      default: 1e-4,
      minimum: 0,
      maximum: 10,
      scale: 'power',
    }),
    keep: numberField({
      label: 'Keep',
      help: 'The share of the channels of every group on which no decay grows; prune with the same share after it.',
      group: 'recipe',
      default: 0.5,
      minimum: 0.01,
      maximum: 1,
    }),
    ceiling: numberField({
      label: 'Strength at the end',
      help: 'λ at the last step; it grows from 0 in equal parts.',
      group: 'recipe',
      default: 1,
      minimum: 0,
      maximum: 100,
      scale: 'power',
    }),
    every: numberField({
      label: 'Grows every',
      help: 'Steps from one time that the penalty grows to the next.',
      group: 'recipe',
      default: 10,
      minimum: 1,
      maximum: 10_000,
      integer: true,
      scale: 'log',
    }),
  },
  matters: {
    strength: (values) => !isGrowing(values),
    keep: isGrowing,
    ceiling: isGrowing,
    every: isGrowing,
  },
  overrides,
  fault: ({ by }, { student }) =>
    by === 'norm' && lacks(student, 'norms')
      ? words`${said(unscaled.what)} ${said(unscaled.fix)}`
      : undefined,
});
