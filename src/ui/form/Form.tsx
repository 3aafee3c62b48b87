import { type FocusEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { Sentence } from '../../lang/sentence.ts';
import { isWorthSaying } from '../../protocol/records.ts';
import { adviceFor } from '../../spec/advice.ts';
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
  isFieldName,
} from '../../spec/experiment.ts';
import type { FieldGroup } from '../../spec/fields.ts';
import { matters } from '../../spec/keys.ts';
import type { HideName } from '../../spec/pageView.ts';
import { settingsOf } from '../../spec/recipe/stages.ts';
import { stagePathOf } from '../../spec/recipe/vary.ts';
import { isShown } from '../../spec/relevance.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { outOfSight } from '../../state/page/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { ChoiceRow, isChoiceField } from './ChoiceRow.tsx';
import { DatasetRow } from './DatasetRow.tsx';
import { DistilImagesPart } from './data/DistilImagesPart.tsx';
import styles from './Form.module.css';
import { Formula } from './Formula.tsx';
import { isNumberField, NumberRow } from './NumberRow.tsx';
import { RecipePart } from './RecipePart.tsx';
import { StudentStartRow } from './student/StudentStartRow.tsx';
import { StudentSummary } from './student/StudentSummary.tsx';
import { AlphasRow } from './sweep/AlphasRow.tsx';
import { SeedPreset } from './sweep/SeedPreset.tsx';
import { MoreTeachersPart } from './teacher/MoreTeachersPart.tsx';
import { TeacherAddress } from './teacher/TeacherAddress.tsx';
import { TeacherLogitsPart } from './teacher/TeacherLogitsPart.tsx';
import { TeacherRow } from './teacher/TeacherRow.tsx';

const groupsInOrder: readonly FieldGroup[] = [
  'data',
  'teacher',
  'student',
  'objective',
  'sweep',
  'training',
  'machine',
];
/** Groups whose first setting bears the same name; the heading is then only spoken. */
const selfNamed: ReadonlySet<FieldGroup> = new Set(['data', 'teacher', 'student']);
const namesOf = (group: FieldGroup, advanced: boolean) =>
  fieldNames.filter((name) => {
    const field = fieldOf(name);
    const hidden = field.advanced === true || field.group === 'machine';
    return field.group === group && hidden === advanced;
  });
const plainGroups = groupsInOrder.map((group) => ({ group, names: namesOf(group, false) }));
const advancedGroups = groupsInOrder.map((group) => ({ group, names: namesOf(group, true) }));

/** Every setting of the experiment, as the catalogue of fields lists them. Readable, but fixed, while training. */
export function Form() {
  const { form, notices } = useWords('page');
  const say = useSay();
  const busy = useLab((lab) => isBusy(lab.phase));
  const experiment = useLab((lab) => lab.experiment);
  const { setExperiment } = useLabActions();
  const hide = usePageView(outOfSight);
  const [asked, setAsked] = useState('');
  const ask = (event: FocusEvent | PointerEvent) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-field]') : null;
    const name = row?.dataset.field ?? '';
    if (helpOf(name) !== undefined) setAsked(name);
  };
  const help = helpOf(asked);
  const moreShown = advancedGroups.some(({ names }) => names.some((name) => !hide.includes(name)));
  // It sets what the link may have put out of sight.
  const seedShown = !hide.some(isFieldName);
  const memory = useLab((lab) => lab.memory);
  const isHeavy = memory !== undefined && isWorthSaying(memory);
  const advice = [...adviceFor(experiment), ...(isHeavy ? [memory.advice] : [])].map(say);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => event.preventDefault()}
      onFocus={ask}
      onPointerOver={ask}
    >
      <div className={styles.groups}>
        {plainGroups.map(({ group, names }) => (
          <Group key={group} group={group} names={names} busy={busy} />
        ))}
        {advice.length > 0 ? (
          <ul className={styles.advice} aria-label={notices.advice}>
            {advice.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : null}
        {hide.includes('moreTeachers') ? null : <MoreTeachersPart disabled={busy} />}
        {hide.includes('recipe') ? null : <RecipePart />}
        <details className={styles.more} hidden={!moreShown}>
          <summary>{form.more}</summary>
          {advancedGroups.map(({ group, names }) => (
            <Group key={group} group={group} names={names} busy={busy}>
              {group === 'teacher' && !hide.includes('teacher') ? (
                <>
                  <TeacherAddress disabled={busy} />
                  <TeacherLogitsPart disabled={busy} />
                </>
              ) : null}
            </Group>
          ))}
          <button
            type="button"
            className={styles.reset}
            disabled={busy}
            onClick={() => setExperiment({ ...defaultExperiment, ...partOf(experiment, hide) })}
          >
            {form.reset}
          </button>
        </details>
        {seedShown ? <SeedPreset disabled={busy} /> : null}
      </div>
      <p className={styles.help} aria-hidden="true">
        {help === undefined ? form.help : `${say(help)} ${cited(asked, experiment)}`}
      </p>
    </form>
  );
}

