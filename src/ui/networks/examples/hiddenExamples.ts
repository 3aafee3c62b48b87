/**
 * Whether a person has put the examples out of sight; kept in this browser.
 */
import { useViewState, viewState } from '../../viewState.ts';

const storageName = 'distillation-lab-examples';

function hiddenBefore(): boolean {
  try {
    return localStorage.getItem(storageName) === 'hidden';
  } catch {
    return false;
  }
}

const hiddenExamples = viewState(hiddenBefore());

export function useHiddenExamples(): readonly [hidden: boolean, hide: (hidden: boolean) => void] {
  const [hidden, set] = useViewState(hiddenExamples);
  return [
    hidden,
    (next) => {
      set(next);
      try {
        if (next) localStorage.setItem(storageName, 'hidden');
        else localStorage.removeItem(storageName);
      } catch {
        // Private windows may refuse storage: it is then so as long as the page is open.
      }
    },
  ];
}
