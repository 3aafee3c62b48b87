import { useState } from 'react';
import { useLab } from '../../state/lab/useLab.ts';
import { ClassName } from '../ClassName.tsx';
import { Segmented } from '../results/Segmented.tsx';
import { useLateWords } from '../text/late.ts';
import { useDatasetNames } from '../text/useDatasetNames.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { useViewState, viewState } from '../viewState.ts';
import { BenchTabs } from './BenchTabs.tsx';
import type { BarOrder } from './bars.ts';
import { PointingProvider, type TermName } from './formula/term.ts';
import { Picture } from './Picture.tsx';
import { PictureGrid } from './PictureGrid.tsx';
import { chooseSource, sources, usePictureChoice } from './picture/choice.ts';
import { firstChoice } from './picture/firstChoice.ts';
import { OwnPicture } from './picture/OwnPicture.tsx';
import { useLooking } from './picture/useLooking.ts';
import { usePastedPicture } from './picture/usePastedPicture.ts';
import styles from './temperature.module.css';
import { useExample } from './useExample.ts';
import { useModels } from './useModels.ts';
import { useTeacherMissing } from './useTeacherMissing.ts';

const noClasses: readonly string[] = [];

/** The bench's T, and beside which T of the experiment it was set: another experiment brings its own. */
const setBeside = viewState<{ readonly experiments: number; readonly bench: number } | undefined>(undefined);
const chosenImage = viewState(0);
const barOrder = viewState<BarOrder>('class');
const withFactor = viewState(true);

/** One picture, and what a temperature makes of both models' answers to it; nothing is trained for it. */
export function TemperaturePanel() {
  const text = useLateWords('temperature');
  const pictures = useWords('pictures');
  const say = useSay();
  const dataset = useLab((lab) => lab.dataset);
  const experiments = useLab((lab) => lab.experiment.temperature);
  const [set, setTemperature] = useViewState(setBeside);
  const [chosen, setChosen] = useViewState(chosenImage);
  const [order, setOrder] = useViewState(barOrder);
  const [scaled, setScaled] = useViewState(withFactor);
  const [term, point] = useState<TermName>();
  const { source, labels } = usePictureChoice();
  const own = source !== 'dataset';
  const teacherMissing = useTeacherMissing(own ? pictures.teacherNotReady : text.teacherLooking);
  usePastedPicture();
  const classes = useDatasetNames(dataset)?.classes ?? noClasses;
  const index = Math.min(chosen, Math.max(0, (dataset?.validation.count ?? 1) - 1));
  const { answer: example, problem: noExample } = useExample(index);
  const { seen, problem: notSeen, look } = useLooking(source);
  const name = classes[example?.picture.label ?? -1] ?? '';
  const labelled = own
    ? (dataset?.classes ?? noClasses).indexOf(labels[source] ?? '')
    : (example?.picture.label ?? -1);
  const label = labelled < 0 ? undefined : labelled;
  const models = useModels(own ? seen : example, classes.length, label);
  const answered = own ? seen !== undefined : example !== undefined;
  const missing = answered ? teacherMissing : own ? pictures.nothingYet : undefined;
  const problem = own ? notSeen && `${say(notSeen.what)} ${say(notSeen.fix)}` : noExample;
  return (
    <PointingProvider value={{ term, point, explained: own && label === undefined ? pictures.terms : {} }}>
      <section className={styles.panel} aria-label={text.title} data-term={term}>
        <p className={styles.lead} data-control="lead">
          {text.lead}
        </p>
        <div className={styles.columns}>
          <div className={styles.choose}>
            <Segmented
              control="pictureSource"
              label={pictures.source}
              options={sources.map((one) => ({ name: one, text: pictures.sources[one] }))}
              value={source}
              onChange={chooseSource}
            />
            {dataset ? null : <p className={styles.empty}>{text.waiting}</p>}
            {dataset && own ? (
              <OwnPicture
                source={source}
                dataset={dataset}
                image={example?.picture}
                seen={seen}
                look={look}
                models={models}
                label={label}
              />
            ) : null}
            {dataset && !own ? (
              <>
                <PictureGrid dataset={dataset} chosen={index} onChoose={setChosen} />
                <figure className={styles.chosen}>
                  {example ? (
                    <>
                      <Picture
                        picture={example.picture}
                        label={text.enlarged(name)}
                        className={styles.large}
                      />
                      <figcaption>
                        <strong>
                          <ClassName name={name} />
                        </strong>
                        <span className={styles.quiet}>{text.trueLabel}</span>
                      </figcaption>
                    </>
                  ) : (
                    <span className={styles.large} />
                  )}
                </figure>
              </>
            ) : null}
          </div>
          <BenchTabs
            look={{
              classes,
              label,
              unlabelled: own && label === undefined && answered,
              told: label ?? (own ? firstChoice(models.teacher) : undefined),
              models,
              picture: own ? seen?.picture : example && index,
              missing,
              temperature: set?.experiments === experiments ? set.bench : experiments,
              order,
              setOrder,
              scaled,
              setScaled,
            }}
            onTemperature={(bench) => setTemperature({ experiments, bench })}
            problem={problem}
          />
        </div>
      </section>
    </PointingProvider>
  );
}
