import type { StageKind } from '../../spec/recipe/stages.ts';

/** Line drawings on a 16-unit square: a drop, scissors, steps. */
const shapes: Readonly<Record<StageKind, string>> = {
  distil: 'M8 1.8C8 1.8 3.6 6.7 3.6 9.9a4.4 4.4 0 0 0 8.8 0C12.4 6.7 8 1.8 8 1.8Z',
  prune:
    'M4.2 9.6a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM11.8 9.6a2.1 2.1 0 1 0 0 4.2 2.1 2.1 0 0 0 0-4.2ZM5.3 9.9 11.3 1.8M10.7 9.9 4.7 1.8',
  quantise: 'M1.5 13.5h3.3v-3.7h3.2V6.2h3.3V2.5h3.2',
};

/** Always beside the stage's name. */
export function StageGlyph({ kind }: { readonly kind: StageKind }) {
  return (
    <svg
      width="1rem"
      height="1rem"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[kind]} />
    </svg>
  );
}
