import type { DatasetSummary } from '../../shared/records.ts';
import { useText } from '../text/useText.ts';
import styles from './ClassTable.module.css';
import { ThumbnailCanvas } from './ThumbnailCanvas.tsx';

/** One row for each class: how many images it has in each split, and a few of them. */
export function ClassTable({ dataset }: { readonly dataset: DatasetSummary }) {
  const { data } = useText();
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
        {classes.map((name, label) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={styles.number}>{(train.perClass[label] ?? 0).toLocaleString('en')}</td>
            <td className={styles.number}>{(validation.perClass[label] ?? 0).toLocaleString('en')}</td>
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
