import { Tabs } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { logitMatching } from '../../analysis/softened.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { Boundary } from '../reach/Boundary.tsx';
import { useLateWords } from '../text/late.ts';
import { useViewState, viewState } from '../viewState.ts';
import { Waiting } from '../Waiting.tsx';
import { GradientFormula } from './formula/GradientFormula.tsx';
import { LimitFormula } from './formula/LimitFormula.tsx';
import { SimilarityFormula } from './formula/SimilarityFormula.tsx';
import { SofteningFormula } from './formula/SofteningFormula.tsx';
import { GradientsTab, type Share } from './gradients/GradientsTab.tsx';
import { LimitTab } from './limit/LimitTab.tsx';
import { softLoss } from './limit/limit.ts';
import type { Look } from './look.ts';
import { ProbabilitiesTab } from './ProbabilitiesTab.tsx';
import { SimilarityTab } from './similarity/SimilarityTab.tsx';
import type { AlikeView } from './similarity/similarity.ts';
import { useSimilarity } from './similarity/useSimilarity.ts';
import { TemperatureControl } from './TemperatureControl.tsx';
import tabs from './tabs.module.css';
import styles from './temperature.module.css';
import { useTeacherTable } from './useTeacherTable.ts';

const TryItTab = lazy(async () => ({ default: (await import('../tryit/TryItTab.tsx')).TryItTab }));

const SeenTab = lazy(async () => ({ default: (await import('../seen/SeenTab.tsx')).SeenTab }));

const views = ['probabilities', 'gradients', 'alike', 'limit', 'seen', 'try'] as const;
type View = (typeof views)[number];

const openTab = viewState<View>('probabilities');
const chosenShare = viewState<Share>('image');
const chosenAlike = viewState<AlikeView>('whole');

/**
 * One temperature, seen four ways: each with its formula above the slider and what it gives below. And, at T = 1, what a network's
 * tokens attend to, and both models as they are used once trained.
 */
export function BenchTabs({
  look,
  onTemperature,
  problem,
}: {
  readonly look: Look;
  readonly onTemperature: (temperature: number) => void;
  /** Why there is nothing to show of the image. */
  readonly problem: string | undefined;
}) {
  const text = useLateWords('temperature');
  const tryIt = useLateWords('tryIt');
  const seen = useLateWords('seen');
  const batchSize = useLab((lab) => lab.experiment.batchSize);
  const [view, setView] = useViewState(openTab);
  const [share, setShare] = useViewState(chosenShare);
  const [alikeView, setAlikeView] = useViewState(chosenAlike);
  const asked = useTeacherTable();
  const { classes, temperature } = look;
  const alike = useSimilarity(view === 'alike' ? asked.answer : undefined, temperature, alikeView);
  /** Said where no temperature is set. */
  const idle = view === 'try' ? tryIt.atOne : view === 'seen' ? seen.asSoftmax : undefined;
  const images = share === 'image' ? 1 : batchSize;
  return (
    <Tabs.Root
      className={styles.soften}
      value={view}
      onValueChange={(name) => setView(views.find((one) => one === name) ?? 'probabilities')}
    >
      {formulaOf(view)}
      <div data-part="temperature">
        <div className={tabs.control} data-idle={idle ? '' : undefined}>
          <TemperatureControl temperature={temperature} onChange={onTemperature} />
          {idle ? <p>{idle}</p> : null}
        </div>
      </div>
      <Tabs.List className={tabs.list} aria-label={text.views} data-control="temperatureTabs">
        {views.map((name) => (
          <Tabs.Trigger key={name} value={name} className={tabs.tab}>
            {text.viewNames[name]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="probabilities" className={tabs.content} tabIndex={-1}>
        <ProbabilitiesTab look={look} problem={problem} />
      </Tabs.Content>
      <Tabs.Content value="gradients" className={tabs.content} tabIndex={-1}>
        <GradientsTab look={look} share={share} onShare={setShare} images={images} batchSize={batchSize} />
      </Tabs.Content>
      <Tabs.Content value="alike" className={tabs.content} tabIndex={-1}>
        <SimilarityTab classes={classes} asked={asked} alike={alike} view={alikeView} onView={setAlikeView} />
      </Tabs.Content>
      <Tabs.Content value="limit" className={tabs.content} tabIndex={-1}>
        <LimitTab look={look} />
      </Tabs.Content>
      <Tabs.Content value="seen" className={tabs.content} tabIndex={-1}>
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <SeenTab look={look} />
          </Suspense>
        </Boundary>
      </Tabs.Content>
      <Tabs.Content value="try" className={tabs.content} tabIndex={-1}>
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <TryItTab look={look} problem={problem} />
          </Suspense>
        </Boundary>
      </Tabs.Content>
    </Tabs.Root>
  );

  function formulaOf(name: View) {
    const { label, told, models, scaled } = look;
    const { teacher, learner } = models;
    switch (name) {
      case 'probabilities':
      case 'try':
      case 'seen':
        return (
          <SofteningFormula
            logits={teacher}
            at={told}
            name={classes[told ?? -1] ?? ''}
            temperature={idle ? 1 : temperature}
          />
        );
      case 'gradients':
        return (
          <GradientFormula
            teacher={teacher}
            student={learner}
            at={told}
            label={label}
            temperature={temperature}
            images={images}
            scaled={scaled}
          />
        );
      case 'alike': {
        const first = alikeView === 'whole' ? alike?.pairs[0] : undefined;
        const pair = first && {
          of: classes[first.of] ?? '',
          to: classes[first.to] ?? '',
          share: first.share,
        };
        return <SimilarityFormula temperature={temperature} pair={pair} />;
      }
      case 'limit':
        return (
          <LimitFormula
            temperature={temperature}
            classes={classes.length}
            scaled={scaled}
            loss={teacher && softLoss(teacher, learner, temperature, scaled)}
            limit={teacher && logitMatching(teacher, learner)}
          />
        );
    }
  }
}
