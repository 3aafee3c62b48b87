import { type ReactNode, useMemo } from 'react';
import { stageSections } from '../../../analysis/stageSections.ts';
import { plannedStages } from '../../../protocol/assignments.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { axesOf, type Point, pointsOf } from '../../../spec/point.ts';
import { isStageKind, stageOf } from '../../../spec/recipe/stages.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { StageSections } from '../charts/stageMarks.tsx';

interface Props {
  readonly experiment: Experiment;
  /** Those that are shown; all of the sweep unless given. */
  readonly points?: readonly Point[];
  readonly children: ReactNode;
}

/** Tells the charts in it where the experiment's stages stand on the axis of epochs, in the reader's words. */
export function WithStages({ experiment, points, children }: Props) {
  const words = useLateWords('stages');
  const say = useSay();
  const said = useMemo(() => {
    const found = stageSections(
      (points ?? pointsOf(axesOf(experiment))).map((point) => plannedStages(experiment, point)),
    );
    const sections = found?.map((section) => ({
      ...section,
      label: section.kinds.map((kind) => (isStageKind(kind) ? say(stageOf(kind).label) : kind)).join(' → '),
    }));
    if (!sections) return undefined;
    const parts = sections.map(({ label, before, end }) =>
      end > before ? words.trained(label, before + 1, end) : words.after(label, before),
    );
    return { sections, sentence: words.charted(parts) };
  }, [experiment, points, words, say]);
  return <StageSections value={said}>{children}</StageSections>;
}
