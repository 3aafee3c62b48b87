/**
 * Las frases de lo que cuestan las redes, y de cuánto tardan en cada entorno, en español.
 */
import type { PriceText } from '../../en/networks/price.ts';
import { grouped, plain } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const threadsText = (threads: string | number) => `${threads} ${Number(threads) === 1 ? 'hilo' : 'hilos'}`;

export const priceEs: Partly<PriceText> = {
  title: 'Precio',
  now: 'ahora',
  before: 'como era',
  first: (name) => `Como era: ${name}, con la que empieza su línea.`,
  more: (times) => `${times}× lo de antes`,
  what: 'Qué es cada cosa',
  about: {
    parameters: 'Números que el entrenamiento mueve.',
    bytes: 'Lo que ocupan los pesos al guardarlos, con sus bits, con escalas e índices.',
    zippedBytes: 'El archivo de pesos en un zip (deflate).',
    huffmanBytes: 'Índices o niveles con código de Huffman, uno propio por capa, y su tabla.',
    bits: 'De un peso, sobre todas las capas.',
    sparsity: 'Pesos que son 0. También se multiplican: no va más rápido.',
    multiplyAdds:
      'De una imagen; una multiplicación con una suma cuenta como una, y los ceros cuentan también.',
    activationBytes:
      'Memoria máxima de activaciones: lo más que hay entre dos capas en el paso hacia delante de una imagen, en float32.',
    energy:
      'Una estimación indirecta y no una medida: lo que multiplicaciones-sumas, pesos y activaciones gastarían en un chip de 45 nm (Horowitz 2014).',
    milliseconds: 'De una imagen en el backend del laboratorio aquí, cuando se hizo la red.',
  },
  times: 'Tiempo en tres entornos de ejecución',
  time: 'Medir el tiempo aquí',
  again: 'Medir otra vez',
  cancel: 'Cancelar',
  preparing: 'Preparando las redes y ONNX Runtime…',
  timing: 'Midiendo por turnos…',
  busy: 'Espera a que termine el entrenamiento: lo que se mide tendría que esperar sus pasos.',
  ended: 'La medida terminó antes de tiempo: se canceló, o empezó otra cosa.',
  lead: 'En el backend del laboratorio, y en ONNX Runtime Web con la exportación en float32 y en int8: unos segundos, en segundo plano.',
  foreign:
    'La hizo otro programa, y funciona como dice su archivo: no se sabe qué más cuesta, y solo se mide el tiempo de las redes del laboratorio en cada entorno.',
  runtimes: {
    lab: (backend) => `El laboratorio: ${backend}`,
    onnxFloat: (threads) => `ONNX Runtime Web, float32: WebAssembly, ${threadsText(threads)}`,
    onnxInt8: (threads) => `ONNX Runtime Web, int8: WebAssembly, ${threadsText(threads)}`,
  },
  short: { lab: 'el laboratorio', onnxFloat: 'ONNX Runtime con float32', onnxInt8: 'ONNX Runtime con int8' },
  slowerThanFloat: (name, times) =>
    `int8 es más lento aquí${name === undefined ? '' : ` (${name})`}: ${times}× el tiempo de float32 en ONNX Runtime.`,
  slowerThanFirst: (name, first, runtime, times) =>
    `Más lento aquí en ${runtime}: «${name}» tarda ${times}× el tiempo de «${first}».`,
  table: 'Tiempo de una imagen por entorno',
  network: 'Red',
  milliseconds: 'ms por imagen',
  ratio: (first) => `Respecto a «${first}»`,
  files: 'Archivos y coincidencia',
  floatFile: 'ONNX en float32',
  wholeFile: 'ONNX en int8',
  zipped: (bytes) => `(${bytes} comprimido)`,
  agreement: 'int8 coincide con float32',
  agrees: (share, images) => `${share} de ${grouped(images)} imágenes`,
  how: ({ rounds, warmUps, least }) =>
    `Una imagen por pasada (lote de 1), de sus números en memoria a sus logits en memoria. Mediana de ${grouped(rounds)} rondas intercaladas tras ${grouped(warmUps)} que no cuentan, entre paréntesis la mitad central; una medida es la media de tantas pasadas como tardan ${plain(least)} ms. «Respecto a»: mediana de los cocientes de las rondas en el mismo entorno.`,
  whole: (own) =>
    own
      ? 'int8: de una red cuantizada, sus propios niveles, y su float32 es la red de la que se hizo; si los niveles no son números enteros por una escala, el float32 son esos niveles y no hay int8. Las demás se cuantizan para esto con Cuantizar y sus valores por defecto.'
      : 'int8: cuantizada para esto con Cuantizar y sus valores por defecto.',
  visit: (cores) =>
    `En este dispositivo (${grouped(cores)} núcleos), de esta visita: los tiempos no se guardan.`,
};