/** Of a setting of the experiment or of a stage. */
function helpOf(name: string): Sentence | undefined {
  if (isFieldName(name)) return fieldOf(name).help;
  const path = stagePathOf(name);
  return path && settingsOf(path.kind).get(path.setting)?.help;
}

/** Formula and source of the choice that a field has. */
function cited(name: string, experiment: Experiment): string {
  if (!isFieldName(name)) return '';
  const chosen = fieldOf(name).declared?.[String(experiment[name])];
  return [chosen?.formula, chosen?.source].filter((text) => text !== undefined).join('; ');
}

/** What the link put out of sight stays as the link has it. */
function partOf(experiment: Experiment, hide: readonly HideName[]): Partial<Experiment> {
  return Object.fromEntries(hide.filter(isFieldName).map((name) => [name, experiment[name]]));
}

interface GroupProps {
  readonly group: FieldGroup;
  readonly names: readonly FieldName[];
  readonly busy: boolean;
  /** After the settings. */
  readonly children?: ReactNode;
}

function Group({ group, names, busy, children }: GroupProps) {
  const { groups } = useWords('page');
  const experiment = useLab((lab) => lab.experiment);
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const hide = usePageView(outOfSight);
  const facts = { split: dataset?.split.kind, teacher };
  const shown = names.filter((name) => !hide.includes(name) && isShown(name, experiment, facts));
  // The formula says what hidden settings do, so it stays.
  const formula = names.includes('similarity');
  if (shown.length === 0 && !formula && !children) return null;
  return (
    <fieldset className={styles.group} disabled={busy}>
      <legend className={selfNamed.has(group) ? styles.silent : styles.legend}>{groups[group]}</legend>
      {shown.map((name) => (
        <Setting key={name} name={name} busy={busy} />
      ))}
      {shown.includes('student') ? <StudentSummary /> : null}
      {formula ? <Formula /> : null}
      {children}
    </fieldset>
  );
}

function Setting({ name, busy }: { readonly name: FieldName; readonly busy: boolean }) {
  const { form } = useWords('page');
  const softened = useLab((lab) => matters('temperature', lab.experiment));
  if (name === 'dataset') return <DatasetRow disabled={busy} />;
  if (name === 'distilImages') return <DistilImagesPart disabled={busy} />;
  if (name === 'teacher') return <TeacherRow disabled={busy} />;
  if (name === 'studentStart') return <StudentStartRow disabled={busy} />;
  if (name === 'alphas') return <AlphasRow disabled={busy} />;
  if (name === 'temperature' && !softened)
    return <NumberRow name={name} disabled note={form.noTemperature} />;
  if (isNumberField(name)) return <NumberRow name={name} disabled={busy} />;
  if (isChoiceField(name)) return <ChoiceRow name={name} />;
  return null;
}
