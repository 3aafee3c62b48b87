import { useMemo } from 'react';
import { recipesApart, withRecipes } from '../../../analysis/networks/compareRecipes.ts';
import { isTeacher, type NetworkGroup } from '../../../analysis/networks/groups.ts';
import { fieldOf } from '../../../spec/experiment.ts';
import { settingsOf, stageOf } from '../../../spec/recipe/stages.ts';
import { useLateWords } from '../../text/late.ts';
import { plain } from '../../text/numbers.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { useNetworkNames } from '../useNetworkNames.ts';
import styles from './compare.module.css';
import { letterOf } from './letters.ts';

/** @param comparable whether all were measured on the same validation images */
export function RecipesApart({
  groups,
  comparable,
}: {
  readonly groups: readonly NetworkGroup[];
  readonly comparable: boolean;
}) {
  const words = useLateWords('comparing').recipes;
  const said = useRecipeSentences(groups);
  return (
    <section className={styles.part} aria-label={words.title}>
      <h4>{words.title}</h4>
      <ul className={styles.sentences}>
        {said.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {comparable ? null : <p className={styles.warning}>{words.notComparable}</p>}
    </section>
  );
}

/** A choice’s label amid a sentence: without its capital, unless the word has more of them, as a name. */
const inSentence = (label: string) =>
  label.replace(/^\p{Lu}(?=\p{Ll}*(?!\p{L}))/u, (letter) => letter.toLocaleLowerCase());

function useRecipeSentences(groups: readonly NetworkGroup[]): readonly string[] {
  const words = useLateWords('comparing').recipes;
  const { choices } = useWords('page');
  const names = useNetworkNames();
  const say = useSay();
  const { among, found, images } = useMemo(() => {
    const among = withRecipes(groups);
    return { among, found: recipesApart(among), images: recipesApart(groups).images };
  }, [groups]);
  const { start, begin, own, end, stageSettings, settings, teacher } = found;
  const acts = (all: readonly Parameters<typeof say>[0][]) => all.map((act) => say(act)).join(words.andThen);
  const valueText = (value: unknown, none: string) => {
    if (value === undefined) return none;
    const spelt = String(value);
    if (choices[spelt]) return inSentence(choices[spelt]);
    return spelt !== '' && Number.isFinite(Number(spelt)) ? plain(Number(spelt)) : spelt || '–';
  };
  const lettered = (values: readonly unknown[], none: string) =>
    among.map((group, i) => [letterOf(groups.indexOf(group)), valueText(values[i], none)] as const);
  const teachers = groups.flatMap((group, i) =>
    isTeacher(group) ? [words.teacherItself(letterOf(i), names.act(group))] : [],
  );
  const differ = own.some((each) => each.length > 0);
  const recipes = among.every((group) => !isTeacher(group) && group.stages.length > 0);
  return [
    ...teachers,
    ...(recipes && start
      ? [
          start === 'teacher'
            ? words.startAsTeacher(among.length, say(among[0]?.label ?? ''))
            : words.startAlike,
        ]
      : []),
    ...(recipes && begin.length > 0 ? [words.common(acts(begin))] : []),
    ...(recipes && begin.length === 0 && !start ? [words.nothingInCommon] : []),
    ...among.flatMap((group, i) =>
      differ && !isTeacher(group)
        ? [words.own(letterOf(groups.indexOf(group)), acts(own[i] ?? []) || words.nothingMore)]
        : [],
    ),
    ...(end.length > 0 ? [words.end(acts(end))] : []),
    ...stageSettings.map(({ kind, name, values }) =>
      words.setting(
        words.stageSetting(say(stageOf(kind).label), say(settingsOf(kind).get(name)?.label ?? name)),
        lettered(values, words.asExperiment),
      ),
    ),
    ...settings.map(({ name, values }) =>
      words.setting(say(fieldOf(name).label), lettered(values, words.noSay)),
    ),
    ...(recipes && !differ && stageSettings.length + settings.length === 0 ? [words.same] : []),
    ...(images === 'other' ? [words.otherImages] : images === 'unknown' ? [words.unknownImages] : []),
    ...(teacher === 'other' ? [words.otherTeacher] : []),
  ];
}
