/**
 * Las frases de las capas de una red y su grafo, en español.
 */

import type { InsideText } from '../../en/networks/inside.ts';
import { grouped, plain } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const operations: InsideText['operations'] = {
  conv: 'Convolución',
  depthwise: 'Conv. por canal',
  linear: 'Lineal',
  batchNorm: 'Norm. por lotes',
  relu: 'ReLU',
  relu6: 'ReLU6',
  add: 'Suma',
  maxPool: 'Máximo',
  averagePool: 'Promedio',
  globalAverage: 'Promedio global',
  quantise: 'Cuantizar',
  slice: 'Un píxel de cada dos',
  pad: 'Canales a cero',
  reshape: 'Aplanar',
  transpose: 'Canales primero',
  tokens: 'Lista de tokens',
  layerNorm: 'Norm. por capa',
  gelu: 'GELU',
  attention: 'Atención',
  involution: 'Involución',
  softmax: 'Función softmax',
  product: 'Producto',
  multiply: 'Multiplicación',
  other: 'Operación',
};

export const insideEs: Partly<InsideText> = {
  /** Said of a box in the graph. */
  lit: 'pierde una parte con el canal elegido',
  title: 'Capas y grafo',
  reading: 'Leyendo la red',
  layers: 'Capas',
  columns: {
    name: 'Nombre',
    kind: 'Tipo',
    shape: 'Forma',
    output: 'Salida',
    parameters: 'Parámetros',
    multiplyAdds: 'Multiplicaciones-sumas',
    kept: 'Canales que quedan',
    bits: 'N.º de bits',
    sparsity: 'Ceros',
    bytes: 'Tamaño',
  },
  help: ({ label, published }) =>
    `Forma como la escribe PyTorch; salida de una imagen como canales × alto × ancho. Canales que quedan: sus canales entre los de ${label} ${published ? 'tal como se publicó' : 'de la que se hizo'}. Ceros: parte de los pesos que es 0. Tamaño: con sus bits.`,
  foreignHelp:
    'Leído del propio archivo de la red: formas como las escribe PyTorch, y lo que cada capa da de una imagen como canales × alto × ancho. «–» es lo que el archivo no dice; una operación sin nombre aquí lleva el del archivo.',
  alreadyRounded:
    'Sus capas ya están cuantizadas: lo que cuesta cada una con menos bits solo se examina en redes en float32.',
  noFaster: 'Los ceros también se multiplican: aquí no es más rápida.',
  total: (layers) => `Las ${grouped(layers)}`,
  kinds: {
    conv: 'convolución',
    depthwise: 'conv. por canal',
    linear: 'lineal',
    batchNorm: 'norm. por lotes',
    layerNorm: 'norm. por capa',
  },
  forms: {
    masked: 'con máscara',
    lowRank: 'rango bajo',
    codebook: 'pesos compartidos',
    quantised: 'cuantizado al entrenar',
    hashed: 'pesos compartidos por un hash',
    sharedWith: 'pesos de otra capa',
  },
  pick: (name) => `Mostrar ${name} en el grafo`,
  graph: 'Grafo de la pasada hacia delante',
  graphHelp:
    'Las flechas recorren las aristas; derecha e izquierda despliegan y pliegan un bloque; Intro muestra la capa.',
  operations,
  operation: (kind, kernel, stride) =>
    [
      operations[kind],
      kernel === undefined ? '' : `${plain(kernel)}×${plain(kernel)}`,
      stride === undefined || stride === 1 ? '' : `/ ${plain(stride)}`,
    ]
      .filter(Boolean)
      .join(' '),
  bits: (bits) => `${plain(bits)} bits`,
  from: (names) => `desde ${names}`,
  gives: (shape) => `da ${shape}`,
  ends: { images: 'imágenes', output: 'salida' },
  unfoldAll: 'Desplegar todo',
  foldAll: 'Plegar todo',
  larger: 'Más grande',
  smaller: 'Más pequeño',
  asList: 'El grafo como lista',
  tryTitle: 'Qué dice de una imagen',
  said: 'Lo que dicen las redes de esta imagen',
  choices: ['Primera opción', 'Segunda', 'Tercera'],
  thisOne: 'Esta red',
  itsParent: (name) => `Hecha de: ${name}`,
  itsTeacher: 'El profesor abierto',
  nothingYet: 'En cuanto haya una imagen, aquí aparece lo que la red dice de ella.',
};
