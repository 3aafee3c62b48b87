import { Dialog } from 'radix-ui';
import { useEffect, useId, useMemo, useState } from 'react';
import { linkOf } from '../../shared/link.ts';
import { mostSharedRuns, shareable, strideOf } from '../../shared/sharedResults.ts';
import { sameExperiment } from '../../state/experimentKey.ts';
import { measuredImages } from '../../state/measuredImages.ts';
import { isBusy } from '../../state/phases.ts';
import { fragmentOf } from '../../state/resultsFragment.ts';
import { useLab } from '../../state/useLab.ts';
import { Icon } from '../shell/Icon.tsx';
import type { ShareText } from '../text/en/share.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { contentsOf, differing } from './contents.ts';
import { longestQr, QrCode } from './QrCode.tsx';
import styles from './share.module.css';

/** The link of the experiment, what it contains in words, and whether the results go with it. Copied when it opens. */
export function ShareDialog() {
  const text = useWords('share');
  const { shell, choices } = useWords('page');
  const say = useSay();
  const experiment = useLab((lab) => lab.experiment);
  const results = useResultsToShare(text);
  const [wanted, setWanted] = useState(false);
  const [copied, setCopied] = useState<{ readonly link: string; readonly done: boolean }>();
  const checkbox = useId();
  const settingsLink = `${location.origin}${location.pathname}${linkOf(experiment)}`;
  const included = wanted && results.fragment !== undefined;
  const link = included ? `${settingsLink}${results.fragment}` : settingsLink;
  useEffect(() => {
    void tell(link);
    async function tell(text: string) {
      setCopied({ link: text, done: await copy(text) });
    }
  }, [link]);
  const known = copied?.link === link ? copied.done : undefined;
  const { dataset, teacher } = experiment;
  const count = differing(experiment).length;
  const inQr = link.length <= longestQr ? link : settingsLink;
  const lines = [
    ...contentsOf(experiment, text, choices, say),
    { label: text.results, value: included ? results.summary : text.noResults },
  ];
  return (
    <Dialog.Portal>
      <Dialog.Overlay className={styles.veil} />
      <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
        <div className={styles.top}>
          <Dialog.Title>{text.title}</Dialog.Title>
          <Dialog.Close asChild>
            <button type="button" className={styles.close} aria-label={shell.close}>
              <Icon shape="close" />
            </button>
          </Dialog.Close>
        </div>
        <div className={styles.columns}>
          <div className={styles.words}>
            <div className={styles.row}>
              <input
                className={styles.link}
                aria-label={text.link}
                readOnly
                value={link}
                onFocus={(event) => event.target.select()}
              />
              <button type="button" onClick={async () => setCopied({ link, done: await copy(link) })}>
                {text.copy}
              </button>
            </div>
            <p className={styles.copied} role="status">
              {known === undefined ? '\u00a0' : known ? text.copied : text.notCopied}
            </p>
            <div className={styles.choice}>
              <input
                id={checkbox}
                type="checkbox"
                checked={included}
                disabled={results.fragment === undefined}
                aria-describedby={`${checkbox}help`}
                onChange={(event) => setWanted(event.target.checked)}
              />
              <label htmlFor={checkbox}>{text.include}</label>
              <p id={`${checkbox}help`} className={styles.quiet}>
                {results.fragment === undefined
                  ? results.why
                  : text.includeHelp(settingsLink.length + results.fragment.length)}
              </p>
            </div>
            <h3>{text.contents}</h3>
            <dl className={styles.contents}>
              {lines.map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            <p>{count > 0 ? text.differing(count) : text.asIs}</p>
            {dataset === 'insects' ? null : <p>{text.folder}</p>}
            {teacher === 'file' || teacher.startsWith('saved-') ? <p>{text.ownTeacher}</p> : null}
            <p className={styles.quiet}>{text.never}</p>
          </div>
          <div className={styles.picture}>
            <QrCode link={inQr} label={text.qr} />
            <p className={styles.quiet}>{inQr === link ? text.qr : text.qrWithout}</p>
          </div>
        </div>
      </Dialog.Content>
    </Dialog.Portal>
  );
}

interface ResultsToShare {
  readonly fragment: string | undefined;
  readonly summary: string;
  /** Why there is no fragment. */
  readonly why: string;
}

function useResultsToShare(text: ShareText): ResultsToShare {
  const experiment = useLab((lab) => lab.experiment);
  const measured = useLab((lab) => lab.measured);
  const busy = useLab((lab) => isBusy(lab.phase));
  const runs = useLab((lab) => lab.runs);
  const shared = useLab((lab) => lab.shared);
  const measuredOn = useLab((lab) => lab.measuredOn);
  const validationImages = useLab(measuredImages);
  return useMemo(() => {
    const none = (why: string) => ({ fragment: undefined, summary: '', why });
    if (busy) return none(text.busy);
    const measuredRuns = shareable(runs);
    if (!measured || measuredRuns.length === 0) return none(text.nothingYet);
    if (!sameExperiment(measured, experiment)) return none(text.otherSettings);
    if (measuredRuns.length > mostSharedRuns) return none(text.tooMany);
    const { backend, teacherAccuracy, seconds } = measuredOn ?? {};
    const own = { runs, backend, teacherAccuracy, validationImages, seconds };
    // Passed on, what came with a link keeps saying where it was measured.
    const fragment = fragmentOf(shared && runs === shared.runs ? shared : own, experiment);
    if (fragment === undefined) return none(text.tooMany);
    const epochs = Math.max(...measuredRuns.map((run) => run.history.at(-1)?.epoch ?? 0));
    return {
      fragment,
      summary: text.resultsAre(measuredRuns.length, epochs, strideOf(measuredRuns)),
      why: '',
    };
  }, [busy, runs, measured, measuredOn, experiment, shared, validationImages, text]);
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
