import type { HideName } from '../../spec/pageView.ts';
import { Icon } from '../shell/Icon.tsx';
import { useWords } from '../text/useWords.ts';
import styles from './footer.module.css';
import { keyOf, neighbour, openStations, type Place } from './stations.ts';

interface FooterProps {
  readonly place: Place;
  readonly hide: readonly HideName[];
  /** Whether the screen is kept awake. */
  readonly awake: boolean;
  readonly onGo: (place: Place) => void;
  readonly onLeave: () => void;
  readonly onCover: (cover: 'keys' | 'qr') => void;
  /** Undefined where the browser has no full screen. */
  readonly onFullscreen: (() => void) | undefined;
  readonly curtain: { readonly down: boolean; readonly toggle: () => void } | undefined;
}

/** As on the key. */
const signOf = (place: Place) => keyOf(place).toUpperCase();

/** Where the presentation stands and where it can go: the keys as buttons, so that no key is the only way. */
export function Footer(props: FooterProps) {
  const text = useWords('present');
  const { place, hide, awake, onGo, onLeave, onCover, onFullscreen, curtain } = props;
  const places: readonly Place[] = ['overview', ...openStations(hide)];
  const step = (by: 1 | -1) => {
    const to = neighbour(place, by, hide);
    const name = by > 0 ? text.next : text.previous;
    return (
      <button
        type="button"
        className={styles.icon}
        disabled={to === place}
        aria-label={name}
        title={name}
        onClick={() => onGo(to)}
      >
        <Icon shape={by > 0 ? 'next' : 'previous'} />
      </button>
    );
  };
  return (
    <section className={styles.footer} aria-label={text.footer}>
      <nav className={styles.stations} aria-label={text.stations}>
        {step(-1)}
        <ol className={styles.numbers}>
          {places.map((one) => (
            <li key={one}>
              <button
                type="button"
                className={styles.number}
                aria-label={text.station(signOf(one), text.places[one])}
                title={text.places[one]}
                aria-current={one === place ? 'step' : undefined}
                onClick={() => onGo(one)}
              >
                {signOf(one)}
              </button>
            </li>
          ))}
        </ol>
        {step(1)}
      </nav>
      <p className={styles.name} role="status">
        {text.places[place]}
      </p>
      <p className={styles.awake} title={awake ? text.awake : text.mayDim}>
        <Icon shape={awake ? 'awake' : 'mayDim'} />
        <span>{awake ? text.awake : text.mayDim}</span>
      </p>
      <div className={styles.tools}>
        {curtain ? (
          <button
            type="button"
            title={curtain.down ? text.curtain.lift : text.curtain.lower}
            onClick={curtain.toggle}
          >
            {curtain.down ? text.curtain.liftShort : text.curtain.lowerShort}
          </button>
        ) : null}
        <button type="button" aria-label={text.qrButton} title={text.qrButton} onClick={() => onCover('qr')}>
          QR
        </button>
        {onFullscreen ? (
          <button
            type="button"
            className={styles.icon}
            aria-label={text.fullscreen}
            title={text.fullscreen}
            onClick={onFullscreen}
          >
            <Icon shape="full" />
          </button>
        ) : null}
        <button
          type="button"
          className={styles.icon}
          aria-label={text.help}
          title={text.help}
          onClick={() => onCover('keys')}
        >
          ?
        </button>
        <button type="button" title={text.leaveLong} onClick={onLeave}>
          {text.leave}
        </button>
      </div>
    </section>
  );
}
