import { useEffect, useState } from 'react';
import type { PublishedSweep } from '../../analysis/published/publishedSweep.ts';
import { isSeedExperiment } from '../../spec/presets.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useViewState, viewState } from '../viewState.ts';

/** Whether published results stand beside ours, as somebody chose; undefined while nobody did. */
export const showsPublished = viewState<boolean | undefined>(undefined);

/** Whether they can be compared with what the page is about: the same similarity, on a folder of two classes. */
export function useIsComparable(): boolean {
  return useLab(({ measured, experiment, dataset }) => {
    const { similarity, dataset: name } = measured ?? experiment;
    return similarity === 'mse' && name.startsWith('folder-') && dataset?.classes.length === 2;
  });
}

/** Whether they are shown: as was chosen, and unless anything was, for the very experiment that was published. */
export function useShowsPublished(): boolean {
  const [chosen] = useViewState(showsPublished);
  const isComparable = useIsComparable();
  const isSeed = useLab(({ measured, experiment }) => isSeedExperiment(measured ?? experiment));
  return isComparable && (chosen ?? isSeed);
}

/** The published runs of the experiment that the lab reproduces; undefined where they are not shown, or not loaded yet. */
export function usePublishedSweep(): PublishedSweep | undefined {
  const isShown = useShowsPublished();
  const [, choose] = useViewState(showsPublished);
  const [sweep, setSweep] = useState<PublishedSweep>();
  useEffect(() => {
    if (!isShown) return;
    let isGone = false;
    import('../../analysis/published/seedRuns.ts').then(
      ({ seedRuns }) => {
        if (!isGone) setSweep(seedRuns);
      },
      // Offline before they were ever loaded: the switch goes back, to be tried again.
      () => choose(false),
    );
    return () => {
      isGone = true;
    };
  }, [isShown, choose]);
  return isShown ? sweep : undefined;
}
