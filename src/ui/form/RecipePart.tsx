import { lazy, Suspense, useState } from 'react';
import { useLab } from '../../state/lab/useLab.ts';
import { Boundary } from '../reach/Boundary.tsx';
import { useWords } from '../text/useWords.ts';
import { Waiting } from '../Waiting.tsx';
import styles from './Form.module.css';

const RecipeEditor = lazy(async () => ({
  default: (await import('../recipe/RecipeEditor.tsx')).RecipeEditor,
}));

/** The stages of the recipe, folded; an experiment that has any of its own unfolds them. */
export function RecipePart() {
  const { form } = useWords('page');
  const hasOwn = useLab(({ experiment }) => experiment.recipe.length > 0 || experiment.vary.length > 0);
  const [had, setHad] = useState(hasOwn);
  const [open, setOpen] = useState(hasOwn);
  if (had !== hasOwn) {
    setHad(hasOwn);
    if (hasOwn) setOpen(true);
  }
  return (
    <details
      className={styles.more}
      data-field="recipe"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{form.recipe}</summary>
      {open ? (
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <RecipeEditor />
          </Suspense>
        </Boundary>
      ) : null}
    </details>
  );
}
