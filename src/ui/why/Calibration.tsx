import { useMemo } from 'react';
import { calibrationBins, type Reliability, reliabilityOf } from '../../analysis/calibration.ts';
import { percent } from '../results/format.ts';
import { useLateWords } from '../text/late.ts';
import { ReliabilityDiagram } from './ReliabilityDiagram.tsx';
import styles from './reliability.module.css';
import type { Side } from './side.ts';
import panel from './why.module.css';

type Drawn = readonly { readonly side: Side; readonly reliability: Reliability }[];

/** Confidence against accuracy of two models or three. */
export function Calibration({
  sides,
  sentence,
}: {
  readonly sides: readonly Side[];
  /** @param errors expected calibration error of each, in points */
  readonly sentence: (errors: readonly string[]) => string;
}) {
  const words = useLateWords('why').calibration;
  const drawn = useMemo<Drawn>(
    () => sides.map((side) => ({ side, reliability: reliabilityOf(side.predictions) })),
    [sides],
  );
  return (
    <section className={panel.part} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p>{sentence(drawn.map(({ reliability }) => percent(reliability.error)))}</p>
      <div className={styles.figures}>
        {drawn.map((each) => (
          <ReliabilityDiagram key={each.side.who} {...each} />
        ))}
      </div>
      <p className={panel.quiet}>{words.note(calibrationBins)}</p>
      <details className={panel.quiet}>
        <summary>{words.numbers}</summary>
        <Numbers drawn={drawn} />
      </details>
    </section>
  );
}

/** What the diagrams draw, for whoever reads rather than looks. */
function Numbers({ drawn }: { readonly drawn: Drawn }) {
  const words = useLateWords('why').calibration;
  const bins = drawn[0]?.reliability.bins ?? [];
  return (
    <div className={styles.scroll}>
      <table className={styles.numbers}>
        <caption>{words.numbersOf}</caption>
        <thead>
          <tr>
            <th scope="col">{words.bin}</th>
            {drawn.map(({ side: { who } }) => (
              <th key={who} scope="col">
                {words.names[who]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to }, m) => (
            <tr key={from}>
              <th scope="row">
                {percent(from)}–{percent(to)}
              </th>
              {drawn.map(({ side: { who }, reliability }) => {
                const bin = reliability.bins[m];
                return (
                  <td key={who}>
                    {words.cell(percent(bin?.accuracy), percent(bin?.confidence), bin?.n ?? 0)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
