import { isStageKind, stageOf } from '../../shared/recipe/stages.ts';
import { quantities } from '../../shared/runs/quantities.ts';
import type { QuantityName } from '../../shared/runs/quantityNames.ts';
import type { StageRow } from '../../shared/runs/stageTable.ts';
import type { Spread } from '../../shared/spread.ts';
import { grouped } from '../text/numbers.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { figuresSpread, percentSpread } from './format.ts';
import { quantityText } from './quantityText.ts';

interface Props {
  readonly stages: readonly StageRow[];
  /** The table's columns, from the number of runs on. */
  readonly columns: readonly { readonly title: string }[];
  /** Quantities of networks that have columns, after all others. */
  readonly beside: readonly QuantityName[];
}

/** What each stage left, under the row of its point; nothing of a single stage, whose figures stand in that row. */
export function StageLines({ stages, columns, beside }: Props) {
  const { none } = useWords('results');
  const say = useSay();
  if (stages.length < 2) return null;
  const shown = (spread: Spread | undefined) => (spread ? figuresSpread(spread) : none);
  return stages.map((stage, i) => {
    const { kind, level, n, quantities: spreads } = stage;
    const { accuracy, difference, loss, hard, soft } = spreads;
    const name = isStageKind(kind) ? say(stageOf(kind).label) : kind;
    const cells = [
      grouped(n),
      accuracy ? percentSpread(accuracy) : none,
      // A gain and a teacher's accuracy are of whole runs.
      ...[none, none],
      ...[difference, loss, hard, soft].map(shown),
      ...cellsBeside(stage, beside, none),
    ];
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: stages have no other name than their place.
      <tr key={i} data-stage={kind}>
        <th scope="row">{`${i + 1}. ${name}${level > 0 ? ` (${level})` : ''}`}</th>
        {cells.map((cell, k) => (
          <td key={columns[k]?.title} data-label={columns[k]?.title}>
            {cell}
          </td>
        ))}
        <td />
      </tr>
    );
  });
}

/** The cells of quantities of networks. */
export function cellsBeside(
  stage: StageRow | undefined,
  beside: readonly QuantityName[],
  none: string,
): readonly string[] {
  return beside.map((name) => {
    const spread = stage?.quantities[name];
    return spread ? quantityText(quantities[name].unit, spread) : none;
  });
}
