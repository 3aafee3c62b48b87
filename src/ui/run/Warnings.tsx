import { inEnglish } from '../../lang/sentence.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Banners.module.css';
import { Dismiss } from './Dismiss.tsx';

/** What went wrong and is mended without anybody's help, such as a kept teacher that was damaged. */
export function Warnings() {
  const { shell } = useWords('page');
  const say = useSay();
  const warnings = useLab((lab) => lab.warnings);
  const { dismissWarnings } = useLabActions();
  if (warnings.length === 0) return null;
  return (
    <div className={`${styles.banner} ${styles.warning}`}>
      <div className={styles.text}>
        {warnings.map(({ what, fix }) => (
          <div key={inEnglish(what)}>
            <p className={styles.what}>{say(what)}</p>
            <p>{say(fix)}</p>
          </div>
        ))}
      </div>
      <Dismiss label={shell.dismiss} onClick={dismissWarnings} />
    </div>
  );
}
