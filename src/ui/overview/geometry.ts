/**
 * Where everything of the still stands, in units of its view box. Vessels are circles whose areas are to each other as
 * the networks' parameters; necks, arm and stand carry no quantity and are not counted.
 */
export const view = { width: 440, height: 204 } as const;
/** The ground that the student's vessel and the burner stand on. */
export const ground = 196;
/** The larger vessel's radius. */
export const largestRadius = 58;
/** A vessel is never drawn smaller than this; `clampedBy` then says by how much it is too wide. */
export const smallestRadius = 8;
/** Height of the liquid in the teacher's vessel, as a share of the vessel: the mark that the student's is compared with. */
export const fullMark = 0.78;

const teacherX = 92;
const teacherBottom = 150;
const studentX = 344;
export const spout = { x: studentX, y: 62 } as const;

export interface Vessel {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface StillGeometry {
  readonly teacher: Vessel;
  readonly student: Vessel;
  /** The vessel that had to be drawn too large, and how many times too wide it is. */
  readonly clamped?: { readonly which: 'teacher' | 'student'; readonly times: number };
}

/** Areas proportional to parameters: radius ∝ √parameters, the larger vessel at `largestRadius`. */
export function stillGeometry(teacherParameters: number, studentParameters: number): StillGeometry {
  const larger = Math.max(teacherParameters, studentParameters, 1);
  const teacherRadius = largestRadius * Math.sqrt(teacherParameters / larger);
  const studentRadius = largestRadius * Math.sqrt(studentParameters / larger);
  const drawnTeacher = Math.max(smallestRadius, teacherRadius);
  const drawnStudent = Math.max(smallestRadius, studentRadius);
  const geometry = {
    teacher: { x: teacherX, y: teacherBottom - drawnTeacher, radius: drawnTeacher },
    student: { x: studentX, y: ground - drawnStudent, radius: drawnStudent },
  };
  if (studentRadius < smallestRadius)
    return { ...geometry, clamped: { which: 'student', times: drawnStudent / studentRadius } };
  if (teacherRadius < smallestRadius)
    return { ...geometry, clamped: { which: 'teacher', times: drawnTeacher / teacherRadius } };
  return geometry;
}

/** y of a liquid whose height is `fullMark` · `relative` of the vessel; a vessel holds at most 0.97 of its height. */
export function levelY(vessel: Vessel, relative: number): number {
  const share = Math.min(0.97, Math.max(0, relative) * fullMark);
  return vessel.y + vessel.radius - 2 * vessel.radius * share;
}

const coldest = Math.log(0.1);
const hottest = Math.log(100);

/** The flame grows with log T, from 10 at T = 0.1 to 44 at T = 100. */
export function flameHeight(temperature: number): number {
  const share = (Math.log(temperature) - coldest) / (hottest - coldest);
  return 10 + 34 * Math.min(1, Math.max(0, share));
}

/** A flame of height h that stands on (x, base): a drop with a leaning tip. */
export function flamePath(x: number, base: number, height: number): string {
  const half = 4 + height * 0.22;
  const top = base - height;
  return [
    `M ${x} ${base}`,
    `C ${x - half * 1.3} ${base} ${x - half * 1.35} ${base - height * 0.42} ${x - half * 0.45} ${base - height * 0.62}`,
    `C ${x - half * 0.1} ${base - height * 0.74} ${x - half * 0.05} ${base - height * 0.88} ${x + half * 0.12} ${top}`,
    `C ${x + half * 0.5} ${base - height * 0.78} ${x + half * 1.35} ${base - height * 0.5} ${x + half * 0.98} ${base - height * 0.22}`,
    `C ${x + half * 0.85} ${base - height * 0.06} ${x + half * 0.5} ${base} ${x} ${base} Z`,
  ].join(' ');
}

/**
 * The teacher's glass in one line: from the spout back along the arm, over the swan neck, round the vessel, and up
 * and out again on the other side. It narrows on its way and is open at the spout.
 */
export function teacherGlass(teacher: Vessel): string {
  const half = Math.min(11, teacher.radius * 0.42);
  const { x, radius } = teacher;
  // Where the neck's sides meet the circle.
  const foot = teacher.y - Math.sqrt(radius ** 2 - half ** 2);
  const end = spout.y;
  return [
    `M ${spout.x + 3.5} ${end}`,
    `C ${spout.x + 3.5} 42 ${spout.x - 2} 36 ${spout.x - 16} 33`,
    `L ${x + 24} 9`,
    `C ${x - half + 2} 8 ${x - half} ${Math.min(foot - 4, 34)} ${x - half} ${foot}`,
    `A ${radius} ${radius} 0 1 0 ${x + half} ${foot}`,
    `C ${x + half} 26 ${x + half + 4} 17 ${x + 28} 20`,
    `L ${spout.x - 18} 41`,
    `C ${spout.x - 7} 43 ${spout.x - 3.5} 47 ${spout.x - 3.5} ${end}`,
  ].join(' ');
}

/** The student's glass: round, with a short open neck under the spout. */
export function studentGlass(student: Vessel): string {
  const { x, radius } = student;
  const half = Math.min(9, radius * 0.5);
  const foot = student.y - Math.sqrt(radius ** 2 - half ** 2);
  const top = mouthY(student);
  return [
    `M ${x - half - 2.5} ${top} Q ${x - half} ${top} ${x - half} ${top + 3} V ${foot}`,
    `A ${radius} ${radius} 0 1 0 ${x + half} ${foot}`,
    `V ${top + 3} Q ${x + half} ${top} ${x + half + 2.5} ${top}`,
  ].join(' ');
}

export function mouthY(student: Vessel): number {
  return student.y - student.radius - 8;
}
