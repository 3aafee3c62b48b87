import { percent, pointsApart } from '../../results/format.ts';
import type { Outcome } from '../../runs/outcome.ts';
import type { RunsText } from '../en/runs.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

const unplaced = (count: number) =>
  `${plural(count, 'valor', 'valores')} menores o iguales que 0 no ${count === 1 ? 'cabe' : 'caben'} en un eje logarítmico; la línea se interrumpe ahí.`;

const counted = (pairs: number | undefined, [a, b]: readonly [number, number]) =>
  pairs === undefined
    ? `${plural(a, 'ejecución', 'ejecuciones')} de A y ${grouped(b)} de B`
    : plural(pairs, 'par', 'pares');

function outcome(found: Outcome): string {
  if (found.kind === 'nothing')
    return 'No comparten ningún alfa con una ejecución terminada, así que no hay nada que comparar.';
  const { alpha, contrast, verdict } = found;
  const { mean, standardError, pairs, counts } = contrast;
  const many = counted(pairs, counts);
  if (verdict === 'more' || verdict === 'less')
    return `Con α ${plain(alpha)}, los estudiantes de B aciertan ${percent(Math.abs(mean))} puntos ${verdict === 'more' ? 'más' : 'menos'} que los de A (${many}, ± ${percent(standardError)}).`;
  const apart = pointsApart(contrast);
  const often = apart
    ? `aciertan ${apart} puntos ${mean < 0 ? 'menos' : 'más'} que los de A`
    : 'y los de A aciertan con la misma frecuencia';
  return `${tooFew(found, many)} Por ahora los estudiantes de B (α ${plain(alpha)}) ${often}.`;
}

function tooFew({ doubt, images, contrast }: Extract<Outcome, { kind: 'difference' }>, many: string): string {
  if (doubt === 'seeds') {
    const poco = contrast.pairs === undefined ? 'son muy pocas' : 'son muy pocos';
    return `${many} ${contrast.pairs === 1 ? 'es muy poco' : poco} para saberlo.`;
  }
  return images.a && images.b
    ? 'Las imágenes de validación son muy pocas para saberlo.'
    : 'Sin el número de imágenes de validación no se puede saber nada.';
}

