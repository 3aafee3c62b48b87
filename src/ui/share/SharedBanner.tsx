import { historyOf } from '../../protocol/record.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { secondsText } from '../quantities.ts';
import { percent } from '../results/format.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './SharedBanner.module.css';

/** Says plainly that results came with the link, what they are, and that Run measures one's own. */
export function SharedBanner() {
  const { shared: words } = useWords('share');
  const { choices } = useWords('page');
  const { gap } = useWords('flow');
  const shared = useLab((lab) => lab.shared);
  const shown = useLab((lab) => lab.runs === lab.shared?.runs);
  const { dismissShared } = useLabActions();
  if (!shared) return null;
  const { runs, backend, seconds, teacherAccuracy, stride } = shared;
  const epochs = Math.max(...runs.map((run) => historyOf(run).at(-1)?.epoch ?? 0));
  const sentences = [
    words.measured(
      runs.length,
      epochs,
      backend && choices[backend],
      seconds === undefined ? undefined : secondsText(seconds),
    ),
    ...(teacherAccuracy === undefined ? [] : [words.teacher(percent(teacherAccuracy))]),
    ...(stride > 1 ? [words.thinned(stride)] : []),
    shown ? words.run : words.reference,
  ];
  return (
    <section className={styles.banner} aria-label={words.title}>
      <p className={styles.text}>
        <strong>{words.title}</strong>
        {gap}
        {sentences.join(gap)}
      </p>
      <button
        type="button"
        className={styles.dismiss}
        aria-label={words.dismiss}
        title={words.dismiss}
        onClick={dismissShared}
      >
        <Icon shape="close" />
      </button>
    </section>
  );
}
