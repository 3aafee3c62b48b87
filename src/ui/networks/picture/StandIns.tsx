import { bytesText, percentText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import styles from './picture.module.css';
import type { NetworkPreview } from './preview.ts';
import type { TreePlan } from './treePlan.ts';

interface StandInsProps {
  readonly plan: TreePlan;
  readonly preview: NetworkPreview | undefined;
}

/** What stands in the tree and is no kept network: teachers that are not kept, and what was asked for. */
export function StandIns({ plan, preview }: StandInsProps) {
  const words = useLateWords('networks');
  const isOutline = plan.shape === 'outline';
  return plan.places.map(({ item, x, y, words: width }) => {
    const { key, kind, node } = item;
    if (kind !== 'teacher' && !(kind === 'preview' && preview)) return null;
    const { accuracy, bytes } = preview?.quantities ?? {};
    const figures =
      kind === 'teacher'
        ? ''
        : [accuracy === undefined ? '' : percentText(accuracy), bytes === undefined ? '' : bytesText(bytes)]
            .filter(Boolean)
            .join(' · ');
    const label = kind === 'teacher' ? words.source(node?.name ?? '') : (preview?.label ?? '');
    const onLine = kind === 'preview' && !isOutline;
    const style = { width: `${width}rem` };
    return (
      <p
        key={key}
        className={styles.standIn}
        data-kind={kind}
        style={{ translate: `${x}rem ${y}rem` }}
        title={label}
        aria-hidden={kind === 'preview'}
      >
        <i />
        {onLine ? (
          <>
            <span
              className={styles.above}
              data-lines={plan.lines}
              style={{ ...style, insetInlineEnd: 'calc(50% + 0.75rem)' }}
            >
              <span>{label}</span>
            </span>
            <small
              className={styles.below}
              data-lines={plan.lines}
              style={{ ...style, insetInlineEnd: 'calc(50% + 0.75rem)' }}
            >
              {figures}
            </small>
          </>
        ) : (
          <span className={isOutline ? styles.beside : styles.before} style={style}>
            <span>{label}</span>
            <small>{figures}</small>
          </span>
        )}
      </p>
    );
  });
}
