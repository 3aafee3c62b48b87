import type { RunsText } from '../en/runs.ts';
import { grouped } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

const unplaced = (count: number) =>
  `${plural(count, 'valor', 'valores')} menores o iguales que 0 no ${count === 1 ? 'cabe' : 'caben'} en un eje logarítmico; la línea se interrumpe ahí.`;

export const runsEs: RunsText = {
  title: 'Ejecuciones',
  charts: {
    log: 'eje log',
    logUnit: 'log',
    smooth: 'Suavizado',
    window: (epochs) => (epochs === 1 ? 'sin suavizar' : `suavizar: ${epochs}`),
    errorTitle: 'Tasa de error',
    error: 'tasa de error',
    legend: (smoothing) =>
      smoothing === 1
        ? 'línea: media de las ejecuciones; banda: ± 1 desv. est.'
        : `línea: media móvil sobre ${smoothing} épocas; banda: de la menor a la mayor media de esas épocas, no ± desv. est.`,
    legendRuns: 'líneas finas: cada ejecución tal como se midió; ×: una que falló',
    legendLog: 'logarítmico: la exactitud se dibuja como tasa de error',
    how: ({ log, error, smoothing, unplaced: without, thinned }) =>
      [
        log ? `Dibujado en un eje logarítmico${error ? ' como tasa de error, 1 − exactitud' : ''}.` : '',
        smoothing > 1
          ? `Suavizado: media móvil sobre ${smoothing} épocas, menos en los extremos; la banda va de la menor a la mayor media de esas épocas.`
          : '',
        thinned ? 'De las épocas que comparten un píxel se dibujan la menor y la mayor.' : '',
        without > 0 ? unplaced(without) : '',
      ]
        .filter(Boolean)
        .join(' '),
    unplaced,
    nothingPlaced: 'Todos los valores son menores o iguales que 0: un eje logarítmico no puede mostrarlos.',
    interval: (value, low, high) => `${value} [${low}; ${high}]`,
    raw: 'Tal como se midió: exactitudes, sin suavizar',
    page: 'Épocas en la tabla',
    pageOf: (first, last) => `épocas ${first} a ${last}`,
  },
};
