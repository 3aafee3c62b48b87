import { useSyncExternalStore } from 'react';

/** Below this the form leaves its column for a sheet. `em` follows zoom and the reader's own type size. */
const narrowQuery = '(max-width: 59.99em)';

function subscribe(listener: () => void) {
  const query = window.matchMedia(narrowQuery);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the page is one column wide. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(narrowQuery).matches);
}
