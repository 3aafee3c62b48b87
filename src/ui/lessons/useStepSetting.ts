/**
 * Puts the page as a lesson's step wants it: the view at once, the experiment as soon as nothing is being trained. Once for
 * each time that the step is entered, so that a visitor may change both afterwards.
 */
import { useEffect, useRef } from 'react';
import { experimentAt, type Lesson, lessonExperiment, type Step } from '../../spec/lessons/lesson.ts';
import type { TabName } from '../../spec/pageView.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions, useLabStore } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';

/** Questions, training and answers belong to the bench unless the step says otherwise. */
function viewOf(step: Step | undefined): TabName | undefined {
  return step?.view ?? (step?.kind === 'read' ? undefined : 'bench');
}

export function useStepSetting(lesson: Lesson, at: number) {
  const lab = useLabStore();
  const { openExperiment } = useLabActions();
  const turnTo = usePageView((page) => page.turnTo);
  const busy = useLab(({ phase }) => isBusy(phase));
  const entered = useRef<unknown>(undefined);
  const step = lesson.steps[at];
  const view = viewOf(step);
  useEffect(() => {
    if (view) turnTo(view);
  }, [view, turnTo]);
  useEffect(() => {
    if (busy || entered.current === step) return;
    entered.current = step;
    const name = experimentAt(lesson, at);
    if (name === undefined) return;
    const wanted = lessonExperiment(lesson, name);
    const { experiment, measured } = lab.getState();
    if (sameExperiment(experiment, wanted) && (!measured || sameExperiment(measured, wanted))) return;
    openExperiment(wanted);
  }, [busy, step, lesson, at, lab, openExperiment]);
}
