import { lazy, Suspense } from 'react';
import { Boundary } from '../../reach/Boundary.tsx';

const DistilImagesRow = lazy(async () => ({
  default: (await import('./DistilImagesRow.tsx')).DistilImagesRow,
}));

/** Shown only where students see images beside the training images, so it comes then. */
export function DistilImagesPart({ disabled }: { readonly disabled: boolean }) {
  return (
    <Boundary>
      <Suspense>
        <DistilImagesRow disabled={disabled} />
      </Suspense>
    </Boundary>
  );
}
