import { fieldOf, isFieldName } from '../../spec/experiment.ts';
import type { HideName } from '../../spec/pageView.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';

/** Names of what a link can hide: settings by their labels, parts by what they show. */
export function useHideName(): (name: HideName) => string {
  const { partNames } = useWords('share');
  const say = useSay();
  return (name) => (isFieldName(name) ? say(fieldOf(name).label) : partNames[name]);
}
