import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { plannedEpochs } from '../../../protocol/assignments.ts';
import { alphaOf } from '../../../protocol/record.ts';
import type { RunRecord } from '../../../protocol/records.ts';
import { type PointKey, pointKey } from '../../../protocol/runId.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { type Axis, axesOf } from '../../../spec/point.ts';
import { stageAlphas } from '../../../spec/recipe/points.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { sides } from '../../results/charts/series.ts';
import { useCalmRuns } from '../../results/charts/useCalmRuns.ts';
import { useTurns } from '../../results/charts/useSeries.ts';
import { LinkedCursor, useLinkedCursor } from '../../results/curves/cursor.ts';
import { WithStages } from '../../results/curves/WithStages.tsx';
import { namedAlpha } from '../../results/headline/headline.ts';
import { Segmented } from '../../results/Segmented.tsx';
import { seriesLabel } from '../../seriesStyle.ts';
import { useLateWords } from '../../text/late.ts';
import { useSeen } from '../useSeen.ts';
import panel from '../why.module.css';
import { LedgerChart } from './LedgerChart.tsx';
import { LedgerNumbers } from './LedgerNumbers.tsx';
import styles from './ledger.module.css';
import { chartNames, firstRuns, type LedgerView, linesOf, type StageAlphas, termNames } from './lines.ts';
import { lacksLabels, readingOf } from './reading.ts';

/** The loss's two terms, how hard they pull at the weights, and the angle between them, live while a sweep trains. */
export function Ledger() {
  const text = useLateWords('ledger');
  const section = useRef<HTMLElement>(null);
  const seen = useSeen(section);
  const calm = useCalmRuns();
  const runs = useMemo(() => firstRuns(calm), [calm]);
  return (
    <section ref={section} className={panel.part} data-control="ledger" aria-label={text.title}>
      <h3>{text.title}</h3>
      {runs.length === 0 ? <p className={panel.quiet}>{text.before}</p> : null}
      {runs.length > 0 && seen ? <Books runs={runs} /> : null}
    </section>
  );
}

const every = 'every';

function Books({ runs }: { readonly runs: readonly RunRecord[] }) {
  const text = useLateWords('ledger');
  const cursor = useLinkedCursor();
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const [picked, setPicked] = useState<PointKey | typeof every>();
  const [choice, setChoice] = useState<Omit<LedgerView, 'student'>>({ side: 'validation', term: 'soft' });
  const [log, setLog] = useState(false);
  const axes = useMemo(() => axesOf(experiment), [experiment]);
  const alphas = useMemo(() => alphasIn(experiment), [experiment]);
  const students = runs.map((run) => ({ ...run, key: pointKey(run.point) }));
  const known = picked === every || students.some(({ key }) => key === picked);
  const named = namedAlpha(students.map(alphaOf));
  const first = students.find((one) => alphaOf(one) === named) ?? students[0];
  const shown = known ? picked : first?.key;
  const student = shown === every ? undefined : shown;
  const points = useMemo(
    () => runs.map(({ point }) => point).filter((point) => !student || pointKey(point) === student),
    [runs, student],
  );
  const epochs = plannedEpochs(experiment, points);
  const { side, term } = choice;
  const latest = useMemo(
    () => ({ runs, view: { student, side, term }, axes, alphas }),
    [runs, student, side, term, axes, alphas],
  );
  const turns = useTurns(latest, chartNames.length);
  const drawn = useOneByOne(chartNames.length);
  const measured = runs.flatMap((run) => readingOf(run, alphas) ?? []);
  const reading = measured.find((one) => one.key === student);
  return (
    <>
      <div className={styles.bar}>
        <label className={styles.choice}>
          {text.student}
          <select
            value={shown}
            onChange={({ target }) =>
              setPicked(students.find(({ key }) => key === target.value)?.key ?? every)
            }
          >
            {students.map(({ key, point }) => (
              <option key={key} value={key}>
                {seriesLabel(point)}
              </option>
            ))}
            {students.length > 1 ? <option value={every}>{text.every}</option> : null}
          </select>
        </label>
        <Segmented
          label={text.images}
          options={sides.map((name) => ({ name, text: text.sides[name] }))}
          value={side}
          onChange={(next) => setChoice({ ...choice, side: next })}
        />
        {student === undefined ? (
          <Segmented
            label={text.term}
            options={termNames.map((name) => ({ name, text: text.terms[name] }))}
            value={term}
            onChange={(next) => setChoice({ ...choice, term: next })}
          />
        ) : null}
        <label className={styles.choice}>
          <input type="checkbox" checked={log} onChange={({ target }) => setLog(target.checked)} />
          {text.logTerms}
        </label>
      </div>
      {student === undefined && measured.length > 0 ? (
        <p className={styles.sentence}>{text.readings(measured)}</p>
      ) : null}
      {reading ? <p className={styles.sentence}>{text.reading(reading)}</p> : null}
      <LinkedCursor value={cursor}>
        <WithStages experiment={experiment} points={points}>
          <div className={styles.charts}>
            {chartNames.slice(0, drawn).map((chart, i) => (
              <Quantity
                key={chart}
                {...{ chart, epochs }}
                logarithmic={chart === 'norms' || (chart === 'terms' && log)}
                shown={turns[i] ?? latest}
              />
            ))}
          </div>
        </WithStages>
      </LinkedCursor>
      <p className={panel.quiet}>
        {text.lead} {student === undefined ? text.compared(term) : null}{' '}
        {lacksLabels(experiment) ? text.hidden : null}
      </p>
    </>
  );
}

/** Of each point once: it is asked for after every epoch. */
function alphasIn(experiment: Experiment): StageAlphas {
  const known = new Map<PointKey, readonly number[]>();
  return ({ point }) => {
    const key = pointKey(point);
    const alphas = known.get(key) ?? stageAlphas(experiment, point);
    known.set(key, alphas);
    return alphas;
  };
}

/** How many of `count` charts are there: each comes in a task of its own, so that no first epoch holds the page up. */
function useOneByOne(count: number): number {
  const [drawn, setDrawn] = useState(0);
  useEffect(() => {
    if (drawn === count) return;
    const next = setTimeout(() => setDrawn(drawn + 1));
    return () => clearTimeout(next);
  }, [drawn, count]);
  return drawn;
}

const Quantity = memo(function Quantity({
  chart,
  shown,
  logarithmic,
  epochs,
}: {
  readonly chart: (typeof chartNames)[number];
  readonly shown: {
    readonly runs: readonly RunRecord[];
    readonly view: LedgerView;
    readonly axes: readonly Axis[];
    readonly alphas: StageAlphas;
  };
  readonly logarithmic: boolean;
  readonly epochs: number;
}) {
  const text = useLateWords('ledger');
  const { runs, view, axes, alphas } = shown;
  const lines = useMemo(() => linesOf(chart, runs, view, axes, alphas), [chart, runs, view, axes, alphas]);
  const empty = chart === 'terms' ? text.unmeasured : text.noGradients;
  return (
    <LedgerChart {...{ chart, lines, logarithmic, epochs, empty }}>
      <LedgerNumbers chart={chart} side={view.side} lines={lines} />
    </LedgerChart>
  );
});
