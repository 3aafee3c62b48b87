import { Fragment, lazy, Suspense, useMemo } from 'react';
import { type TableKind, type TableRow, tableOf } from '../../../analysis/statistics.ts';
import { fellowsAt } from '../../../analysis/sweep/fellows.ts';
import { measuredBeside, quantities, shownIn, type Unit } from '../../../protocol/quantities.ts';
import { pointKey } from '../../../protocol/runId.ts';
import { axesOf, comparePoints, pointsOf } from '../../../spec/point.ts';
import { measuredImages } from '../../../state/lab/measuredImages.ts';
import { measuredTeacher } from '../../../state/lab/measuredTeacher.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { usePublishedSweep } from '../../published/usePublishedSweep.ts';
import { seriesStyle } from '../../seriesStyle.ts';
import { grouped } from '../../text/numbers.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import unseen from '../../unseen.module.css';
import { useViewState, viewState } from '../../viewState.ts';
import { binomialError } from '../binomial.ts';
import { SeriesSample } from '../charts/SeriesSample.tsx';
import { useCalmRuns } from '../charts/useCalmRuns.ts';
import controls from '../controls.module.css';
import { Downloads } from '../Downloads.tsx';
import { figuresSpread, gainText, percent, percentSpread } from '../format.ts';
import { Segmented } from '../Segmented.tsx';
import { useStudentsInMemory } from '../useStudentsInMemory.ts';
import { WeightsMenu } from '../WeightsMenu.tsx';
import { FailedRuns } from './FailedRuns.tsx';
import { cellsBeside } from './quantityText.ts';
import styles from './table.module.css';

/** Few experiments have one beside theirs. */
const PublishedTable = lazy(async () => ({
  default: (await import('../../published/PublishedTable.tsx')).PublishedTable,
}));

/** A plain sweep has none. */
const StageLines = lazy(() => import('../curves/StageLines.tsx'));
const StageNotes = lazy(async () => ({ default: (await import('../curves/StageLines.tsx')).StageNotes }));

const chosenEnd = viewState<'final' | 'best'>('final');
const poolsImages = viewState(false);

const unitSigns: Readonly<Partial<Record<Unit, string>>> = { ms: 'ms', share: '%' };

interface Column {
  readonly title: string;
  readonly under: string;
  /** Where it stands without what is under it: with its unit. */
  readonly named?: string;
}

