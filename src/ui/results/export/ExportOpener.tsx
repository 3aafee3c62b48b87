import { lazy, type RefObject, Suspense } from 'react';
import { Boundary } from '../../reach/Boundary.tsx';
import type { NetworkName } from './useExports.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog }));

/** The dialog of one network's files, loaded when somebody first wants it; nothing while nobody does. */
export function ExportOpener({
  first,
  opener,
  onClose,
}: {
  /** The network that it begins with; undefined keeps it closed. */
  readonly first: NetworkName | undefined;
  /** Where the focus goes when it is closed. */
  readonly opener: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}) {
  if (first === undefined) return null;
  return (
    <Boundary>
      <Suspense fallback={null}>
        <ExportDialog first={first} opener={opener} onClose={onClose} />
      </Suspense>
    </Boundary>
  );
}
