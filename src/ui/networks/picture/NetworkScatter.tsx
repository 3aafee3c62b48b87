import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { paretoFront } from '../../../analysis/networks/pareto.ts';
import type { Quantities } from '../../../protocol/quantityNames.ts';
import type { CostName } from '../../../spec/pageView.ts';
import { percentText } from '../../quantities.ts';
import { percent } from '../../results/format.ts';
import { useLateWords } from '../../text/late.ts';
import { costText } from '../costs.ts';
import styles from '../networks.module.css';
import { useNetworkNames } from '../useNetworkNames.ts';
import { logAxis, shareAxis } from './axis.ts';
import { shadeOf, sizesOf } from './nodeLook.ts';
import hollows from './preview.module.css';
import type { NetworkPreview } from './preview.ts';
import { type Direction, walks } from './walk.ts';

interface NetworkScatterProps {
  readonly groups: readonly NetworkGroup[];
  readonly cost: CostName;
  /** On the same images; undefined where it is not known. */
  readonly teacherAccuracy: number | undefined;
  readonly chosen: string | undefined;
  /** Asked for, not trained. */
  readonly preview?: NetworkPreview | undefined;
  onChoose(key: string): void;
}

interface Dot {
  readonly group: NetworkGroup;
  readonly cost: number;
  readonly worth: number;
  /** Over runs; 0 where one run has none. */
  readonly std: number;
}

/** Accuracy against a cost on a logarithmic axis, with the Pareto front. */
export function NetworkScatter(props: NetworkScatterProps) {
  const { groups, cost: costName, teacherAccuracy, chosen, preview, onChoose } = props;
  const words = useLateWords('networks');
  const names = useNetworkNames();
  const dots = dotsOf(groups, costName);
  if (dots.length === 0) return <p className={styles.quiet}>{words.unplaced(groups.length)}</p>;
  const front = paretoFront(dots);
  const sizes = sizesOf(groups);
  const curve = preview?.curve.flatMap((quantities) => spotOf(quantities, costName) ?? []) ?? [];
  const hollow = preview && spotOf(preview.quantities, costName);
  const across = logAxis([...dots, ...curve].map(({ cost }) => cost));
  const up = shareAxis([
    ...curve.map(({ worth }) => worth),
    ...dots.flatMap(({ worth, std }) => [Math.max(0, worth - std), Math.min(1, worth + std)]),
    ...(teacherAccuracy === undefined ? [] : [teacherAccuracy]),
  ]);
  const x = (value: number) => 100 * across.share(value);
  const y = (value: number) => 100 * (1 - up.share(value));
  const current = dots.find(({ group }) => group.key === chosen) ?? dots[0];
  const line = front.map(({ cost, worth }) => `${x(cost)},${y(worth)}`).join(' ');
  return (
    <div className={styles.scatter}>
      <p className={styles.up}>{words.accuracy}, %</p>
      <div className={styles.plot}>
        <svg className={styles.lines} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          <title>{words.scatterHelp}</title>
          {up.ticks.map((tick) => (
            <line key={tick} className={styles.grid} x1="0" x2="100" y1={y(tick)} y2={y(tick)} />
          ))}
          {teacherAccuracy === undefined ? null : (
            <line
              className={styles.teacher}
              x1="0"
              x2="100"
              y1={y(teacherAccuracy)}
              y2={y(teacherAccuracy)}
            />
          )}
          <polyline className={styles.front} points={line} />
          <polyline
            className={hollows.previews}
            points={curve.map(({ cost, worth }) => `${x(cost)},${y(worth)}`).join(' ')}
          />
          {dots.map(({ group, cost, worth, std }) =>
            std > 0 ? (
              <line
                key={group.key}
                className={styles.bar}
                {...{
                  x1: x(cost),
                  x2: x(cost),
                  y1: y(Math.max(0, worth - std)),
                  y2: y(Math.min(1, worth + std)),
                }}
              />
            ) : null,
          )}
        </svg>
        {up.ticks.map((tick) => (
          <span key={tick} className={styles.tickUp} style={{ top: `${y(tick)}%` }} aria-hidden="true">
            {percent(tick)}
          </span>
        ))}
        {across.ticks.map((tick) => (
          <span key={tick} className={styles.tickAcross} style={{ left: `${x(tick)}%` }} aria-hidden="true">
            {costText(costName, tick)}
          </span>
        ))}
        {teacherAccuracy === undefined ? null : (
          <span className={styles.teacherName} style={{ top: `${y(teacherAccuracy)}%` }}>
            {words.teacherLine(percentText(teacherAccuracy))}
          </span>
        )}
        {hollow ? (
          <i
            className={hollows.hollow}
            style={{ left: `${x(hollow.cost)}%`, top: `${y(hollow.worth)}%` }}
            title={preview?.label}
          />
        ) : null}
        <div
          role="listbox"
          tabIndex={-1}
          aria-label={words.scatterLabel(words.costs[costName])}
          onKeyDown={walks(
            (direction, from) =>
              neighbour(dots, dots.find(({ group }) => group.key === from) ?? current, direction),
            onChoose,
          )}
        >
          {dots.map((dot) => {
            const { group, cost, worth } = dot;
            const size = sizes.get(group.key) ?? 0;
            const best = front.includes(dot);
            const said = `${names.full(group, undefined, 0)}, ${costText(costName, cost)} ${words.costs[costName]}${
              best ? `, ${words.onFront}` : ''
            }`;
            return (
              <div
                key={group.key}
                role="option"
                data-node={group.key}
                data-teacher={isTeacher(group) ? '' : undefined}
                className={best ? styles.dot : `${styles.dot} ${styles.dominated}`}
                style={{ left: `${x(cost)}%`, top: `${y(worth)}%` }}
                aria-label={said}
                title={said}
                aria-selected={group.key === chosen}
                tabIndex={dot === current ? 0 : -1}
                onClick={() => onChoose(group.key)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') {
                    event.preventDefault();
                    onChoose(group.key);
                  }
                }}
              >
                <i style={{ ...shadeOf(group, groups), width: `${size}rem`, height: `${size}rem` }} />
              </div>
            );
          })}
        </div>
      </div>
      <p className={styles.across}>{words.costs[costName]}</p>
      {dots.length < groups.length ? (
        <p className={styles.quiet}>{words.unplaced(groups.length - dots.length)}</p>
      ) : null}
    </div>
  );
}

