import { Dialog } from 'radix-ui';
import { lazy, Suspense, useState } from 'react';
import { Boundary } from '../reach/Boundary.tsx';
import { useWords } from '../text/useWords.ts';
import { Icon } from './Icon.tsx';
import styles from './ShareButton.module.css';

const ShareDialog = lazy(async () => ({
  default: (await import('../share/ShareDialog.tsx')).ShareDialog,
}));

/** Opens what the link contains; the dialog is loaded when it is first asked for. */
export function ShareButton() {
  const { share } = useWords('page');
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <button
          type="button"
          className={styles.share}
          data-control="share"
          aria-label={share.button}
          title={share.button}
        >
          <Icon shape="share" />
          <span>{share.button}</span>
        </button>
      </Dialog.Trigger>
      {open ? (
        <Boundary floating>
          <Suspense fallback={null}>
            <ShareDialog />
          </Suspense>
        </Boundary>
      ) : null}
    </Dialog.Root>
  );
}
