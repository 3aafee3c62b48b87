import { useState } from 'react';
import { useLab } from '../../state/useLab.ts';
import { alphaStyle } from '../alphaStyle.ts';
import { namedAlpha } from '../results/headline.ts';
import { Segmented } from '../results/Segmented.tsx';
import { useTemperatureText } from '../text/useTemperatureText.ts';
import { type BarOrder, barRows, temperatureText } from './bars.ts';
import { Measures } from './Measures.tsx';
import { Picture } from './Picture.tsx';
import { PictureGrid } from './PictureGrid.tsx';
import { SoftenedBars } from './SoftenedBars.tsx';
import { TemperatureControl } from './TemperatureControl.tsx';
import styles from './temperature.module.css';
import { useExample } from './useExample.ts';

const orders: readonly BarOrder[] = ['class', 'teacher'];

/** One validation image, and what a temperature makes of both models' answers to it; nothing is trained for it. */
export function TemperaturePanel() {
  const text = useTemperatureText();
  const dataset = useLab((lab) => lab.dataset);
  const experiments = useLab((lab) => lab.experiment.temperature);
  const [set, setTemperature] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const [order, setOrder] = useState<BarOrder>('class');
  const [picked, setPicked] = useState('');
  const temperature = set ?? experiments;
  const index = Math.min(chosen, Math.max(0, (dataset?.validation.count ?? 1) - 1));
  const { answer: example, problem } = useExample(index);
  const students = example?.students ?? [];
  const preferred = namedAlpha(students.map((one) => one.alpha));
  const student =
    students.find((one) => `${one.alpha}/${one.run}` === picked) ??
    students.find((one) => one.alpha === preferred) ??
    students[0];
  const teacher = example?.teacher;
  const missing = problem ?? missingOf();
  const label = example ? (dataset?.classes[example.picture.label] ?? '') : '';
  return (
    <section className={styles.panel} aria-label={text.title}>
      <p className={styles.lead}>{text.lead}</p>
      <div className={styles.columns}>
        <div className={styles.choose}>
          {dataset ? (
            <PictureGrid dataset={dataset} chosen={index} onChoose={setChosen} />
          ) : (
            <p className={styles.empty}>{text.waiting}</p>
          )}
          <figure className={styles.chosen}>
            {example ? (
              <>
                <Picture picture={example.picture} label={text.enlarged(label)} className={styles.large} />
                <figcaption>
                  <strong>{label}</strong>
                  <span className={styles.quiet}>{text.trueLabel}</span>
                </figcaption>
              </>
            ) : (
              <span className={styles.large} />
            )}
          </figure>
        </div>
        <div className={styles.soften}>
          <Formula temperature={temperature} />
          <TemperatureControl temperature={temperature} onChange={setTemperature} />
          <div className={styles.who}>
            <span className={styles.key} data-kind="teacher">
              {text.teacher}
            </span>
            <span className={styles.key} data-kind="student">
              {text.student}
            </span>
            {student ? (
              <select
                aria-label={text.whichStudent}
                value={`${student.alpha}/${student.run}`}
                onChange={(event) => setPicked(event.target.value)}
              >
                {students.map(({ alpha, run }) => (
                  <option key={`${alpha}/${run}`} value={`${alpha}/${run}`}>
                    {text.studentName(alphaStyle(alpha).label, run)}
                  </option>
                ))}
              </select>
            ) : null}
            <Segmented
              label={text.order}
              options={orders.map((name) => ({ name, text: text.orders[name] }))}
              value={order}
              onChange={setOrder}
            />
          </div>
          <SoftenedBars
            rows={barRows(dataset?.classes ?? [], teacher, student?.logits, temperature, order)}
            label={example?.picture.label ?? -1}
          />
          {missing ? <p className={styles.quiet}>{missing}</p> : null}
          <Measures
            teacher={teacher}
            student={student?.logits}
            temperature={temperature}
            classes={dataset?.classes.length ?? 2}
          />
        </div>
      </div>
    </section>
  );

  function missingOf(): string | undefined {
    if (!example) return undefined;
    if (!teacher) return text.noTeacher;
    return student ? undefined : text.noStudent;
  }
}

/** p_i = exp(z_i / T) / Σ_j exp(z_j / T), with the T of the slider in it. */
function Formula({ temperature }: { readonly temperature: number }) {
  const T = <span className={styles.T}>{temperatureText(temperature)}</span>;
  return (
    <p className={styles.formula}>
      <span>
        <var>p</var>
        <sub>i</sub> =
      </span>
      <span className={styles.fraction}>
        <span>
          exp(<var>z</var>
          <sub>i</sub> / {T})
        </span>
        <span className={styles.hidden}> / </span>
        <span>
          Σ<sub>j</sub> exp(<var>z</var>
          <sub>j</sub> / {T})
        </span>
      </span>
    </p>
  );
}
