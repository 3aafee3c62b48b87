/**
 * The sentences of one layer's weights, in Spanish.
 */
import type { WeightsText } from '../../en/networks/weights.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const weightsEs: Partly<WeightsText> = {
  title: (layer) => `Pesos de ${layer}`,
  hint: 'Elige una capa para ver sus pesos.',
  reading: 'Leyendo sus pesos',
  facts: ({ count, mean, deviation, zeros }) =>
    `${grouped(count)} números, media ${mean}, desviación típica ${deviation}; el ${zeros} son 0.`,
  change: (share) =>
    `Desde la red de la que se hizo se han movido un ${share} de su longitud (línea discontinua: como eran).`,
  histogram: (least, most) => `Cuántos pesos hay de cada tamaño, de ${least} a ${most}.`,
  levels: (count) =>
    `Toman ${grouped(count)} valores distintos: cada barra es uno de ellos, tan alta como frecuente.`,
  rounding: 'Menos bits',
  roundingHelp:
    'Lo que el redondeo quitaría a esta capa: la raíz del error cuadrático medio entre la de los pesos, con una cuadrícula simétrica para cada salida.',
  bits: (bits) => `${grouped(bits)} bits`,
  channels: (count, ratio) =>
    `El mayor peso de cada una de las ${grouped(count)} salidas. La cuadrícula más ancha es ${ratio} veces la más estrecha: con una sola escala para todas, las estrechas perderían eso mismo.`,
  singular: (rank, of) =>
    `Valores singulares de la capa como matriz: los primeros ${grouped(rank)} de ${grouped(of)} contienen el 90 % de los cuadrados, así que un producto de dos matrices de ese rango se desvía en una décima parte de ellos.`,
  ranking: 'Buscando el rango que elegiría Factorizar',
  ranked: ({ side, rank, of, held }) =>
    `Valores singulares de la capa ${side}: el rango ${grouped(rank)} de ${grouped(of)} (línea discontinua) contiene el ${held} de la energía, la suma de sus cuadrados.`,
  sides: {
    inputs: 'como matriz con una fila por entrada',
    outputs: 'como matriz con una columna por salida',
    sides: 'como matriz de las filas de sus filtros por sus columnas',
  },
  factors: (method, ranks) => `factores de rango ${ranks} (${method})`,
  runsAs: (layer, factors) => `${layer} se calcula como ${factors}.`,
  wouldRunAs: (settings, factors) =>
    `Factorizar, ${settings}, haría que esta capa se calculara como ${factors}.`,
  staysDense: (settings, why) => `Factorizar, ${settings}, dejaría esta capa como está: ${why}.`,
  left: {
    head: 'la última capa sigue siendo una sola',
    depthwise: 'cada uno de sus filtros es de un solo canal',
    method: 'el método es para otras capas',
    costs: 'sus factores necesitarían tantas multiplicaciones-sumas o más',
    noise: 'nada en ella destaca del ruido',
    budget: 'el presupuesto se cumple con menos pérdida en otras capas',
  },
  productError: (share) =>
    `Su producto se desvía del peso que la capa tenía antes en un ${share} de su longitud.`,
  noBefore:
    'La red en la que era una sola capa no está guardada, así que los valores singulares son los del producto.',
};
