import { causesOf, type Difference, type DifferenceKind } from '../../analysis/differences.ts';
import { fieldOf, isFieldName } from '../../spec/experiment.ts';
import { percentText } from '../quantities.ts';
import { plain } from '../text/numbers.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './compare.module.css';

/** What a difference is called, and a value of it as a reader writes it. */
export function useDifferenceWords() {
  const { choices } = useWords('page');
  const { compare } = useWords('runs');
  const say = useSay();
  return {
    nameOf: ({ name }: Difference) => (isFieldName(name) ? say(fieldOf(name).label) : compare.facts[name]),
    spelt({ name }: Difference, value: string | number): string {
      if (name === 'teacherAccuracy') return percentText(Number(value));
      if (typeof value === 'number') return plain(value);
      if (choices[value]) return choices[value];
      return value
        .split(',')
        .map((part) => (/^-?[\d.]+(e[+-]?\d+)?$/i.test(part) ? plain(Number(part)) : part))
        .join(', ');
    },
  };
}

const changes: ReadonlySet<DifferenceKind> = new Set(['results', 'seed']);

/** The automatic list of what differs between A and B, with what may then be concluded. */
export function Differences({
  found,
  imagesDiffer,
  seedsInBoth,
}: {
  readonly found: readonly Difference[];
  readonly imagesDiffer: boolean;
  /** Of sweeps whose own seeds differ. */
  readonly seedsInBoth: number;
}) {
  const words = useWords('runs').compare;
  const { nameOf, spelt } = useDifferenceWords();
  const causes = causesOf(found);
  const [only] = causes;
  const conclusion =
    only === undefined
      ? words.nothingDiffers
      : causes.length > 1
        ? words.confounded(causes.length)
        : only.kind === 'seed'
          ? words.onlySeed
          : words.onlyOne(nameOf(only));
  return (
    <section className={styles.differences} aria-label={words.differences}>
      <h3>{words.differences}</h3>
      <p>{conclusion}</p>
      {imagesDiffer ? <p>{words.otherImages}</p> : null}
      {seedsInBoth > 0 ? <p>{words.seedsInBoth(seedsInBoth)}</p> : null}
      {found.length > 0 ? (
        <table className={styles.list}>
          <thead>
            <tr>
              <th scope="col">{words.what}</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">{words.why}</th>
            </tr>
          </thead>
          <tbody>
            {found.map((one) => (
              <tr key={one.name} data-kind={one.kind}>
                <th scope="row" data-minor={changes.has(one.kind) ? undefined : ''}>
                  {nameOf(one)}
                </th>
                <td data-label="A">{spelt(one, one.a)}</td>
                <td data-label="B">{spelt(one, one.b)}</td>
                <td>{words.kinds[one.kind]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
