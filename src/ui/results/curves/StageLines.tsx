import type { Spread } from '../../../analysis/spread.ts';
import type { StageRow } from '../../../analysis/stageTable.ts';
import type { QuantityName } from '../../../protocol/quantityNames.ts';
import { isStageKind, settingsOf, stageOf } from '../../../spec/recipe/stages.ts';
import { useLateWords } from '../../text/late.ts';
import { grouped, plain } from '../../text/numbers.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { figuresSpread, percentSpread } from '../format.ts';
import { cellsBeside } from '../table/quantityText.ts';
import styles from '../table/table.module.css';

/** Three figures at most. */
const short = (value: number) => plain(Number(value.toPrecision(3)));

interface Props {
  readonly stages: readonly StageRow[];
  /** The table's columns, from the number of runs on. */
  readonly columns: readonly { readonly title: string; readonly named?: string }[];
  /** Quantities of networks that have columns, after the teacher's. */
  readonly beside: readonly QuantityName[];
}

/** What each stage left, under the row of its point. */
export default function StageLines({ stages, columns, beside }: Props) {
  const { none } = useWords('results');
  const words = useLateWords('stages');
  const say = useSay();
  const shown = (spread: Spread | undefined) => (spread ? figuresSpread(spread) : none);
  return stages.map((stage, i) => {
    const { kind, level, n, quantities: spreads, uncalibrated } = stage;
    const { accuracy, difference, loss, hard, soft } = spreads;
    const declared = isStageKind(kind) ? stageOf(kind) : undefined;
    const before = uncalibrated.accuracy && words.uncalibrated(percentSpread(uncalibrated.accuracy));
    const cells = [
      grouped(n),
      accuracy ? percentSpread(accuracy) : none,
      // A gain and a teacher's accuracy are of whole runs.
      ...[none, none],
      ...cellsBeside(stage, beside, none),
      ...[difference, loss, hard, soft].map(shown),
    ];
    /** Under a figure, what is to be known of it. */
    const under = (k: number) => {
      const name = beside[k - 4];
      if (k === 1) return before;
      return name === 'milliseconds' && declared?.simulates ? words.simulated : undefined;
    };
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: stages have no other name than their place.
      <tr key={i} data-stage={kind}>
        <th scope="row">
          <span>
            {words.stage(i + 1, declared ? say(declared.label) : kind, level)}
            {reachedBy(stage).map((line) => (
              <small key={line}>{line}</small>
            ))}
            {(stage.reached.collapsed ?? 0) > 0 ? (
              <small>{words.collapsed(stage.reached.collapsed ?? 0)}</small>
            ) : null}
          </span>
        </th>
        {cells.map((cell, k) => {
          const more = under(k);
          return (
            <td
              key={columns[k]?.title}
              data-label={columns[k]?.named ?? columns[k]?.title}
              data-none={cell === none ? '' : undefined}
            >
              <span>
                {cell}
                {more === undefined ? null : <small className={styles.said}>{more}</small>}
              </span>
            </td>
          );
        })}
        <td />
      </tr>
    );
  });

  function reachedBy({ kind, asked, reached }: StageRow): readonly string[] {
    const settings = isStageKind(kind) ? settingsOf(kind) : undefined;
    return Object.entries(asked).flatMap(([name, value]) => {
      const came = reached[name];
      const label = settings?.get(name)?.label;
      if (came === undefined) return [];
      return [words.reached(label === undefined ? name : say(label), short(value), short(came))];
    });
  }
}

interface NotesProps {
  readonly stages: readonly StageRow[];
  readonly beside: readonly QuantityName[];
}

/** What is to be known of such rows. */
export function StageNotes({ stages, beside }: NotesProps) {
  const words = useLateWords('stages');
  const isSimulated =
    beside.includes('milliseconds') &&
    stages.some(({ kind }) => isStageKind(kind) && stageOf(kind).simulates === true);
  const hasMasks =
    beside.includes('milliseconds') &&
    stages.some(({ kind }) => isStageKind(kind) && stageOf(kind).masks === true);
  return [
    words.notes,
    ...(isSimulated ? [words.simulatedNote] : []),
    ...(hasMasks ? [words.maskedNote] : []),
  ].map((note) => <p key={note}>{note}</p>);
}
