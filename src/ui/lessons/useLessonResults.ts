/**
 * What was measured of each of a lesson's experiments: what the lab shows now, else what is kept in this browser.
 */
import { useEffect, useMemo, useState } from 'react';
import type { RunRecord } from '../../protocol/records.ts';
import { type Lesson, lessonExperiment } from '../../spec/lessons/lesson.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';
import { useSavedRuns } from '../../state/runs/useSavedRuns.ts';
import { useCalmRuns } from '../results/charts/useCalmRuns.ts';
import type { Measured, MeasuredBy } from './reveal.ts';

export function useLessonResults(lesson: Lesson): MeasuredBy {
  const saved = useSavedRuns();
  const measured = useLab((lab) => lab.measured);
  const shown = useCalmRuns();
  const [kept, setKept] = useState<Readonly<Record<string, readonly RunRecord[]>>>({});
  const experiments = useMemo(
    () => new Map(Object.keys(lesson.experiments).map((name) => [name, lessonExperiment(lesson, name)])),
    [lesson],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sweep in the lab means that the one before is now among the kept
  useEffect(() => {
    let left = false;
    const reading = [...experiments].map(
      async ([name, experiment]) => [name, await saved.read(experiment)] as const,
    );
    void Promise.all(reading).then((all) => {
      if (!left) setKept(Object.fromEntries(all));
    });
    return () => {
      left = true;
    };
  }, [saved, experiments, measured]);
  return useMemo(() => {
    const found = new Map<string, Measured>();
    for (const [name, experiment] of experiments) {
      const here = sameExperiment(measured, experiment) ? shown : [];
      const finished = here.filter((run) => run.status === 'finished');
      const before = kept[name] ?? [];
      if (finished.length < before.length) found.set(name, { experiment, runs: before });
      else {
        const failed = here.filter((run) => run.status === 'failed').length;
        found.set(name, { experiment, runs: finished, failed });
      }
    }
    return (name) => found.get(name);
  }, [experiments, measured, shown, kept]);
}
