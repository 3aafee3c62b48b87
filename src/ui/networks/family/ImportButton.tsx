import { useLabActions } from '../../../state/lab/useLab.ts';
import { PickButton } from '../../form/PickButton.tsx';
import { useLateWords } from '../../text/late.ts';
import { useViewState } from '../../viewState.ts';
import { importFamily, importing, isImporting } from './importing.ts';

/** Takes in a zip of networks from another browser. */
export function ImportButton() {
  const words = useLateWords('family');
  const { importNetworks } = useLabActions();
  const [all] = useViewState(importing);
  return (
    <PickButton
      text={words.import}
      label={words.importHelp}
      accept={['.zip']}
      disabled={isImporting(all)}
      onFiles={([file]) => file && void importFamily(file, importNetworks)}
    />
  );
}
