import { useEffect, useState } from 'react';
import { asProblem } from '../../lang/problem.ts';
import { type Sentence, together } from '../../lang/sentence.ts';
import { useSay } from '../text/useSay.ts';

/** What is to be asked of the worker. */
export interface Asking<Answer> {
  /** What the answer is about: what was heard about another subject is forgotten at once. */
  readonly subject: unknown;
  ask(): Promise<Answer>;
}

export interface Heard<Answer> {
  /** The last answer about this subject stays until the next one is there, so that nothing flickers. */
  readonly answer?: Answer;
  /** Why there is no answer, for a person. */
  readonly problem?: string;
}

/** What `asking` brings; asked again when it is another object, and not at all while it is undefined. */
export function useAnswer<Answer>(asking: Asking<Answer> | undefined): Heard<Answer> {
  const say = useSay();
  const [heard, setHeard] = useState<{
    readonly subject: unknown;
    readonly answer?: Answer;
    readonly problem?: Sentence;
  }>();
  useEffect(() => {
    if (!asking) return;
    const { subject } = asking;
    let wanted = true;
    asking.ask().then(
      (answer) => {
        if (wanted) setHeard({ subject, answer });
      },
      (thrown: unknown) => {
        const { what, fix } = asProblem(thrown);
        if (wanted) setHeard({ subject, problem: together([what, fix]) });
      },
    );
    return () => {
      wanted = false;
    };
  }, [asking]);
  if (!asking || !heard || heard.subject !== asking.subject) return {};
  const { answer, problem } = heard;
  return {
    ...(answer === undefined ? {} : { answer }),
    ...(problem === undefined ? {} : { problem: say(problem) }),
  };
}
