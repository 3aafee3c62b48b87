import type { Who, WhyText } from '../en/why.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const images = (count: number) => `${grouped(count)} ${count === 1 ? 'imagen' : 'imágenes'}`;

const who: Record<Who, string> = {
  teacher: 'Profesor',
  student: 'Estudiante',
  distilled: 'Destilado',
  alone: 'Solo',
  before: 'Antes',
  after: 'Después',
};

export const whyEs = {
  title: 'Por qué aprendió',
  before:
    'Cuando haya un estudiante entrenado, esta parte muestra qué confunden con qué él y su profesor, en qué imágenes discrepan y si aciertan tanto como seguros están.',
  elsewhere:
    'Los estudiantes que vieron otras imágenes o tuvieron otro profesor que los de los ajustes propios del barrido no vuelven a la memoria tras recargar. Ejecuta el barrido otra vez: lo que este navegador guardó de ellos se retoma, sin entrenarlo de nuevo.',
  gone: 'Los estudiantes de estos resultados no están en memoria: dejaron sitio a otros, este navegador no guarda nada, o ahora hay otras imágenes abiertas. Ejecuta el barrido otra vez para mirarlos por dentro.',
  asking: (count) => `Preguntando al estudiante por ${images(count)}…`,
  waiting: 'Buscando estudiantes entrenados…',
  whichStudent: 'Estudiante',
  studentName: (alpha, run) => `${alpha}, ejecución ${run}`,
  scope: (count) =>
    `Un estudiante de una ejecución, y ${images(count)}, todas las de validación; otras ejecuciones difieren.`,
  who,
  right: 'acierta',
  wrong: 'falla',
  trueClass: 'clase verdadera',
  imageNumber: (index) => `imagen ${grouped(index + 1)}`,
  more: (count, all) => `Mostrar ${grouped(count)} más de ${grouped(all)}`,
  confusion: {
    title: 'Qué se toma por qué',
    caption: (name, right, count) => `${who[name]}: acierta ${grouped(right)} de ${images(count)}`,
    corner: 'verdad ↓ respuesta →',
    describe: (truth, answer, count) =>
      truth === answer
        ? `${truth}, bien respondida: ${images(count)}`
        : `${truth}, respondida como ${answer}: ${images(count)}`,
    note: 'Las filas son clases verdaderas; las columnas, respuestas; cuanto más oscuro el tono, mayor la parte de su fila. Las flechas mueven; Intro muestra las imágenes de una celda.',
    some: (shown, all) => `Se muestran las ${grouped(shown)} clases con más errores, de ${grouped(all)}.`,
    cell: (name, truth, answer, count) =>
      truth === answer
        ? `${who[name]}: ${truth}, bien respondida, ${images(count)}.`
        : `${who[name]}: ${truth} tomada por ${answer}, ${images(count)}.`,
    noMistake: 'No hay ningún error que mostrar. Pulsa un número para ver sus imágenes.',
  },
  teacherOnly: {
    title: 'El profesor acierta, el estudiante falla',
    lead: (count, all, reverse) =>
      `${grouped(count)} de ${images(all)}; al revés, ${grouped(reverse)}. Primero aquellas en las que más difieren sobre la clase verdadera.`,
  },
  distilledOnly: {
    title: 'El destilado acierta, el que aprendió solo falla',
    lead: (count, all, reverse) =>
      `${grouped(count)} de ${images(all)}; al revés, ${grouped(reverse)}. Ambos empezaron con los mismos pesos y vieron los mismos lotes; solo uno tuvo profesor.`,
    isAlone: 'Este estudiante aprendió solo (α 1). Elige uno destilado para compararlo con este.',
    noAlone:
      'Para esta comparación hace falta un estudiante que haya aprendido solo (α 1) en la misma ejecución.',
  },
  noCases: 'No hay ninguna imagen así.',
  calibration: {
    title: '¿Acierta tanto como seguro está?',
    error: 'Error de calibración esperado',
    sentence: (teacher, before, after) =>
      before === undefined
        ? `Error de calibración esperado: estudiante, ${after} puntos; profesor, ${teacher}.`
        : `Error de calibración esperado del estudiante: ${before} puntos solo, ${after} destilado. Profesor: ${teacher}.`,
    note: (bins) =>
      `La distancia media entre confianza y exactitud en ${grouped(bins)} intervalos de igual anchura, ponderados por sus imágenes (Guo et al. 2017, arXiv 1706.04599). En la línea discontinua un modelo acierta exactamente tanto como seguro está; las barras por debajo indican exceso de seguridad. Los intervalos con menos de 5 imágenes son pálidos.`,
    names: {
      teacher: 'Profesor',
      student: 'Estudiante',
      alone: 'Antes: solo',
      distilled: 'Después: destilado',
      before: 'Antes',
      after: 'Después',
    },
    figure: (error, count) => `error de ${error} puntos, n = ${grouped(count)}`,
    means: (right, sure) => `acierta ${right} %, seguro ${sure} %`,
    describe: (name, error, right, sure, count) =>
      `${name}: error de calibración esperado de ${error} puntos; acierta en el ${right} % de ${images(count)}, con una confianza media del ${sure} %.`,
    confidence: 'confianza, %',
    accuracy: 'exactitud, %',
    perBin: 'imágenes',
    numbers: 'Números de los diagramas',
    numbersOf: 'Fiabilidad según la confianza: exactitud y confianza media en porcentaje, e imágenes',
    bin: 'Confianza, %',
    cell: (right, sure, count) => (count > 0 ? `acierta ${right}, seguro ${sure} (${grouped(count)})` : '–'),
  },
} satisfies Partly<WhyText>;
