import { useMemo } from 'react';
import type { DatasetSummary } from '../../protocol/records.ts';
import { useWords } from './useWords.ts';

interface DatasetNames {
  readonly label: string;
  /** In class order. */
  readonly classes: readonly string[];
}

/** A dataset's name and those of its classes: the lab's own in the reader's language, a folder's as its owner wrote them. */
export function useDatasetNames(dataset: DatasetSummary | undefined): DatasetNames | undefined {
  const { form, species } = useWords('page');
  return useMemo(() => {
    if (dataset?.id !== 'insects') return dataset;
    return { label: form.insects, classes: dataset.classes.map((name) => species[name] ?? name) };
  }, [dataset, form, species]);
}
