import type { LabActions } from '../../state/lab/labState.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';

/**
 * Takes a folder from a person's hands and turns to the data: what was read comes before training. A folder that a link
 * or an earlier visit names turns no page.
 */
export function useGivenFolder(): LabActions['loadFolder'] {
  const { loadFolder } = useLabActions();
  const busy = useLab((lab) => isBusy(lab.phase));
  const show = usePageView((page) => page.show);
  return (...given) => {
    loadFolder(...given);
    // While something is trained the lab refuses it.
    if (!busy) show({ view: 'data' });
  };
}
