import { useMemo } from 'react';
import { historyOf } from '../../protocol/record.ts';
import { mostSharedRuns, shareable, strideOf } from '../../protocol/sharedResults.ts';
import { measuredImages } from '../../state/lab/measuredImages.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';
import { fragmentOf } from '../../state/runs/resultsFragment.ts';
import type { ShareText } from '../text/en/share.ts';

interface ResultsToShare {
  readonly fragment: string | undefined;
  readonly summary: string;
  /** Why there is no fragment. */
  readonly why: string;
}

/** The results on the page as a fragment of the link, if they can be shared. */
export function useResultsToShare(text: ShareText): ResultsToShare {
  const experiment = useLab((lab) => lab.experiment);
  const measured = useLab((lab) => lab.measured);
  const busy = useLab((lab) => isBusy(lab.phase));
  const runs = useLab((lab) => lab.runs);
  const shared = useLab((lab) => lab.shared);
  const measuredOn = useLab((lab) => lab.measuredOn);
  const validationImages = useLab(measuredImages);
  return useMemo(() => {
    const none = (why: string) => ({ fragment: undefined, summary: '', why });
    if (busy) return none(text.busy);
    const measuredRuns = shareable(runs);
    if (!measured || measuredRuns.length === 0) return none(text.nothingYet);
    if (!sameExperiment(measured, experiment)) return none(text.otherSettings);
    if (measuredRuns.length > mostSharedRuns) return none(text.tooMany);
    const { backend, teacherAccuracy, seconds } = measuredOn ?? {};
    const own = { runs, backend, teacherAccuracy, validationImages, seconds };
    // Passed on, what came with a link keeps saying where it was measured.
    const fragment = fragmentOf(shared && runs === shared.runs ? shared : own, experiment);
    if (fragment === undefined) return none(text.tooMany);
    const epochs = Math.max(...measuredRuns.map((run) => historyOf(run).at(-1)?.epoch ?? 0));
    return {
      fragment,
      summary: text.resultsAre(measuredRuns.length, epochs, strideOf(measuredRuns)),
      why: '',
    };
  }, [busy, runs, measured, measuredOn, experiment, shared, validationImages, text]);
}
