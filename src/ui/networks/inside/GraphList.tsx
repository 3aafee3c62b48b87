import { useState } from 'react';
import type { GraphBlock } from '../../../protocol/networkInside.ts';
import { useLateWords } from '../../text/late.ts';
import styles from './inside.module.css';
import { shapeText } from './shapeText.ts';
import { useOperationWords } from './useOperationWords.ts';

/** What the drawing shows, in words. */
export function GraphList({ blocks }: { readonly blocks: readonly GraphBlock[] }) {
  const words = useLateWords('inside');
  const say = useOperationWords();
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.list} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.asList}</summary>
      {open ? (
        <ol>
          {blocks.map((block) => (
            <li key={block.name}>
              {block.name}, {words.gives(shapeText(block.gives))}
              <ol>
                {block.operations.map((operation) => (
                  <li key={operation.id}>{say.full(operation, block)}</li>
                ))}
              </ol>
            </li>
          ))}
        </ol>
      ) : null}
    </details>
  );
}
