import type { Spread } from '../../analysis/spread.ts';
import { type Compare, pointOfSide, type Side } from '../../spec/lessons/lesson.ts';
import type { Point } from '../../spec/point.ts';
import { besideText } from '../seriesStyle.ts';
import type { LessonsText } from '../text/en/lessons.ts';
import { useLanguage } from '../text/language.ts';
import { fixed } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Result.module.css';
import type { Compared } from './reveal.ts';

/** Two kinds of students: their means, their difference, and how sure it is. */
export function ComparedResult({ compared }: { readonly compared: Compared }) {
  const text = useWords('lessons');
  const language = useLanguage();
  const { measure, a, b, difference, half, pairs, outcome } = compared;
  const { quantity, margin } = measure;
  const [first, second] = [measure.a.name[language], measure.b.name[language]];
  const known = Number.isFinite(half);
  const shown = signed(difference, quantity, text);
  return (
    <section className={styles.result} aria-label={`${text.quantities[quantity]}: ${first}, ${second}`}>
      <h3 className={styles.quantity}>{text.quantities[quantity]}</h3>
      <dl className={styles.sides}>
        <Value side={measure.a} spread={a} quantity={quantity} />
        <Value side={measure.b} spread={b} quantity={quantity} />
      </dl>
      {known ? <Interval compared={compared} label={text.plot(shown)} /> : null}
      <p>
        {known
          ? text.interval(shown, bare(difference - half, quantity), signed(difference + half, quantity, text))
          : text.intervalUnknown(shown)}{' '}
        <strong>{text.outcomes[outcome](first, second, size(margin, quantity, text))}</strong>
      </p>
      <p className={styles.how}>
        {!known ? text.howOne : pairs === undefined ? text.howUnpaired(a.n, b.n) : text.howPaired(pairs)}{' '}
        {text.plusMinus}
      </p>
    </section>
  );
}

function Value({
  side,
  spread: { mean, std, n },
  quantity,
}: {
  readonly side: Side;
  readonly spread: Spread;
  readonly quantity: Compare['quantity'];
}) {
  const text = useWords('lessons');
  const language = useLanguage();
  const error = std / Math.sqrt(n);
  const shown = {
    accuracy: () => text.percent(figures(mean, quantity)),
    difference: () => figures(mean, quantity),
    gain: () => signed(mean, quantity, text),
  }[quantity]();
  return (
    <div>
      <dt>
        {side.name[language]}
        {besideText(numbersOf(side))}
      </dt>
      <dd>
        <span className={styles.number}>{shown}</span>{' '}
        <span className={styles.how}>
          {text.spreadOf(Number.isFinite(error) ? figures(error, quantity) : undefined, n)}
        </span>
      </dd>
    </div>
  );
}

/** A side's place on the axes of numbers; what is chosen on the others its name says, in the reader's language. */
function numbersOf(side: Side): Point {
  return Object.fromEntries(
    Object.entries(pointOfSide(side)).filter(([, value]) => typeof value === 'number'),
  );
}

/** The difference as a point with its interval, and where no difference would be. Reads from less to more. */
function Interval({
  compared: { difference, half },
  label,
}: {
  readonly compared: Compared;
  readonly label: string;
}) {
  const text = useWords('lessons');
  const reach = 1.15 * (Math.abs(difference) + half) || 1;
  const place = (value: number) => `${(50 + (50 * value) / reach).toString()}%`;
  return (
    <div className={styles.plot} role="img" aria-label={label}>
      <span className={styles.zero} />
      <span
        className={styles.whisker}
        style={{ insetInlineStart: place(difference - half), width: `${((100 * half) / reach).toString()}%` }}
      />
      <span className={styles.point} style={{ insetInlineStart: place(difference) }} />
      <span className={styles.zeroName}>{text.zero}</span>
    </div>
  );
}

/** Shares in percent. */
function figures(value: number, quantity: Compare['quantity']): string {
  return quantity === 'difference' ? fixed(value, 2) : fixed(value * 100, 1);
}

/** Without its sign: "4.6 points", "0.38". */
function size(value: number, quantity: Compare['quantity'], text: LessonsText): string {
  const words = figures(Math.abs(value), quantity);
  return quantity === 'difference' ? words : text.points(words);
}

const sign = (value: number) => (value < 0 ? '−' : '+');

/** "+4.6 points", "−0.38". */
function signed(value: number, quantity: Compare['quantity'], text: LessonsText): string {
  return `${sign(value)}${size(value, quantity, text)}`;
}

/** "+4.6": its unit follows elsewhere. */
function bare(value: number, quantity: Compare['quantity']): string {
  return `${sign(value)}${figures(Math.abs(value), quantity)}`;
}
