import { lazy, type ReactNode, Suspense } from 'react';
import { useQuestion } from './useQuestion.ts';

const CurtainPanel = lazy(async () => ({ default: (await import('./CurtainPanel.tsx')).CurtainPanel }));
const OutcomePanel = lazy(async () => ({ default: (await import('./OutcomePanel.tsx')).OutcomePanel }));

/** Results, once they may be seen: behind the curtain they are not on the page at all, for no reader of any kind. */
export function Curtain({ children }: { readonly children: ReactNode }) {
  const question = useQuestion();
  if (!question.asked) return children;
  return (
    <>
      <Suspense fallback={null}>
        {question.down ? <CurtainPanel question={question} /> : <OutcomePanel question={question} />}
      </Suspense>
      {question.down ? null : children}
    </>
  );
}
