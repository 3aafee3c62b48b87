import type { LessonsText } from '../en/lessons.ts';
import type { Partly } from '../partly.ts';

export const lessonsEs = {
  title: 'Lecciones',
  lead: 'Experimentos guiados. Cada uno pregunta qué esperas antes de mostrar lo que se mide aquí, en tu navegador. Lo que predices no sale de este equipo.',
  loading: 'Cargando las lecciones…',
  minutes: (count) => `${count} min`,
  needs: 'Necesita',
  done: 'Hecha',
  begun: (step, steps) => `Vas por el paso ${step} de ${steps}`,
  absent: 'No se pudieron cargar algunas lecciones. Revisa la conexión y abre esta vista otra vez.',
  broken: (file, parts) =>
    `El archivo de lección ${file} no se puede usar y queda fuera. Hay que corregir: ${parts}.`,

  guide: (title) => `Lección: ${title}`,
  lesson: (order) => `Lección ${order}`,
  progress: (step, steps) => `${step} de ${steps}`,
  kinds: {
    read: 'Lee',
    look: 'Observa',
    predict: 'Predice',
    run: 'Entrena',
    make: 'Crea',
    reveal: 'Qué resultó',
  },
  task: 'Pruébalo:',
  back: 'Atrás',
  next: 'Siguiente',
  skip: 'Saltar la predicción',
  finish: 'Terminar',
  fold: 'Ocultar el texto de la lección',
  unfold: 'Mostrar el texto de la lección',
  leave: 'Salir de la lección',
  restart: 'Empezar de nuevo',
  opening: 'Cargando la lección…',
  unknown: (name) => `No hay ninguna lección llamada ${name}.`,
  unknownFix:
    'Puede que el enlace esté mal escrito o sea de otra versión. El laboratorio funciona como siempre; estas son las lecciones que hay:',
  absentOne:
    'No se pudo cargar esta lección, así que no puede empezar. Revisa la conexión e inténtalo otra vez.',
  again: 'Intentar otra vez',
  allLessons: 'Todas las lecciones',

  curtain: 'Los resultados esperan detrás de este telón hasta que hagas tu predicción.',
  changeable: 'Puedes cambiar de opinión hasta que se muestre la respuesta.',
  settled: 'La respuesta ya se mostró: tu predicción queda fija.',

  train: (students) => `Entrenar ${students} estudiantes`,
  goOn: (done, total) => `Continuar: ${done} de ${total} estudiantes están entrenados`,
  trained: (students) => `${students} estudiantes entrenados.`,
  trainedBut: (students, failed) =>
    `${students} estudiantes entrenados; ${failed} fallaron y no cuentan. Los motivos están bajo la tabla de resultados.`,
  making: {
    start: (networks) => `Crear ${networks} redes`,
    goOn: (done, total) => `Continuar: ${done} de ${total} redes están hechas`,
    done: (networks) => `${networks} redes hechas.`,
    doneBut: (networks, failed) =>
      `${networks} redes hechas; ${failed} fallaron y no cuentan. Los motivos están bajo la tabla de resultados.`,
    underWay:
      'En marcha. La barra al pie de la página dice cuánto falta; mientras tanto puedes seguir leyendo.',
    waitForAll: (done, total) => `La respuesta llega cuando las ${total} redes estén hechas; van ${done}.`,
  },
  training:
    'Entrenando. La barra al pie de la página dice cuánto falta; mientras tanto puedes seguir leyendo.',
  otherTraining: 'Se está entrenando otra cosa. Podrás seguir cuando termine.',
  changed: 'Los ajustes ya no son los de este paso.',
  reset: 'Volver a los ajustes de la lección',
  blocked: 'Este experimento no se puede ejecutar aquí; el aviso de arriba dice por qué.',

  missing: 'Todavía no se ha medido nada que pueda responder a esto.',
  toRun: 'Ir al entrenamiento',
  waitForAll: (done, total) =>
    `La respuesta llega cuando los ${total} estudiantes estén entrenados; van ${done}. Mirar antes haría que el azar pareciera más seguro de lo que es.`,
  teacherLooking: 'El profesor está mirando las imágenes de validación; la respuesta llega en un momento.',
  noSuchClass: (name) =>
    `Entre estas imágenes no hay ninguna de la clase «${name}», así que no pueden responder. La lección pregunta por las suyas.`,
  predicted: (choice) => `Predijiste «${choice}».`,
  notPredicted: 'No hiciste ninguna predicción.',
  verdicts: {
    holds: 'Tu predicción se cumple.',
    fails: 'Tu predicción no se cumple.',
    open: 'Estas ejecuciones no pueden confirmarla ni refutarla.',
  },
  quantities: {
    accuracy: 'Exactitud',
    difference: 'Diferencia de logits entre profesor y estudiante',
    gain: 'Ganancia frente al mismo estudiante solo',
  },
  spreadOf: (error, n) => `${error ? `± ${error} ` : ''}(n = ${n})`,
  percent: (value) => `${value} %`,
  points: (value) => `${value} puntos`,
  nats: (value) => `${value} nats`,
  interval: (difference, low, high) => `Diferencia: ${difference}; intervalo del 95 %: de ${low} a ${high}.`,
  intervalUnknown: (difference) => `Diferencia: ${difference}; un solo par no da ningún intervalo.`,
  outcomes: {
    more: (a, b) => `Mayor con «${a}» que con «${b}».`,
    less: (a, b) => `Menor con «${a}» que con «${b}».`,
    same: (a, b, margin) =>
      `No hay diferencia que importe entre «${a}» y «${b}»: con estas imágenes es menor que ${margin}.`,
    unclear: (a, b) =>
      `Estas ejecuciones no distinguen «${a}» de «${b}»: el azar por sí solo podría causar esa diferencia.`,
  },
  howPaired: (n) => `${n} pares: la ejecución i de ambos tiene la misma semilla y ve los mismos lotes.`,
  howUnpaired: (a, b) => `${a} ejecuciones frente a ${b}, sin emparejar (t de Welch).`,
  howOne: 'Una ejecución de cada uno: sin dispersión no se puede concluir nada.',
  plusMinus: '± es el error estándar entre ejecuciones, con un único conjunto de imágenes de validación.',
  plot: (difference) => `La diferencia, ${difference}, y su intervalo del 95 % junto al cero`,
  zero: 'sin diferencia',
  fall: {
    right: 'Aciertos',
    beside: (reference) => `Frente a «${reference}», en puntos`,
    below: 'menor',
    within: 'dentro del azar',
    first: (name, value, reference) =>
      `${name}: con ${value}, la exactitud está por primera vez por debajo de «${reference}» más de lo que explica el azar.`,
    none: (reference) =>
      `En ningún punto está la exactitud por debajo de «${reference}» más de lo que explica el azar.`,
    oneEach: (images, values) =>
      `Una red de cada una, con las mismas ${images} imágenes. Los intervalos valen sea cual sea el reparto de las imágenes en que falla cada una, y para los ${values} valores a la vez al 95 % (Bonferroni); la prueba exacta de McNemar, en Redes, distingue diferencias menores. De redes con otras semillas no dice nada.`,
    oneUnknown: 'Una red de cada una, y no se sabe cuántas imágenes hay: no se puede concluir nada.',
    paired: (pairs, values) =>
      `${pairs} pares, cada uno con la misma semilla. Los intervalos son de otras semillas y otras imágenes, para los ${values} valores a la vez al 95 % (Bonferroni). ± es el error estándar entre ejecuciones.`,
    unpaired: (runs, values) =>
      `${runs} ejecuciones o más de cada una, sin emparejar (t de Welch). Los intervalos son de otras semillas y otras imágenes, para los ${values} valores a la vez al 95 % (Bonferroni). ± es el error estándar entre ejecuciones.`,
  },
  alikeResult: (first, share, images, T) =>
    `Con T ${T}, el profesor da a ${first} la mayor parte del resto: un ${share} % de media en ${images} imágenes.`,
  alikeBars: 'Adónde va el resto de la respuesta del profesor',
  entropyResult: (ratio) => `La entropía del profesor se multiplicó por ${ratio}.`,
  entropyAt: (T) => `T ${T}`,
  entropyHow: (images, most) =>
    `Medias de ${images} imágenes de validación; como mucho ${most} nats, cuando todas las clases son igual de probables. Se calcula, no se muestrea: no hay azar en ello.`,
  usual: 'Lo que midieron los autores',
  figuresHow: 'Media ± error estándar de n ejecuciones, con WebAssembly y dos núcleos.',
  sources: 'Fuentes',
} satisfies Partly<LessonsText>;
