import { settingText } from '../../../quantities.ts';
import { useLateWords } from '../../../text/late.ts';
import { costLine, dearest, type LayerCosts } from './layerCosts.ts';
import { bitsTried } from './scans.ts';
import styles from './sensitivity.module.css';

/** Lines are told apart by their dashes: solid of the fewest bits, ever shorter of more. */
const dashes: Readonly<Record<number, string>> = { 2: '', 3: '10 3', 4: '6 4', 6: '3 3', 8: '1 3' };

interface CostChartProps {
  readonly rows: readonly LayerCosts[];
  readonly layer: string | undefined;
}

/** A line for each number of bits over all layers; the table beneath says the same. */
export function CostChart({ rows, layer }: CostChartProps) {
  const words = useLateWords('sensitivity');
  const most = dearest(rows);
  const place = rows.findIndex((row) => row.layer === layer);
  const width = 100 / rows.length;
  return (
    <figure className={styles.chart}>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className={styles.drawing}>
        {place < 0 ? null : (
          <rect x={place * width} y={0} width={width} height={100} className={styles.chosen} />
        )}
        {bitsTried.map((bits) => (
          <path
            key={bits}
            d={costLine(rows, bits, most)}
            strokeDasharray={dashes[bits]}
            className={styles.line}
          />
        ))}
      </svg>
      <figcaption>
        {bitsTried.map((bits) => (
          <span key={bits} className={styles.key}>
            <svg viewBox="0 0 24 4" width="24" height="4" aria-hidden="true">
              <path d="M0 2H24" strokeDasharray={dashes[bits]} className={styles.line} />
            </svg>{' '}
            {words.bits(bits)}
          </span>
        ))}
        <span>{words.scale(settingText(most))}</span>
      </figcaption>
    </figure>
  );
}
