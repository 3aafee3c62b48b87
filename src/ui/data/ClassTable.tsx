import type { DatasetSummary } from '../../protocol/records.ts';
import { grouped } from '../text/numbers.ts';
import { useDatasetNames } from '../text/useDatasetNames.ts';
import { useWords } from '../text/useWords.ts';
import styles from './ClassTable.module.css';
import { ThumbnailCanvas } from './ThumbnailCanvas.tsx';

/** One row for each class: how many images it has in each split, and a few of them. */
export function ClassTable({ dataset }: { readonly dataset: DatasetSummary }) {
  const { data } = useWords('page');
  const names = useDatasetNames(dataset);
  const { classes, train, validation, thumbnails } = dataset;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{data.className}</th>
          <th scope="col" className={styles.number}>
            {data.train}
          </th>
          <th scope="col" className={styles.number}>
            {data.validation}
          </th>
          <th scope="col">{data.samples}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((key, label) => (
          <tr key={key}>
            <th scope="row">{names?.classes[label] ?? key}</th>
            <td className={styles.number}>{grouped(train.perClass[label] ?? 0)}</td>
            <td className={styles.number}>{grouped(validation.perClass[label] ?? 0)}</td>
            <td>
              <div className={styles.samples} aria-hidden="true">
                {thumbnails
                  .filter((thumbnail) => thumbnail.label === label)
                  .map((thumbnail) => (
                    <ThumbnailCanvas key={`${thumbnail.split} ${thumbnail.index}`} thumbnail={thumbnail} />
                  ))}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
