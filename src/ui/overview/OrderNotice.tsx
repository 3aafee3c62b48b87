import { useState } from 'react';
import { enoughImages } from '../../analysis/atChance.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { percentText } from '../quantities.ts';
import styles from '../run/Banners.module.css';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import { orderFinding } from './teacherOrder.ts';

/** Says where a teacher's outputs do not stand in the order of the classes, or mean other things, and what can be done. */
export function OrderNotice() {
  const words = useWords('given').order;
  const { shell } = useWords('page');
  const teacher = useLab((lab) => lab.teacher);
  const experiment = useLab((lab) => lab.experiment);
  const busy = useLab((lab) => isBusy(lab.phase));
  const isRefused = useLab((lab) => lab.problem?.code === 'teacher-at-chance');
  const { setField } = useLabActions();
  const [dismissed, setDismissed] = useState<unknown>();
  const found = orderFinding(experiment, teacher);
  if (!found || found.kind === 'reordered' || found.order === dismissed) return null;
  // The problem says the same, and offers the same.
  if (isRefused && found.kind === 'unrelated') return null;
  const { images, accuracy, chance, accuracyInOrder, accuracyHeldOut } = found.order;
  const given = percentText(accuracy);
  const isPermuted = found.kind === 'permuted';
  const hasHead = experiment.teacher === 'file' && experiment.teacherHead === 'keep';
  return (
    <div className={`${styles.banner} ${styles.warning}`}>
      <div className={styles.body}>
        <div className={styles.text}>
          <p className={styles.what}>
            {isPermuted
              ? words.permuted(given, percentText(accuracyInOrder), percentText(accuracyHeldOut), images)
              : words.unrelated(given, images, percentText(chance))}
          </p>
          <p>{isPermuted ? words.permutedMeans : words.unrelatedMeans}</p>
          {!isPermuted && images < enoughImages ? <p>{words.few}</p> : null}
        </div>
        {isPermuted && hasHead ? (
          <button type="button" disabled={busy} onClick={() => setField('teacherOrder', 'best')}>
            {words.use}
          </button>
        ) : null}
        {!isPermuted && hasHead ? (
          <button type="button" disabled={busy} onClick={() => setField('teacherHead', 'new')}>
            {words.train}
          </button>
        ) : null}
      </div>
      <button
        type="button"
        className={styles.dismiss}
        aria-label={shell.dismiss}
        title={shell.dismiss}
        onClick={() => setDismissed(found.order)}
      >
        <Icon shape="close" />
      </button>
    </div>
  );
}
