import { Dialog } from 'radix-ui';
import { Fragment } from 'react';
import { useLab } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { linkForOthers } from '../share/linkForOthers.ts';
import { longestQr, QrCode } from '../share/QrCode.tsx';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './cover.module.css';
import { readingsOf } from './pressed.ts';

/** The link for the class over the whole screen: black on white in either theme, with the address for who must type it. */
export function QrScreen({ onClose }: { readonly onClose: () => void }) {
  const { qr, close } = useWords('present');
  const experiment = useLab((lab) => lab.experiment);
  const page = usePageView((view) => view);
  const link = linkForOthers(`${location.origin}${location.pathname}`, experiment, page);
  const short = link.length <= longestQr;
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Content
          className={styles.qr}
          aria-describedby={undefined}
          onKeyDown={(event) => {
            if (readingsOf(event).includes('q') && !event.repeat) onClose();
          }}
        >
          <div className={styles.words}>
            <Dialog.Title className={styles.title}>{qr.title}</Dialog.Title>
            {short ? null : <p>{qr.tooLong}</p>}
            <p className={styles.address} data-long={link.length > 120 ? '' : undefined}>
              {breakable(link)}
            </p>
            {page.guess ? <p>{qr.guess}</p> : null}
          </div>
          {short ? (
            <div className={styles.code}>
              <QrCode link={link} label={qr.label} />
            </div>
          ) : null}
          <Dialog.Close className={styles.corner} aria-label={close}>
            <Icon shape="close" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** An address that breaks where its parts begin, for who types it. */
function breakable(link: string) {
  return link.split(/(?=[?&])/).map((part) => (
    <Fragment key={part}>
      <wbr />
      {part}
    </Fragment>
  ));
}
