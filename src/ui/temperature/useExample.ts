/**
 * What the worker tells of validation images: asked once for each image, and again when there are other models.
 */
import { useEffect, useState } from 'react';
import { asProblem } from '../../lang/problem.ts';
import { type Sentence, together } from '../../lang/sentence.ts';
import type { Example } from '../../protocol/protocol.ts';
import type { DatasetSummary, TeacherCard, Thumbnail } from '../../protocol/records.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { useSay } from '../text/useSay.ts';

export interface Asked<Answer> {
  /** The last answer about this dataset stays until the next one is there, so that nothing flickers. */
  readonly answer: Answer | undefined;
  /** Why there is no answer, for a person. */
  readonly problem: string | undefined;
}

export interface Heard<Answer> {
  readonly dataset: DatasetSummary;
  readonly answer?: Answer;
  readonly problem?: Sentence;
}

export function useAsked<Answer>(
  heard: Heard<Answer> | undefined,
  dataset: DatasetSummary | undefined,
): Asked<Answer> {
  const say = useSay();
  const current = heard && heard.dataset === dataset ? heard : undefined;
  return { answer: current?.answer, problem: current?.problem && say(current.problem) };
}

/** Passes on what `promise` brings until the returned function is called. */
export function listen<Answer>(
  promise: Promise<Answer>,
  hear: (part: { readonly answer: Answer } | { readonly problem: Sentence }) => void,
): () => void {
  let wanted = true;
  promise.then(
    (answer) => {
      if (wanted) hear({ answer });
    },
    (thrown: unknown) => {
      const { what, fix } = asProblem(thrown);
      if (wanted) hear({ problem: together([what, fix]) });
    },
  );
  return () => {
    wanted = false;
  };
}

export function useExample(index: number): Asked<Example> {
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const trained = useLab((lab) => lab.runs.filter((run) => run.status === 'finished').length);
  const { example } = useLabActions();
  const [heard, setHeard] = useState<
    Heard<Example> & { readonly models?: readonly [TeacherCard | undefined, number] }
  >();
  useEffect(() => {
    if (!dataset) return;
    const models = [teacher, trained] as const;
    return listen(example(index), (part) => setHeard({ dataset, models, ...part }));
  }, [dataset, teacher, trained, index, example]);
  return useAsked(heard, dataset);
}

export function usePictures(from: number, count: number): Asked<readonly Thumbnail[]> {
  const dataset = useLab((lab) => lab.dataset);
  const { pictures } = useLabActions();
  const [heard, setHeard] = useState<Heard<readonly Thumbnail[]>>();
  useEffect(() => {
    if (!dataset) return;
    return listen(pictures(from, count), (part) => setHeard({ dataset, ...part }));
  }, [dataset, from, count, pictures]);
  return useAsked(heard, dataset);
}
