import { useMemo } from 'react';
import { hardGradient, softGradient } from '../../../analysis/softened.ts';
import { Segmented } from '../../results/Segmented.tsx';
import { useLateWords } from '../../text/late.ts';
import { plain } from '../../text/numbers.ts';
import { useWords } from '../../text/useWords.ts';
import { barRows, temperatureText } from '../bars.ts';
import type { Look } from '../look.ts';
import { OrderSwitch } from '../OrderSwitch.tsx';
import { StudentSelect } from '../StudentSelect.tsx';
import styles from '../tabs.module.css';
import { FactorSwitch } from './FactorSwitch.tsx';
import { gradientScale } from './gradientScale.ts';
import { SignedBars } from './SignedBars.tsx';

export type Share = 'image' | 'batch';
const shares: readonly Share[] = ['image', 'batch'];

/** What each class's logit of the student is told by the teacher, beside what the label tells it. */
export function GradientsTab({
  look,
  share,
  onShare,
  images,
  batchSize,
}: {
  readonly look: Look;
  readonly share: Share;
  readonly onShare: (share: Share) => void;
  /** N, as `share` has it. */
  readonly images: number;
  readonly batchSize: number;
}) {
  const text = useLateWords('temperature');
  const pictures = useWords('pictures');
  const {
    classes,
    label,
    told,
    unlabelled,
    models,
    missing,
    temperature,
    order,
    setOrder,
    scaled,
    setScaled,
  } = look;
  const { teacher, student, learner } = models;
  const scale = useMemo(() => gradientScale(teacher, learner, label), [teacher, learner, label]) / images;
  const soft = teacher && softGradient(teacher, learner, temperature, { scaled, images });
  const hard = label === undefined ? undefined : hardGradient(learner, label, images);
  const softLargest = soft?.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const hardLargest = hard?.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    <>
      <div className={styles.tools}>
        <FactorSwitch scaled={scaled} onChange={setScaled} />
        <span data-part="images">
          <Segmented
            label={text.share}
            options={shares.map((name) => ({ name, text: text.shares[name](batchSize) }))}
            value={share}
            onChange={onShare}
          />
        </span>
        <StudentSelect models={models} />
        <OrderSwitch order={order} onChange={setOrder} />
      </div>
      <div className={styles.seriesHeads} aria-hidden="true">
        <span data-kind="soft">
          <strong>{text.soft}</strong>{' '}
          {scaled ? (
            <>
              <var>T</var>·(<var>p</var>
              <sub>s</sub> − <var>p</var>
              <sub>t</sub>)/<var>N</var>
            </>
          ) : (
            <>
              (<var>p</var>
              <sub>s</sub> − <var>p</var>
              <sub>t</sub>)/(<var>T</var>·<var>N</var>)
            </>
          )}
        </span>
        <span data-kind="hard">
          <strong>{text.hard}</strong> (<var>p</var>
          <sub>s</sub> − <var>y</var>)/<var>N</var>, <var>T</var> = 1
        </span>
      </div>
      <SignedBars
        caption={text.gradients}
        classHeading={text.class}
        rows={barRows(classes, teacher, learner, temperature, order)}
        series={[
          { kind: 'soft', name: text.soft, values: soft },
          { kind: 'hard', name: text.hard, values: hard },
        ]}
        scale={scale}
        label={label}
        told={told}
      />
      <p className={styles.note}>{note()}</p>
      <p className={styles.quiet}>
        {text.signs}
        {student ? '' : ` ${text.equalLogits}`}
      </p>
    </>
  );

  function note() {
    const T = temperatureText(temperature);
    if (softLargest === undefined) return missing;
    if (hardLargest) return text.reach(T, plain(Number((softLargest / hardLargest).toPrecision(2))), scaled);
    const largest = pictures.softLargest(T, plain(Number(softLargest.toPrecision(2))), scaled);
    return unlabelled ? `${largest} ${pictures.noLabel}` : largest;
  }
}