export const runsEs = {
  title: 'Ejecuciones',
  list: {
    reading: 'Leyendo lo guardado',
    table: 'Barridos',
    none: 'Aún no hay ningún barrido guardado: cada uno se guarda en cuanto termina uno de sus estudiantes.',
    one: 'Entrena un segundo barrido para comparar los dos.',
    kept: (count, size) =>
      `${plural(count, 'barrido guardado', 'barridos guardados')} en este navegador, unos ${size}.`,
    limit: (count, size) =>
      `Caben ${grouped(count)}, o ${size}; el que lleva más tiempo sin tocarse se borra primero.`,
    refused:
      'Este navegador no ha querido guardar barridos, como pasa en las ventanas privadas o cuando el disco está lleno. Seguirán en la lista hasta que cierres la página; guarda lo que necesites desde el banco, en Descargar.',
    clear: 'Borrar todos…',
    clearAll: (count) =>
      `¿Borrar ${count === 1 ? 'el barrido' : `los ${grouped(count)} barridos`} de este navegador? No se puede deshacer.`,
    clearYes: 'Borrar todos',
    clearNo: 'Conservarlos',
    deleted: (name) => `Borrado: ${name}.`,
    undo: 'Deshacer',
    bench: 'Ahora en el banco',
    shared: 'Llegó con el enlace',
    columns: {
      compare: 'Comparar',
      when: 'Cuándo',
      data: 'Imágenes',
      models: 'Profesor → estudiante',
      sweep: 'Barrido',
      gain: 'Ganancia frente a solo',
      machine: 'Máquina',
      actions: 'Acciones',
    },
    asA: (name) => `Comparar como A: ${name}`,
    asB: (name) => `Comparar como B: ${name}`,
    name: 'Nombre del barrido',
    part: (done, total) => `parcial: ${grouped(done)} de ${grouped(total)} estudiantes`,
    complete: 'completo',
    size: (pixels) => `${pixels} px`,
    images: (count, pixels) => `${grouped(count)} medidas, ${pixels} px`,
    sweep: (alphas, runs) =>
      `${plural(alphas, 'alfa', 'alfas')} × ${plural(runs, 'ejecución', 'ejecuciones')}`,
    alphas: (count) => `${count} valores`,
    epochs: (count) => plural(count, 'época', 'épocas'),
    points: (gain) => `${gain} puntos`,
    pairs: (alpha, n) => `α ${alpha}, ${plural(n, 'par', 'pares')}`,
    noPair: 'ningún par',
    noTime: 'tiempo no guardado',
    open: 'Abrir',
    openOf: (name) => `Abrir en el banco: ${name}`,
    rename: 'Renombrar',
    renameOf: (name) => `Renombrar: ${name}`,
    delete: 'Borrar',
    deleteOf: (name) => `Borrar: ${name}`,
  },
  compare: {
    title: 'Comparar',
    choose: (which) => `Barrido ${which}`,
    swap: 'Intercambiar A y B',
    reading: 'Leyendo los dos barridos',
    oneAndTheSame: 'A y B son el mismo barrido: elige otro para uno de los dos.',
    outcome,
    differences: 'En qué se diferencian',
    what: 'Ajuste',
    why: 'Qué hace',
    facts: {
      teacherUsed: 'Profesor que se usó',
      teacherAccuracy: 'Exactitud del profesor',
      images: 'Imágenes con que se midió',
      backendUsed: 'Motor de cálculo que se usó',
    },
    kinds: {
      results: 'cambia los resultados',
      seed: 'otros números aleatorios',
      measured: 'resultó así',
      extent: 'más o menos estudiantes, cada uno igual',
      machine: 'lo mismo, salvo redondeo',
      idle: 'no influye en ninguno',
    },
    nothingDiffers: 'No se diferencian en nada que cambie los resultados.',
    onlySeed: 'Solo se diferencian en la semilla: lo que queda entre A y B es azar.',
    onlyOne: (name) => `Se diferencian en una cosa que cambia los resultados: ${name}.`,
    confounded: (count) =>
      `Se diferencian en ${grouped(count)} cosas que cambian los resultados, así que ninguna diferencia de abajo puede atribuirse a una sola.`,
    otherImages:
      'Las exactitudes se midieron, o pudieron medirse, con imágenes de validación distintas: parte de B − A es la dificultad de las imágenes.',
    seedsInBoth: (count) =>
      `${plural(count, 'semilla está', 'semillas están')} en los dos barridos: las ejecuciones con la misma semilla empiezan igual, o son la misma, así que los dos barridos no son tan independientes como supone ±.`,
    charts: 'Curvas de los dos barridos',
    legend: 'A: línea gruesa, banda rellena, punto lleno; B: línea fina, banda en contorno, punto hueco',
    notMeasured: 'Ninguno de los dos barridos ha medido esto.',
    table: 'Los dos barridos en cifras',
    counts: 'n',
    countsOf: (a, b, pairs) =>
      pairs === undefined ? `${a} y ${b}` : `${a} y ${b}, ${plural(pairs, 'par', 'pares')}`,
    paired:
      'B − A: ejecución por ejecución, porque las semillas son las mismas y difiere como mucho un ajuste; ± error estándar de la media de los pares.',
    unpaired:
      'B − A: diferencia de dos medias, sin emparejar, porque difiere más de un ajuste, o uno (como la semilla) que decide los pesos iniciales o los lotes; ± error estándar de Welch.',
  },
  teacher: {
    numbers: 'Números de las curvas del profesor',
    caption: 'El profesor después de cada época',
    columns: [
      'exactitud, validación, %',
      'exactitud, entrenamiento, %',
      'pérdida, validación',
      'pérdida, entrenamiento',
    ],
    at: (validation, train) => `validación ${validation}, entrenamiento ${train}`,
  },
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
} satisfies Partly<RunsText>;
