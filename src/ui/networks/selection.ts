/**
 * Which networks are chosen: one whose card is shown, and others beside it that are compared with it. They stand in the link,
 * each by the first digits of the SHA-256 of one of its files, which is the same wherever the file is.
 */
import { useMemo } from 'react';
import type { NetworkGroup } from '../../analysis/networks/groups.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useViewState, viewState } from '../viewState.ts';

/** What was chosen here: keys of groups, and how the link names them. */
interface Own {
  readonly keys: readonly string[];
  readonly named: readonly string[];
}
const selected = viewState<Own | undefined>(undefined);

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
  const named = usePageView((page) => page.networks);
  const show = usePageView((page) => page.show);
  const [own, setOwn] = useViewState(selected);
  // By Back or another link the page may name others than were chosen last.
  const keys = own && own.named.join() === named.join() ? own.keys : undefined;
  const all = useMemo(() => {
    const found = keys
      ? keys.flatMap((key) => groups.find((group) => group.key === key) ?? [])
      : [...new Set(named.flatMap((name) => groupNamed(name, groups) ?? []))];
    return found.length > 0 ? found : groups.slice(0, 1);
  }, [keys, named, groups]);
  const select = (next: readonly string[]) => {
    const names = next.flatMap((key) => nameOf(key, groups) ?? []);
    setOwn({ keys: next, named: names });
    show({ networks: names });
  };
  return {
    ...{ chosen: all[0], all },
    choose: (key) => select([key]),
    select,
    toggle(key) {
      const now = all.map((group) => group.key);
      const rest = now.filter((one) => one !== key);
      if (rest.length === now.length) select([...now, key]);
      else if (rest.length > 0) select(rest);
    },
  };
}

/** Enough digits that no two of a browser's networks begin alike. */
const digits = 12;

const nameOf = (key: string, groups: readonly NetworkGroup[]): string | undefined =>
  groups.find((group) => group.key === key)?.networks[0]?.id.slice(0, digits);

export const groupNamed = (name: string, groups: readonly NetworkGroup[]): NetworkGroup | undefined =>
  groups.find(({ networks }) => networks.some(({ id }) => id.startsWith(name)));
