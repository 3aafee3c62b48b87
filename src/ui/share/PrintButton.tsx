import { lazy, Suspense } from 'react';
import { Boundary } from '../reach/Boundary.tsx';
import { useWords } from '../text/useWords.ts';

const PrintReport = lazy(async () => ({ default: (await import('./PrintReport.tsx')).PrintReport }));

/** Prints a page of its own instead of the lab; the browser's own Print does the same once there are results. */
export function PrintButton({ disabled }: { readonly disabled: boolean }) {
  const { report } = useWords('share');
  return (
    <>
      <button type="button" disabled={disabled} aria-label={report.printLabel} onClick={() => window.print()}>
        {report.print}
      </button>
      {disabled ? null : (
        <Boundary floating>
          <Suspense fallback={null}>
            <PrintReport />
          </Suspense>
        </Boundary>
      )}
    </>
  );
}
