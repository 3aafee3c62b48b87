import { historyCsv, reportJson } from '../../analysis/results.ts';
import { type MeasuredOn, resultsCsv, resultsCsvName } from '../../analysis/resultsCsv.ts';
import { type TableKind, tableOf } from '../../analysis/statistics.ts';
import { historyOf } from '../../protocol/record.ts';
import type { LabState } from '../../state/lab/labState.ts';
import { measuredImages } from '../../state/lab/measuredImages.ts';
import { measuredTeacher } from '../../state/lab/measuredTeacher.ts';
import { useLab, useLabStore } from '../../state/lab/useLab.ts';
import { aboutOf } from '../../state/runs/sweepAbout.ts';
import { ChartsMenu } from '../share/ChartsMenu.tsx';
import { PrintButton } from '../share/PrintButton.tsx';
import { useWords } from '../text/useWords.ts';
import controls from './controls.module.css';
import { download } from './download.ts';
import { NetworksButton } from './export/NetworksButton.tsx';

/**
 * The table as shown, the whole report, and every epoch of every run. They are read at the click: the drawn table may
 * be a moment behind what was measured.
 */
export function Downloads({ kind }: { readonly kind: TableKind }) {
  const text = useWords('results');
  const store = useLabStore();
  const begun = useLab((lab) => lab.runs.some((run) => historyOf(run).length > 0));
  const finished = useLab((lab) => lab.runs.some((run) => run.status === 'finished'));
  const known = useLab((lab) => Boolean(lab.backend && lab.dataset && lab.teacher && lab.student));
  const saveTable = () => {
    const lab = store.getState();
    const csv = resultsCsv(tableOf(lab.runs, kind), kind, measuredOn(lab));
    download(resultsCsvName(kind), 'text/csv', csv);
  };
  const saveReport = () => {
    const report = reportOf(store.getState());
    if (report) download('report.json', 'application/json', JSON.stringify(report, null, 2));
  };
  const saveHistory = () => {
    const lab = store.getState();
    download('history.csv', 'text/csv', historyCsv(lab.runs, measuredOn(lab)));
  };
  return (
    <div className={controls.row} data-control="downloads">
      <span className={controls.check}>{text.table.downloads}</span>
      <button type="button" disabled={!finished} onClick={saveTable}>
        {text.table.csv}
      </button>
      <button type="button" disabled={!finished || !known} onClick={saveReport}>
        {text.table.json}
      </button>
      <button type="button" disabled={!begun} onClick={saveHistory}>
        {text.table.history}
      </button>
      <NetworksButton />
      <ChartsMenu disabled={!begun} />
      <PrintButton disabled={!begun} />
    </div>
  );
}

/** Of results that came with a link nobody knows what dataset and teacher are called. */
function measuredOn(lab: LabState): MeasuredOn {
  const { datasetLabel, teacherLabel } = lab.measuredOn ?? aboutOf(lab);
  const experiment = lab.measured ?? lab.experiment;
  return { experiment, teacherAccuracy: measuredTeacher(lab), datasetLabel, teacherLabel };
}

function reportOf(lab: LabState) {
  const { backend, dataset, teacher, student, runs, measuredOn } = lab;
  if (!backend || !dataset || !teacher || !student) return undefined;
  const { accuracy: _, ...known } = teacher;
  const accuracy = measuredTeacher(lab);
  const images = measuredImages(lab) ?? dataset.validation.count;
  return reportJson({
    experiment: lab.measured ?? lab.experiment,
    backend: { ...backend, name: measuredOn?.backend ?? backend.name },
    dataset: { ...dataset, validation: { ...dataset.validation, count: images } },
    teacher: { ...known, ...(accuracy === undefined ? {} : { accuracy }) },
    student,
    rows: tableOf(runs, 'final'),
    runs,
    seconds: measuredOn?.seconds ?? Number.NaN,
  });
}
