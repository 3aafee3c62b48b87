import { linkOf } from '../../../spec/link.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { useLateWords } from '../../text/late.ts';
import { useViewState } from '../../viewState.ts';
import networks from '../networks.module.css';
import { begun } from './useMade.ts';

/** That the form holds what was begun here, and the way back to what it held. */
export function Begun() {
  const words = useLateWords('smaller');
  const [last, setLast] = useViewState(begun);
  const now = useLab(({ experiment }) => experiment);
  const { restoreExperiment } = useLabActions();
  if (!last || linkOf(now) !== last.link) return null;
  const back = () => {
    restoreExperiment(last.before);
    setLast(undefined);
  };
  return (
    <p className={networks.quiet}>
      {words.inForm}{' '}
      <button type="button" className={networks.link} onClick={back}>
        {words.back}
      </button>
    </p>
  );
}
