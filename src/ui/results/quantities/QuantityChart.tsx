import { useMemo } from 'react';
import { measuredBeside, quantities, shownIn } from '../../../protocol/quantities.ts';
import { epochQuantityNames, type QuantityName } from '../../../protocol/quantityNames.ts';
import { axesOf } from '../../../spec/point.ts';
import { isStageKind, stageOf } from '../../../spec/recipe/stages.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { besideText, seriesStyle, seriesText } from '../../seriesStyle.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { useViewState, viewState } from '../../viewState.ts';
import { useCalmRuns } from '../charts/useCalmRuns.ts';
import curves from '../curves/curves.module.css';
import { quantityText } from '../table/quantityText.ts';
import { acrossAxis, acrossChoices, acrossText, firstAcross, quantityAxis, unitSign } from './axes.ts';
import { QuantityNumbers } from './QuantityNumbers.tsx';
import { QuantityPlot, type StyledLine } from './QuantityPlot.tsx';
import styles from './quantities.module.css';
import { type Across, type QuantityLine, quantityLines } from './quantityLines.ts';
import { useTeacherQuantities } from './useTeacherQuantities.ts';

interface Choice {
  readonly name: QuantityName;
  /** As `acrossText` spells it; undefined until somebody chose. */
  readonly across: string | undefined;
}

const chosen = viewState<Choice>({ name: 'accuracy', across: undefined });

const charted = shownIn('chart');

/** A chart of any quantity of the catalogue against epochs, stages, an axis of the sweep or another quantity. */
export function QuantityChart() {
  const text = useWords('results');
  const words = useLateWords('quantityChart');
  const { stage: stageText } = useLateWords('stages');
  const say = useSay();
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const runs = useCalmRuns();
  const teacherHas = useTeacherQuantities();
  const [choice, choose] = useViewState(chosen);
  const axes = useMemo(() => axesOf(experiment), [experiment]);
  const paths = axes.map(({ path }) => path);
  const measured: readonly QuantityName[] = [...epochQuantityNames, ...measuredBeside(runs)];
  const offered = acrossChoices(paths, charted);
  const across: Across =
    offered.find((one) => acrossText(one) === choice.across) ??
    firstAcross(
      axes.filter(({ values }) => values.length > 1).map(({ path }) => path),
      measured,
    );
  const { name } = choice;
  const key = acrossText(across);
  const lines = quantityLines(runs, across, name).map(styled);
  const quantity = quantities[name];
  const named = (of: QuantityName) =>
    [say(quantities[of].label), unitSign[quantities[of].unit]].filter(Boolean).join(', ');
  const acrossName = (of: Across) => {
    if (of.kind === 'quantity') return named(of.name);
    return of.kind === 'axis' ? (of.path === 'alpha' ? 'α' : of.path) : words[of.kind];
  };
  const places = lines.flatMap((line) => line.places);
  const several = new Set(places.map(({ stage }) => stage)).size > 1;
  const teacher = teacherOf();
  const y = quantityAxis(quantity, valuesOf('y'));
  const x = { ...acrossAxis(across, valuesOf('x')), ...(across.kind === 'stage' ? { tick: stageTick } : {}) };
  const numbered = several && across.kind !== 'stage';
  const title = words.against(named(name), acrossName(across));
  return (
    <>
      <div className={styles.choice} data-control="chartControls">
        <label>
          {words.quantity}
          <select
            value={name}
            onChange={({ target }) =>
              choose({ ...choice, name: charted.find((one) => one === target.value) ?? name })
            }
          >
            {charted.map((one) => option(one, one, named(one), measured.includes(one)))}
          </select>
        </label>
        <label>
          {words.across}
          <select value={key} onChange={({ target }) => choose({ ...choice, across: target.value })}>
            {offered.map((one) =>
              option(
                acrossText(one),
                acrossText(one),
                acrossName(one),
                one.kind !== 'quantity' || measured.includes(one.name),
              ),
            )}
          </select>
        </label>
      </div>
      {places.length === 0 ? (
        <p className={curves.quiet}>{runs.length === 0 ? words.empty : words.nothing(title)}</p>
      ) : (
        <figure className={styles.figure}>
          <QuantityPlot
            {...{ lines, x, y, teacher, numbered }}
            xName={
              across.kind === 'quantity' ? (unitSign[quantities[across.name].unit] ?? '') : acrossName(across)
            }
            label={words.describe(title, lines.map(described))}
          />
          <p className={curves.note}>
            {numbered ? words.numberedNote : words.note}
            {x.log || y.log ? `; ${words.logNote}` : ''}
          </p>
          <QuantityNumbers
            {...{ lines, across, name, title, xName: acrossName(across), yName: named(name) }}
          />
        </figure>
      )}
    </>
  );

  function option(optionKey: string, value: string, label: string, isMeasured: boolean) {
    return (
      <option key={optionKey} value={value} disabled={!isMeasured}>
        {isMeasured ? label : words.unmeasured(label)}
      </option>
    );
  }

  function styled(line: QuantityLine): StyledLine {
    const { common, places: of } = line;
    const style = seriesStyle(of[0]?.point ?? common, axes);
    if (!('alpha' in common)) {
      const beside = besideText(common).replace(/^ · /, '');
      return { ...line, style: { ...style, colour: 'var(--student)' }, name: beside || undefined };
    }
    // Against another quantity a line ends anywhere; the legend above has the same looks.
    return { ...line, style, name: across.kind === 'quantity' ? undefined : `α ${seriesText(common)}` };
  }

  function stageTick(value: number): string {
    const { kind = '' } = places.find(({ stage }) => stage === value - 1) ?? {};
    return stageText(value, isStageKind(kind) ? say(stageOf(kind).label) : kind, 0);
  }

  function described({ places: of, common }: StyledLine): string {
    const last = of.at(-1);
    const value = last ? quantityText(quantity.unit, last.y) : '';
    const called = 'alpha' in common ? `α ${seriesText(common)}` : besideText(common).replace(/^ · /, '');
    return [called, value].filter(Boolean).join(': ');
  }

  function teacherOf() {
    const own = teacherHas[name];
    if (own === undefined) return undefined;
    const label = text.charts.teacher;
    if (across.kind !== 'quantity') return { x: undefined, y: own, text: label };
    const at = teacherHas[across.name];
    return at === undefined ? undefined : { x: at, y: own, text: label };
  }

  /** What an axis must hold: places with their deviations, and the teacher. */
  function valuesOf(way: 'x' | 'y'): readonly number[] {
    const own = places.flatMap(({ [way]: { mean, std } }) => (std > 0 ? [mean - std, mean + std] : [mean]));
    const at = teacher?.[way];
    return at === undefined ? own : [...own, at];
  }
}
