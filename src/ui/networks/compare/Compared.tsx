import { useMemo, useRef } from 'react';
import { onlyOneRight } from '../../../analysis/networks/compareImages.ts';
import { measuredAlike } from '../../../analysis/networks/compareRecipes.ts';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { useLateWords } from '../../text/late.ts';
import { useSeen } from '../../why/useSeen.ts';
import networks from '../networks.module.css';
import { TimeHere } from '../price/TimeHere.tsx';
import { useCosts } from '../price/useCosts.ts';
import type { Selection } from '../selection.ts';
import { useNetworkNames } from '../useNetworkNames.ts';
import { CompareBars } from './CompareBars.tsx';
import styles from './compare.module.css';
import { letterOf, mostCompared } from './letters.ts';
import { RecipesApart } from './RecipesApart.tsx';
import { useBeforeAfter } from './useBeforeAfter.ts';
import { useMeasuredImages } from './useMeasuredImages.ts';
import { WhyBeforeAfter } from './WhyBeforeAfter.tsx';

/** Two or more networks beside each other; nothing while fewer are selected. */
export function Compared({
  groups,
  selection,
}: {
  /** All in the picture. */
  readonly groups: readonly NetworkGroup[];
  readonly selection: Selection;
}) {
  return selection.all.length > 1 ? <Region everybody={groups} {...selection} /> : null;
}

function Region({
  everybody,
  all,
  choose,
  toggle,
}: Selection & { readonly everybody: readonly NetworkGroup[] }) {
  const words = useLateWords('comparing');
  const names = useNetworkNames();
  const heading = useRef<HTMLHeadingElement>(null);
  const groups = useMemo(() => all.slice(0, mostCompared), [all]);
  const counted = useCosts(groups);
  const [first, ...others] = groups;
  const images = useMeasuredImages(first);
  const why = useRef<HTMLElement>(null);
  const pair = useBeforeAfter(groups, everybody, useSeen(why));
  if (!first) return null;
  const comparable = others.every((other) => measuredAlike(first, other));
  const byImage = (other: NetworkGroup) => {
    const { answer } = pair?.heard ?? {};
    if (!pair || !answer) return undefined;
    if (pair.before === first && pair.after.key === other.key) return onlyOneRight(answer[0], answer[1]);
    return pair.before.key === other.key && pair.after === first
      ? onlyOneRight(answer[1], answer[0])
      : undefined;
  };
  const remove = (group: NetworkGroup) => {
    toggle(group.key);
    heading.current?.focus();
  };
  return (
    <section className={styles.compared} aria-labelledby="compared" data-control="compared">
      <div className={styles.head}>
        <h3 id="compared" ref={heading} tabIndex={-1}>
          {words.title}
        </h3>
        <button type="button" onClick={() => choose(first.key)}>
          {words.none}
        </button>
      </div>
      <ol className={styles.who}>
        {groups.map((group, i) => (
          <li key={group.key}>
            <b className={styles.letter} data-teacher={isTeacher(group) ? '' : undefined}>
              {letterOf(i)}
            </b>
            <span>
              {names.title(group)}
              {group.networks.length > 1 ? `, ${words.runs(group.networks.length)}` : ''}
            </span>
            <button
              type="button"
              aria-label={words.removeThis(letterOf(i), names.title(group))}
              onClick={() => remove(group)}
            >
              {words.remove}
            </button>
          </li>
        ))}
      </ol>
      {all.length > groups.length ? (
        <p className={networks.quiet}>{words.most(groups.length, all.length)}</p>
      ) : null}
      <RecipesApart groups={groups} comparable={comparable} />
      <CompareBars groups={counted} images={images} byImage={byImage} />
      <TimeHere
        networks={groups.flatMap(({ networks: [network] }, i) =>
          network ? [{ network, name: letterOf(i) }] : [],
        )}
      />
      {pair ? <WhyBeforeAfter ref={why} pair={pair} groups={groups} /> : null}
    </section>
  );
}
