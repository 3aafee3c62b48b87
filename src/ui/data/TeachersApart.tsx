import { useEffect, useState } from 'react';
import { onlyRightOf } from '../../analysis/teachersApart.ts';
import type { DatasetSummary, TeacherCard, Thumbnail } from '../../protocol/records.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { ClassName } from '../ClassName.tsx';
import { percentText } from '../quantities.ts';
import { useLateWords } from '../text/late.ts';
import { grouped } from '../text/numbers.ts';
import styles from './TeachersApart.module.css';
import { TeachersMap } from './TeachersMap.tsx';
import { ThumbnailCanvas } from './ThumbnailCanvas.tsx';

/** Pictures shown of each teacher's. */
const mostShown = 6;

interface Shown {
  /** Of which this is told. */
  readonly of: TeacherCard;
  /** By teacher. */
  readonly pictures: readonly (readonly { readonly index: number; readonly picture: Thumbnail }[])[];
}

/** Of several teachers each one's accuracy, and the validation images that it alone gets right. */
export function TeachersApart({ dataset }: { readonly dataset: DatasetSummary }) {
  const words = useLateWords('teachers');
  const teacher = useLab((lab) => lab.teacher);
  const { teachersApart, pictures } = useLabActions();
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    if (!teacher?.apart) return;
    let wanted = true;
    const ask = async () => {
      const apart = await teachersApart();
      const only = onlyRightOf((apart?.teachers ?? []).map(({ said }) => said));
      const found = await Promise.all(
        only.map((indices) =>
          Promise.all(
            indices.slice(0, mostShown).map(async (index) => {
              const [picture] = await pictures(index, 1);
              return picture ? [{ index, picture }] : [];
            }),
          ),
        ),
      );
      if (wanted) setShown({ of: teacher, pictures: found.map((some) => some.flat()) });
    };
    // The counts stand without pictures.
    ask().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [teacher, teachersApart, pictures]);
  if (!teacher?.apart || !teacher.members) return null;
  const { images, all, none, only } = teacher.apart;
  const placed = teacher.members.map((member, place) => ({ member, place }));
  return (
    <section aria-labelledby="teachers-apart">
      <h3 id="teachers-apart">{words.apart}</h3>
      <p className={styles.lead}>{words.apartLead(images, all, none)}</p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.apartTeacher}</th>
              <th scope="col">{words.apartAccuracy}</th>
              <th scope="col">{words.apartOnly}</th>
              <th scope="col">{words.apartPictures}</th>
            </tr>
          </thead>
          <tbody>
            {placed.map(({ member, place }) => (
              <tr key={place}>
                <th scope="row">{member.label}</th>
                <td>{member.accuracy === undefined ? '–' : percentText(member.accuracy)}</td>
                <td>{grouped(only[place] ?? 0)}</td>
                <td>
                  <ul className={styles.pictures}>
                    {(shown?.of === teacher ? (shown.pictures[place] ?? []) : []).map(
                      ({ index, picture }) => (
                        <li
                          key={index}
                          title={words.apartPicture(index, dataset.classes[picture.label] ?? '')}
                        >
                          <ThumbnailCanvas thumbnail={picture} />
                          <ClassName name={dataset.classes[picture.label] ?? ''} />
                        </li>
                      ),
                    )}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TeachersMap dataset={dataset} teacher={teacher} />
    </section>
  );
}
