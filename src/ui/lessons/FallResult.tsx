import type { Spread } from '../../analysis/spread.ts';
import { quantities } from '../../protocol/quantities.ts';
import type { Fall } from '../../spec/lessons/lesson.ts';
import { noFall } from '../../spec/lessons/lessonChoices.ts';
import { costText } from '../networks/costs.ts';
import { useLanguage } from '../text/language.ts';
import { fixed, grouped, plain } from '../text/numbers.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import type { Costs, FallFound, FallRow } from './fall.ts';
import styles from './Result.module.css';

/** Every value of an axis: what its networks get right and cost, beside the reference. */
export function FallResult({ fall }: { readonly fall: FallFound }) {
  const text = useWords('lessons');
  const say = useSay();
  const language = useLanguage();
  const { measure, reference, rows, found } = fall;
  const [name, against] = [measure.name[language], measure.reference.name[language]];
  const valueText = (value: number) =>
    measure.as === 'share' ? text.percent(plain(Math.round(value * 1000) / 10)) : plain(value);
  return (
    <section className={styles.result} aria-label={`${text.quantities.accuracy}: ${name}`}>
      <table className={styles.fall}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">{text.fall.right}</th>
            <th scope="col">{text.fall.beside(against)}</th>
            {measure.costs.map((cost) => (
              <th key={cost} scope="col">
                {say(quantities[cost].label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{against}</th>
            <td>{text.percent(rightText(reference.accuracy))}</td>
            <td>–</td>
            <CostCells costs={reference.costs} of={measure} />
          </tr>
          {rows.map((row) => (
            <tr key={row.value} data-below={row.isBelow ? '' : undefined}>
              <th scope="row">{valueText(row.value)}</th>
              <td>{text.percent(rightText(row.accuracy))}</td>
              <td>
                {differenceText(row, reference.accuracy.mean)}{' '}
                <span className={styles.how}>{row.isBelow ? text.fall.below : text.fall.within}</span>
              </td>
              <CostCells costs={row.costs} of={measure} />
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <strong>
          {found === noFall ? text.fall.none(against) : text.fall.first(name, valueText(found), against)}
        </strong>
      </p>
      <p className={styles.how}>{useHow(fall)}</p>
    </section>
  );
}

function CostCells({ costs, of }: { readonly costs: Costs; readonly of: Fall }) {
  return of.costs.map((cost, i) => {
    const value = costs[i];
    return <td key={cost}>{value === undefined ? '–' : costText(cost, value)}</td>;
  });
}

function useHow({ runs, pairs, images, rows }: FallFound): string {
  const { fall } = useWords('lessons');
  if (runs > 1) return (pairs ? fall.paired : fall.unpaired)(runs, rows.length);
  return images === undefined ? fall.oneUnknown : fall.oneEach(grouped(images), rows.length);
}

/** In percent, with its standard error over runs where there are several. */
function rightText({ mean, std, n }: Spread): string {
  const error = std / Math.sqrt(n);
  return Number.isFinite(error) ? `${fixed(mean * 100, 1)} ± ${fixed(error * 100, 1)}` : fixed(mean * 100, 1);
}

/** In points, "−2.2 [−6.3, +1.9]", within what a share of right answers can be. */
function differenceText({ difference, half }: FallRow, reference: number): string {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${fixed(Math.abs(value) * 100, 1)}`;
  return Number.isFinite(half)
    ? `${signed(difference)} [${signed(Math.max(-reference, difference - half))}, ${signed(Math.min(1 - reference, difference + half))}]`
    : signed(difference);
}
