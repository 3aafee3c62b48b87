import { Popover } from 'radix-ui';
import { useWords } from '../text/useWords.ts';
import { showDetails } from './panel.ts';

/** In a small panel: closes it and opens the details of what works here. */
export function DetailsButton() {
  const { link } = useWords('reach');
  return (
    <Popover.Close asChild>
      <button type="button" onClick={() => showDetails(true)}>
        {link}
      </button>
    </Popover.Close>
  );
}
