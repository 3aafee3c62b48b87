import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ['dir'] });
  return () => observer.disconnect();
}

const directionNow = () => (document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr');

/** Which way the document is written, for primitives that move by arrow keys and do not ask the style sheet. */
export function useDirection(): 'ltr' | 'rtl' {
  return useSyncExternalStore(subscribe, directionNow);
}