/** The seed's table over runs, with the paired gain, each term of the loss, and everything to take away. */
export function ResultsTable() {
  const text = useWords('results');
  const say = useSay();
  const words = text.table;
  const { gap } = useWords('flow');
  const [when, setWhen] = useViewState(chosenEnd);
  const [pooled, setPooled] = useViewState(poolsImages);
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const runs = useCalmRuns();
  const elsewhere = useLab((lab) => lab.shared?.runs);
  const teacherAccuracy = useLab(measuredTeacher);
  const validationImages = useLab(measuredImages);
  const published = usePublishedSweep();
  const inMemory = useStudentsInMemory().answer;
  const kind: TableKind = pooled ? 'pooled' : when;
  const rows = useMemo(() => tableOf(runs, kind), [runs, kind]);
  const isPlainSweep = experiment.recipe.length === 0;
  const axes = axesOf(experiment);
  const planned = pointsOf(axes).map((point) => [pointKey(point), point] as const);
  const points = [...new Map([...planned, ...rows.map(({ key, point }) => [key, point] as const)])];
  const first = rows[0];
  const beside = measuredBeside(runs).filter((name) => shownIn('table').includes(name));
  const staged = isPlainSweep ? [] : rows;
  const notes = pooled
    ? [words.pooledNote, words.lossNote]
    : [
        words.spreadNote,
        ...(when === 'best' ? [words.bestNote] : []),
        words.lossNote,
        ...fellowsAt(runs).map(({ key, fellows }) =>
          words.fellowsNote(key, fellows.n, percentSpread(fellows)),
        ),
      ];
  const columns: readonly Column[] = [
    { title: words.n, under: '' },
    { title: words.accuracy, under: 'epoch_acc_l' },
    { title: words.gain, under: words.gainSubtitle },
    { title: words.teacher, under: 'epoch_acc_teacher_l' },
    ...beside.map((name) => ({
      title: say(quantities[name].label),
      under: unitSigns[quantities[name].unit] ?? '',
      named: [say(quantities[name].label), unitSigns[quantities[name].unit]].filter(Boolean).join(', '),
    })),
    { title: words.difference, under: 'diff_t_s' },
    { title: words.loss, under: 'epoch_loss_l' },
    { title: words.hard, under: 'CE' },
    { title: words.soft, under: experiment.similarity },
  ];
  return (
    <section className={styles.results} aria-label={words.title}>
      <div className={styles.bar}>
        <div className={controls.row}>
          <Segmented
            label={words.when}
            options={(['final', 'best'] as const).map((name) => ({ name, text: words.kinds[name] }))}
            value={when}
            onChange={(name) => {
              setWhen(name);
              setPooled(false);
            }}
          />
          <label className={controls.check}>
            <input type="checkbox" checked={pooled} onChange={(event) => setPooled(event.target.checked)} />
            {words.pooled}
          </label>
        </div>
        <Downloads kind={kind} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: no control of a form is in it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys. */}
      <div className={styles.scroll} role="group" aria-label={words.title} tabIndex={0}>
        <table className={styles.table}>
          <caption className={unseen.unseen}>{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">
                {words.alpha}
                <small>alpha</small>
              </th>
              {columns.map(({ title, under }) => (
                <th key={title} scope="col">
                  {title}
                  <small>{under || '\u00a0'}</small>
                </th>
              ))}
              <th scope="col">
                <span className={unseen.unseen}>{words.weights}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {points
              .sort(([, a], [, b]) => comparePoints(a, b))
              .map(([key, point]) => {
                const row = rows.find((one) => one.key === key);
                const style = seriesStyle(point, axes);
                const finished = runs.filter(
                  (run) => pointKey(run.point) === key && run.status === 'finished',
                );
                return (
                  <Fragment key={key}>
                    <tr data-waiting={row ? undefined : ''}>
                      <th scope="row">
                        <SeriesSample style={style} /> {style.label}
                      </th>
                      {[
                        ...headCells(row, teacherAccuracy, text.none),
                        ...cellsBeside(row?.stages.at(-1), beside, text.none),
                        ...lossCells(row, text.none),
                      ].map((cell, i) => (
                        <td key={columns[i]?.title} data-label={columns[i]?.named ?? columns[i]?.title}>
                          {cell}
                        </td>
                      ))}
                      <td>
                        {finished.length > 0 && runs !== elsewhere ? (
                          <WeightsMenu point={point} runs={finished} inMemory={inMemory} />
                        ) : null}
                      </td>
                    </tr>
                    {row && staged.includes(row) ? (
                      <Suspense fallback={null}>
                        <StageLines stages={row.stages} columns={columns} beside={beside} />
                      </Suspense>
                    ) : null}
                  </Fragment>
                );
              })}
          </tbody>
        </table>
      </div>
      <div className={styles.notes}>
        <p>{first ? notes.join(gap) : words.empty}</p>
        {first && validationImages ? (
          <p>
            {words.binomial(
              percent(binomialError(first.accuracy.mean, validationImages)),
              percent(first.accuracy.mean),
              validationImages,
            )}
          </p>
        ) : null}
        {staged[0] ? (
          <Suspense fallback={null}>
            <StageNotes stages={staged[0].stages} beside={beside} />
          </Suspense>
        ) : null}
      </div>
      {published ? (
        <Suspense fallback={null}>
          <PublishedTable sweep={published} {...{ runs, teacherAccuracy, validationImages }} />
        </Suspense>
      ) : null}
      <FailedRuns runs={runs} />
    </section>
  );
}

function headCells(row: TableRow | undefined, teacher: number | undefined, none: string): readonly string[] {
  return [
    row ? grouped(row.loss.n) : '0',
    row ? percentSpread(row.accuracy) : none,
    row?.gain ? gainText(row.gain) : none,
    percent(teacher),
  ];
}

function lossCells(row: TableRow | undefined, none: string): readonly string[] {
  const { hard, soft } = row?.terms ?? {};
  return [row?.difference, row?.loss, hard, soft].map((spread) => (spread ? figuresSpread(spread) : none));
}
