import { useMemo } from 'react';
import type { Interval, WhoPays as Paid, SideMeasures } from '../../../protocol/whoPays.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';
import { ClassName } from '../../ClassName.tsx';
import { decimals, percent, signedPoints } from '../../results/format.ts';
import { useLateWords } from '../../text/late.ts';
import { Gallery } from '../../why/Gallery.tsx';
import type { Side } from '../../why/side.ts';
import { useAnswer } from '../../why/useAnswer.ts';
import panel from '../../why/why.module.css';
import networks from '../networks.module.css';
import type { BeforeAfter } from './useBeforeAfter.ts';

/** What a step does to each class, to certainty, to agreement with the teacher, and to single images, over all its runs. */
export function WhoPays({
  pair: { before, after, teacher },
  sides,
  names,
}: {
  readonly pair: BeforeAfter;
  readonly sides: readonly [Side, Side];
  /** Of the classes. */
  readonly names: readonly string[];
}) {
  const words = useLateWords('comparing').why.pays;
  const { whoPays } = useLabActions();
  const asking = useMemo(
    () => ({
      // Once both were heard: what is asked of two alone ends what is asked of all.
      subject: sides,
      ask: () =>
        whoPays({
          before: before.networks.map(({ id }) => id),
          after: after.networks.map(({ id }) => id),
          teacher: teacher?.id,
        }),
    }),
    [sides, before, after, teacher, whoPays],
  );
  const { answer, problem } = useAnswer(asking);
  return (
    <section className={panel.part} aria-label={words.title}>
      <h3>{words.title}</h3>
      {answer ? <Answered paid={answer} {...{ sides, names }} /> : null}
      {problem === undefined ? null : <p role="alert">{problem}</p>}
      {answer || problem !== undefined ? null : (
        <p role="status" className={panel.quiet}>
          {words.asking(before.networks.length + after.networks.length)}
        </p>
      )}
    </section>
  );
}

function Answered({
  paid,
  sides,
  names,
}: {
  readonly paid: Paid;
  readonly sides: readonly [Side, Side];
  readonly names: readonly string[];
}) {
  const words = useLateWords('comparing').why.pays;
  const { before, after, classes, exemplars, exemplarsRight } = paid;
  const rows: readonly (readonly [name: string, of: (side: SideMeasures) => string])[] = [
    [words.accuracy, ({ accuracy }) => `${percent(accuracy)}\u2009%`],
    [
      words.agreement,
      ({ agreement }) => (agreement === undefined ? words.noTeacher : `${percent(agreement)}\u2009%`),
    ],
    [words.calibration, ({ calibrationError }) => words.points(percent(calibrationError))],
    [words.nll, ({ nll }) => decimals(nll, 3)],
  ];
  const counts = [before.networks, after.networks] as const;
  // Those that lost most come first.
  const told = classes.flatMap((cost, k) => (cost ? [{ ...cost, k }] : []));
  const order = told.sort((a, b) => a.change.mean - b.change.mean || a.k - b.k);
  return (
    <>
      <p>{words.lead(...counts)}</p>
      <Scrolling label={words.measures}>
        <thead>
          <tr>
            <th scope="col">{words.measures}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{of(before)}</td>
              <td>{of(after)}</td>
            </tr>
          ))}
        </tbody>
      </Scrolling>
      <p>{words.classes(told.filter(({ clear }) => clear).length, told.length)}</p>
      <Scrolling label={words.perClass}>
        <thead>
          <tr>
            <th scope="col">{words.class}</th>
            <th scope="col">{words.images}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
            <th scope="col">{words.change}</th>
          </tr>
        </thead>
        <tbody>
          {order.map(({ k, ...cost }) => {
            return (
              <tr key={k}>
                <th scope="row">
                  <ClassName name={names[k]} />
                </th>
                <td>{cost.images}</td>
                <td>{shareText(cost.before)}</td>
                <td>{shareText(cost.after)}</td>
                <td>
                  {changeText(cost.change)} {cost.clear ? <strong>{words.clear}</strong> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Scrolling>
      <p className={panel.quiet}>{words.note}</p>
      <section aria-label={words.exemplars.title}>
        <h4>{words.exemplars.title}</h4>
        <p>{words.exemplars.lead(exemplars.length, exemplarsRight, counts)}</p>
        <Gallery cases={exemplars} sides={sides} names={names} />
      </section>
    </>
  );
}

function Scrolling({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section className={networks.scroll} tabIndex={0} aria-label={label}>
      <table className={networks.table}>{children}</table>
    </section>
  );
}

/** "80.0 (49.0–94.3)" in per cent. */
const shareText = ({ mean, low, high }: Interval) => `${percent(mean)} (${percent(low)}–${percent(high)})`;

/** "−15.0 (−34.7 … +7.5)" in points. */
const changeText = ({ mean, low, high }: Interval) =>
  `${signedPoints(mean)} (${signedPoints(low)} … ${signedPoints(high)})`;
