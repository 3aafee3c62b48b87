/**
 * What the worker says of a picture that is in no dataset, asked again when there are other models.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { asProblem, type Problem } from '../../../lang/problem.ts';
import type { GivenPicture, Seen } from '../../../protocol/protocol.ts';
import type { DatasetSummary } from '../../../protocol/records.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { createAsker } from './asker.ts';
import { acceptPicture, refusePicture, type Source } from './choice.ts';

/** At most this often, ms. */
const askEvery = 100;

export interface Looking {
  /** The last answer about this source's pictures and this dataset; it stays until the next one is there. */
  readonly seen: Seen | undefined;
  /** Why the last picture got no answer. */
  readonly problem: Problem | undefined;
  /** Another function when there are other models: whoever calls it in an effect asks again then. */
  readonly look: Look;
}

export type Look = (take: () => GivenPicture | undefined) => void;

interface Heard {
  readonly source: Source;
  readonly dataset: DatasetSummary | undefined;
  readonly seen?: Seen | undefined;
  readonly problem?: Problem;
}

/** @param of ids of kept networks that look in place of the students, with blanks between */
export function useLooking(source: Source, of?: string): Looking {
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const trained = useLab((lab) => lab.runs.filter((run) => run.status === 'finished').length);
  const { lookAt } = useLabActions();
  const [heard, setHeard] = useState<Heard>();
  const models = useMemo(() => ({ dataset, teacher, trained, of }), [dataset, teacher, trained, of]);
  const asker = useMemo(() => {
    const { dataset, of } = models;
    return createAsker<GivenPicture, Seen>({
      ask: (picture) => lookAt(picture, of?.split(' ')),
      every: askEvery,
      answered(picture, seen) {
        if (picture instanceof File) acceptPicture(picture);
        setHeard({ source, dataset, seen });
      },
      refused(picture, thrown) {
        const problem = asProblem(thrown);
        if (picture instanceof File && refusePicture(picture, problem)) return;
        setHeard((before) => ({ ...current(before, source, dataset), source, dataset, problem }));
      },
    });
  }, [lookAt, source, models]);
  useEffect(() => () => asker.forget(), [asker]);
  const look = useCallback<Look>(
    (take) => {
      // Before there is a dataset, nobody knows of what size the networks want it.
      if (models.dataset) asker.want(take);
    },
    [asker, models],
  );
  const { seen, problem } = current(heard, source, dataset) ?? {};
  return { seen, problem, look };
}

const current = (heard: Heard | undefined, source: Source, dataset: DatasetSummary | undefined) =>
  heard?.source === source && heard.dataset === dataset ? heard : undefined;
