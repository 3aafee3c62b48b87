/**
 * How long teacher and student take for one image: asked once for each pair of models while nothing is trained, and again
 * on demand. What was measured stays while something is trained later.
 */
import { useEffect, useMemo, useState } from 'react';
import { asProblem, type Problem } from '../../lang/problem.ts';
import type { InferenceTimes } from '../../protocol/inferenceTimes.ts';
import type { RunId } from '../../protocol/runId.ts';
import type { Phase } from '../../state/lab/labState.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';

export interface Times {
  readonly times: InferenceTimes | undefined;
  /** Why the last question got no answer. */
  readonly problem: Problem | undefined;
  readonly state: 'measured' | 'measuring' | 'busy' | 'no-teacher';
  readonly again: () => void;
}

const busyPhases: readonly Phase[] = ['opening', 'training-teacher', 'running', 'stopping'];

export function useTimes(student: RunId | undefined): Times {
  const { timeForwardPasses } = useLabActions();
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const backend = useLab((lab) => lab.backend);
  const busy = useLab((lab) => busyPhases.includes(lab.phase));
  const [round, setRound] = useState(0);
  const [heard, setHeard] = useState<{
    readonly subject: unknown;
    readonly round: number;
    readonly times?: InferenceTimes;
    readonly problem?: Problem;
  }>();
  const subject = useMemo(
    () => ({ dataset, teacher, backend, student }),
    [dataset, teacher, backend, student],
  );
  // Until its accuracy is known the teacher is still being asked about the validation images.
  const isReady = teacher?.accuracy !== undefined;
  const current = heard?.subject === subject ? heard : undefined;
  const isHeard = current?.round === round;
  const wanted = isReady && !busy && !isHeard;
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    timeForwardPasses(student).then(
      (times) => isCurrent && setHeard({ subject, round, times }),
      (thrown: unknown) => isCurrent && setHeard({ subject, round, problem: asProblem(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [wanted, subject, round, student, timeForwardPasses]);
  return {
    times: current?.times,
    problem: current?.problem,
    state: busy ? 'busy' : !isReady ? 'no-teacher' : isHeard ? 'measured' : 'measuring',
    again: () => setRound(round + 1),
  };
}
