import type { RecipeEditorText } from '../en/recipeEditor.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const recipeEditorEs = {
  lead: 'Una red pasa por estas etapas, de la primera a la última.',
  stages: 'Etapas',
  drag: 'Arrastrar a otro lugar',
  up: (label, place, count) => `Subir ${label}, etapa ${grouped(place)} de ${grouped(count)}`,
  down: (label, place, count) => `Bajar ${label}, etapa ${grouped(place)} de ${grouped(count)}`,
  remove: (label, place, count) => `Quitar ${label}, etapa ${grouped(place)} de ${grouped(count)}`,
  stage: (label, place) => `Etapa ${grouped(place)}, ${label}`,
  add: 'Añadir una etapa',
  full: (most) => `Una receta tiene como mucho ${grouped(most)} etapas.`,
  moved: (label, place, count) => `${label} es ahora la ${grouped(place)} de ${grouped(count)}.`,
  added: (label, place, count) => `Se añadió ${label} como ${grouped(place)} de ${grouped(count)}.`,
  removed: (label, count) =>
    `Se quitó ${label}; ${count === 1 ? 'queda una etapa' : `quedan ${grouped(count)} etapas`}.`,
  lost: (path) => `${path} ya no se varía.`,
  asExperiment: (value) => `como en el experimento (${value})`,
  varied: (values) => `se varía: ${values}`,
  idle: 'sin efecto con los demás ajustes así',
  set: 'Fijar',
  setLong: (setting, label, place) => `Fijar ${setting} de la etapa ${grouped(place)}, ${label}`,
  unset: (setting, label, place) =>
    `Dejar ${setting} de la etapa ${grouped(place)}, ${label}, al experimento`,
  asText: 'Como texto',
  asTextHelp:
    'La receta entera, como la tienen el enlace y la línea de órdenes; Intro toma lo que se ha escrito.',
  wrong: (fault, kept) => `No se ha tomado: ${fault}. Sigue valiendo: ${kept}.`,
  advice: 'Conviene saber de esta receta',
  choices: {
    magnitude: 'Magnitud',
    taylor: 'Pérdida (Taylor)',
    '8': 'Siempre 8 bits',
    same: 'Como las demás',
  },
} satisfies Partly<RecipeEditorText>;
