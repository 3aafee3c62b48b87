import type { ReactNode } from 'react';
import type { ModelCard, TeacherCard } from '../../protocol/records.ts';
import { bytesText, countText, settingText } from '../quantities.ts';
import type { Text } from '../text/en/page.ts';
import { useWords } from '../text/useWords.ts';
import styles from './ModelColumn.module.css';

interface ModelColumnProps {
  readonly who: 'teacher' | 'student';
  readonly title: string;
  readonly card: ModelCard | undefined;
  /** Under the name: where the teacher comes from; how much smaller the student is. */
  readonly remark: string | undefined;
  readonly accuracy: string | undefined;
  /** Whose accuracy it is, where that needs saying. */
  readonly accuracyOf?: string | undefined;
  readonly children?: ReactNode;
}

/** The architecture, with its width where that is not 1: ResNet-8 × 0.5, or that it has none; of other software, what its file is called. */
export function modelTitle(
  { name, label, width, members }: ModelCard & Pick<TeacherCard, 'members'>,
  text: Text,
): string {
  if (members) return members.map((member) => modelTitle(member, text)).join(' + ');
  const { choices, still } = text;
  if (name === 'foreign') return label;
  const family = choices[name] ?? name;
  if (width === undefined) return still.ownChannels(family);
  return width === 1 ? family : `${family} × ${settingText(width)}`;
}

/** One network in words: name, sizes, accuracy. Its height is the same whether or not the numbers are known. */
export function ModelColumn({ who, title, card, remark, accuracy, accuracyOf, children }: ModelColumnProps) {
  const text = useWords('page');
  const { still } = text;
  const unknown = '–';
  return (
    <section className={`${styles.column} ${who === 'teacher' ? styles.teacher : styles.student}`}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.name}>{card ? modelTitle(card, text) : unknown}</p>
      <p className={styles.remark}>{remark ?? '\u00a0'}</p>
      <dl className={styles.numbers}>
        <div className={styles.accuracy}>
          <dt>
            {still.accuracy}
            {accuracyOf ? <span className={styles.of}>{accuracyOf}</span> : null}
          </dt>
          <dd>{accuracy ?? unknown}</dd>
        </div>
        <div>
          <dt>{still.parameters}</dt>
          <dd>{card ? countText(card.parameters) : unknown}</dd>
        </div>
        <div>
          <dt>{still.bytes}</dt>
          <dd>{card ? bytesText(card.bytes) : unknown}</dd>
        </div>
        <div>
          <dt>{still.multiplyAdds}</dt>
          {/* 0 where nobody can tell. */}
          <dd>{card?.multiplyAdds ? countText(card.multiplyAdds) : unknown}</dd>
        </div>
      </dl>
      {children}
    </section>
  );
}
