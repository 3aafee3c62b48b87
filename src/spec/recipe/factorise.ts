import { said, words } from '../../lang/sentence.ts';
import { choiceField, numberField } from '../fields.ts';
import { factoringNames } from '../network/layerFactors.ts';
import { holdsZeros, percent, recalibrate } from './commonFields.ts';
import { declareStage } from './declare.ts';

/** How a layer's weight is factorised; `auto` takes of all but CP what loses least. */
export const factoriseNames = ['auto', ...factoringNames] as const;
export type FactoriseName = (typeof factoriseNames)[number];

/** What decides the ranks. */
export const ranksNames = ['budget', 'energy', 'evbmf'] as const;
export type RanksName = (typeof ranksNames)[number];

/** What a budget is of. */
export const factoriseBudgets = ['multiplyAdds', 'parameters'] as const;
export type FactoriseBudget = (typeof factoriseBudgets)[number];

/** Why no factors are factorised, and what to do. */
export const factorisedTwice = {
  what: 'The network is factorised already.',
  fix: 'Factorise the network that it was made of, with other ranks.',
} as const;

export const factorise = declareStage({
  kind: 'factorise',
  label: 'Factorise',
  // One square, and two thin ones that make it.
  glyph: 'M1.5 4h6v8h-6ZM10 4v8M12.2 4h2.3M12.2 4v1.8M12.2 10.2V12h2.3',
  help: 'Lets layers run as two or three smaller ones each, whose product is near the layer’s weight; a layer that would need more multiply-adds stays as it is.',
  act: ({ keep, ranks, energy }) => {
    if (ranks === 'evbmf') return words`with the ranks that stand out of the noise`;
    return ranks === 'energy'
      ? words`holding ${percent(energy)} % of every layer’s energy`
      : words`keeping ${percent(keep)} % of the cost`;
  },
  brief: ({ keep, ranks, energy }) => {
    if (ranks === 'evbmf') return words`ranks by EVBMF`;
    return ranks === 'energy' ? words`${percent(energy)} % of energy` : words`${percent(keep)} % of the cost`;
  },
  formula: 'W ≈ A·B, or for a filter W[h, w, i, o] ≈ Σ U[i, a]·G[h, w, a, b]·V[o, b]',
  source:
    'Eckart & Young 1936 (SVD); Kim et al. 2016 (Tucker-2); Lebedev et al. 2015 (CP); Jaderberg et al. 2014 (spatial); Zhang et al. 2016 (channel); Nakajima et al. 2013 (EVBMF)',
  smaller: {
    ...{ verb: 'Factorise', slider: 'keep', label: words`Multiply-adds kept`, as: 'share' },
    ...{ least: 0.1, most: 1, step: 0.05, curve: [0.8, 0.6, 0.4, 0.2] },
    arms: true,
  },
  resizes: true,
  notBefore: { factorise: words`${said(factorisedTwice.what)} ${said(factorisedTwice.fix)}` },
  wantsTrained: 'Which directions of a weight matter cannot be told from weights that were drawn at random.',
  advice: (_, __, before) =>
    holdsZeros(before)
      ? words`The zeros of Sparsify do not last: factors are dense. Leave one of the two out.`
      : undefined,
  fields: {
    method: choiceField({
      label: 'Factorisation',
      help: 'svd: linear layers and convolutions of 1×1 as two; channel: 1×1, then k×k; spatial: k×1, then 1×k; tucker: 1×1, k×k, 1×1; cp: 1×1, depthwise k×k, 1×1; auto: of all but cp what loses least.',
      group: 'recipe',
      default: 'auto',
      choices: factoriseNames,
    }),
    ranks: choiceField({
      label: 'Ranks by',
      help: 'budget shares the cost that stays out over the layers; energy holds a share of the squared singular values of every layer; evbmf estimates what stands out of the noise.',
      group: 'recipe',
      default: 'budget',
      choices: ranksNames,
    }),
    keep: numberField({
      label: 'Cost kept',
      help: 'The share of the network’s multiply-adds (or parameters) that stays at most; where even ranks of 1 cost more, the least that there is.',
      group: 'recipe',
      default: 0.5,
      minimum: 0.01,
      maximum: 1,
    }),
    of: choiceField({
      label: 'Cost counts',
      help: 'What the budget is of: multiply-adds, or trained numbers.',
      group: 'recipe',
      default: 'multiplyAdds',
      choices: factoriseBudgets,
    }),
    energy: numberField({
      label: 'Energy',
      help: 'The share of the squared singular values that every layer holds.',
      group: 'recipe',
      default: 0.9,
      minimum: 0.01,
      maximum: 1,
    }),
    recalibrate,
  },
  matters: {
    keep: ({ ranks }) => ranks === 'budget',
    of: ({ ranks }) => ranks === 'budget',
    energy: ({ ranks }) => ranks === 'energy',
  },
  overrides: {},
});
