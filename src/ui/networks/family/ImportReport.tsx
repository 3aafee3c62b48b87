import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState } from '../../viewState.ts';
import styles from '../networks.module.css';
import own from './family.module.css';
import { importing } from './importing.ts';

/** What came of the zip of networks that came in last. */
export function ImportReport() {
  const words = useLateWords('family');
  const say = useSay();
  const [told, setTold] = useViewState(importing);
  const dismiss = () => {
    setTold({ state: 'none' });
    // The button that had the focus is gone.
    document.getElementById('kept-networks')?.focus();
  };
  const lines =
    told.state === 'done'
      ? [
          ...told.report.refused.map(({ name, why }) => `${name}: ${say(why)}`),
          ...told.report.noRoom.map((name) => `${name}: ${words.hadNoRoom}`),
        ]
      : [];
  return (
    <div role="status" className={own.report}>
      {told.state === 'working' ? <p>{words.importingFrom(told.name)}</p> : null}
      {told.state === 'failed' ? (
        <p className={styles.refused}>
          {say(told.problem.what)} {say(told.problem.fix)}
        </p>
      ) : null}
      {told.state === 'done' ? <p>{words.imported(told.name, told.report)}</p> : null}
      {lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {told.state === 'done' || told.state === 'failed' ? (
        <button type="button" onClick={dismiss}>
          {words.dismiss}
        </button>
      ) : null}
    </div>
  );
}
