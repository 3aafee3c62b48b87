import { useId } from 'react';
import { historyOf } from '../../protocol/record.ts';
import type { SeeingNetwork } from '../../protocol/seen/seenInside.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useQuestion } from '../present/useQuestion.ts';
import { seriesLabel } from '../seriesStyle.ts';
import type { Look } from '../temperature/look.ts';
import temperature from '../temperature/temperature.module.css';
import { useLateWords } from '../text/late.ts';
import { useViewState, viewState } from '../viewState.ts';
import { SeenInside } from './SeenInside.tsx';
import styles from './seen.module.css';

interface Choice {
  /** In a list. */
  readonly value: string;
  readonly name: string;
  readonly of: SeeingNetwork;
  /** Asked again when it changes. */
  readonly version: unknown;
}

const chosenNetwork = viewState<string | undefined>(undefined);

/** What one of the models sees of the bench's picture; of the one that is trained now, at every epoch. */
export function SeenTab({ look }: { readonly look: Look }) {
  const text = useLateWords('seen');
  const choices = useChoices(look);
  const [wanted, choose] = useViewState(chosenNetwork);
  const select = useId();
  const chosen = choices.find(({ value }) => value === wanted) ?? choices[0];
  if (look.picture === undefined || !chosen) return <p className={temperature.quiet}>{text.nothing}</p>;
  return (
    <>
      <p className={styles.tools}>
        <label htmlFor={select}>{text.network}</label>
        <select id={select} value={chosen.value} onChange={({ target }) => choose(target.value)}>
          {choices.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </p>
      <SeenInside key={chosen.value} of={chosen.of} picture={look.picture} version={chosen.version} />
    </>
  );
}

/** Students first: the one in training, those that are in memory, then teachers. */
function useChoices({ models }: Look): readonly Choice[] {
  const text = useLateWords('seen');
  const words = useLateWords('temperature');
  const card = useLab((lab) => lab.teacher);
  const runs = useLab((lab) => lab.runs);
  const { down } = useQuestion();
  const known = new Set(models.choices.map(({ id }) => id));
  const running = runs.find(({ id, status }) => status === 'running' && !known.has(id));
  const epochs = running ? historyOf(running).length : 0;
  const cards = card?.members ?? (card ? [card] : []);
  return [
    ...(running && epochs > 0 && !down
      ? [
          {
            value: running.id,
            name: text.inTraining(words.studentName(seriesLabel(running.point), running.run)),
            of: { student: running.id },
            version: epochs,
          },
        ]
      : []),
    ...models.choices.map(({ id, point, run }) => ({
      value: id,
      name: words.studentName(seriesLabel(point), run),
      of: { student: id },
      version: 0,
    })),
    ...cards.map(({ label }, teacher) => ({
      value: `teacher ${teacher}`,
      name: text.teacher(label),
      of: { teacher },
      version: card,
    })),
  ];
}
