import type { LedgerText } from '../en/ledger.ts';
import { fixed, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const sides: LedgerText['sides'] = { validation: 'Validación', train: 'Entrenamiento' };
const charts: LedgerText['charts'] = {
  terms: { title: 'Términos de la pérdida', unit: '', column: 'término de la pérdida' },
  norms: { title: 'Longitud de sus gradientes', unit: 'escala log', column: 'longitud del gradiente' },
  angle: { title: 'Ángulo entre ambos', unit: 'grados', column: 'ángulo en grados' },
};
const times = (value: number) => plain(Number(value.toPrecision(2)));
const degrees = (value: number) => `${fixed(value, 0)}°`;

const kinds = {
  together: 'Ambos tiran en parte hacia el mismo lado.',
  apart: 'Tienen poco que ver uno con otro.',
  against: 'Tiran uno contra otro.',
} as const;

export const ledgerEs = {
  title: 'Libro de pérdidas',
  lead: 'De qué se componía la pérdida, con cuánta fuerza tiran las etiquetas y el profesor de los pesos del estudiante y cuánto se separan ambos tirones. Ejecución 1 de cada α; gradientes tras cada época, sobre todos los pesos, en las mismas pocas imágenes de entrenamiento (64, o todas si hay menos).',
  before:
    'Mientras un estudiante entrena, aquí se lleva la cuenta de su pérdida: los dos términos con lo que α deja de cada uno, con cuánta fuerza tiran las etiquetas y el profesor de los pesos, y el ángulo entre ambos tirones.',
  student: 'Libro de',
  every: 'todos los α',
  images: 'Imágenes de los términos',
  sides,
  term: 'Término que se compara',
  logTerms: 'términos en escala log',
  terms: { hard: 'etiquetas', soft: 'profesor' },
  lines: { hard: 'duro', hardShare: 'α·duro', soft: 'suave', softShare: '(1−α)·suave' },
  charts,
  angles: { same: 'hacia el mismo lado', none: 'sin relación', against: 'uno contra otro' },
  epoch: 'época',
  atEpoch: (epoch) => `Época ${epoch}`,
  unmeasured: 'aún sin medir',
  degrees,
  hidden:
    'Aquí los estudiantes ven imágenes sin etiqueta. Cada término de las imágenes de entrenamiento es una media sobre todas las que ven: una imagen sin etiqueta cuenta en la media de las etiquetas y le suma 0, y también a su tirón. Todas las imágenes de validación tienen etiqueta.',
  noGradients:
    'Sin medir: esta ejecución se entrenó antes de que se llevara este libro. Entrénala de nuevo para verlo.',
  compared: (term) =>
    `Se compara entre estudiantes ${term === 'hard' ? 'el término duro (etiquetas)' : 'el término suave (profesor)'}, sin ponderar, y su gradiente.`,
  reading({ alpha, epoch, ratio, degrees: off, weighed, first, kind }) {
    const pull = times(ratio);
    const then = first
      ? ` Tras la época ${first.epoch} era ${times(first.ratio)} veces el de las etiquetas y se desviaba ${degrees(first.degrees)}.`
      : '';
    if (alpha >= 1)
      return `En la época ${epoch} el tirón del profesor, que α 1 no sigue, sería ${pull} veces el de las etiquetas y se desviaría ${degrees(off)} de él.${then}`;
    if (alpha <= 0)
      return `En la época ${epoch} el tirón del profesor es ${pull} veces el de las etiquetas, que α 0 no sigue, y se desvía ${degrees(off)} de él.${then}`;
    const felt =
      weighed !== undefined && alpha !== 0.5
        ? ` (${times(weighed)} veces una vez ponderado por α ${plain(alpha)})`
        : '';
    return `En la época ${epoch} el tirón del profesor es ${pull} veces el de las etiquetas${felt} y se desvía ${degrees(off)} de él. ${kinds[kind]}${then}`;
  },
  readings: (all) =>
    `El tirón del profesor frente al de las etiquetas en la última medición: ${all
      .map((one) => `α ${one.name}: ${times(one.ratio)} veces, a ${degrees(one.degrees)}`)
      .join('; ')}.`,
  numbers: (chart) => `Números: ${charts[chart].title.toLowerCase()}`,
  caption: (chart, side) =>
    chart === 'terms'
      ? `Términos de la pérdida tras cada época, imágenes de ${sides[side].toLowerCase()}`
      : `${charts[chart].title} tras cada época`,
  describe: (chart, ends) =>
    `${charts[chart].title} por época. ${ends.length > 0 ? `${ends.join('; ')}. Las flechas izquierda y derecha recorren las épocas.` : 'Aún no hay nada medido.'}`,
  end: (line, value, epoch) => `${line}: ${value} en la época ${epoch}`,
  none: '–',
} satisfies Partly<LedgerText>;
