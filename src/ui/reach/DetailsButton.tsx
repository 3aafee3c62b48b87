import { Popover } from 'radix-ui';
import { useReachText } from '../text/useReachText.ts';
import { showDetails } from './panel.ts';

/** In a small panel: closes it and opens the details of what works here. */
export function DetailsButton() {
  const { link } = useReachText();
  return (
    <Popover.Close asChild>
      <button type="button" onClick={() => showDetails(true)}>
        {link}
      </button>
    </Popover.Close>
  );
}
