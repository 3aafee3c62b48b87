import { type Ref, useEffect, useMemo } from 'react';
import { onlyOneRight, pairsAmong } from '../../../analysis/networks/compareImages.ts';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { onlyRight } from '../../../protocol/imagePredictions.ts';
import { experimentOf } from '../../../spec/link.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { useLateWords } from '../../text/late.ts';
import { useDatasetNames } from '../../text/useDatasetNames.ts';
import { useViewState } from '../../viewState.ts';
import { Calibration } from '../../why/Calibration.tsx';
import { Confusions } from '../../why/Confusions.tsx';
import { Gallery } from '../../why/Gallery.tsx';
import type { Side } from '../../why/side.ts';
import panel from '../../why/why.module.css';
import { goTo } from '../goTo.ts';
import networks from '../networks.module.css';
import { useNetworkNames } from '../useNetworkNames.ts';
import styles from './compare.module.css';
import { letterOf } from './letters.ts';
import type { BeforeAfter } from './useBeforeAfter.ts';
import { useVerdictWords } from './useVerdictWords.ts';
import { WhoPays } from './WhoPays.tsx';
import { whyWanted } from './whyWanted.ts';

const id = 'why-before-after';

interface WhyBeforeAfterProps {
  readonly pair: BeforeAfter;
  /** Those that are compared. */
  readonly groups: readonly NetworkGroup[];
  readonly ref: Ref<HTMLElement>;
}

/** How two networks answer the same images: what they confuse, what one alone knows, how sure they are. */
export function WhyBeforeAfter({ pair, groups, ref }: WhyBeforeAfterProps) {
  const words = useLateWords('comparing').why;
  const names = useNetworkNames();
  const classes = useDatasetNames(useLab((lab) => lab.dataset))?.classes;
  const images = useLab((lab) => lab.dataset?.validation.count ?? 0);
  const { byImageText } = useVerdictWords();
  const [wanted, setWanted] = useViewState(whyWanted);
  useEffect(() => {
    if (!wanted) return;
    setWanted(false);
    goTo(id);
  }, [wanted, setWanted]);
  const { before, after, runs, run, choose, hindrance, heard, imagesApart } = pair;
  const letter = (group: NetworkGroup) => letterOf(groups.indexOf(group));
  const named = (group: NetworkGroup) => words.network(letter(group), names.title(group));
  const sides = useMemo(() => sidesOf(pair), [pair]);
  return (
    <section id={id} tabIndex={-1} ref={ref} className={styles.part} aria-label={words.title}>
      <h4>{words.title}</h4>
      <div className={styles.choices}>
        {groups.length > 2
          ? (['before', 'after'] as const).map((end) => (
              <label key={end}>
                {words[end]}{' '}
                <select
                  value={pair[end].key}
                  onChange={(event) => choose({ [end]: event.target.value, run: undefined })}
                >
                  {groups
                    .filter((group) => group !== pair[end === 'before' ? 'after' : 'before'])
                    .map((group) => (
                      <option key={group.key} value={group.key}>
                        {named(group)}
                      </option>
                    ))}
                </select>
              </label>
            ))
          : null}
        {runs.length > 1 ? (
          <label>
            {words.run}{' '}
            <select value={run} onChange={(event) => choose({ run: Number(event.target.value) })}>
              {runs.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </label>
        ) : null}
        <button type="button" onClick={() => choose({ before: after.key, after: before.key })}>
          {words.swap}
        </button>
      </div>
      <p>{words.lead(named(before), named(after))}</p>
      {imagesApart ? <p className={styles.warning}>{words.apart}</p> : null}
      {hindrance === 'images' ? <OtherImages group={after} /> : null}
      {heard.problem ? (
        <p role="alert" className={styles.warning}>
          {heard.problem}
        </p>
      ) : hindrance === 'images' ? null : (
        <p role="status" className={networks.quiet}>
          {hindrance === 'busy' ? words.busy : heard.answer ? words.scope(images) : words.asking(images)}
        </p>
      )}
      {sides && classes ? (
        <div className={panel.panel}>
          <p>
            {byImageText(
              onlyOneRight(sides[0].predictions, sides[1].predictions),
              letter(before),
              letter(after),
              pairsAmong(groups.length),
            )}
          </p>
          <WhoPays pair={pair} sides={sides} names={classes} />
          <Confusions sides={sides} names={classes} />
          <Changed {...words.lost} right={sides[0]} wrong={sides[1]} sides={sides} names={classes} />
          <Changed {...words.gained} right={sides[1]} wrong={sides[0]} sides={sides} names={classes} />
          <Calibration sides={sides} sentence={([early = '', late = '']) => words.calibration(early, late)} />
        </div>
      ) : null}
    </section>
  );
}

function sidesOf({ before, after, heard: { answer } }: BeforeAfter): readonly [Side, Side] | undefined {
  if (!answer) return undefined;
  const kindOf = (group: NetworkGroup) => (isTeacher(group) ? 'teacher' : 'student');
  return [
    { who: 'before', kind: kindOf(before), predictions: answer[0] },
    { who: 'after', kind: kindOf(after), predictions: answer[1] },
  ];
}

/** Images that one of them answers rightly and the other wrongly. */
function Changed({
  title,
  lead,
  right,
  wrong,
  sides,
  names,
}: {
  readonly title: string;
  readonly lead: (count: number, all: number) => string;
  readonly right: Side;
  readonly wrong: Side;
  readonly sides: readonly [Side, Side];
  readonly names: readonly string[];
}) {
  const cases = useMemo(() => onlyRight(right.predictions, wrong.predictions), [right, wrong]);
  return (
    <section className={panel.part} aria-label={title}>
      <h3>{title}</h3>
      <p className={panel.quiet}>{lead(cases.length, right.predictions.labels.length)}</p>
      <Gallery cases={cases} sides={sides} names={names} />
    </section>
  );
}

/** What to open, so that both can be asked. */
function OtherImages({ group }: { readonly group: NetworkGroup }) {
  const words = useLateWords('comparing').why;
  const { openExperiment } = useLabActions();
  const [network] = group.networks;
  const link = (network?.origin ?? network?.teacher)?.experiment;
  return (
    <div className={styles.warning} role="status">
      <p>{link === undefined ? words.unknownImages : words.otherImages(group.dataset)}</p>
      {link === undefined ? null : (
        <button type="button" onClick={() => openExperiment(experimentOf(link).experiment)}>
          {words.openExperiment}
        </button>
      )}
    </div>
  );
}
