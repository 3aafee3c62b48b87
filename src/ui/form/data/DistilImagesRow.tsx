import { useId } from 'react';
import { fields } from '../../../spec/experiment.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { FolderButton } from '../../data/FolderButton.tsx';
import { useLateWords } from '../../text/late.ts';
import { helpId, Row } from '../Row.tsx';

const field = fields.distilImages;

/** The images without labels that students see: which they are, another folder of them, or whatever is at hand. */
export function DistilImagesRow({ disabled }: { readonly disabled: boolean }) {
  const { distilImages: words } = useLateWords('teachers');
  const id = useId();
  const named = useLab((lab) => lab.experiment.distilImages);
  const isOther = useLab((lab) => lab.experiment.distilOn === 'other');
  const { setField } = useLabActions();
  return (
    <Row name="distilImages" field={field} id={id} note={isOther ? words.other : words.own}>
      <output id={id} aria-describedby={helpId(id)}>
        {named === 'none' ? words.none : named.replace('images-', '')}
      </output>
      {isOther ? <FolderButton disabled={disabled} short toDistilOn={words.open} /> : null}
      {named === 'none' ? null : (
        <button type="button" disabled={disabled} onClick={() => setField('distilImages', 'none')}>
          {words.takeThese}
        </button>
      )}
    </Row>
  );
}
