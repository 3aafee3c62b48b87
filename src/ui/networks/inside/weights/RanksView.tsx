import type { LayerRanks } from '../../../../protocol/layerRanks.ts';
import { type FactoriseSpec, stageOf, valuesOf } from '../../../../spec/recipe/stages.ts';
import { percentText } from '../../../quantities.ts';
import { useLateWords } from '../../../text/late.ts';
import { useSay } from '../../../text/useSay.ts';
import { shareText } from '../shapeText.ts';
import { sideBySide } from './bars.ts';
import { Chart } from './Chart.tsx';

/** Singular values of each matrix that a layer's method truncates, with a line at the rank that is kept. */
export function RankCharts({ ranks }: { readonly ranks: LayerRanks }) {
  const words = useLateWords('weights');
  return ranks.unfoldings.map(({ side, singular, rank, held }) => (
    <Chart
      key={side}
      bars={sideBySide(singular, 0.1)}
      most={singular[0] ?? 0}
      line={rank / Math.max(singular.length, 1)}
    >
      {words.ranked({ side: words.sides[side], rank, of: singular.length, held: percentText(held) })}
    </Chart>
  ));
}

/** As what a layer runs, or would, in words. */
export function RankFacts({ ranks, stage }: { readonly ranks: LayerRanks; readonly stage: FactoriseSpec }) {
  const words = useLateWords('weights');
  const say = useSay();
  const { layer, isOwn, factors, left, error } = ranks;
  const as = factors && words.factors(factors.method, factors.ranks.join(' × '));
  const { act } = stageOf('factorise');
  const settings = say(act(valuesOf(stage)));
  return [
    as === undefined
      ? words.staysDense(settings, words.left[left ?? 'method'])
      : isOwn
        ? words.runsAs(layer, as)
        : words.wouldRunAs(settings, as),
    isOwn ? (error === undefined ? words.noBefore : words.productError(shareText(error))) : '',
  ]
    .filter(Boolean)
    .join(' ');
}
