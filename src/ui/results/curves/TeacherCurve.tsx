import { memo, useId } from 'react';
import { CartesianGrid, Line, LineChart, XAxis, YAxis, ZIndexLayer } from 'recharts';
import { csvOf } from '../../../base/csv.ts';
import type { TeacherEpochRecord } from '../../../protocol/records.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { plain } from '../../text/numbers.ts';
import { useWords } from '../../text/useWords.ts';
import unseen from '../../unseen.module.css';
import { scaledDash, useTypeScale } from '../../useTypeScale.ts';
import { CursorLine } from '../charts/CursorLine.tsx';
import { keptIndexes } from '../charts/decimate.ts';
import { epochTicks, niceDomain } from '../charts/scale.ts';
import { download } from '../download.ts';
import { figures, percent, tickText } from '../format.ts';
import { LinkedCursor, useCursorAt, useLinkedCursor } from './cursor.ts';
import styles from './curves.module.css';
import { NumbersTable } from './NumbersTable.tsx';

type Measure = 'loss' | 'accuracy';

/** A teacher trained here: its own accuracy and loss, small, above the students' curves. Nothing for other teachers. */
export function TeacherCurve() {
  const history = useLab((lab) => lab.teacherHistory);
  const text = useWords('results');
  const words = useWords('runs').teacher;
  const cursor = useLinkedCursor();
  const last = history.at(-1);
  if (!last) return null;
  return (
    <section className={styles.teacher} data-control="teacherCurve" aria-label={text.teacherCurve.title}>
      <div>
        <h3>{text.teacherCurve.title}</h3>
        <p className={styles.quiet}>
          {text.teacherCurve.state(last.epoch, last.epochs, percent(last.validation.accuracy))}
        </p>
        <p className={styles.quiet}>{text.teacherCurve.legend}</p>
      </div>
      <LinkedCursor value={cursor}>
        <TeacherChart history={history} measure="accuracy" />
        <TeacherChart history={history} measure="loss" />
      </LinkedCursor>
      <div className={styles.teacherNumbers}>
        <NumbersTable
          summary={words.numbers}
          label={words.numbers}
          caption={words.caption}
          columns={words.columns}
          from={1}
          to={last.epoch}
          cells={(epoch) => {
            const record = history.find((one) => one.epoch === epoch);
            if (!record) return words.columns.map(() => text.none);
            const { train, validation } = record;
            return [
              ...[percent(validation.accuracy), percent(train.accuracy)],
              ...[figures(validation.loss), figures(train.loss)],
            ];
          }}
          onCsv={() => download('teacher.csv', 'text/csv', csvOfTeacher(history))}
        />
      </div>
    </section>
  );
}

function csvOfTeacher(history: readonly TeacherEpochRecord[]): string {
  return csvOf(
    ['epoch', 'accuracy', 'train_accuracy', 'loss', 'train_loss'],
    history.map(({ epoch, validation, train }) => [
      ...[epoch, validation.accuracy, train.accuracy, validation.loss, train.loss],
    ]),
  );
}

const TeacherChart = memo(function TeacherChart({
  history,
  measure,
}: {
  readonly history: readonly TeacherEpochRecord[];
  readonly measure: Measure;
}) {
  const text = useWords('results');
  const { type, line } = useTypeScale();
  const id = useId();
  const epochs = history.at(-1)?.epochs ?? 1;
  const show = measure === 'accuracy' ? percent : figures;
  const all = history.flatMap((record) => [record.validation[measure], record.train[measure]]);
  const finite = all.filter(Number.isFinite);
  const domain = measure === 'accuracy' ? niceDomain(0, 1, 2) : niceDomain(0, Math.max(0.1, ...finite), 2);
  const kept = keptIndexes(
    history.map((record) => record.validation[measure]),
    250,
  );
  const rows = kept.flatMap((index) => {
    const record = history[index];
    if (!record) return [];
    return [{ epoch: record.epoch, validation: record.validation[measure], train: record.train[measure] }];
  });
  // One epoch draws no line, so it is a dot.
  const alone = rows.length === 1;
  const label = text.teacherCurve[measure];
  const first = show(history[0]?.validation[measure] ?? Number.NaN);
  const last = show(history.at(-1)?.validation[measure] ?? Number.NaN);
  return (
    <figure className={styles.teacherFigure} data-chart={measure}>
      <figcaption className={styles.quiet}>
        {label}
        <AtCursor history={history} measure={measure} chart={id} />
      </figcaption>
      <LineChart
        responsive
        className={styles.teacherChart ?? ''}
        data={rows}
        margin={{ top: 6 * type, right: 12 * type, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        role="img"
        tabIndex={0}
        aria-label={`${text.teacherCurve.describe(label, first, last)} ${text.charts.describeKeys}`}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="epoch"
          type="number"
          domain={epochs > 1 ? [1, epochs] : [0, 2]}
          ticks={[...epochTicks(1, epochs, 3)]}
          interval={0}
          height={20 * type}
          tickLine={false}
          stroke="var(--line-control)"
        />
        <YAxis
          type="number"
          domain={[domain.low, domain.high]}
          ticks={[...domain.ticks]}
          width={36 * type}
          tickLine={false}
          axisLine={false}
          tickFormatter={(value: number) =>
            measure === 'accuracy' ? plain(Math.round(value * 100)) : tickText(value)
          }
        />
        <Line
          dataKey="train"
          type="linear"
          stroke="var(--teacher)"
          strokeWidth="var(--line-reference)"
          strokeDasharray={scaledDash('1 3', line)}
          dot={alone && { r: 2 * line, strokeWidth: 0, fill: 'var(--teacher)', fillOpacity: 0.5 }}
          isAnimationActive={false}
        />
        <Line
          dataKey="validation"
          type="linear"
          stroke="var(--teacher)"
          strokeWidth="var(--line-chart)"
          dot={alone && { r: 2.5 * line, strokeWidth: 0, fill: 'var(--teacher)' }}
          isAnimationActive={false}
        />
        <ZIndexLayer zIndex={600}>
          <CursorLine chart={id} from={1} to={epochs} />
        </ZIndexLayer>
      </LineChart>
    </figure>
  );
});

/** The figures of the epoch under the cursor, beside the chart's name; read out on the chart that is in use. */
function AtCursor({
  history,
  measure,
  chart,
}: {
  readonly history: readonly TeacherEpochRecord[];
  readonly measure: Measure;
  readonly chart: string;
}) {
  const text = useWords('results');
  const words = useWords('runs').teacher;
  const at = useCursorAt();
  const record = at && history.find((one) => one.epoch === at.epoch);
  const show = measure === 'accuracy' ? percent : figures;
  const said =
    at && record
      ? `${text.charts.tooltipEpoch(at.epoch)}: ${words.at(show(record.validation[measure]), show(record.train[measure]))}`
      : '';
  return (
    <>
      {said ? <span aria-hidden="true"> · {said}</span> : null}
      <output className={unseen.unseen}>{at?.spoken && at.chart === chart ? said : null}</output>
    </>
  );
}
