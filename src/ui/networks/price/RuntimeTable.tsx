import { slowdowns } from '../../../analysis/networks/price.ts';
import {
  type FileSize,
  isTimed,
  type NetworkTimes,
  type RuntimeName,
  type RuntimeTimes,
  runtimeNames,
} from '../../../protocol/runtimeTimes.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { bytesText, percentText, ratioText } from '../../quantities.ts';
import { figures } from '../../results/format.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';
import styles from './price.module.css';

interface RuntimeTableProps {
  readonly times: RuntimeTimes;
  /** Of its networks, in their order. */
  readonly names: readonly string[];
}

/** Times of networks in every runtime, what their files take there, and which of them went the wrong way. */
export function RuntimeTable({ times, names }: RuntimeTableProps) {
  const words = useLateWords('price');
  const say = useSay();
  const backend = useLab((lab) => lab.backend?.label);
  const { networks: all, rounds, warmUps, least, threads } = times;
  const nameOf = (place: number) => names[place] ?? '';
  const runtimeText = (runtime: RuntimeName) =>
    words.runtimes[runtime](runtime === 'lab' ? (backend ? say(backend) : '–') : threads);
  const several = all.length > 1;
  return (
    <>
      {slowdowns(times).map(({ place, runtime, than, ratio }) => (
        <p key={`${place} ${runtime} ${than}`} className={styles.wrong}>
          {than === 'float'
            ? words.slowerThanFloat(several ? nameOf(place) : undefined, ratioText(ratio))
            : words.slowerThanFirst(nameOf(place), nameOf(0), words.short[runtime], ratioText(ratio))}
        </p>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
      <section className={networks.scroll} tabIndex={0} aria-label={words.table}>
        <table className={`${networks.table} ${styles.runtimes}`}>
          <thead>
            <tr>
              <th scope="col">{words.network}</th>
              <th scope="col">{words.milliseconds}</th>
              {several ? <th scope="col">{words.ratio(nameOf(0))}</th> : null}
            </tr>
          </thead>
          {runtimeNames.map((runtime) => (
            <tbody key={runtime}>
              <tr>
                <th scope="rowgroup" colSpan={3} className={styles.runtime}>
                  {runtimeText(runtime)}
                </th>
              </tr>
              {all.map((network, place) => (
                <tr key={network.id}>
                  <th scope="row">{nameOf(place)}</th>
                  <TimeCells time={network.times[runtime]} ratio={several} />
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
      <section className={networks.scroll} tabIndex={0} aria-label={words.files}>
        <table className={networks.table}>
          <thead>
            <tr>
              <th scope="col">{words.network}</th>
              <th scope="col">{words.floatFile}</th>
              <th scope="col">{words.wholeFile}</th>
              <th scope="col">{words.agreement}</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ id, files, agreement }, place) => (
              <tr key={id}>
                <th scope="row">{nameOf(place)}</th>
                <td>{sizeText(files.onnxFloat, words.zipped)}</td>
                <td>{sizeText(files.onnxInt8, words.zipped)}</td>
                <td>{agreement ? words.agrees(percentText(agreement.share), agreement.images) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={networks.quiet}>
        {words.how({ rounds, warmUps, least })} {words.whole(all.some(({ isQuantised }) => isQuantised))}{' '}
        {words.visit(navigator.hardwareConcurrency)}
      </p>
    </>
  );
}

function TimeCells({
  time,
  ratio,
}: {
  readonly time: NetworkTimes['times'][RuntimeName];
  readonly ratio: boolean;
}) {
  const say = useSay();
  if (!isTimed(time)) {
    return (
      <td colSpan={ratio ? 2 : 1} className={styles.reason}>
        {say(time.reason)}
      </td>
    );
  }
  const [low, high] = time.quartiles;
  return (
    <>
      <td>
        {figures(time.milliseconds)} <small>({[figures(low), figures(high)].join('–')})</small>
      </td>
      {ratio ? <td>{time.ratio === undefined ? '–' : `${ratioText(time.ratio)}×`}</td> : null}
    </>
  );
}

const sizeText = (size: FileSize | undefined, zipped: (bytes: string) => string): string =>
  size === undefined
    ? '–'
    : [bytesText(size.bytes), size.zipped === undefined ? '' : zipped(bytesText(size.zipped))]
        .filter(Boolean)
        .join(' ');
