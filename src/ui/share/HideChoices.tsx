import { fieldNames, fieldOf, isFieldName } from '../../spec/experiment.ts';
import type { FieldGroup } from '../../spec/fields.ts';
import { type HideName, partNames } from '../../spec/pageView.ts';
import { useWords } from '../text/useWords.ts';
import styles from './share.module.css';
import { useHideName } from './useHideName.ts';

const groups: readonly { readonly group: FieldGroup | undefined; readonly names: readonly HideName[] }[] = [
  // A part with the name of a setting is hidden together with it.
  { group: undefined, names: partNames.filter((name) => !isFieldName(name)) },
  ...[...new Set(fieldNames.map((name) => fieldOf(name).group))].map((group) => ({
    group,
    names: fieldNames.filter((name) => fieldOf(name).group === group),
  })),
];

const all = groups.flatMap(({ names }) => names);

interface Props {
  readonly hide: readonly HideName[];
  readonly onChange: (hide: readonly HideName[]) => void;
}

/** What the link puts out of sight: parts of the page, and settings as the form groups them. */
export function HideChoices({ hide, onChange }: Props) {
  const text = useWords('share');
  const { groups: names } = useWords('page');
  const nameOf = useHideName();
  return (
    <details className={styles.hide}>
      <summary>{text.hide(hide.length)}</summary>
      <p className={styles.quiet}>{text.hideHelp}</p>
      <div className={styles.groups}>
        {groups.map(({ group, names: members }) => (
          <fieldset key={group ?? 'parts'}>
            <legend>{group === undefined ? text.parts : names[group]}</legend>
            {members.map((name) => (
              <label key={name}>
                <input
                  type="checkbox"
                  checked={hide.includes(name)}
                  onChange={({ target: { checked } }) =>
                    onChange(all.filter((one) => (one === name ? checked : hide.includes(one))))
                  }
                />
                {nameOf(name)}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  );
}
