import { gainText, percent, pointsApart } from '../../results/format.ts';
import type { Apart, QuantityChartText, SaidEffect, StagesFound, StagesText } from '../en/stages.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const runs = (count: number) => `${grouped(count)} ${count === 1 ? 'ejecución' : 'ejecuciones'}`;
const raised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function clause({ act, gain, verdict, givesBack }: SaidEffect): string {
  const size = pointsApart(gain) ?? percent(0);
  if (verdict === 'less') return `${act} costó ${size} puntos`;
  if (verdict === 'more') return `${act} ${givesBack ? 'devolvió' : 'ganó'} ${size} puntos`;
  if (verdict === 'one-pair') return `${act}: ${gainText(gain)} puntos`;
  return `${act}: ${gainText(gain)} puntos, no más que el azar`;
}

function headline({ alpha, beside, effects, done, planned }: StagesFound): string {
  const of = `α ${plain(alpha)}${beside}`;
  if (effects.length === 0) {
    return done > 0
      ? `La receta se ha recorrido en ${runs(done)} (${of}); de ninguna etapa se conoce la exactitud anterior.`
      : `Lo que cuesta o gana cada etapa se dice aquí cuando la primera ejecución haya recorrido la receta (${of}).`;
  }
  const many = done < planned ? `${grouped(done)} de ${runs(planned)}` : runs(done);
  const only = done === 1 ? ' Una ejecución es muy poco para saberlo.' : '';
  return `${raised(effects.map(clause).join('; '))} (${of}; ${many}).${only}`;
}

function contrast({ value, over, at, gain, verdict }: Apart): string {
  const doubt =
    verdict === 'one-pair'
      ? ': un solo par, muy poco para saberlo'
      : verdict === 'unclear'
        ? ': no supera el azar'
        : '';
  const pairs = `${grouped(gain.n)} ${gain.n === 1 ? 'par' : 'pares'}`;
  return `${raised(value)} frente a ${over}${at ? ` (${at})` : ''}: ${gainText(gain)} puntos, ${pairs}${doubt}.`;
}

export const stagesEs = {
  headline,
  apart: {
    title: 'Una junto a otra, ejecución por ejecución',
    contrast,
    held: (count) =>
      `${grouped(count)} comparaciones, cada una al 5 % ÷ ${grouped(count)}: todas juntas afirman una diferencia que no existe como mucho una de cada 20 veces (Bonferroni).`,
  },
  how: 'Exactitud después de una etapa menos exactitud antes de ella, ejecución por ejecución y con las mismas imágenes de validación (media ± error estándar). Solo se dice que una etapa cuesta o gana si el azar produciría una diferencia así de grande en menos del 5 % de los casos, según la t de Student sobre las ejecuciones y según el número de imágenes de validación; de la primera etapa se habla si se midió aquello de lo que parte.',
  stage: (place, label, level) => `${grouped(place)}. ${label}${level > 0 ? ` (${grouped(level)})` : ''}`,
  reached: (label, asked, reached) =>
    asked === reached ? `${label}: ${asked}` : `${label}: pedido ${asked}, alcanzado ${reached}`,
  uncalibrated: (accuracy) => `${accuracy} antes de recalibrar`,
  simulated: 'simulado',
  maskedNote: 'Máscaras: los ceros también se multiplican, así que una red no es más rápida por ellos aquí.',
  collapsed: (layers: number) =>
    `capas con un solo peso, fila, columna o bloque: ${grouped(Math.round(layers))}`,
  simulatedNote:
    'Enteros simulados: aquí una red cuantizada se calcula con números de coma flotante, así que aquí no es más rápida, y su tiempo no dice nada de una que calcula con enteros.',
  notes:
    'La fila de un α es lo que dio su última etapa; debajo está lo que dio cada etapa. Recalibrar: medir de nuevo las estadísticas de batch norm tras la poda.',
  charted: (sections) => `Etapas: ${sections.join('; ')}.`,
  trained: (labels, from, to) =>
    from === to ? `${labels}, época ${grouped(from)}` : `${labels}, épocas ${grouped(from)} a ${grouped(to)}`,
  after: (labels, epoch) =>
    epoch === 0 ? `${labels}, sin épocas` : `${labels}, tras la época ${grouped(epoch)}`,
} satisfies Partly<StagesText>;

/** Of the chart of any quantity against any other. */
export const quantityChartEs = {
  title: 'Cualquier magnitud frente a otra',
  quantity: 'Mostrar',
  across: 'frente a',
  epoch: 'época',
  stage: 'etapa',
  student: 'Estudiante',
  against: (quantity, across) => `${quantity} frente a ${across}`,
  unmeasured: (label) => `${label} (sin medir)`,
  empty:
    'Cada ejecución terminada tiene aquí su lugar: exactitud frente a tamaño, tiempo o multiplicaciones-sumas, etapa por etapa.',
  nothing: (title) => `${title}: de ambas cosas no se midió nada.`,
  note: 'punto: media de las ejecuciones; trazos: ± 1 desviación',
  numberedNote: 'punto: media de las ejecuciones, con el número de su etapa; trazos: ± 1 desviación',
  logNote: 'los tamaños muy distintos están en un eje logarítmico',
  numbers: 'Números de este gráfico',
  caption: 'Medias ± desviación estándar muestral (n ejecuciones)',
  more: (count) => `Otros ${grouped(count)} están en el archivo.`,
  describe: (title, ends) => `${title}, media de las ejecuciones. ${ends.join('; ')}.`,
} satisfies Partly<QuantityChartText>;
