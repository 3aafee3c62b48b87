import { type PointerEventHandler, useId } from 'react';
import type { Sentence } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { type StageSpec, settingsOf, stageOf } from '../../spec/recipe/stages.ts';
import { Icon } from '../shell/Icon.tsx';
import { useLateWords } from '../text/late.ts';
import { useSay } from '../text/useSay.ts';
import styles from './recipe.module.css';
import { StageGlyph } from './StageGlyph.tsx';
import { StageSetting } from './StageSetting.tsx';

/** What a button of a card does; the focus is sent to a card's button by it. */
export type CardAction = 'up' | 'down' | 'remove';

export type Grip = Readonly<
  Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel', PointerEventHandler>
>;

interface StageCardProps {
  readonly stage: StageSpec;
  /** From 1. */
  readonly place: number;
  readonly count: number;
  /** Why it cannot work where it stands. */
  readonly fault: Sentence | undefined;
  readonly experiment: Experiment;
  readonly grip: Grip;
  /** Over which values the sweep varies a setting, where it does. */
  variedOf(name: string): readonly (number | string)[] | undefined;
  onAct(action: CardAction): void;
  onSet(name: string, value: unknown): void;
  onUnset(name: string): void;
}

/** Any stage, drawn from its declaration. */
export function StageCard(props: StageCardProps) {
  const { stage, place, count, fault, experiment, grip, variedOf, onAct, onSet, onUnset } = props;
  const words = useLateWords('recipeEditor');
  const say = useSay();
  const id = useId();
  const { label, help, formula, source } = stageOf(stage.kind);
  const said = say(label);
  const acts = [
    { action: 'up', shape: 'up', name: words.up(said, place, count), idle: place === 1 },
    { action: 'down', shape: 'down', name: words.down(said, place, count), idle: place === count },
    { action: 'remove', shape: 'close', name: words.remove(said, place, count), idle: count === 1 },
  ] as const;
  return (
    <fieldset className={styles.card} aria-label={words.stage(said, place)} aria-describedby={`${id}-fault`}>
      <div className={styles.top}>
        <span className={styles.grip} title={words.drag} aria-hidden="true" {...grip}>
          <span className={styles.number}>{place}</span>
          <StageGlyph kind={stage.kind} />
          <span className={styles.label}>{said}</span>
        </span>
        {acts.map(({ action, shape, name, idle }) => (
          <button
            key={action}
            type="button"
            className={styles.icon}
            data-action={action}
            disabled={idle}
            aria-label={name}
            title={name}
            onClick={() => onAct(action)}
          >
            <Icon shape={shape} />
          </button>
        ))}
      </div>
      <p>{say(help)}</p>
      <p id={`${id}-fault`} className={styles.fault}>
        {fault === undefined ? null : say(fault)}
      </p>
      {[...settingsOf(stage.kind)].map(([name, field]) => (
        <StageSetting
          key={name}
          varied={variedOf(name)}
          {...{ stage, place, name, field, experiment, onSet, onUnset }}
        />
      ))}
      {formula ? <p className={styles.quiet}>{formula}</p> : null}
      {source ? <p className={styles.quiet}>{source}</p> : null}
    </fieldset>
  );
}
