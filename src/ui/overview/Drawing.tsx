import { type CSSProperties, memo, useId } from 'react';
import { alphaColour } from '../alphaStyle.ts';
import styles from './Drawing.module.css';
import { type Drops, inTheAir } from './drops.ts';
import {
  flameHeight,
  flamePath,
  fullMark,
  ground,
  levelY,
  type StillGeometry,
  spout,
  studentGlass,
  teacherGlass,
  type Vessel,
  view,
} from './geometry.ts';

interface DrawingProps {
  readonly geometry: StillGeometry;
  readonly description: string;
  /** Undefined where the similarity knows no temperature: the flame is then out. */
  readonly temperature: number | undefined;
  readonly flameLabel: string;
  /** Beside the height at which the student would equal its teacher. */
  readonly markLabel: string;
  /** The student's accuracy as a share of the teacher's; undefined while nothing was measured. */
  readonly relative: number | undefined;
  /** Until both networks are known, the vessels are sketched and empty. */
  readonly known: boolean;
  readonly drops: Drops | undefined;
  /** Whose drops they are. */
  readonly alpha: number;
}

/** The picture alone; its numbers stand beside it as text. */
export const Drawing = memo(function Drawing(props: DrawingProps) {
  const { geometry, temperature, relative, known } = props;
  const glass = known ? styles.glass : `${styles.glass} ${styles.sketched}`;
  const { teacher, student } = geometry;
  const mark = levelY(student, 1);
  const rest = levelY(student, 0);
  return (
    <svg
      className={styles.drawing}
      viewBox={`0 0 ${view.width} ${view.height}`}
      role="img"
      aria-label={props.description}
    >
      <path className={styles.ground} d={`M 24 ${ground + 0.5} H ${view.width - 14}`} />
      <Burner x={teacher.x} temperature={temperature} label={props.flameLabel} />
      <Liquid className={styles.teacherLiquid} vessel={teacher} surface={levelY(teacher, known ? 1 : 0)} />
      <path className={glass} d={teacherGlass(teacher)} />
      {props.drops ? (
        <Falling
          drops={props.drops}
          alpha={props.alpha}
          to={relative === undefined ? rest : levelY(student, relative)}
        />
      ) : null}
      <Liquid
        key={student.radius}
        className={styles.studentLiquid}
        vessel={student}
        surface={relative === undefined ? rest : levelY(student, relative)}
      />
      <path className={glass} d={studentGlass(student)} />
      <path className={styles.mark} d={markPath(student, mark)} />
      <text className={styles.markLabel} x={markEnd(student) + 5} y={mark + 4}>
        {props.markLabel}
      </text>
    </svg>
  );
});

/** Where the mark ends on the right. */
function markEnd(student: Vessel): number {
  return student.x + student.radius * 2 * Math.sqrt(fullMark * (1 - fullMark)) + 12;
}

/** A line at the height where the student would equal its teacher, from inside the vessel to beyond its edge. */
function markPath(student: Vessel, y: number): string {
  const end = markEnd(student);
  return `M ${end - 16} ${y} H ${end}`;
}

function Burner({
  x,
  temperature,
  label,
}: {
  readonly x: number;
  readonly temperature: number | undefined;
  readonly label: string;
}) {
  const height = temperature === undefined ? 0 : flameHeight(temperature);
  return (
    <g>
      <path
        className={styles.stand}
        d={`M ${x - 44} ${ground} L ${x - 30} 138 M ${x + 44} ${ground} L ${x + 30} 138`}
      />
      <path className={styles.burner} d={`M ${x - 13} ${ground} v -5 h 26 v 5`} />
      {height > 0 ? (
        <>
          <path className={styles.flame} d={flamePath(x, ground - 5, height)} />
          <path className={styles.flameCore} d={flamePath(x, ground - 5, height * 0.52)} />
        </>
      ) : null}
      <text className={styles.flameLabel} x={x + 54} y={ground - 8}>
        {label}
      </text>
    </g>
  );
}

/** A vessel's liquid: a plane cut by the circle. It moves by transform, so that a new level is one cheap change. */
function Liquid({
  className,
  vessel,
  surface,
}: {
  readonly className: string | undefined;
  readonly vessel: Vessel;
  readonly surface: number;
}) {
  const clip = useId();
  const { x, y, radius } = vessel;
  return (
    <g>
      <clipPath id={clip}>
        <circle cx={x} cy={y} r={Math.max(0, radius - 2.5)} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect
          className={className}
          x={x - radius}
          y={y - radius}
          width={radius * 2}
          height={radius * 2}
          style={{ transform: `translateY(${surface - (y - radius)}px)` }}
        />
      </g>
    </g>
  );
}

function Falling({
  drops,
  alpha,
  to,
}: {
  readonly drops: Drops;
  readonly alpha: number;
  readonly to: number;
}) {
  const { count, seconds } = inTheAir(drops.perSecond);
  const style = (index: number): CSSProperties & Record<`--${string}`, string> => ({
    '--fall': `${to - spout.y - 4}px`,
    animationDuration: `${seconds}s`,
    animationDelay: `${(-index * seconds) / count}s`,
    fill: alphaColour(alpha),
  });
  return (
    <g>
      {Array.from({ length: count }, (_, index) => index).map((index) => (
        <path
          key={index}
          className={styles.drop}
          style={style(index)}
          d={`M ${spout.x} ${spout.y} c 0 0 3.2 4.2 3.2 6.4 a 3.2 3.2 0 0 1 -6.4 0 c 0 -2.2 3.2 -6.4 3.2 -6.4 Z`}
        />
      ))}
    </g>
  );
}
