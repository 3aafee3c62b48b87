import { words } from '../../lang/sentence.ts';
import { numberField } from '../fields.ts';
import { declareStage } from './declare.ts';

export const reinitialise = declareStage({
  kind: 'reinitialise',
  label: 'Draw anew',
  // A die.
  glyph: 'M2.5 2.5h11v11h-11ZM5.5 5.5h.01M10.5 5.5h.01M8 8h.01M5.5 10.5h.01M10.5 10.5h.01',
  help: 'Keeps the architecture, and draws its weights anew from the run’s seed: the same small network from scratch, beside one that keeps what was learned.',
  act: ({ share }) => (share === 0 ? words`keeping its weights` : words`drawing its weights anew`),
  brief: ({ share }) => (share === 0 ? words`weights kept` : words`from scratch`),
  source: 'Liu et al. 2019, Rethinking the Value of Network Pruning',
  draws: true,
  fields: {
    share: numberField({
      label: 'Drawn anew',
      help: 'With 1 all of them, with 0 none: varied over both, a sweep has what was learned beside weights from scratch.',
      group: 'recipe',
      default: 1,
      minimum: 0,
      maximum: 1,
      integer: true,
    }),
  },
  overrides: {},
});
