import type { RunRecord } from '../../shared/records.ts';
import { historyCsv, reportJson, resultsCsv } from '../../shared/results.ts';
import { type TableRow, tableOf } from '../../shared/statistics.ts';
import { useLab } from '../../state/useLab.ts';
import { useResultsText } from '../text/useResultsText.ts';
import controls from './controls.module.css';
import { download } from './download.ts';

/** The table as shown, the whole report, and every epoch of every run. */
export function Downloads({
  rows,
  runs,
  teacherAccuracy,
}: {
  readonly rows: readonly TableRow[];
  readonly runs: readonly RunRecord[];
  readonly teacherAccuracy: number | undefined;
}) {
  const text = useResultsText();
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  const backend = useLab((lab) => lab.backend);
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const student = useLab((lab) => lab.student);
  const seconds = useLab((lab) => lab.seconds);
  const report =
    backend && dataset && teacher && student
      ? () =>
          reportJson({
            experiment,
            backend,
            dataset,
            teacher,
            student,
            rows: tableOf(runs, 'final'),
            runs,
            seconds: seconds ?? Number.NaN,
          })
      : undefined;
  return (
    <div className={controls.row}>
      <span className={controls.check}>{text.table.downloads}</span>
      <button
        type="button"
        disabled={rows.length === 0}
        onClick={() => download('results.csv', 'text/csv', resultsCsv(rows, teacherAccuracy))}
      >
        {text.table.csv}
      </button>
      <button
        type="button"
        disabled={rows.length === 0 || !report}
        onClick={() =>
          report && download('report.json', 'application/json', JSON.stringify(report(), null, 2))
        }
      >
        {text.table.json}
      </button>
      <button
        type="button"
        disabled={runs.every((run) => run.history.length === 0)}
        onClick={() => download('history.csv', 'text/csv', historyCsv(runs))}
      >
        {text.table.history}
      </button>
    </div>
  );
}
