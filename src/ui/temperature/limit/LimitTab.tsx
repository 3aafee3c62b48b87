import { useMemo } from 'react';
import { logitMatching, logitMatchingGradient, softGradient } from '../../../analysis/softened.ts';
import { useLateWords } from '../../text/late.ts';
import { precise } from '../../text/numbers.ts';
import { barRows, temperatureText } from '../bars.ts';
import { FactorSwitch } from '../gradients/FactorSwitch.tsx';
import { gradientScale } from '../gradients/gradientScale.ts';
import { SignedBars } from '../gradients/SignedBars.tsx';
import type { Look } from '../look.ts';
import { StudentSelect } from '../StudentSelect.tsx';
import tabs from '../tabs.module.css';
import { LimitChart } from './LimitChart.tsx';
import styles from './limit.module.css';
import { limitCurve, softLoss } from './limit.ts';

const examples = [1, 4, 20, 100];

/** T → ∞: the soft loss becomes half the mean square of what the centred logits differ by, and so does its gradient. */
export function LimitTab({ look }: { readonly look: Look }) {
  const text = useLateWords('temperature');
  const { classes, label, told, models, missing, temperature, order, scaled, setScaled } = look;
  const { teacher, student, learner } = models;
  const curve = useMemo(
    () => (teacher ? limitCurve(teacher, learner, scaled) : []),
    [teacher, learner, scaled],
  );
  const scale = useMemo(() => gradientScale(teacher, learner, undefined), [teacher, learner]);
  if (!teacher) return <p className={tabs.quiet}>{missing}</p>;
  const limit = logitMatching(teacher, learner);
  const loss = softLoss(teacher, learner, temperature, scaled);
  return (
    <>
      <div className={tabs.tools}>
        <FactorSwitch scaled={scaled} onChange={setScaled} />
        <StudentSelect models={models} />
      </div>
      <LimitChart curve={curve} limit={scaled ? limit : 0} temperature={temperature} loss={loss} />
      <dl className={styles.examples}>
        {examples.map((T) => (
          <div key={T}>
            <dt>T {temperatureText(T)}</dt>
            <dd>{precise(softLoss(teacher, learner, T, scaled), 3)}</dd>
            <dd className={tabs.quiet}>
              {scaled && limit > 0
                ? text.ofLimit(Math.round((softLoss(teacher, learner, T, true) / limit) * 100))
                : ''}
            </dd>
          </div>
        ))}
      </dl>
      <div className={tabs.seriesHeads} aria-hidden="true">
        <span data-kind="soft">
          <strong>{text.softGradient}</strong> {scaled ? <var>T</var> : '1/T'}·(<var>p</var>
          <sub>s</sub> − <var>p</var>
          <sub>t</sub>)
        </span>
        <span data-kind="limit">
          <strong>{text.matching}</strong> (<var>ẑ</var>
          <sub>s</sub> − <var>ẑ</var>
          <sub>t</sub>)/<var>K</var>
        </span>
      </div>
      <SignedBars
        caption={text.limitBars}
        classHeading={text.class}
        rows={barRows(classes, teacher, learner, temperature, order)}
        series={[
          {
            kind: 'soft',
            name: text.softGradient,
            values: softGradient(teacher, learner, temperature, { scaled }),
          },
          { kind: 'limit', name: text.matching, values: logitMatchingGradient(teacher, learner) },
        ]}
        scale={scale}
        label={label}
        told={told}
      />
      <p className={tabs.quiet}>
        {scaled ? text.limitHow : text.limitWithout}
        {student ? '' : ` ${text.equalLogits}`}
      </p>
    </>
  );
}
