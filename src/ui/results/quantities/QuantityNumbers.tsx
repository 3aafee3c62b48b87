import { useState } from 'react';
import { csvOf } from '../../../base/csv.ts';
import { quantities } from '../../../protocol/quantities.ts';
import type { QuantityName } from '../../../protocol/quantityNames.ts';
import { isStageKind, stageOf } from '../../../spec/recipe/stages.ts';
import { columnKey, seriesLabel } from '../../seriesStyle.ts';
import { useLateWords } from '../../text/late.ts';
import { grouped, plain } from '../../text/numbers.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import curves from '../curves/curves.module.css';
import { download } from '../download.ts';
import { quantityText } from '../table/quantityText.ts';
import { acrossText } from './axes.ts';
import type { Across, Place, QuantityLine } from './quantityLines.ts';

interface Props {
  readonly lines: readonly QuantityLine[];
  readonly across: Across;
  readonly name: QuantityName;
  readonly title: string;
  readonly xName: string;
  readonly yName: string;
}

/** More rows than this are for a file. */
const mostRows = 300;

/** The places of a chart of quantities, for whoever reads rather than looks; made only while it is open. */
export function QuantityNumbers(props: Props) {
  const words = useLateWords('quantityChart');
  const [open, setOpen] = useState(false);
  return (
    <details
      className={curves.numbers}
      data-control="numbers"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{words.numbers}</summary>
      {open ? <Opened {...props} /> : null}
    </details>
  );
}

function Opened({ lines, across, name, title, xName, yName }: Props) {
  const { charts } = useWords('results');
  const words = useLateWords('quantityChart');
  const { stage: stageText } = useLateWords('stages');
  const say = useSay();
  const places = lines.flatMap((line) => line.places);
  const xText = ({ x }: Place) =>
    across.kind === 'quantity' ? quantityText(quantities[across.name].unit, x) : plain(x.mean);
  const stageOfPlace = ({ stage, kind = '' }: Place) =>
    stage === undefined ? '' : stageText(stage + 1, isStageKind(kind) ? say(stageOf(kind).label) : kind, 0);
  return (
    <>
      <div className={curves.numbersBar}>
        <button
          type="button"
          onClick={() => download(`${name}-${acrossText(across)}.csv`, 'text/csv', csv())}
        >
          {charts.numbersCsv}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys. */}
      <section className={curves.scroll} aria-label={title} tabIndex={0}>
        <table>
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              {[words.student, words.stage, xName, yName, 'n'].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.slice(0, mostRows).map((place) => (
              <tr key={`${columnKey(place.point)} ${place.stage} ${place.x.mean}`}>
                <th scope="row">{seriesLabel(place.point)}</th>
                <td>{stageOfPlace(place)}</td>
                <td>{xText(place)}</td>
                <td>{quantityText(quantities[name].unit, place.y)}</td>
                <td>{grouped(place.y.n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {places.length > mostRows ? <p>{words.more(places.length - mostRows)}</p> : null}
    </>
  );

  function csv(): string {
    const x =
      across.kind === 'quantity' ? quantities[across.name].column : acrossText(across).replace('axis ', '');
    const y = quantities[name].column;
    return csvOf(
      ['point', 'stage', 'kind', `${x}_mean`, `${x}_std`, `${y}_mean`, `${y}_std`, 'n'],
      places.map((one) => [
        ...[columnKey(one.point), one.stage === undefined ? undefined : one.stage + 1, one.kind],
        ...[one.x.mean, one.x.std, one.y.mean, one.y.std, one.y.n],
      ]),
    );
  }
}
