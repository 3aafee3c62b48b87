import { Dialog } from 'radix-ui';
import { useEffect, useId, useState } from 'react';
import type { HideName } from '../../spec/pageView.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { copyText } from '../copyText.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { contentsOf, differing } from './contents.ts';
import { DialogTop } from './DialogTop.tsx';
import { HideChoices } from './HideChoices.tsx';
import { linkForOthers } from './linkForOthers.ts';
import { longestQr, QrCode } from './QrCode.tsx';
import styles from './share.module.css';
import { useHideName } from './useHideName.ts';
import { useLessonTitle } from './useLessonTitle.ts';
import { useResultsToShare } from './useResultsToShare.ts';

/** The link of the experiment, what it contains in words, and whether the results go with it. Copied when it opens. */
export function ShareDialog() {
  const text = useWords('share');
  const { choices } = useWords('page');
  const say = useSay();
  const experiment = useLab((lab) => lab.experiment);
  const results = useResultsToShare(text);
  const { list } = useWords('flow');
  const page = usePageView((view) => view);
  const { lesson } = page;
  const lessonTitle = useLessonTitle(lesson);
  const nameOf = useHideName();
  // What the page hides and asks is where the link begins; the page itself stays as it is.
  const [guess, setGuess] = useState(usePageView((page) => page.guess));
  const [hide, setHide] = useState<readonly HideName[]>(usePageView((page) => page.hide));
  const [wanted, setWanted] = useState(false);
  const [copied, setCopied] = useState<{ readonly link: string; readonly done: boolean }>();
  const base = `${location.origin}${location.pathname}`;
  const settingsLink = linkForOthers(base, experiment, { ...page, guess, hide });
  const included = wanted && results.fragment !== undefined;
  const link = included ? `${settingsLink}${results.fragment}` : settingsLink;
  useEffect(() => {
    void tell(link);
    async function tell(text: string) {
      setCopied({ link: text, done: await copyText(text) });
    }
  }, [link]);
  const known = copied?.link === link ? copied.done : undefined;
  const { dataset, teacher, studentStart } = experiment;
  const count = differing(experiment).length;
  const inQr = link.length <= longestQr ? link : settingsLink;
  const lines = [
    ...contentsOf(experiment, text, choices, say),
    { label: text.results, value: included ? results.summary : text.noResults },
    ...(lessonTitle === undefined ? [] : [{ label: text.lesson, value: lessonTitle }]),
    ...(page.view === 'networks' && page.networks.length > 0
      ? [{ label: text.partNames.networksView, value: text.selected(page.networks.length) }]
      : []),
    ...(guess && lesson === undefined ? [{ label: text.asked, value: text.askedIs }] : []),
    ...(hide.length > 0 ? [{ label: text.hidden, value: list(hide.map(nameOf)) }] : []),
  ];
  return (
    <Dialog.Portal>
      <Dialog.Overlay className={styles.veil} />
      <Dialog.Content className={styles.dialog} aria-describedby={undefined}>
        <DialogTop title={page.view === 'networks' ? text.networksTitle : text.title} />
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
              <button type="button" onClick={async () => setCopied({ link, done: await copyText(link) })}>
                {text.copy}
              </button>
            </div>
            <p className={styles.copied} role="status">
              {known === undefined ? '\u00a0' : known ? text.copied : text.notCopied}
            </p>
            <div className={styles.choices}>
              <Choice
                label={text.include}
                help={
                  results.fragment === undefined
                    ? results.why
                    : text.includeHelp(settingsLink.length + results.fragment.length)
                }
                checked={included}
                disabled={results.fragment === undefined}
                onChange={setWanted}
              />
              <Choice
                label={text.guess}
                help={lesson === undefined ? text.guessHelp : text.guessInLesson}
                checked={guess && lesson === undefined}
                disabled={lesson !== undefined}
                onChange={setGuess}
              />
              <HideChoices hide={hide} onChange={setHide} />
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
            {studentStart === 'file' ? <p>{text.ownStudent}</p> : null}
            {page.view === 'networks' ? <p>{text.networksStay}</p> : null}
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

interface ChoiceProps {
  readonly label: string;
  readonly help: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Choice({ label, help, checked, disabled, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}help`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label htmlFor={id}>{label}</label>
      <p id={`${id}help`} className={styles.quiet}>
        {help}
      </p>
    </div>
  );
}
