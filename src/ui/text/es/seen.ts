import type { SeenText } from '../en/seen.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const seenEs = {
  asSoftmax:
    'La atención también es un softmax, de q·kᵀ/√d, de cada token sobre todos los tokens: su T es 1. La T del banco espera en las otras pestañas.',
  network: 'Red',
  teacher: (label) => `Profesor: ${label}`,
  inTraining: (name) => `${name}, entrenándose`,
  asking: 'Preguntando a la red…',
  nothing: 'En cuanto haya una imagen y una red, aquí aparece lo que la red ve.',
  neither:
    'Esta red no tiene ni atención ni involuciones. Un transformer de visión, uno compacto o una RedNet muestran aquí a qué miran.',
  epoch: (epoch, isLast) => (isLast ? `Tras la época ${epoch}, la última` : `Tras la época ${epoch}`),
  token: 'Atención de',
  firstToken: (place, count) =>
    place === 0
      ? 'el token de clase'
      : count === 2
        ? 'el token de destilación'
        : `el token de destilación ${grouped(place)}`,
  patch: (row, column) => `el parche de la fila ${plain(row)}, columna ${plain(column)}`,
  aPatch: 'un parche de la imagen',
  pooling: 'la cabeza de clasificación (agrupación de la secuencia)',
  layer: 'Capa',
  layerName: (place, name) => `${plain(place)}: ${name}`,
  short: (place) => plain(place),
  head: 'Cabeza',
  meanOfHeads: 'media de todas',
  headName: (place) => `cabeza ${plain(place)}`,
  maps: 'Cada capa y cada cabeza: blanco donde va más',
  picture: 'La imagen como la vio la red',
  patches: 'Parches de la imagen: las flechas mueven',
  patchGets: (patch, share) => `${patch}: recibe el ${share}`,
  share: (share, name) => `${share} de ${name}`,
  takes: (name, shares, spread, tokens) =>
    `Atención de ${name}: ${shares.join(', ')}. Se reparte como sobre ${spread} de ${grouped(tokens)} tokens.`,
  help: 'Claro es donde va más atención, en comparación con el parche que más recibe. Señala un parche, o elige uno con las flechas, para ver adónde mira ese.',
  involution: 'Involución',
  group: 'Grupo de canales',
  filter: 'Filtro de la convolución',
  row: 'Fila',
  column: 'Columna',
  kernelHere: (row, column, layer) => `Hecho para la fila ${row}, columna ${column} por ${layer}`,
  kernelEverywhere: (layer) => `El mismo en todas partes: ${layer}`,
  kernelTold: (most, [mostRow, mostColumn], least, [leastRow, leastColumn]) =>
    `El mayor, ${most}, en la fila ${plain(mostRow)}, columna ${plain(mostColumn)}; el menor, ${least}, en la fila ${plain(leastRow)}, columna ${plain(leastColumn)}.`,
  kernelsHelp:
    'Una involución hace un núcleo de cada píxel, para todos los canales de un grupo; una convolución tiene un núcleo para todos los píxeles, dibujado como su media sobre los canales que toma. El gris es 0, el blanco el mayor número positivo, el negro el mayor negativo.',
} satisfies Partly<SeenText>;
