import { useEffect, useId, useRef } from 'react';
import { type Experiment, isFieldName } from '../../spec/experiment.ts';
import type { Field } from '../../spec/fields.ts';
import { settingMatters } from '../../spec/recipe/effect.ts';
import { type StageSpec, stageOf, valuesOf } from '../../spec/recipe/stages.ts';
import { ChoiceSetting } from '../form/ChoiceSetting.tsx';
import { NumberSetting } from '../form/NumberSetting.tsx';
import { Row } from '../form/Row.tsx';
import { settingText } from '../quantities.ts';
import { Icon } from '../shell/Icon.tsx';
import { useLateWords } from '../text/late.ts';
import { typedList } from '../text/typed.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './recipe.module.css';
import { firstValueOf } from './recipeEdits.ts';

interface StageSettingProps {
  readonly stage: StageSpec;
  /** From 1. */
  readonly place: number;
  readonly name: string;
  readonly field: Field;
  readonly experiment: Experiment;
  /** The values over which the sweep varies it, where it does. */
  readonly varied: readonly (number | string)[] | undefined;
  onSet(name: string, value: unknown): void;
  onUnset(name: string): void;
}

/** A setting of a stage, of the kind that its field is; one that the stage may leave to the experiment is set and unset. */
export function StageSetting({
  stage,
  place,
  name,
  field,
  experiment,
  varied,
  onSet,
  onUnset,
}: StageSettingProps) {
  const words = useLateWords('recipeEditor');
  const { choices } = useWords('page');
  const say = useSay();
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const declaration = stageOf(stage.kind);
  const override = declaration.overrides[name];
  const value = valuesOf(stage)[name];
  const isSet = value !== undefined;
  // What was pressed is gone: the focus goes to what stands in its place.
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    const selector = isSet ? 'input[inputmode], select' : 'button';
    row.current?.querySelector<HTMLElement>(selector)?.focus();
  }, [isSet]);

  const isIdle = !settingMatters(stage, name, experiment);
  if (isIdle && (!override || !isSet) && !varied) return null;
  const label = say(declaration.label);
  const path = `${stage.kind}.${name}`;
  const nameOf = (choice: string) =>
    words.choices[`${path}.${choice}`] ?? words.choices[choice] ?? choices[choice] ?? choice;
  const note = varied ? words.varied(listed(varied, nameOf)) : isIdle ? words.idle : undefined;
  if (override && !isSet) {
    const set = () => {
      pressed.current = true;
      onSet(name, firstValueOf(override, experiment));
    };
    const own: unknown = isFieldName(override.of) ? experiment[override.of] : field.default;
    return (
      <div ref={row} className={styles.setting}>
        <Row name={path} field={field} id={id}>
          <span className={styles.left}>{note ?? words.asExperiment(textOf(own, nameOf))}</span>
          <button
            id={id}
            type="button"
            aria-label={words.setLong(say(field.label), label, place)}
            onClick={set}
          >
            {words.set}
          </button>
        </Row>
      </div>
    );
  }
  const unset = override ? (
    <button
      type="button"
      className={styles.icon}
      aria-label={words.unset(say(field.label), label, place)}
      title={words.unset(say(field.label), label, place)}
      onClick={() => {
        pressed.current = true;
        onUnset(name);
      }}
    >
      <Icon shape="close" />
    </button>
  ) : null;
  const onChange = (next: unknown) => onSet(name, next);
  return (
    <div ref={row} className={styles.setting}>
      {field.kind === 'number' && typeof value === 'number' ? (
        <NumberSetting
          name={path}
          field={field}
          value={value}
          note={note}
          after={unset}
          onChange={onChange}
        />
      ) : null}
      {field.kind === 'choice' && typeof value === 'string' ? (
        <ChoiceSetting
          name={path}
          field={field}
          choices={field.choices}
          value={value}
          note={note}
          after={unset}
          nameOf={nameOf}
          onChange={onChange}
        />
      ) : null}
    </div>
  );
}

function textOf(value: unknown, nameOf: (choice: string) => string): string {
  if (typeof value === 'number') return settingText(value);
  if (typeof value === 'string') return nameOf(value);
  return Array.isArray(value) ? typedList(value.filter((one) => typeof one === 'number')) : '';
}

function listed(values: readonly (number | string)[], nameOf: (choice: string) => string): string {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.length) return typedList(numbers);
  return values.map((value) => nameOf(String(value))).join(', ');
}
