import { useMemo } from 'react';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { usePageView } from '../../../state/page/usePageView.ts';
import { useHiddenExamples } from './hiddenExamples.ts';

const none: readonly KeptNetworkCard[] = [];

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
  const ofImages = useMemo(
    () =>
      listed.filter(({ shipped, origin, teacher }) => shipped && (origin ?? teacher)?.dataset === dataset),
    [listed, dataset],
  );
  const areAlone = useMemo(() => listed.every(({ shipped }) => shipped), [listed]);
  const isNeeded = areAlone || ofImages.some(({ id }) => named.some((name) => id.startsWith(name)));
  const isHidden = hidden && !isNeeded;
  // The same list for as long as it says the same, whatever is chosen.
  return useMemo(
    () => ({ any: ofImages.length > 0, shown: isHidden ? none : ofImages }),
    [ofImages, isHidden],
  );
}
