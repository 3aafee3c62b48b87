import { useState } from 'react';
import { useLab } from '../../state/useLab.ts';
import { useTemperatureText } from '../text/useTemperatureText.ts';
import { BenchTabs } from './BenchTabs.tsx';
import type { BarOrder } from './bars.ts';
import { PointingProvider, type TermName } from './formula/term.ts';
import { Picture } from './Picture.tsx';
import { PictureGrid } from './PictureGrid.tsx';
import styles from './temperature.module.css';
import { useExample } from './useExample.ts';
import { useModels } from './useModels.ts';

const noClasses: readonly string[] = [];

/** One validation image, and what a temperature makes of both models' answers to it; nothing is trained for it. */
export function TemperaturePanel() {
  const text = useTemperatureText();
  const dataset = useLab((lab) => lab.dataset);
  const experiments = useLab((lab) => lab.experiment.temperature);
  const [set, setTemperature] = useState<number>();
  const [chosen, setChosen] = useState(0);
  const [order, setOrder] = useState<BarOrder>('class');
  const [scaled, setScaled] = useState(true);
  const [term, point] = useState<TermName>();
  const classes = dataset?.classes ?? noClasses;
  const index = Math.min(chosen, Math.max(0, (dataset?.validation.count ?? 1) - 1));
  const { answer: example, problem } = useExample(index);
  const models = useModels(example, classes.length);
  const label = example?.picture.label ?? -1;
  const name = classes[label] ?? '';
  return (
    <PointingProvider value={{ term, point }}>
      <section className={styles.panel} aria-label={text.title} data-term={term}>
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
                  <Picture picture={example.picture} label={text.enlarged(name)} className={styles.large} />
                  <figcaption>
                    <strong>{name}</strong>
                    <span className={styles.quiet}>{text.trueLabel}</span>
                  </figcaption>
                </>
              ) : (
                <span className={styles.large} />
              )}
            </figure>
          </div>
          <BenchTabs
            look={{
              classes,
              label,
              models,
              temperature: set ?? experiments,
              order,
              setOrder,
              scaled,
              setScaled,
            }}
            onTemperature={setTemperature}
            problem={problem}
          />
        </div>
      </section>
    </PointingProvider>
  );
}
