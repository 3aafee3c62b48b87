import { Dialog } from 'radix-ui';
import { Form } from '../form/Form.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './FormSheet.module.css';
import { Icon } from './Icon.tsx';

/** On a narrow page the form waits behind a button and covers the page when asked for. */
export function FormSheet() {
  const { shell } = useWords('page');
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <button type="button" className={styles.open}>
          {shell.settings}
        </button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Content className={styles.sheet} aria-describedby={undefined}>
          <div className={styles.top}>
            <Dialog.Title>{shell.experiment}</Dialog.Title>
            <Dialog.Close asChild>
              <button type="button" className={styles.close} aria-label={shell.close}>
                <Icon shape="close" />
              </button>
            </Dialog.Close>
          </div>
          <Form />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
