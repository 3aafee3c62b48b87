import { useMemo } from 'react';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { usePageView } from '../../../state/page/usePageView.ts';
import { useHiddenExamples } from './hiddenExamples.ts';

export interface ShownExamples {
  /** Whether there are examples of the images that are open. */
  readonly any: boolean;
  readonly shown: readonly KeptNetworkCard[];
}

/**
 * Those examples of the images that are open that are not hidden: where nothing else is to be seen, or a link names one, none is.
 */
export function useShownExamples(listed: readonly KeptNetworkCard[]): ShownExamples {
  const dataset = useLab((lab) => lab.experiment.dataset);
  const named = usePageView((page) => page.networks);
  const [hidden] = useHiddenExamples();
  return useMemo(() => {
    const ofImages = listed.filter(
      ({ shipped, origin, teacher }) => shipped && (origin ?? teacher)?.dataset === dataset,
    );
    const isNeeded =
      listed.every(({ shipped }) => shipped) ||
      ofImages.some(({ id }) => named.some((name) => id.startsWith(name)));
    return { any: ofImages.length > 0, shown: hidden && !isNeeded ? [] : ofImages };
  }, [listed, dataset, named, hidden]);
}
