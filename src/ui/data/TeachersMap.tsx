import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { nearestTeacher, type Right, rightCounts, whoIsRight } from '../../analysis/whoIsRight.ts';
import { isRight } from '../../protocol/imagePredictions.ts';
import type { TeachersApart } from '../../protocol/protocol.ts';
import type { DatasetSummary, TeacherCard } from '../../protocol/records.ts';
import type { RunName } from '../../protocol/runId.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { useQuestion } from '../present/useQuestion.ts';
import { seriesLabel } from '../seriesStyle.ts';
import { gridStep } from '../temperature/gridStep.ts';
import { usePictures } from '../temperature/useExample.ts';
import { useLateWords } from '../text/late.ts';
import { fixed, grouped } from '../text/numbers.ts';
import { useDatasetNames } from '../text/useDatasetNames.ts';
import styles from './TeachersMap.module.css';
import { ThumbnailCanvas } from './ThumbnailCanvas.tsx';

const columns = 10;
const page = 100;

/** Of every validation image which teacher is right on it, and whether a student is; of the chosen one in words. */
export function TeachersMap({
  dataset,
  teacher,
}: {
  readonly dataset: DatasetSummary;
  readonly teacher: TeacherCard;
}) {
  const words = useLateWords('teachers');
  const temperature = useLateWords('temperature');
  const { students, apart, student, choose } = useApart(teacher);
  const [filter, setFilter] = useState<Right>();
  const ids = { student: useId() };
  if (!apart) return null;
  const said = apart.teachers.map((one) => one.said);
  const kinds = whoIsRight(said);
  const counts = rightCounts(kinds, said.length, apart.student);
  const shown = kinds.flatMap((kind, n) => (filter === undefined || kind === filter ? [n] : []));
  return (
    <div className={styles.map} data-part="teachersMap">
      <h4>{words.map}</h4>
      {students.length > 0 ? (
        <p>
          <label htmlFor={ids.student}>{temperature.whichStudent}</label>{' '}
          <select id={ids.student} value={student ?? ''} onChange={({ target }) => choose(target.value)}>
            {students.map(({ id, point, run }) => (
              <option key={id} value={id}>
                {temperature.studentName(seriesLabel(point), run)}
              </option>
            ))}
          </select>
        </p>
      ) : null}
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">{words.mapKind}</th>
            <th scope="col">{words.mapImages}</th>
            {apart.student ? <th scope="col">{words.mapStudent}</th> : null}
          </tr>
        </thead>
        <tbody>
          {counts.map(({ kind, images, student: right }) => (
            <tr key={kind}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={kind === filter}
                  onClick={() => setFilter(kind === filter ? undefined : kind)}
                >
                  <span aria-hidden="true" className={styles.glyph}>
                    {glyphOf(kind)}
                  </span>{' '}
                  {words.mapRight(kind)}
                </button>
              </th>
              <td>{grouped(images)}</td>
              {right === undefined ? null : <td>{grouped(right)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>{words.mapHelp}</p>
      {shown.length > 0 ? <Images key={filter} {...{ dataset, apart, kinds, shown }} /> : null}
    </div>
  );
}

/** Whom the teachers are held against: the chosen student, or the first that is in memory. */
function useApart(teacher: TeacherCard) {
  const { teachersApart, students: ask } = useLabActions();
  const finished = useLab((lab) => lab.runs.filter(({ status }) => status === 'finished').length);
  const { down } = useQuestion();
  const [known, setKnown] = useState<readonly RunName[]>([]);
  const [wanted, choose] = useState<string>();
  const [apart, setApart] = useState<TeachersApart>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when more have finished
  useEffect(() => {
    let open = true;
    ask().then(
      (found) => open && setKnown(found),
      () => open && setKnown([]),
    );
    return () => {
      open = false;
    };
  }, [ask, finished]);
  const students = down ? [] : known;
  const student = (students.find(({ id }) => id === wanted) ?? students[0])?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other teachers say other things
  useEffect(() => {
    let open = true;
    // Without the student where its weights are gone.
    teachersApart(student)
      .catch(() => teachersApart())
      .then(
        (found) => open && setApart(found),
        () => open && setApart(undefined),
      );
    return () => {
      open = false;
    };
  }, [teachersApart, student, teacher]);
  return { students, student, apart, choose };
}

interface ImagesProps {
  readonly dataset: DatasetSummary;
  readonly apart: TeachersApart;
  /** By image. */
  readonly kinds: readonly Right[];
  /** Of these, ascending. */
  readonly shown: readonly number[];
}

/** A page of them as letters; one is in the tab order, arrow keys move to others, and of the chosen one more is told. */
function Images({ dataset, apart, kinds, shown }: ImagesProps) {
  const words = useLateWords('teachers');
  const text = useLateWords('temperature');
  const names = useDatasetNames(dataset)?.classes ?? dataset.classes;
  const [at, setAt] = useState(0);
  const cells = useRef<HTMLFieldSetElement>(null);
  /** Set by a key, so that focus follows the choice. */
  const follow = useRef(false);
  useEffect(() => {
    if (follow.current) cells.current?.querySelector<HTMLButtonElement>('[aria-pressed="true"]')?.focus();
    follow.current = false;
  });
  const { teachers, student } = apart;
  const from = Math.floor(at / page) * page;
  const chosen = shown[at] ?? 0;
  const { answer } = usePictures(chosen, 1);
  const picture = answer?.find(({ index }) => index === chosen);
  const label = (n: number) => names[teachers[0]?.said.labels[n] ?? -1] ?? '';
  const rightOf = (n: number) => student && isRight(student, n);
  const told = (n: number) =>
    `${words.apartPicture(n, label(n))}; ${words.mapRight(kinds[n] ?? 'none')}${
      student ? `; ${words.mapOfStudent(rightOf(n) === true)}` : ''
    }`;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = gridStep(event.key, at, shown.length, columns, page);
    if (next === undefined) return;
    event.preventDefault();
    follow.current = true;
    setAt(next);
  };
  const nearest = nearestTeacher(
    teachers.map((one) => one.divergences),
    chosen,
  );
  return (
    <div className={styles.pair}>
      <div>
        <fieldset ref={cells} className={styles.cells} aria-label={words.mapCells} onKeyDown={onKeyDown}>
          {shown.slice(from, from + page).map((n, i) => (
            <button
              key={n}
              type="button"
              className={styles.cell}
              tabIndex={from + i === at ? 0 : -1}
              aria-pressed={from + i === at}
              aria-label={told(n)}
              data-student={rightOf(n) === undefined ? undefined : rightOf(n) ? 'right' : 'wrong'}
              onClick={() => setAt(from + i)}
            >
              {glyphOf(kinds[n] ?? 'none')}
              {rightOf(n) ? '✓' : ''}
            </button>
          ))}
        </fieldset>
        <p className={styles.quiet}>
          {text.page(from + 1, Math.min(shown.length, from + page), shown.length)}
        </p>
      </div>
      <div className={styles.told} aria-live="polite">
        {picture ? <ThumbnailCanvas thumbnail={picture} /> : null}
        <p>{told(chosen)}</p>
        <ul>
          {teachers.map(({ label: name, said, divergences }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a teacher is its place
            <li key={place}>
              {words.mapSays(
                place + 1,
                name,
                names[said.predicted[chosen] ?? -1] ?? '',
                divergences && fixed(divergences[chosen] ?? 0, 2),
              )}
            </li>
          ))}
          {student ? <li>{words.mapStudentSays(names[student.predicted[chosen] ?? -1] ?? '')}</li> : null}
        </ul>
        {nearest === undefined ? null : <p>{words.mapNearest(nearest + 1)}</p>}
      </div>
    </div>
  );
}

const glyphs = { all: '●', some: '◐', none: '○' } as const;
const glyphOf = (kind: Right): string => (typeof kind === 'number' ? grouped(kind + 1) : glyphs[kind]);
