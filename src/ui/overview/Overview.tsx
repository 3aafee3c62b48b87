import type { Pace } from '../../protocol/protocol.ts';
import type { TeacherCard } from '../../protocol/records.ts';
import { parseRunId } from '../../protocol/runId.ts';
import { alphaAt } from '../../spec/point.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { alphaText } from '../alphaStyle.ts';
import { useQuestion } from '../present/useQuestion.ts';
import { countText, percentText, ratioText, settingText } from '../quantities.ts';
import type { Text } from '../text/en/page.ts';
import { useWords } from '../text/useWords.ts';
import { Drawing } from './Drawing.tsx';
import { dropsFor } from './drops.ts';
import { stillGeometry } from './geometry.ts';
import { ModelColumn, modelTitle } from './ModelColumn.tsx';
import styles from './Overview.module.css';
import { cardOfNetwork, type StudentReading, sameNetworks, studentReading } from './reading.ts';
import { shownTeacher } from './shownTeacher.ts';
import { orderFinding } from './teacherOrder.ts';

/** Drawn in outline until both networks are known. */
const unknownGeometry = stillGeometry(8, 1);

/** What will be learned from what: the teacher's vessel, the flame, the student's vessel, and their numbers. */
export function Still() {
  const text = useWords('page');
  const words = text.still;
  const given = useWords('given');
  const teacher = useLab(shownTeacher);
  const chosen = useLab((lab) => lab.student);
  const experiment = useLab((lab) => lab.experiment);
  const measured = useLab((lab) => lab.measured);
  const runs = useLab((lab) => lab.runs);
  const pace = useLab((lab) => lab.pace);
  const running = useLab((lab) => lab.phase === 'running');

  // What came out waits behind the curtain, if there is one, here too.
  const { down } = useQuestion();
  const reading =
    !down && sameNetworks(experiment, measured) ? studentReading(runs, measured, pace) : undefined;
  const last = reading?.network;
  const student = chosen && last ? cardOfNetwork(chosen, last) : chosen;
  const teacherAccuracy = teacher?.accuracy;
  const relative = reading && teacherAccuracy ? reading.accuracy / teacherAccuracy : undefined;
  const known = teacher !== undefined && student !== undefined;
  const geometry = known ? stillGeometry(teacher.parameters, student.parameters) : unknownGeometry;
  const temperature = experiment.similarity === 'mse' ? undefined : experiment.temperature;
  const drops =
    running && pace?.kind === 'student' ? dropsFor(pace.imagesPerSecond / experiment.batchSize) : undefined;
  const reordered = orderFinding(experiment, teacher)?.kind === 'reordered';
  const ratio = teacher?.parameters && student ? teacher.parameters / student.parameters : undefined;
  const ratioWords = ratio === undefined ? undefined : comparison(ratio, words);
  const { clamped } = geometry;
  const notes = [
    clamped ? words.clamped(clamped.which, ratioText(clamped.times)) : undefined,
    reordered ? given.order.note : undefined,
    drops && drops.stepsPerDrop > 1 ? words.dropIs(drops.stepsPerDrop) : undefined,
  ].filter((note) => note !== undefined);
  /** Of several teachers how often each is right by itself. */
  const eachOf = (members: readonly TeacherCard[]) =>
    members
      .map(
        (member) =>
          `${modelTitle(member, text)}: ${member.accuracy === undefined ? words.unmeasured : percentText(member.accuracy)}`,
      )
      .join(' · ');
  const cameFrom = ({ source, newHead, takes, orderedByName }: TeacherCard) =>
    [
      words.source[source],
      newHead ? given.teacher.newHead : '',
      reordered || orderedByName ? given.teacher.reordered : '',
      takes ? given.teacher.takes(text.choices[takes] ?? takes) : '',
    ].join('');
  const description = [
    teacher
      ? words.describeTeacher(
          modelTitle(teacher, text),
          countText(teacher.parameters),
          teacherAccuracy === undefined ? words.unmeasured : percentText(teacherAccuracy),
        )
      : words.describeOpening,
    temperature === undefined ? undefined : words.describeFlame(settingText(temperature)),
    student
      ? words.describeStudent(modelTitle(student, text), countText(student.parameters), ratioWords ?? '')
      : undefined,
    relative === undefined ? words.describeEmpty : words.describeLevel(percentText(relative)),
  ];
  return (
    <section className={styles.still} aria-label={words.title}>
      <ModelColumn
        who="teacher"
        title={words.teacher}
        card={teacher}
        remark={teacher?.members ? eachOf(teacher.members) : teacher && cameFrom(teacher)}
        accuracy={teacherAccuracy === undefined ? undefined : percentText(teacherAccuracy)}
      />
      <figure className={styles.figure}>
        <Drawing
          geometry={geometry}
          description={description.filter(Boolean).join(' ')}
          temperature={temperature}
          flameLabel={temperature === undefined ? words.noFlame : words.flame(settingText(temperature))}
          markLabel={words.mark}
          relative={relative}
          known={known}
          drops={drops}
          alpha={taught(pace)}
        />
        <figcaption className={styles.notes}>{notes.join(' · ') || '\u00a0'}</figcaption>
      </figure>
      <ModelColumn
        who="student"
        title={words.student}
        card={student}
        remark={last && ratioWords ? words.lastNetwork(ratioWords) : ratioWords}
        accuracy={reading ? percentText(reading.accuracy) : undefined}
        accuracyOf={reading ? readingWords(reading, words) : undefined}
      />
    </section>
  );
}

function comparison(ratio: number, words: Text['still']): string {
  if (Math.abs(ratio - 1) < 0.005) return words.same;
  return ratio > 1 ? words.smaller(ratioText(ratio)) : words.larger(ratioText(1 / ratio));
}

function readingWords(reading: StudentReading, words: Text['still']): string {
  const alpha = alphaText(reading.alpha);
  return reading.kind === 'run' ? words.ofRun(alpha, reading.run) : words.ofAlpha(alpha, reading.runs);
}

/** The alpha of the student under way; a teacher under way has the labels' whole attention, and at rest nothing is shown of it. */
function taught(pace: Pace | undefined): number {
  if (!pace) return 0;
  const student = pace.id && parseRunId(pace.id);
  return student ? alphaAt(student.point) : 1;
}
