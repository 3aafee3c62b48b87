import type { Reliability } from '../../analysis/calibration.ts';
import { percent } from '../results/format.ts';
import { useLateWords } from '../text/late.ts';
import styles from './reliability.module.css';
import type { Side } from './side.ts';

const side = 200;
const left = 34;
const top = 24;
/** How high the strip of counts is, and where it ends. */
const strip = 32;
const gap = 38;
const height = top + side + gap + strip + 4;
/** Fewer images than this say little of an accuracy. */
const fewImages = 5;

/** Accuracy by confidence, with the images of each bin below. Bars: accuracy; short lines: mean confidence. */
export function ReliabilityDiagram({
  side: { who, kind },
  reliability,
}: {
  readonly side: Side;
  readonly reliability: Reliability;
}) {
  const text = useLateWords('why');
  const words = text.calibration;
  const { bins, n } = reliability;
  const error = percent(reliability.error);
  const right = percent(reliability.accuracy);
  const sure = percent(reliability.confidence);
  const most = Math.max(1, ...bins.map((bin) => bin.n));
  const x = (share: number) => left + share * side;
  const y = (share: number) => top + (1 - share) * side;
  const width = side / bins.length;
  const floor = top + side + gap + strip;
  return (
    <figure className={styles.figure} data-kind={kind} data-name={who}>
      <figcaption>
        <strong>{words.names[who]}</strong>
        <span>{words.figure(error, n)}</span>
        <span className={styles.quiet}>{words.means(right, sure)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${left + side + 12} ${height}`}
        role="img"
        aria-label={words.describe(words.names[who], error, right, sure, n)}
      >
        {[0, 0.5, 1].map((tick) => (
          <g key={tick}>
            <path className={styles.rule} d={`M${x(0)},${y(tick)}H${x(1)}`} />
            <text x={left - 5} y={y(tick)} dy="0.35em" textAnchor="end">
              {tick * 100}
            </text>
            <text x={x(tick)} y={top + side + 15} textAnchor="middle">
              {tick * 100}
            </text>
          </g>
        ))}
        <text x={x(0)} y={top - 10}>
          {words.accuracy}
        </text>
        <text x={x(1)} y={top + side + 29} textAnchor="end">
          {words.confidence}
        </text>
        <text x={x(0)} y={floor - strip} dy="-0.5em">
          {words.perBin}
        </text>
        {bins.map((bin) =>
          bin.n === 0 ? null : (
            <g key={bin.from} opacity={bin.n < fewImages ? 0.4 : 1}>
              <rect
                className={styles.bar}
                x={x(bin.from) + 1}
                y={y(bin.accuracy)}
                width={width - 2}
                height={Math.max(1, bin.accuracy * side)}
              />
              <path className={styles.sure} d={`M${x(bin.from)},${y(bin.confidence)}h${width}`} />
            </g>
          ),
        )}
        <path className={styles.ideal} d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`} />
        {bins.map((bin) => (
          <rect
            key={bin.from}
            className={styles.count}
            x={x(bin.from) + 1}
            y={floor - (bin.n / most) * strip}
            width={width - 2}
            height={(bin.n / most) * strip}
          />
        ))}
        <path className={styles.rule} d={`M${x(0)},${floor}H${x(1)}`} />
        <text x={left - 5} y={floor - strip} dy="0.35em" textAnchor="end">
          {most}
        </text>
      </svg>
    </figure>
  );
}
