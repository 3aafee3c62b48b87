import { useId } from 'react';
import { fields } from '../../spec/experiment.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { FolderButton } from '../data/FolderButton.tsx';
import { useWords } from '../text/useWords.ts';
import { helpId, Row } from './Row.tsx';

const field = fields.dataset;

/** Insects, or a folder of one's own. A folder of an earlier choice stays in the list while the page has it. */
export function DatasetRow({ disabled }: { readonly disabled: boolean }) {
  const { form } = useWords('page');
  const id = useId();
  const named = useLab((lab) => lab.experiment.dataset);
  const dataset = useLab((lab) => lab.dataset);
  const { setField } = useLabActions();
  const folder = dataset && dataset.id !== 'insects' ? dataset : undefined;
  const missing = named !== 'insects' && named !== folder?.id;
  return (
    <Row name="dataset" field={field} id={id}>
      <select
        id={id}
        value={named}
        aria-describedby={helpId(id)}
        onChange={(event) => setField('dataset', event.target.value)}
      >
        <option value="insects">{form.insects}</option>
        {folder ? <option value={folder.id}>{folder.label}</option> : null}
        {missing ? <option value={named}>{form.folderMissing}</option> : null}
      </select>
      <FolderButton disabled={disabled} short />
    </Row>
  );
}
