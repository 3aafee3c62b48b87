/**
 * Which networks are chosen: one whose card is shown, and others beside it that are compared with it.
 */
import type { NetworkGroup } from '../../analysis/networks/groups.ts';
import { useViewState, viewState } from '../viewState.ts';

/** Keys of groups; the first one's card is shown. */
const selectedKeys = viewState<readonly string[]>([]);

export interface Selection {
  /** The one whose card is shown; undefined where there is none. */
  readonly chosen: NetworkGroup | undefined;
  /** It, then those beside it, in the order in which they were chosen. */
  readonly all: readonly NetworkGroup[];
  /** This one and no other. */
  readonly choose: (key: string) => void;
  /** Puts one beside those that are selected, or takes it away; the last one stays. */
  readonly toggle: (key: string) => void;
  /** These and no others, the first one's card shown. */
  readonly select: (keys: readonly string[]) => void;
}

/** @param groups those that can be chosen: others are passed over, and the first stands for none */
export function useSelection(groups: readonly NetworkGroup[]): Selection {
  const [keys, setKeys] = useViewState(selectedKeys);
  const found = keys.flatMap((key) => groups.find((group) => group.key === key) ?? []);
  const all = found.length > 0 ? found : groups.slice(0, 1);
  return {
    ...{ chosen: all[0], all },
    choose: (key) => setKeys([key]),
    select: setKeys,
    toggle(key) {
      const now = all.map((group) => group.key);
      const rest = now.filter((one) => one !== key);
      if (rest.length === now.length) setKeys([...now, key]);
      else if (rest.length > 0) setKeys(rest);
    },
  };
}
