import type { InferenceTime } from '../../protocol/inferenceTimes.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { modelTitle } from '../overview/ModelColumn.tsx';
import { bytesText, ratioText } from '../quantities.ts';
import type { Look } from '../temperature/look.ts';
import { StudentSelect } from '../temperature/StudentSelect.tsx';
import tabs from '../temperature/tabs.module.css';
import temperature from '../temperature/temperature.module.css';
import { useNoStudent } from '../temperature/useNoStudent.ts';
import { useLateWords } from '../text/late.ts';
import { significant } from '../text/numbers.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { firstChoices } from './firstChoices.ts';
import { Said } from './Said.tsx';
import styles from './tryIt.module.css';
import { type Times, useTimes } from './useTimes.ts';

const kinds = ['teacher', 'student'] as const;
type Kind = (typeof kinds)[number];

/** Both models as they would be used: what each says of the picture, how long it takes for that, and how large it is. */
export function TryItTab({
  look,
  problem,
}: {
  readonly look: Look;
  /** Why there is nothing to show of the picture. */
  readonly problem: string | undefined;
}) {
  const text = useLateWords('tryIt');
  const page = useWords('page');
  const words = useLateWords('temperature');
  const say = useSay();
  const card = useLab((lab) => lab.teacher);
  const { classes, label, models } = look;
  const timing = useTimes(models.chosen?.id);
  const said = {
    teacher: firstChoices(models.teacher ?? [], text.choices.length),
    student: firstChoices(models.student ?? [], text.choices.length),
  };
  const bytes: Readonly<Record<Kind, number | undefined>> = {
    teacher: timing.times?.teacher?.bytes ?? card?.bytes,
    student: timing.times?.student?.bytes,
  };
  const noStudent = useNoStudent(models);
  const note = problem ?? (models.teacher ? (models.student ? undefined : noStudent) : look.missing);
  return (
    <>
      <table className={styles.table} aria-label={text.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">
              <span className={temperature.key} data-kind="teacher">
                {words.teacher}
              </span>
              {card ? <small>{modelTitle(card, page)}</small> : null}
            </th>
            <th scope="col">
              <span className={temperature.key} data-kind="student">
                {words.student}
              </span>
              <StudentSelect models={models} />
            </th>
          </tr>
        </thead>
        <tbody>
          {text.choices.slice(0, Math.max(1, classes.length)).map((name, place) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {kinds.map((kind) => (
                <td key={kind} data-kind={kind}>
                  <Said choice={said[kind][place]} classes={classes} label={label} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{text.time}</th>
            {kinds.map((kind) => (
              <td key={kind}>
                <Taken time={timing.times?.[kind]} />
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{text.size}</th>
            {kinds.map((kind) => (
              <td key={kind}>{bytes[kind] === undefined ? '–' : bytesText(bytes[kind])}</td>
            ))}
          </tr>
        </tbody>
      </table>
      {note ? <p className={tabs.quiet}>{note}</p> : null}
      <Compared times={timing} />
      {timing.problem ? (
        <p role="alert" className={temperature.problem}>
          {say(timing.problem.what)} {say(timing.problem.fix)}
        </p>
      ) : null}
    </>
  );
}

function Taken({ time }: { readonly time: InferenceTime | undefined }) {
  const text = useLateWords('tryIt');
  if (!time) return '–';
  const [least, most] = time.range;
  return (
    <>
      {text.ms(significant(time.ms, 3))}
      <small>{text.range(significant(least, 3), significant(most, 3))}</small>
    </>
  );
}

/** In words how many times less the student takes, or more; undefined where that rounds to once. */
function compared(
  teacher: number,
  student: number,
  less: (times: string) => string,
  more: (times: string) => string,
): string | undefined {
  const times = ratioText(Math.max(teacher / student, student / teacher));
  if (times === ratioText(1)) return undefined;
  return teacher > student ? less(times) : more(times);
}

/** How many times smaller and faster, and how that was measured. */
function Compared({ times: { times, state, again } }: { readonly times: Times }) {
  const text = useLateWords('tryIt');
  const { gap } = useWords('flow');
  const say = useSay();
  const backend = useLab((lab) => lab.backend?.label);
  const { teacher, student } = times ?? {};
  const sentences =
    teacher && student
      ? [
          compared(teacher.bytes, student.bytes, text.smaller, text.larger) ?? text.asLarge,
          compared(teacher.ms, student.ms, text.faster, text.slower) ?? text.asFast,
        ]
      : [];
  return (
    <div className={styles.compared}>
      {sentences.length > 0 ? <p className={styles.verdict}>{sentences.join(gap)}</p> : null}
      {times && backend ? (
        <p className={tabs.quiet}>
          {text.how(times.measurements, times.least, times.imageSize, say(backend))}
        </p>
      ) : null}
      {state === 'busy' ? <p className={tabs.quiet}>{text.busy}</p> : null}
      {state === 'measured' || state === 'measuring' ? (
        <p>
          <button type="button" disabled={state === 'measuring'} onClick={again}>
            {state === 'measuring' ? text.measuring : text.again}
          </button>
        </p>
      ) : null}
    </div>
  );
}
