import { Dialog } from 'radix-ui';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './share.module.css';

/** A dialog's title and the button that closes it. */
export function DialogTop({ title }: { readonly title: string }) {
  const { shell } = useWords('page');
  return (
    <div className={styles.top}>
      <Dialog.Title>{title}</Dialog.Title>
      <Dialog.Close asChild>
        <button type="button" className={styles.close} aria-label={shell.close}>
          <Icon shape="close" />
        </button>
      </Dialog.Close>
    </div>
  );
}
