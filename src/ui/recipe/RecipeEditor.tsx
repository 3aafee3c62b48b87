import { useEffect, useId, useRef, useState } from 'react';
import { fields } from '../../spec/experiment.ts';
import { readExperiment } from '../../spec/readExperiment.ts';
import { adviceOn, faultsIn } from '../../spec/recipe/faults.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { mostStages, recipeText } from '../../spec/recipe/spelling.ts';
import { type StageKind, type StageSpec, stageKinds, stageOf } from '../../spec/recipe/stages.ts';
import { varyText } from '../../spec/recipe/vary.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { outOfSight } from '../../state/page/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useLateWords } from '../text/late.ts';
import { useSay } from '../text/useSay.ts';
import { type Axes, axisOf, fitted, followed } from './axisEdits.ts';
import { readTypedAxes, readTypedRecipe } from './reading.ts';
import styles from './recipe.module.css';
import {
  insertStage,
  moveStage,
  placeOfNew,
  removeStage,
  setSetting,
  stageKeys,
  unsetSetting,
} from './recipeEdits.ts';
import { type CardAction, StageCard } from './StageCard.tsx';
import { StageGlyph } from './StageGlyph.tsx';
import { TypedText } from './TypedText.tsx';
import { useDragOrder } from './useDragOrder.ts';

/** The stages of the recipe as a column of cards, and as text; with what the sweep varies. */
export function RecipeEditor() {
  const words = useLateWords('recipeEditor');
  const say = useSay();
  const id = useId();
  const busy = useLab((lab) => isBusy(lab.phase));
  const hide = usePageView(outOfSight);
  const experiment = useLab((lab) => lab.experiment);
  const { setExperiment, setField } = useLabActions();
  const [status, setStatus] = useState('');
  const recipe = stagesIn(experiment.recipe);
  const count = recipe.length;
  const faults = faultsIn(experiment);
  const advice = adviceOn(experiment);
  const keys = stageKeys(recipe);
  const labelOf = (stage: StageSpec | undefined) => (stage ? say(stageOf(stage.kind).label) : '');

  /** What the sweep varies changes with the recipe at once: no experiment has an axis without its stage. */
  const change = (next: readonly StageSpec[], { axes, lost }: Axes, what: string) => {
    if (varyText(axes) === varyText(experiment.vary)) setField('recipe', next);
    else {
      const settings = [
        ['recipe', next],
        ['vary', axes],
      ] as const;
      setExperiment(readExperiment(settings, experiment).experiment);
    }
    setStatus([what, ...lost.map(words.lost)].filter(Boolean).join(' '));
  };
  const rearrange = (next: readonly StageSpec[], what: string) =>
    change(next, followed(experiment.vary, recipe, next), what);
  const setStage = (next: readonly StageSpec[]) => {
    setField('recipe', next);
    setStatus('');
  };

  const adding = useRef<HTMLUListElement>(null);
  const focusNext = useRef<{ readonly place: number; readonly action: CardAction }>(undefined);
  useEffect(() => {
    if (!focusNext.current) return;
    const { place, action } = focusNext.current;
    focusNext.current = undefined;
    const card = list.current?.children[place];
    const buttons = [...(card?.querySelectorAll<HTMLButtonElement>('button[data-action]') ?? [])];
    const able = buttons.filter((button) => !button.disabled);
    const button =
      able.find((one) => one.dataset.action === action) ?? able[0] ?? adding.current?.querySelector('button');
    button?.focus();
  });

  const move = (from: number, to: number, action: CardAction) => {
    focusNext.current = { place: to, action };
    rearrange(moveStage(recipe, from, to), words.moved(labelOf(recipe[from]), to + 1, count));
  };
  const { list, grip, dragged, edge } = useDragOrder(
    (from, to) => move(from, to, to < from ? 'up' : 'down'),
    busy,
  );
  const act = (place: number, action: CardAction) => {
    if (action === 'up') return move(place, place - 1, action);
    if (action === 'down') return move(place, place + 1, action);
    focusNext.current = { place: Math.min(place, count - 2), action };
    rearrange(removeStage(recipe, place), words.removed(labelOf(recipe[place]), count - 1));
  };
  const add = (kind: StageKind) => {
    const place = placeOfNew(recipe, kind);
    rearrange(insertStage(recipe, place, kind), words.added(say(stageOf(kind).label), place + 1, count + 1));
  };

  return (
    <fieldset className={styles.recipe} disabled={busy} aria-label={say(fields.recipe.label)}>
      <p className={styles.quiet}>{words.lead}</p>
      <ol ref={list} className={styles.stages} aria-label={words.stages}>
        {recipe.map((stage, place) => (
          <li key={keys[place]} data-edge={edge(place)} data-dragged={dragged === place ? '' : undefined}>
            <StageCard
              {...{ stage, count, experiment }}
              place={place + 1}
              fault={faults[place]}
              grip={grip(place)}
              onAct={(action) => act(place, action)}
              variedOf={(name) => axisOf(experiment.vary, recipe, place, name)?.values}
              onSet={(name, value) => setStage(setSetting(recipe, place, name, value))}
              onUnset={(name) => setStage(unsetSetting(recipe, place, name))}
            />
          </li>
        ))}
      </ol>
      <p id={`${id}-add`} className={styles.heading}>
        {count < mostStages ? words.add : words.full(mostStages)}
      </p>
      <ul ref={adding} className={styles.add} aria-labelledby={`${id}-add`}>
        {stageKinds.map((kind) => (
          <li key={kind}>
            <button type="button" disabled={count >= mostStages} onClick={() => add(kind)}>
              <StageGlyph kind={kind} /> {say(stageOf(kind).label)}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.status} role="status">
        {status}
      </p>
      {advice.length > 0 ? (
        <ul className={styles.advice} aria-label={words.advice}>
          {advice.map(say).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <TypedText
        name="recipe"
        label={words.asText}
        help={words.asTextHelp}
        text={recipeText(recipe)}
        read={readTypedRecipe}
        onAccept={(next) => change(next, fitted(experiment.vary, next), '')}
      />
      {hide.includes('vary') ? null : (
        <TypedText
          name="vary"
          label={say(fields.vary.label)}
          help={say(fields.vary.help)}
          text={varyText(experiment.vary)}
          example="prune.keep=0.9,0.7,0.5"
          read={(text) => readTypedAxes(text, recipe)}
          onAccept={(axes) => setField('vary', axes)}
        />
      )}
    </fieldset>
  );
}
