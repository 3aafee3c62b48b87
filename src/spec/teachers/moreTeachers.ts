/**
 * Further teachers as a field of the experiment: a list, spelt as the stages of a recipe are. A person types
 * `resnet20 epochs=9; mlp`; a link says `resnet20~epochs:9,mlp`.
 */
import * as v from 'valibot';
import { type Sentence, words } from '../../lang/sentence.ts';
import { modelNames } from '../choices.ts';
import { countsTeachers, hasMoreTeachers } from '../decides.ts';
import { type Deciding, type Field, type ListField, listField } from '../fields.ts';
import { type Item, type ItemKinds, itemsText, readItems } from '../items.ts';
import { teacherSpelling } from './catalogue.ts';
import { fieldOfFirst, type TeacherSpec } from './teachersOf.ts';

/** Of each the predictions for all images are computed and kept. */
export const mostMoreTeachers = 7;

const none = 'none';
const pattern = new RegExp(`^(${teacherSpelling})$`);
/** Names that a further teacher can have, but those of saved ones. */
export const teacherNames: readonly string[] = ['auto', 'shipped', 'rednet-shipped', 'file', ...modelNames];

/** The fields of the first teacher but the one that names it, by their names in the experiment. */
export type FieldsOfFirst = Readonly<
  Record<Exclude<(typeof fieldOfFirst)[keyof TeacherSpec], 'teacher'>, Field>
>;

/** The settings of a further teacher: the fields of the first one, under shorter names. */
export function teacherSettings(fields: FieldsOfFirst): ReadonlyMap<keyof TeacherSpec, Field> {
  const { teacher: _, ...settings } = fieldOfFirst;
  const names = Object.keys(settings) as readonly (keyof typeof settings)[];
  return new Map(names.map((name) => [name, fields[settings[name]]]));
}

function kindsOf(fields: FieldsOfFirst): ItemKinds {
  const settings = teacherSettings(fields);
  return {
    names: teacherNames,
    isName: (word) => pattern.test(word),
    settingsOf: () => settings,
    hasDefault: () => true,
    most: mostMoreTeachers,
    faults: {
      unknown: (word, nearest, names) =>
        nearest
          ? words`there is no teacher ${word}, the nearest is ${nearest}; the teachers are ${names}, and saved- with a name`
          : words`there is no teacher ${word}; the teachers are ${names}, and saved- with a name`,
      homeless: (word, names) =>
        words`${word} stands before any teacher; the teachers are ${names}, and saved- with a name`,
      tooMany: (most) => words`there are at most ${most} teachers beside the first`,
    },
  };
}

/** Teachers, or the first thing that is wrong with them. */
export type TeachersReading = { readonly teachers: readonly TeacherSpec[] } | { readonly fault: Sentence };

export function readTeachers(text: string, fields: FieldsOfFirst): TeachersReading {
  const read = text.trim() === none ? { items: [] } : readItems(text, kindsOf(fields));
  if ('fault' in read) return read;
  return {
    teachers: read.items.map(({ name, settings }) => ({ teacher: name, ...settings }) as TeacherSpec),
  };
}

/** A further teacher of default settings: a CNN, which is trained soonest. */
export function freshTeacher(fields: FieldsOfFirst): TeacherSpec {
  const settings = [...teacherSettings(fields)].map(([name, field]) => [name, field.default]);
  return { teacher: 'cnn', ...Object.fromEntries(settings) };
}

const itemOf = ({ teacher, ...settings }: TeacherSpec): Item => ({ name: teacher, settings });

/** As a person types them; nothing where there are none. */
export const teachersText = (teachers: readonly TeacherSpec[], fields: FieldsOfFirst): string =>
  itemsText(teachers.map(itemOf), kindsOf(fields), 'typed');

export function moreTeachersField(fields: FieldsOfFirst): ListField<TeacherSpec> & Deciding {
  const settings = [...teacherSettings(fields)].map(
    ([name, field]) => [name, v.optional(field.schema as v.GenericSchema, field.default)] as const,
  );
  const schema = v.strictObject({
    teacher: v.pipe(v.string(), v.regex(pattern)),
    ...(Object.fromEntries(settings) as Record<string, v.GenericSchema>),
  }) as unknown as v.GenericSchema<unknown, TeacherSpec>;
  return listField({
    label: 'Further teachers',
    help: 'Teachers beside the first, each with settings of its own; students learn from what all of them say together.',
    group: 'teachers',
    decides: { teacher: hasMoreTeachers, network: countsTeachers },
    default: [],
    allowed: words`up to ${mostMoreTeachers} teachers with their settings, such as ${'resnet20 epochs=9; mlp'}, or ${none}`,
    schema: v.pipe(v.array(schema), v.maxLength(mostMoreTeachers), v.readonly()),
    format: (teachers) =>
      teachers.length === 0 ? none : itemsText(teachers.map(itemOf), kindsOf(fields), 'link'),
    parse(text) {
      const read = readTeachers(text, fields);
      return 'teachers' in read ? read.teachers : text;
    },
    explain(candidate) {
      const read = typeof candidate === 'string' ? readTeachers(candidate, fields) : undefined;
      return read && 'fault' in read ? read.fault : undefined;
    },
  });
}
