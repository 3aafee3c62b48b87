import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState } from '../../viewState.ts';
import styles from '../networks.module.css';
import own from './family.module.css';
import { type Importing, importing } from './importing.ts';

/** What came of the zips of networks that came in, one after the other. */
export function ImportReport() {
  const words = useLateWords('family');
  const [all, setAll] = useViewState(importing);
  const dismiss = () => {
    setAll(all.filter(({ state }) => state === 'working'));
    // The button that had the focus is gone.
    document.getElementById('kept-networks')?.focus();
  };
  return (
    <div role="status" className={own.report}>
      {all.map((told, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are only added to; one file may come in twice.
        <Told key={i} told={told} />
      ))}
      {all.some(({ state }) => state !== 'working') ? (
        <button type="button" onClick={dismiss}>
          {words.dismiss}
        </button>
      ) : null}
    </div>
  );
}

function Told({ told }: { readonly told: Importing }) {
  const words = useLateWords('family');
  const say = useSay();
  if (told.state === 'working') return <p>{words.importingFrom(told.name)}</p>;
  if (told.state === 'failed') {
    return (
      <p className={styles.refused}>
        {say(told.problem.what)} {say(told.problem.fix)}
      </p>
    );
  }
  const lines = [
    ...told.report.refused.map(({ name, why }) => `${name}: ${say(why)}`),
    ...told.report.noRoom.map((name) => `${name}: ${words.hadNoRoom}`),
  ];
  return (
    <>
      <p>{words.imported(told.name, told.report)}</p>
      {lines.length > 0 ? (
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
