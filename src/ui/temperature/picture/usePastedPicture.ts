import { useEffect } from 'react';
import { offerPicture } from './choice.ts';

/** Takes an image that is pasted anywhere on the page while the bench is open. */
export function usePastedPicture() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const image = [...(event.clipboardData?.files ?? [])].find((file) => file.type.startsWith('image/'));
      if (!image) return;
      event.preventDefault();
      offerPicture(image);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
