/**
 * Las frases de las redes que se comparan, en español. Las redes se nombran con letras: A, B, …
 */

import type { BasisSaid, ComparingText, CountedName } from '../../en/networks/comparing.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

const basis = ({ pairing, pairs = 0, counts: [a, b] }: BasisSaid) =>
  pairing === 'runs'
    ? plural(pairs, 'par', 'pares')
    : pairing === 'one-network'
      ? `${plural(pairs, 'ejecución', 'ejecuciones')} frente a una sola red`
      : pairing === 'one-of-several'
        ? `${plural(pairs, 'ejecución', 'ejecuciones')}, cada una frente a la única red de la que se hicieron todas`
        : `${grouped(a)} y ${plural(b, 'ejecución', 'ejecuciones')}, sin emparejar`;

const nouns: Record<CountedName, string> = {
  bytes: 'bytes',
  zippedBytes: 'bytes del archivo comprimido',
  huffmanBytes: 'bytes con código de Huffman',
  multiplyAdds: 'multiplicaciones-sumas',
  parameters: 'parámetros',
  activationBytes: 'bytes de activaciones a la vez',
  energy: 'microjulios de energía, estimación indirecta',
  bits: 'bits por peso',
  sparsity: 'ceros',
};

export const comparingEs: Partly<ComparingText> = {
  title: 'Comparadas',
  column: 'Comparar',
  compareThis: (name) => `Comparar: ${name}`,
  with: 'Comparar con…',
  whoPays: 'Quién paga por su paso',
  parent: 'Aquella de la que se hizo',
  children: (count) =>
    count === 1 ? 'La que se hizo de ella' : `Las ${grouped(count)} que se hicieron de ella`,
  siblings: (count) => (count === 1 ? 'Su hermana' : `Sus ${grouped(count)} hermanas`),
  teacher: 'Su profesor',
  another: 'Otra red',
  add: 'Comparar',
  count: (count) => `Debajo de la imagen se comparan ${grouped(count)} redes.`,
  most: (shown, all) => `Se comparan las ${grouped(shown)} primeras de ${grouped(all)}.`,
  first: 'Cada una se compara con A, aquella cuya ficha se ve.',
  remove: 'Quitar',
  removeThis: (letter, name) => `Quitar ${letter}, ${name}`,
  none: 'Dejar de comparar',
  runs: (count) => plural(count, 'ejecución', 'ejecuciones'),
  recipes: {
    title: 'En qué difieren sus recetas',
    common: (acts) => `En común: ${acts}.`,
    startAsTeacher: (count, label) =>
      `${count === 2 ? 'Las dos' : 'Todas'} empiezan siendo ${label} (profesor).`,
    startAlike: 'Todas empiezan siendo una misma red.',
    nothingInCommon: 'Sus recetas no empiezan con nada en común.',
    own: (letter, acts) => `${letter}: ${acts}.`,
    nothingMore: 'nada más',
    end: (acts) => `Después todas: ${acts}.`,
    same: 'Sus recetas son iguales.',
    teacherItself: (letter, act) => `${letter}: ${act}.`,
    andThen: ', después ',
    setting: (name, values) =>
      `${name}: ${values.map(([letter, value]) => `${letter} ${value}`).join('; ')}.`,
    stageSetting: (stage, name) => `${stage}, ${name}`,
    asExperiment: 'como dice el experimento',
    noSay: 'no cuenta',
    otherImages: 'Se entrenaron con imágenes distintas.',
    unknownImages: 'No de todas se sabe con qué imágenes se entrenaron.',
    otherTeacher: 'Tuvieron profesores distintos.',
    notComparable:
      'Se midieron con imágenes de validación distintas: ni la exactitud ni la pérdida se pueden comparar.',
  },
  numbers: {
    title: 'Lo que cuestan y lo que valen',
    better: { more: 'más es mejor', less: 'menos es mejor', neither: '' },
    bytesNote: 'de los pesos al guardarlos, con sus bits',
    activationsNote: 'lo más que hay en memoria entre dos capas, en float32',
    energyNote: 'según la tabla de Horowitz de 2014: no se mide en este dispositivo',
    sparsityNote: 'los ceros también se multiplican: aquí no va más rápido',
    lossNote: 'en imágenes de validación',
    bars: 'Las barras empiezan en 0. Líneas finas: ± 1 desviación típica entre ejecuciones.',
    table: 'Números detrás de las barras',
    network: 'Red',
    verdict: 'Veredicto',
    notMeasured: '–',
  },
  verdict: {
    accuracy: (more, less, points, on) => `${more} acierta ${points} más que ${less} (${basis(on)}).`,
    sampled: (more, less, label, size, on) =>
      `${label}: ${more} está ${size} por encima de ${less} (${basis(on)}).`,
    unclear: (a, b, size, on, doubt) =>
      `${a} y ${b} no se distinguen: ${size} (${basis(on)}) cabe en el azar de otras ${doubt === 'seeds' ? 'semillas' : 'imágenes'}.`,
    unknownImages: (a, b, size) =>
      `Entre ${a} y ${b}: ${size}. Abre sus imágenes para saber cuántas son y qué puede ser azar.`,
    oneRun: (a, b, size) =>
      `Entre ${a} y ${b}: ${size}, con una sola ejecución en un lado: otra semilla puede decir otra cosa.`,
    oneRunImages: (a, b, onlyA, onlyB, chance, differ, pairs) =>
      `Imagen por imagen, estas dos redes ${differ ? 'difieren' : 'no se distinguen'}: solo ${a} acierta en ${grouped(onlyA)}, solo ${b} en ${grouped(onlyB)} (prueba exacta de McNemar, p ${chance}${pairs > 1 ? ` corregido por ${grouped(pairs)} pares` : ''}). De otras semillas eso no dice nada.`,
    otherImages: 'Medidas con imágenes de validación distintas: no se pueden comparar.',
    same: (a, b, what) =>
      what === 'sparsity'
        ? `${a} y ${b} tienen la misma parte de pesos a cero.`
        : `${a} y ${b} tienen igual número de ${nouns[what]}.`,
    part: (less, more, share, what) =>
      `${less} tiene ${share} ${what === 'multiplyAdds' ? 'de las' : 'de los'} ${nouns[what]} de ${more}.`,
    zeros: (more, less, points) => `${more} tiene ${points} más de pesos a cero que ${less}.`,
    half: 'la mitad',
    third: 'un tercio',
    quarter: 'un cuarto',
    eighth: 'un octavo',
    points: (size) => `${size} puntos`,
  },
  toComparison: 'Mostrar la comparación',
  tests: (count) =>
    count === 0
      ? 'Ninguna de estas comparaciones se puede contrastar con el azar: hacen falta dos ejecuciones de cada una.'
      : count === 1
        ? 'Una comparación se contrasta con el azar, al 5 %.'
        : `${grouped(count)} comparaciones se contrastan con el azar, cada una al 5 % ÷ ${grouped(count)}: todas juntas afirman una diferencia que no existe como mucho una de cada 20 veces (Bonferroni).`,
  why: {
    title: 'Por qué aprendió: antes y después',
    lead: (before, after) => `Antes: ${before}. Después: ${after}.`,
    before: 'Antes',
    after: 'Después',
    run: 'Ejecución',
    swap: 'Intercambiar',
    network: (letter, name) => `${letter}: ${name}`,
    busy: 'Espera a que acabe el entrenamiento: mientras tanto no se pregunta a las redes.',
    asking: (count) => `Preguntando a las dos por ${plural(count, 'imagen', 'imágenes')} de validación…`,
    scope: (count) =>
      `Una red de cada una y ${count === 1 ? 'la única imagen' : `las ${grouped(count)} imágenes`} de validación; otras ejecuciones difieren.`,
    otherImages: (name) =>
      `Las imágenes con las que se entrenaron no están abiertas. Abre su experimento${name === '' ? '' : ` (imágenes: ${name})`}; si es una carpeta, hay que soltarla de nuevo.`,
    unknownImages: 'Nada dice con qué imágenes se entrenaron.',
    apart:
      'No se entrenaron con las mismas imágenes: lo que una vio al entrenarse puede ser imagen de validación de la otra.',
    openExperiment: 'Abrir el experimento de Después',
    pays: {
      title: 'Quién paga',
      asking: (count) => `Preguntando a ${plural(count, 'red', 'redes')} por cada imagen de validación…`,
      lead: (before, after) =>
        before + after > 2
          ? `Medias de ${plural(before, 'red', 'redes')} antes y ${grouped(after)} después, todas las ejecuciones del paso.`
          : 'Una red antes y una después: otras ejecuciones pueden diferir.',
      measures: 'Medida',
      before: 'Antes',
      after: 'Después',
      accuracy: 'Exactitud',
      agreement: 'Misma respuesta que el profesor',
      noTeacher: 'el profesor no está guardado',
      calibration: 'Error de calibración esperado, 15 intervalos',
      nll: 'Log-verosimilitud negativa, nats',
      points: (size) => `${size} puntos`,
      perClass: 'Exactitud de cada clase',
      classes: (clear, all) =>
        clear === 0
          ? `De ${plural(all, 'clase', 'clases')} ninguna cambió más de lo que cambiaría por azar con otras imágenes.`
          : `${grouped(clear)} de ${plural(all, 'clase', 'clases')} ${clear === 1 ? 'cambió' : 'cambiaron'} más de lo que cambiarían por azar con otras imágenes.`,
      class: 'Clase',
      images: 'Imágenes',
      change: 'Cambio',
      clear: 'claro',
      note: 'Tanto por ciento de aciertos y puntos, con intervalos del 95 % sobre las imágenes: el de Wilson para cada uno y, para el cambio, el de proporciones en las mismas imágenes (Agresti y Min 2005). Claro: fuera de él al 5 % ÷ clases (Bonferroni). Dicen qué darían otras imágenes con estas redes y nada de otras semillas.',
      exemplars: {
        title: 'Ejemplares que la compresión identifica',
        lead: (count, [before, after], [early, late]) =>
          `${plural(count, 'imagen', 'imágenes')} en las que la respuesta más frecuente de las redes después del paso es otra que antes (Hooker et al. 2019)${
            early === 1 && late === 1
              ? '; con una red a cada lado son todas las imágenes cuya respuesta cambió, por el paso o por azar'
              : `, de ${grouped(early)} y ${plural(late, 'red', 'redes')}; Hooker et al. tenían 30 de cada`
          }. Acierto antes en ${grouped(before)} de ellas, después en ${grouped(after)}${early + late > 2 ? '; una respuesta tan frecuente como otra cuenta como fallo' : ''}.`,
      },
    },
    gained: {
      title: 'Mal antes, bien ahora',
      lead: (count, all) =>
        `${grouped(count)} de ${plural(all, 'imagen', 'imágenes')}. Primero aquellas en las que más difieren sobre la clase verdadera.`,
    },
    lost: {
      title: 'Bien antes, mal ahora',
      lead: (count, all) =>
        `${grouped(count)} de ${plural(all, 'imagen', 'imágenes')}. Primero aquellas en las que más difieren sobre la clase verdadera.`,
    },
    calibration: (before, after) =>
      `Error de calibración esperado: ${before} puntos antes, ${after} después.`,
  },
};
