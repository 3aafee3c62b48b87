import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { matters } from '../../spec/keys.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { longestName } from '../../state/runs/sweepRow.ts';
import { useSavedRuns } from '../../state/runs/useSavedRuns.ts';
import { alphaText } from '../alphaStyle.ts';
import { secondsText } from '../quantities.ts';
import { gainText, percent } from '../results/format.ts';
import { Icon } from '../shell/Icon.tsx';
import { choiceName } from '../text/choiceName.ts';
import { plain } from '../text/numbers.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { gainOfEnds } from './gainOfEnds.ts';
import styles from './runs.module.css';
import type { SweepActions } from './SweepTable.tsx';
import { benchId, type Source } from './source.ts';
import { useSourceName } from './useSourceName.ts';
import { whenText } from './whenText.ts';

/** What has just taken the place of what had the focus. */
const focused = (element: HTMLElement | null) => element?.focus();

interface Props extends SweepActions {
  readonly source: Source;
  /** What it is in the comparison. */
  readonly role: 'A' | 'B' | undefined;
  /** Its deletion was just taken back. */
  readonly restored: boolean;
}

export function SweepLine({ source, role, restored, onA, onB, onDelete }: Props) {
  const { list: words } = useWords('runs');
  const { table, none } = useWords('results');
  const { choices, form } = useWords('page');
  const say = useSay();
  const nameOf = useSourceName();
  const saved = useSavedRuns();
  const { showKept } = useLabActions();
  const show = usePageView((page) => page.show);
  const busy = useLab((lab) => isBusy(lab.phase));
  const [naming, setNaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const { id, sweep, experiment, about, ends } = source;
  const { alphas, runs, epochs, imageSize, temperature, similarity, student } = experiment;
  const total = alphas.length * runs;
  const name = nameOf(source);
  const gain = gainOfEnds(ends, alphas);
  const { columns } = words;
  const open = async () => {
    if (!sweep) return;
    const kept = await saved.runsOf(sweep);
    // First, so that Back finds the experiment that was there.
    show({ view: 'bench' });
    showKept(experiment, kept, about);
  };
  const rename = (given: string) => {
    setNaming(false);
    if (sweep && given.trim() !== (sweep.name ?? '')) void saved.rename(sweep.id, given);
  };
  /** By the keyboard: the field is gone before the focus goes back, so that leaving it does not name the sweep. */
  const endNaming = (given?: string) => {
    flushSync(() => (given === undefined ? setNaming(false) : rename(given)));
    pencil.current?.focus();
  };
  const loss = choices[similarity] ?? similarity;
  const softened = matters('temperature', experiment);
  const seconds = about.seconds === undefined ? undefined : secondsText(about.seconds);
  const backend = about.backend && (choices[about.backend] ?? about.backend);
  return (
    <tr data-role={role}>
      <td>
        <span className={styles.pick}>
          <button
            type="button"
            aria-pressed={role === 'A'}
            aria-label={words.asA(name)}
            onClick={() => onA(id)}
          >
            A
          </button>
          <button
            type="button"
            aria-pressed={role === 'B'}
            aria-label={words.asB(name)}
            onClick={() => onB(id)}
          >
            B
          </button>
        </span>
      </td>
      <th scope="row" data-label={columns.when}>
        {naming ? (
          <input
            ref={focused}
            className={styles.name}
            aria-label={words.name}
            defaultValue={sweep?.name ?? ''}
            maxLength={longestName}
            onBlur={(event) => rename(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== 'Escape') return;
              // Else the button that gets the focus takes the key for a click.
              event.preventDefault();
              endNaming(event.key === 'Enter' ? event.currentTarget.value : undefined);
            }}
          />
        ) : (
          <span>
            {sweep ? (sweep.name ?? whenText(sweep.savedAt)) : id === benchId ? words.bench : words.shared}
          </span>
        )}
        <small>
          {sweep?.name && !naming ? `${whenText(sweep.savedAt)}, ` : ''}
          {ends.length < total ? words.part(ends.length, total) : words.complete}
        </small>
      </th>
      <td data-label={columns.data}>
        <span>
          {experiment.dataset === 'insects' ? form.insects : (about.datasetLabel ?? experiment.dataset)}
        </span>
        <small>
          {about.validationImages === undefined
            ? words.size(imageSize)
            : words.images(about.validationImages, imageSize)}
        </small>
      </td>
      <td data-label={columns.models}>
        <span>
          {about.teacherLabel ?? choices[experiment.teacher] ?? experiment.teacher}
          {about.teacherAccuracy === undefined ? '' : ` ${percent(about.teacherAccuracy)} %`}
          {' → '}
          {choiceName(choices, 'student', student)}
        </span>
        <small>
          {softened ? `${objectiveOf(similarity).acronym ?? loss}, T ${plain(temperature)}` : loss}
        </small>
      </td>
      <td data-label={columns.sweep}>
        <span>{words.sweep(alphas.length, runs)}</span>
        <small>
          α {alphas.length > 5 ? words.alphas(alphas.length) : alphas.map(alphaText).join(' ')},{' '}
          {words.epochs(epochs)}
        </small>
      </td>
      <td data-label={table.gain}>
        <span>{gain ? words.points(gainText(gain)) : none}</span>
        <small>{gain ? words.pairs(alphaText(gain.alpha), gain.n) : words.noPair}</small>
      </td>
      <td data-label={columns.machine}>
        <span title={about.backendLabel === undefined ? undefined : say(about.backendLabel)}>
          {backend ?? none}
        </span>
        <small>{seconds ?? words.noTime}</small>
      </td>
      <td>
        {sweep ? (
          <span className={styles.actions}>
            <button type="button" disabled={busy} aria-label={words.openOf(name)} onClick={() => void open()}>
              {words.open}
            </button>
            <button
              ref={pencil}
              type="button"
              aria-label={words.renameOf(name)}
              title={words.rename}
              onClick={() => setNaming(true)}
            >
              <Icon shape="pencil" />
            </button>
            <button
              ref={restored ? focused : null}
              type="button"
              aria-label={words.deleteOf(name)}
              title={words.delete}
              onClick={() => onDelete(sweep)}
            >
              <Icon shape="close" />
            </button>
          </span>
        ) : null}
      </td>
    </tr>
  );
}
