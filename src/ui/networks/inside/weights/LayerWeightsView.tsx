import type { LayerWeights } from '../../../../protocol/layerWeights.ts';
import type { FactoriseSpec } from '../../../../spec/recipe/stages.ts';
import { ratioText, settingText } from '../../../quantities.ts';
import { useLateWords } from '../../../text/late.ts';
import { useSay } from '../../../text/useSay.ts';
import networks from '../../networks.module.css';
import { shareText } from '../shapeText.ts';
import { levelBars, rankHolding, sideBySide } from './bars.ts';
import { Chart } from './Chart.tsx';
import { RankCharts, RankFacts } from './RanksView.tsx';
import { useLayerRanks } from './useLayerRanks.ts';
import { useLayerWeights } from './useLayerWeights.ts';
import styles from './weights.module.css';

interface LayerWeightsProps {
  readonly id: string;
  readonly layer: string | undefined;
  /** What would choose the layer's rank; undefined where that would take long and nobody asked for it. */
  readonly stage: FactoriseSpec | undefined;
}

/** The weight of the layer that is chosen. */
export function LayerWeightsView({ id, layer, stage }: LayerWeightsProps) {
  const words = useLateWords('weights');
  const say = useSay();
  const found = useLayerWeights(id, layer);
  if (layer === undefined) return <p className={networks.quiet}>{words.hint}</p>;
  return (
    <section className={styles.weights} aria-label={words.title(layer)}>
      <h5>{words.title(layer)}</h5>
      {found === undefined ? (
        <p role="status" className={networks.quiet}>
          {words.reading}
        </p>
      ) : 'what' in found ? (
        <p role="alert" className={networks.refused}>
          {say(found.what)} {say(found.fix)}
        </p>
      ) : (
        <Shown {...{ id, stage }} weights={found} />
      )}
    </section>
  );
}

function Shown({
  id,
  stage,
  weights,
}: Pick<LayerWeightsProps, 'id' | 'stage'> & { readonly weights: LayerWeights }) {
  const words = useLateWords('weights');
  const { found, asking } = useLayerRanks(id, weights.layer, stage);
  const ranks = found && !('what' in found) ? found : undefined;
  const { count, mean, deviation, zeros, histogram, levels, before, channels, errors, singular } = weights;
  const most = Math.max(...histogram.counts, ...(before?.histogram.counts ?? []));
  const narrowest = Math.min(...channels.filter((value) => value > 0));
  return (
    <>
      <p className={styles.facts}>
        {words.facts({
          ...{ count, mean: settingText(mean), deviation: settingText(deviation) },
          zeros: shareText(zeros / count),
        })}{' '}
        {before ? words.change(shareText(before.change)) : null}
      </p>
      <div className={styles.charts}>
        <Chart
          bars={levels ? levelBars(levels) : sideBySide(histogram.counts)}
          most={levels ? Math.max(...levels.map(([, often]) => often)) : most}
          edge={levels ? undefined : before?.histogram.counts}
        >
          {words.histogram(settingText(histogram.least), settingText(histogram.most))}{' '}
          {levels ? words.levels(levels.length) : null}
        </Chart>
        <figure className={styles.chart}>
          <table>
            <caption>{words.rounding}</caption>
            <tbody>
              {errors.toReversed().map(({ bits, share }) => (
                <tr key={bits}>
                  <th scope="row">{words.bits(bits)}</th>
                  <td className={styles.track} aria-hidden="true">
                    <span style={{ inlineSize: `${Math.min(100, share * 100)}%` }} />
                  </td>
                  <td>{shareText(share)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <figcaption>{words.roundingHelp}</figcaption>
        </figure>
        <Chart bars={sideBySide(channels, 0.2)} most={Math.max(...channels)}>
          {words.channels(
            channels.length,
            Number.isFinite(narrowest) ? ratioText(Math.max(...channels) / narrowest) : '–',
          )}
        </Chart>
        {ranks && ranks.unfoldings.length > 0 ? (
          <RankCharts ranks={ranks} />
        ) : singular ? (
          <Chart bars={sideBySide(singular, 0.1)} most={singular[0] ?? 0}>
            {words.singular(rankHolding(singular, 0.9), singular.length)}
          </Chart>
        ) : null}
      </div>
      <p className={styles.facts} aria-live="polite">
        {ranks && stage ? <RankFacts {...{ ranks, stage }} /> : asking && singular ? words.ranking : null}
      </p>
    </>
  );
}
