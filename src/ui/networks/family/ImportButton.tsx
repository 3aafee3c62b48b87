import { useLabActions } from '../../../state/lab/useLab.ts';
import { PickButton } from '../../form/PickButton.tsx';
import { useLateWords } from '../../text/late.ts';
import { useViewState } from '../../viewState.ts';
import { importFamily, importing } from './importing.ts';

/** Takes in a zip of networks from another browser. */
export function ImportButton() {
  const words = useLateWords('family');
  const { importNetworks } = useLabActions();
  const [{ state }] = useViewState(importing);
  return (
    <PickButton
      text={words.import}
      label={words.importHelp}
      accept={['.zip']}
      disabled={state === 'working'}
      onFiles={([file]) => file && void importFamily(file, importNetworks)}
    />
  );
}
