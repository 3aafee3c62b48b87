import type { TeacherTable } from '../../../protocol/protocol.ts';
import { Segmented } from '../../results/Segmented.tsx';
import { useLateWords } from '../../text/late.ts';
import { grouped } from '../../text/numbers.ts';
import { probabilityText } from '../bars.ts';
import tabs from '../tabs.module.css';
import type { Asked } from '../useExample.ts';
import { useTeacherMissing } from '../useTeacherMissing.ts';
import { SimilarityTable } from './SimilarityTable.tsx';
import styles from './similarity.module.css';
import type { AlikeView } from './similarity.ts';
import type { Alike } from './useSimilarity.ts';

const views: readonly AlikeView[] = ['whole', 'others'];

/** Which classes the teacher gives to each class's images: the knowledge that no label holds. */
export function SimilarityTab({
  classes,
  asked,
  alike,
  view,
  onView,
}: {
  readonly classes: readonly string[];
  readonly asked: Asked<TeacherTable | undefined>;
  readonly alike: Alike | undefined;
  readonly view: AlikeView;
  readonly onView: (view: AlikeView) => void;
}) {
  const text = useLateWords('temperature');
  const teacherMissing = useTeacherMissing(text.teacherLooking);
  const table = asked.answer;
  if (!alike || !table) return <p className={tabs.quiet}>{asked.problem ?? teacherMissing}</p>;
  const told = table.labels.length;
  return (
    <>
      <div className={tabs.tools}>
        <Segmented
          label={text.alikeView}
          options={views.map((name) => ({ name, text: text.alikeViews[name] }))}
          value={view}
          onChange={onView}
        />
      </div>
      <div className={styles.both}>
        <SimilarityTable matrix={alike.matrix} classes={classes} shown={alike.shown} most={alike.most} />
        <div className={styles.pairs}>
          <h2>{text.mostAlike}</h2>
          <ol>
            {alike.pairs.map(({ of, to, share }) => (
              <li key={`${of} ${to}`}>
                <span>{text.alikePair(classes[of] ?? '', classes[to] ?? '')}</span>
                <span>{probabilityText(share)}</span>
              </li>
            ))}
          </ol>
        </div>
      </div>
      <p className={tabs.quiet}>
        {text.alikeHow(grouped(told))}
        {told < table.images ? ` ${text.alikeSome(grouped(table.images))}` : ''}
        {alike.shown.length < classes.length ? ` ${text.alikeShown(alike.shown.length, classes.length)}` : ''}
      </p>
    </>
  );
}
