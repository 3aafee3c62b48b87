/**
 * The teachers and the student that somebody gave to this visit. Each counts from the next task on, so that none changes a
 * task half-way; a teacher that was opened to see whether it can be used is not opened a second time for that.
 */
import type { GivenStudent } from './studentBase.ts';
import { freeOpened, type OpenedTeacher, type WantedTeacher } from './teacherFiles.ts';
import { type GivenTeacher, openGiven } from './teachers.ts';

export interface GivenWeights {
  /** How many have counted so far as the teacher of that place: tells one from the next. */
  teachersAt(place: number): number;
  /** Opens the teacher that counts at the place; undefined where none was given. */
  openTeacherAt(place: number): ((wanted: WantedTeacher) => Promise<OpenedTeacher>) | undefined;
  readonly student: GivenStudent | undefined;
  /** Opens a teacher on the current backend and puts it up. */
  offerTeacher(file: GivenTeacher, wanted: WantedTeacher, place: number): Promise<OpenedTeacher['card']>;
  offerStudent(student: GivenStudent): void;
  /** A task begins: what was put up counts. */
  begin(): void;
  /** Frees what teachers that count have on the device, if they were not taken; they can be opened again. */
  dropUnused(): void;
  /** Frees all that is opened: the backend goes. */
  dropOpened(): void;
}

interface Given {
  readonly file: GivenTeacher;
  /** Until it is taken. */
  readonly opened: OpenedTeacher | undefined;
  /** What it was opened for. */
  readonly asked: string;
}

/** @param backend what stands for the backend that is current, once one that is being opened is there; undefined where none is. */
export function createGivenWeights(backend: () => Promise<unknown>): GivenWeights {
  /** By the teachers' places. */
  const teachers = new Map<number, Given>();
  const counts = new Map<number, number>();
  let student: GivenStudent | undefined;
  let offered: { readonly teachers: ReadonlyMap<number, Given>; readonly student?: GivenStudent } = {
    teachers: new Map(),
  };

  const unopened = (given: Given): Given => {
    if (given.opened) freeOpened(given.opened);
    return { ...given, opened: undefined };
  };

  async function take(place: number, counting: Given, wanted: WantedTeacher): Promise<OpenedTeacher> {
    const { file, opened, asked } = counting;
    if (!opened || teachers.get(place) !== counting) return openGiven(file, wanted);
    teachers.set(place, { file, opened: undefined, asked });
    if (asked === JSON.stringify(wanted)) return opened;
    freeOpened(opened);
    return openGiven(file, wanted);
  }

  const offer = (place: number, given: Given) => {
    offered = { ...offered, teachers: new Map([...offered.teachers, [place, given]]) };
  };

  const given: GivenWeights = {
    teachersAt: (place) => counts.get(place) ?? 0,
    openTeacherAt(place) {
      const counting = teachers.get(place);
      return counting && ((wanted: WantedTeacher) => take(place, counting, wanted));
    },
    get student() {
      return student;
    },
    async offerTeacher(file, wanted, place) {
      const begunOn = await backend();
      const opened = await openGiven(file, wanted);
      const before = offered.teachers.get(place);
      if (before) unopened(before);
      const fresh: Given = { file, opened, asked: JSON.stringify(wanted) };
      // On a backend that was not there yet, or is not any more, its tensors are of no use to the next one.
      const isHere = begunOn !== undefined && begunOn === (await backend());
      offer(place, isHere ? fresh : unopened(fresh));
      return opened.card;
    },
    offerStudent(file) {
      offered = { ...offered, student: file };
    },
    begin() {
      for (const [place, fresh] of offered.teachers) {
        const before = teachers.get(place);
        if (before) unopened(before);
        teachers.set(place, fresh);
        counts.set(place, given.teachersAt(place) + 1);
      }
      student = offered.student ?? student;
      offered = { teachers: new Map() };
    },
    dropUnused() {
      for (const [place, counting] of teachers) teachers.set(place, unopened(counting));
    },
    dropOpened() {
      given.dropUnused();
      for (const [place, fresh] of offered.teachers) offer(place, unopened(fresh));
    },
  };
  return given;
}
