import { gainText, percent, pointsApart } from '../../results/format.ts';
import type { Headline } from '../../results/headline/headline.ts';
import type { ResultsText } from '../en/results.ts';
import { grouped, plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;
const pairs = (count: number) => plural(count, 'par', 'pares');
const runs = (count: number) => plural(count, 'ejecución', 'ejecuciones');
const points = (share: number) => `${percent(Math.abs(share))} puntos`;
const pairsOf = (count: number, planned: number) =>
  count < planned ? `${grouped(count)} de ${pairs(planned)}` : pairs(count);

const sides = { validation: 'Validación', train: 'Entrenamiento' };
const curves = {
  loss: 'Pérdida',
  accuracy: 'Exactitud',
  difference: 'Diferencia de logits profesor–estudiante',
};
const shortCurves = { loss: 'Pérdida', accuracy: 'Exactitud', difference: 'Diferencia de logits' };

type GainHeadline = Extract<Headline, { kind: 'gain' }>;

function tooFew({ gain, doubt, images }: GainHeadline): string {
  if (doubt === 'seeds')
    return `${pairs(gain.n)} ${gain.n === 1 ? 'es muy poco' : 'son muy pocos'} para saberlo.`;
  return images
    ? `${plural(images, 'imagen de validación es muy poco', 'imágenes de validación son muy pocas')} para saberlo.`
    : 'Sin el número de imágenes de validación no se puede saber nada.';
}

function gainSentence(headline: GainHeadline): string {
  const { gain, planned, running, verdict } = headline;
  if (verdict === 'more' || verdict === 'less') {
    const after = running ? `Tras ${grouped(gain.n)} de ${pairs(planned)}: ` : '';
    const many = running ? pairs(gain.n) : pairsOf(gain.n, planned);
    return `${after}${running ? 'los' : 'Los'} estudiantes destilados (α ${plain(headline.alpha)}) aciertan ${points(gain.mean)} ${verdict === 'less' ? 'menos' : 'más'} que el mismo estudiante solo (${many}, ± ${percent(gain.standardError)}).`;
  }
  const apart = pointsApart(gain);
  const often = apart ? `${apart} puntos ${gain.mean < 0 ? 'menos' : 'más'}` : 'con la misma frecuencia';
  return `${tooFew(headline)} Por ahora los estudiantes destilados aciertan ${often}.`;
}

function decided({ alpha, gain, planned, others }: GainHeadline): string {
  return [
    `Se comparan los estudiantes con α ${plain(alpha)} y los mismos estudiantes solos (α 1), por pares: los dos de un par parten de los mismos pesos y ven los mismos lotes.`,
    others
      ? `De los alfas menores que 1 es el más cercano a ${plain(0.5)}, una regla fijada antes de cualquier resultado.`
      : '',
    `En sus últimas épocas, la diferencia de ${pairsOf(gain.n, planned)} es de ${gainText(gain)} puntos (media${gain.n > 1 ? ' ± error estándar' : ''}).`,
    'Una diferencia se afirma solo si el azar produciría una así de grande en menos del 5 % de los casos, según la t de Student sobre los pares y según el número de imágenes de validación.',
  ]
    .filter(Boolean)
    .join(' ');
}

function headline(found: Headline): string {
  switch (found.kind) {
    case 'empty':
      return found.students === 1
        ? 'El botón Entrenar entrena a un estudiante; esta línea dirá después qué resultó.'
        : `El botón Entrenar entrena a ${grouped(found.students)} estudiantes; esta línea dirá después si un profesor los mejoró.`;
    case 'first-pair':
      return `Se entrena ${found.planned === 1 ? 'el único par' : `el primero de ${pairs(found.planned)}`}: un estudiante con su profesor (α ${plain(found.alpha)}) y el mismo estudiante solo.`;
    case 'no-pair':
      return `El entrenamiento terminó antes de completar un par, así que nada se puede decir de α ${plain(found.alpha)} frente al mismo estudiante solo.`;
    case 'no-baseline': {
      const { accuracy } = found;
      const alpha = `α ${plain(found.alpha)}`;
      const start = accuracy
        ? `Los estudiantes destilados (${alpha}) aciertan en el ${percent(accuracy.mean)} % de la validación (${runs(accuracy.n)}).`
        : `Se entrenan los estudiantes con ${alpha}.`;
      return `${start} Sin α 1 no hay estudiante solo con el que compararlos.`;
    }
    case 'only-alone':
      return found.accuracy
        ? `El estudiante solo acierta en el ${percent(found.accuracy.mean)} % de la validación (${runs(found.accuracy.n)}). No se destiló ningún estudiante: añade un alfa menor que 1.`
        : 'El estudiante se entrena solo. No se destila ninguno: añade un alfa menor que 1 para comparar.';
    case 'gain':
      return gainSentence(found);
  }
}

export const resultsEs = {
  headline,
  headlineHow: '¿Cómo se decide?',
  headlineNote: (found) => (found.kind === 'gain' ? decided(found) : ''),
  sides,
  terms: { loss: 'total', hard: 'etiquetas', soft: 'profesor' },
  curves,
  shortCurves,
  statuses: { running: 'entrenando', finished: 'terminada', stopped: 'detenida', failed: 'fallida' },
  charts: {
    title: 'Curvas',
    images: 'Imágenes',
    lossTerm: 'Término de la pérdida',
    chart: 'Gráfica',
    eachRun: 'cada ejecución',
    last: 'últimas',
    lastEpochs: 'épocas',
    lastLabel: 'Cuántas de las últimas épocas mostrar',
    epoch: 'época',
    teacher: 'profesor',
    legend: 'línea: media de las ejecuciones; banda: ± 1 desv. típica',
    legendRuns: 'líneas finas: cada ejecución; ×: una ejecución que falló',
    units: { loss: '', accuracy: '%', difference: '|z_t − z_s|' },
    empty: {
      loss: (students) =>
        `La pérdida de cada estudiante, época a época. El botón Entrenar entrena a ${plural(students, 'estudiante', 'estudiantes')}.`,
      accuracy: () =>
        'Cuántas imágenes de validación acierta cada estudiante, frente a la línea del profesor.',
      difference: () => 'Cuánto distan los logits del estudiante de los del profesor: poco donde lo escucha.',
    },
    notThere: (from) => `El entrenamiento todavía no ha llegado a la época ${from}.`,
    tooltipEpoch: (epoch) => `Época ${epoch}`,
    tooltipEmpty: 'sin medir todavía',
    runs,
    numbers: (curve) => `Números de la gráfica: ${shortCurves[curve].toLowerCase()}`,
    numbersOf: (curve) => `Medias de la gráfica: ${shortCurves[curve].toLowerCase()}`,
    numbersCsv: 'estos números, CSV',
    numbersCaption: 'Media ± desviación típica muestral (n ejecuciones) tras cada época',
    describe: (curve, side, what) =>
      `${curves[curve]} por época, ${sides[side].toLowerCase()}, media de las ejecuciones. ${what}`,
    describeEmpty: 'Todavía no se ha medido nada.',
    describeEnd: (alpha, beside, mean, epoch, n) =>
      `alfa ${plain(alpha)}${beside}: ${mean} en la época ${epoch}, ${runs(n)}`,
    describeTeacher: (accuracy) => `profesor: ${accuracy}`,
    describeKeys: 'Las flechas izquierda y derecha recorren las épocas.',
  },
  teacherCurve: {
    title: 'El profesor entrenado aquí',
    state: (epoch, epochs, accuracy) =>
      `época ${epoch} de ${epochs}, acierta en el ${accuracy} % de la validación`,
    loss: 'pérdida',
    accuracy: 'exactitud, %',
    describe: (what, first, last) => `Profesor, ${what} por época, validación: de ${first} a ${last}.`,
    legend: 'línea: validación; puntos: entrenamiento',
  },
  table: {
    title: 'Resultados',
    when: 'Época',
    kinds: { final: 'última época', best: 'mejor época' },
    pooled: 'juntas todas las épocas y ejecuciones',
    pooledNote:
      'Juntar épocas × ejecuciones es la cifra del repositorio de origen: todas las épocas de todas las ejecuciones mezcladas. Su ± confunde el aprendizaje con el azar, y por eso no tiene ganancia.',
    bestNote:
      'La mejor época es la de mayor exactitud de validación de cada ejecución, elegida con la propia validación, así que favorece un poco.',
    alpha: 'α',
    n: 'n',
    accuracy: 'exactitud, %',
    gain: 'ganancia frente a solo',
    teacher: 'profesor, %',
    difference: 'diferencia de logits',
    loss: 'pérdida',
    hard: 'término duro',
    soft: 'término blando',
    gainSubtitle: 'puntos, por pares',
    spreadNote:
      'Media ± desviación típica muestral de n ejecuciones, con toda la validación. Ganancia: exactitud frente a α 1 en puntos porcentuales, ejecución a ejecución, ± su error estándar.',
    fellowsNote: (point, students, accuracy) =>
      `Estudiantes compañeros en ${point}: ${accuracy} % en las imágenes de validación al final (${students} estudiantes).`,
    lossNote: 'La pérdida es un objetivo distinto para cada α: compara sus términos, no sus filas.',
    binomial: (error, accuracy, count) =>
      `Una exactitud cercana al ${accuracy} % medida con ${grouped(count)} imágenes ya es incierta en ± ${error} puntos (error estándar binomial); los pares comparten imágenes, así que una parte se cancela en la ganancia.`,
    empty: 'Cada α tendrá una fila cuando termine su primera ejecución.',
    weights: 'pesos',
    weightsOf: (alpha, beside) => `Pesos de los estudiantes con α ${plain(alpha)}${beside}`,
    weightsElsewhere:
      'Los estudiantes que vieron otras imágenes o tuvieron otro profesor que los de los ajustes propios del barrido no vuelven a la memoria tras recargar. Ejecuta el barrido otra vez: lo que este navegador guardó de ellos se retoma, sin entrenarlo de nuevo.',
    weightsGone:
      'Algunos no están en memoria: dejaron sitio a otros, o este navegador no guarda nada. Ejecuta el barrido otra vez para tenerlos.',
    run: (run, accuracy) => `ejecución ${run}, ${accuracy} %`,
    downloads: 'Descargar',
    csv: 'tabla, CSV',
    json: 'informe, JSON',
    history: 'historial, CSV',
    failed: 'Ejecuciones que no terminaron',
    failedRun: (alpha, beside, run, epochs) =>
      `α ${plain(alpha)}${beside}, ejecución ${run}, tras ${plural(epochs, 'época', 'épocas')}:`,
    failedNote: 'No entran en la tabla.',
    stopped: 'detenida.',
    more: (count) => `y ${grouped(count)} más.`,
  },
  none: '–',
} satisfies Partly<ResultsText>;