function spotOf(
  { accuracy: worth, ...costs }: Quantities,
  name: CostName,
): Pick<Dot, 'cost' | 'worth'> | undefined {
  const cost = costs[name];
  return cost !== undefined && cost > 0 && worth !== undefined ? { cost, worth } : undefined;
}

function dotsOf(groups: readonly NetworkGroup[], name: CostName): readonly Dot[] {
  return groups.flatMap((group) => {
    const [cost, worth] = [group.quantities[name]?.mean, group.quantities.accuracy];
    if (cost === undefined || cost <= 0 || worth === undefined) return [];
    return [{ group, cost, worth: worth.mean, std: Number.isFinite(worth.std) ? worth.std : 0 }];
  });
}

/** The next one in the order of costs, or of accuracies. */
function neighbour(dots: readonly Dot[], current: Dot | undefined, direction: Direction): string | undefined {
  if (!current) return undefined;
  const byCost = [...dots].sort((a, b) => a.cost - b.cost || a.worth - b.worth);
  const byWorth = [...dots].sort((a, b) => a.worth - b.worth || a.cost - b.cost);
  const found: Readonly<Record<Direction, Dot | undefined>> = {
    left: byCost[byCost.indexOf(current) - 1],
    right: byCost[byCost.indexOf(current) + 1],
    up: byWorth[byWorth.indexOf(current) + 1],
    down: byWorth[byWorth.indexOf(current) - 1],
    first: byCost[0],
    last: byCost.at(-1),
  };
  return found[direction]?.group.key;
}
