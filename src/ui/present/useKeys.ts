import { useEffect, useEffectEvent } from 'react';
import { readingsOf } from './pressed.ts';

/** Every key is theirs: what is typed, moved or answered there is not meant for the presentation. */
const own =
  'input:not([type="radio"], [type="checkbox"], [type="file"]), select, textarea, [contenteditable="true"], [role="slider"], [role="dialog"], [role="menu"], [role="listbox"]';
/** Arrows move within them. */
const ownArrows = 'input, [role="tab"], [role="img"], [role="application"], [role="grid"]';

/** Hears keys that nothing else on the page takes. `take` says whether it took the key, which may be held down. */
export function useKeys(take: (key: string, held: boolean) => boolean) {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const { key, target } = event;
    if (target instanceof Element) {
      if (target.closest(own)) return;
      if (key.startsWith('Arrow') && target.closest(ownArrows)) return;
    }
    if (readingsOf(event).some((reading) => take(reading, event.repeat))) event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
