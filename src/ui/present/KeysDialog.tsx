import { Dialog } from 'radix-ui';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './cover.module.css';

/** Every key of a presentation and whether the screen stays on, in a box over the page. */
export function KeysDialog({
  awake,
  onClose,
}: {
  /** Whether the screen is kept awake. */
  readonly awake: boolean;
  readonly onClose: () => void;
}) {
  const text = useWords('present');
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content
          className={styles.keys}
          aria-describedby={undefined}
          onKeyDown={(event) => {
            if (event.key === '?' && !event.repeat) onClose();
          }}
        >
          <div className={styles.top}>
            <Dialog.Title>{text.helpTitle}</Dialog.Title>
            <Dialog.Close className={styles.close} aria-label={text.close}>
              <Icon shape="close" />
            </Dialog.Close>
          </div>
          <dl className={styles.list}>
            {text.keys.map(({ keys, what }) => (
              <div key={keys}>
                <dt>{keys}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <p className={styles.awake}>
            <Icon shape={awake ? 'awake' : 'mayDim'} /> {awake ? text.awake : text.mayDim}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
