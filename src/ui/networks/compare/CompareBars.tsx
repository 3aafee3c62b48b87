import { useMemo } from 'react';
import { type OnlyRight, pairsAmong } from '../../../analysis/networks/compareImages.ts';
import { comparedQuantities, compareQuantity, testsIn } from '../../../analysis/networks/compareNumbers.ts';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { quantities } from '../../../protocol/quantities.ts';
import type { QuantityName } from '../../../protocol/quantityNames.ts';
import { quantityText } from '../../results/table/quantityText.ts';
import type { ComparingText } from '../../text/en/networks/comparing.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';
import styles from './compare.module.css';
import { letterOf } from './letters.ts';
import { useVerdictWords } from './useVerdictWords.ts';

const units: Partial<Record<string, string>> = {
  share: '\u202f%',
  ms: '\u202fms',
  microjoules: '\u202fµJ',
};

interface CompareBarsProps {
  /** Two or more; the first is what the others are held against. */
  readonly groups: readonly NetworkGroup[];
  /** Validation images, where it is known how many there are. */
  readonly images: number | undefined;
  /** Of A and another network, where both were asked about every image. */
  readonly byImage: (other: NetworkGroup) => OnlyRight | undefined;
}

/** Every quantity of every network as bars, with what may be claimed of their differences. */
export function CompareBars({ groups, images, byImage }: CompareBarsProps) {
  const text = useLateWords('comparing');
  const words = text.numbers;
  const say = useSay();
  const { verdictText } = useVerdictWords();
  const { names, tests, found } = useMemo(() => contrastsOf(groups, images), [groups, images]);
  const noteOf = (name: QuantityName) => notesOf(words)[name] ?? '';
  const valueText = (group: NetworkGroup, name: QuantityName) => {
    const spread = group.quantities[name];
    const { unit } = quantities[name];
    return spread ? `${quantityText(unit, spread)}${units[unit] ?? ''}` : words.notMeasured;
  };
  const verdictsOf = (name: QuantityName): readonly string[] => {
    const mine = found.filter(({ one }) => one.name === name);
    const pairs = pairsAmong(groups.length);
    const said = mine.map(({ one, other, place }) =>
      verdictText(one, 'A', letterOf(place), byImage(other), pairs),
    );
    return mine.every(({ one }) => one.verdict === 'other-images') ? said.slice(0, 1) : said;
  };
  const rows = names.map((name) => ({
    name,
    label: say(quantities[name].label),
    verdicts: verdictsOf(name),
  }));
  return (
    <section className={styles.part} aria-label={words.title}>
      <h4>{words.title}</h4>
      <div className={styles.quantities}>
        {rows.map(({ name, label, verdicts }) => (
          <div key={name} className={styles.quantity}>
            <p className={styles.label}>
              <strong>{label}</strong>{' '}
              <span className={networks.quiet}>
                {[noteOf(name), words.better[quantities[name].better]].filter(Boolean).join('; ')}
              </span>
            </p>
            <Bars groups={groups} name={name} valueText={valueText} />
            {verdicts.map((said) => (
              <p key={said} className={styles.verdict}>
                {said}
              </p>
            ))}
          </div>
        ))}
      </div>
      <p className={networks.quiet}>
        {text.first} {words.bars} {text.tests(tests)}
      </p>
      <details className={networks.numbers}>
        <summary>{words.table}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
        <section className={networks.scroll} tabIndex={0} aria-label={words.table}>
          <table className={networks.table}>
            <thead>
              <tr>
                <th scope="col">{words.network}</th>
                {groups.map((group, i) => (
                  <th key={group.key} scope="col">
                    {letterOf(i)}
                  </th>
                ))}
                <th scope="col">{words.verdict}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, label, verdicts }) => (
                <tr key={name}>
                  <th scope="row">{label}</th>
                  {groups.map((group) => (
                    <td key={group.key}>{valueText(group, name)}</td>
                  ))}
                  <td style={{ minWidth: '20rem', textAlign: 'start', whiteSpace: 'normal' }}>
                    {verdicts.join(' ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </section>
  );
}

/** What is to be known beside a quantity's name. */
const notesOf = (words: ComparingText['numbers']): Partial<Record<QuantityName, string>> => ({
  bytes: words.bytesNote,
  sparsity: words.sparsityNote,
  activationBytes: words.activationsNote,
  energy: words.energyNote,
  accuracy: words.lossNote,
  loss: words.lossNote,
  hard: words.lossNote,
});

/** Every other network beside the first, in every quantity that means the same in both. */
function contrastsOf(groups: readonly NetworkGroup[], images: number | undefined) {
  const names = comparedQuantities(groups);
  const [first, ...others] = groups;
  const tests = first ? testsIn(first, others, names) : 0;
  const found = names.flatMap((name) =>
    others.flatMap((other, i) => {
      const one = first && compareQuantity(first, other, name, { images, tests });
      return one ? [{ one, other, place: i + 1 }] : [];
    }),
  );
  return { names, tests, found };
}

/** Seen only: the values stand in the table, and beside the bars. */
function Bars({
  groups,
  name,
  valueText,
}: {
  readonly groups: readonly NetworkGroup[];
  readonly name: QuantityName;
  readonly valueText: (group: NetworkGroup, name: QuantityName) => string;
}) {
  const reach = groups.map(({ quantities: { [name]: spread } }) =>
    spread ? spread.mean + (Number.isFinite(spread.std) ? spread.std : 0) : 0,
  );
  const most = Math.max(...reach, Number.MIN_VALUE);
  const percent = (value: number) => `${Math.min(100, Math.max(0, (100 * value) / most))}%`;
  return (
    <ul className={styles.bars}>
      {groups.map((group, i) => {
        const spread = group.quantities[name];
        const error = spread && Number.isFinite(spread.std) && spread.std > 0 ? spread.std : undefined;
        return (
          <li key={group.key}>
            <b className={styles.letter} data-teacher={isTeacher(group) ? '' : undefined}>
              {letterOf(i)}
            </b>
            <span className={styles.track} aria-hidden="true">
              {spread ? (
                <i
                  className={styles.bar}
                  data-teacher={isTeacher(group) ? '' : undefined}
                  style={{ inlineSize: percent(spread.mean) }}
                />
              ) : null}
              {spread && error !== undefined ? (
                <i
                  className={styles.error}
                  style={{
                    insetInlineStart: percent(spread.mean - error),
                    insetInlineEnd: `calc(100% - ${percent(spread.mean + error)})`,
                  }}
                />
              ) : null}
            </span>
            <span className={styles.value}>{valueText(group, name)}</span>
          </li>
        );
      })}
    </ul>
  );
}
