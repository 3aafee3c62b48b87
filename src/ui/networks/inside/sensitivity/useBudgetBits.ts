import type { NetworkGroup } from '../../../../analysis/networks/groups.ts';
import { useViewState } from '../../../viewState.ts';
import { shownWish, usePreview } from '../../smaller/usePreview.ts';

/** Bits that the rounding which is being set up would give each layer; undefined while it is not known. */
export function useBudgetBits(id: string, group: NetworkGroup): Readonly<Record<string, number>> | undefined {
  const [wish] = useViewState(shownWish);
  const stage = wish?.group === group.key && wish.stage.kind === 'quantise' ? wish.stage : undefined;
  // Asked for where it is set up.
  const { previewed } = usePreview(id, stage, false);
  return previewed?.preview.layerBits;
}
