import { type StageKind, stageOf } from '../../spec/recipe/stages.ts';

const square = 'M2.5 2.5h11v11h-11Z';

/** The drawing that the stage declares. Always beside the stage's name. */
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
      <path d={stageOf(kind).glyph ?? square} />
    </svg>
  );
}
