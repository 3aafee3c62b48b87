/**
 * The teacher and the student that somebody gave to this visit. Each counts from the next task on, so that none changes a
 * task half-way; a teacher that was opened to see whether it can be used is not opened a second time for that.
 */
import type { GivenStudent } from '../students/studentBase.ts';
import { freeOpened, type OpenedTeacher, type WantedTeacher } from './teacherFiles.ts';
import { type GivenTeacher, openGiven } from './teachers.ts';

export interface GivenWeights {
  /** How many teachers have counted so far: tells one from the next. */
  readonly teachers: number;
  /** Opens the teacher that counts; undefined where none was given. */
  readonly openTeacher: ((wanted: WantedTeacher) => Promise<OpenedTeacher>) | undefined;
  readonly student: GivenStudent | undefined;
  /** Opens a teacher on the current backend and puts it up. */
  offerTeacher(file: GivenTeacher, wanted: WantedTeacher): Promise<OpenedTeacher['card']>;
  offerStudent(student: GivenStudent): void;
  /** A task begins: what was put up counts. */
  begin(): void;
  /** Frees what the teacher that counts has on the device, if it was not taken; it can be opened again. */
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
  let teacher: Given | undefined;
  let teachers = 0;
  let student: GivenStudent | undefined;
  let offered: { readonly teacher?: Given; readonly student?: GivenStudent } = {};

  const unopened = (given: Given): Given => {
    if (given.opened) freeOpened(given.opened);
    return { ...given, opened: undefined };
  };

  async function take(counts: Given, wanted: WantedTeacher): Promise<OpenedTeacher> {
    const { file, opened, asked } = counts;
    if (!opened || teacher !== counts) return openGiven(file, wanted);
    teacher = { file, opened: undefined, asked };
    if (asked === JSON.stringify(wanted)) return opened;
    freeOpened(opened);
    return openGiven(file, wanted);
  }

  const given: GivenWeights = {
    get teachers() {
      return teachers;
    },
    get openTeacher() {
      const counts = teacher;
      return counts && ((wanted: WantedTeacher) => take(counts, wanted));
    },
    get student() {
      return student;
    },
    async offerTeacher(file, wanted) {
      const begunOn = await backend();
      const opened = await openGiven(file, wanted);
      if (offered.teacher) unopened(offered.teacher);
      const fresh: Given = { file, opened, asked: JSON.stringify(wanted) };
      // On a backend that was not there yet, or is not any more, its tensors are of no use to the next one.
      const isHere = begunOn !== undefined && begunOn === (await backend());
      offered = { ...offered, teacher: isHere ? fresh : unopened(fresh) };
      return opened.card;
    },
    offerStudent(file) {
      offered = { ...offered, student: file };
    },
    begin() {
      if (offered.teacher) {
        if (teacher) unopened(teacher);
        teacher = offered.teacher;
        teachers++;
      }
      student = offered.student ?? student;
      offered = {};
    },
    dropUnused() {
      teacher = teacher && unopened(teacher);
    },
    dropOpened() {
      given.dropUnused();
      if (offered.teacher) offered = { ...offered, teacher: unopened(offered.teacher) };
    },
  };
  return given;
}
