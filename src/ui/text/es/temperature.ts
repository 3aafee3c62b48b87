import type { TemperatureText } from '../en/temperature.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const temperatureEs = {
  title: 'Temperatura',
  lead: 'Dividir los logits por T antes del softmax muestra cómo ordena una red las clases equivocadas. Ese orden es lo que un estudiante aprende de un profesor y no puede aprender de una etiqueta.',
  pictures: 'Imágenes de validación',
  picturesHelp: 'Las flechas mueven; Re Pág y Av Pág pasan de página.',
  picture: (index, label) => `Imagen ${grouped(index + 1)}: ${label}`,
  page: (from, to, count) => `${grouped(from)}–${grouped(to)} de ${grouped(count)}`,
  previous: 'Imágenes anteriores',
  next: 'Imágenes siguientes',
  trueLabel: 'etiqueta verdadera',
  enlarged: (label) => `La imagen elegida: ${label}`,
  temperature: 'Temperatura T',
  exact: 'T como número',
  allowed: (least, most) => `T es un número de ${least} a ${most}.`,
  marker: (value) => `experimento: T ${value}`,
  use: 'Usar esta T en el experimento',
  used: 'Esta es la T del experimento',
  unusedBy: (similarity) => `La similitud del experimento (${similarity}) no usa temperatura.`,
  order: 'Orden de las clases',
  orders: { class: 'por clase', teacher: 'por probabilidad' },
  bars: 'Probabilidades suavizadas',
  class: 'clase',
  teacher: 'Profesor',
  together: 'Profesores juntos',
  oneTeacher: (place, label, weight) => `${grouped(place)}: ${label}, peso ${weight}`,
  student: 'Estudiante',
  whichStudent: 'Qué estudiante',
  studentName: (alpha, run) => `${alpha}, ejecución ${run}`,
  noStudent: 'Los estudiantes aparecen aquí, en verde azulado, en cuanto haya uno entrenado.',
  studentsGone:
    'Los estudiantes de estos resultados no están en memoria: dejaron sitio a otros, este navegador no guarda nada, o ahora hay otras imágenes abiertas. Ejecuta el barrido otra vez para verlos aquí.',
  noTeacher: 'Todavía no hay profesor: elige o entrena uno y aquí aparecerán sus probabilidades.',
  waiting: 'Las imágenes aparecen aquí en cuanto los datos estén listos.',
  entropy: 'Entropía',
  nats: (value) => `${value} nats`,
  bits: (value) => `${value} bits`,
  entropyMost: (nats, bits) => `como mucho ${nats} nats, ${bits} bits`,
  views: 'Lo que hace la temperatura',
  viewNames: {
    probabilities: 'Probabilidades',
    gradients: 'Gradientes',
    alike: 'Lo que el profesor ve parecido',
    limit: 'T → ∞',
    seen: 'Atención',
    try: 'Pruébalo',
  },
  pointAt: 'Señala una parte de la fórmula para ver qué es.',
  terms: {
    probability:
      'p_i: la probabilidad suavizada de la clase i. Los números son los del profesor, para la clase verdadera.',
    logit: 'z_i: el logit de la clase i, lo que la red calcula antes del softmax. T no lo cambia.',
    temperature:
      'T: lo que divide a cada logit. Por debajo de 1, el mayor se lo lleva todo; por encima de 1, se oye también a los demás.',
    sum: 'La suma sobre todas las clases, para que las probabilidades sumen 1. Antes se resta el mayor logit, lo que no cambia nada pero evita que exp se desborde.',
    teacher: 'Lo que dice el profesor, suavizado a T: ámbar.',
    student: 'Lo que dice el estudiante, suavizado a la misma T: verde azulado.',
    label: 'y: 1 para la clase verdadera y 0 para todas las demás.',
    factor:
      'T²: los gradientes suavizados menguan como 1/T². Este factor lo compensa, para que profesor y etiqueta conserven su equilibrio cuando T cambia.',
    images: 'N: las imágenes sobre las que la pérdida es una media. Ambos gradientes se dividen por ella.',
    mean: 'La media sobre todas las imágenes de validación cuya clase verdadera es i.',
    divergence: 'KL: los nats que se pierden por creer al estudiante donde habla el profesor.',
    centred:
      'ẑ: los logits menos su media sobre las clases, que un softmax no puede ver. La mitad de su diferencia cuadrática media es el ajuste de logits.',
  },
  factor: 'Multiplicar por T²',
  share: 'Gradiente de la pérdida sobre',
  shares: { image: () => 'esta imagen', batch: (size) => `un lote de ${grouped(size)}` },
  gradients: 'Gradiente sobre el logit del estudiante de cada clase',
  soft: 'Blando',
  hard: 'Duro',
  reach: (T, ratio, scaled) =>
    `A T ${T} ${scaled ? 'con' : 'sin'} T², el mayor gradiente blando es ${ratio} veces el mayor gradiente duro.`,
  signs:
    'Un paso va contra el gradiente: − sube el logit, + lo baja. Una etiqueta tira de una sola clase; un profesor tira de cada una en su medida.',
  equalLogits:
    'Todavía no hay ningún estudiante entrenado: estos son los de uno que da a cada clase el mismo logit, como casi hace uno sin entrenar.',
  teacherLooking:
    'El profesor está mirando las imágenes de validación; sus respuestas aparecen aquí en un momento.',
  alikeCaption: 'Probabilidad suavizada media de cada clase, en porcentaje, por clase verdadera',
  alikeCorner: 'clase verdadera',
  alikeView: 'Parte de qué',
  alikeViews: { whole: 'de toda la respuesta', others: 'de lo que reciben las demás' },
  mostAlike: 'Las más parecidas',
  alikePair: (of, to) => `${of} → ${to}`,
  alikeHow: (images) =>
    `Porcentajes, medias de ${images} imágenes de validación; un punto es menos de medio por ciento. El color se mide por la mayor parte fuera de la diagonal.`,
  alikeSome: (images) => `Están repartidas por igual entre las ${images} que hay.`,
  alikeShown: (shown, classes) =>
    `De ${grouped(classes)} clases, las ${grouped(shown)} de los pares más parecidos.`,
  limitChart: (T, loss, limit) =>
    `La pérdida blanda según T, en escala logarítmica: ${loss} a T ${T}, acercándose a ${limit} cuando T crece`,
  limitName: (limit) => `límite ${limit}`,
  ofLimit: (percent) => `${grouped(percent)} % del límite`,
  softGradient: 'Gradiente blando',
  matching: 'Ajuste de logits',
  limitBars: 'Gradiente de la pérdida blanda junto al del ajuste de logits',
  limitHow:
    'Cuando T es grande frente a los logits, exp(z/T) es casi 1 + z/T: la pérdida blanda se vuelve ½·MSE de los logits centrados, y destilar se vuelve ajustar logits.',
  limitWithout: 'Sin T² la pérdida se desvanece como 1/T²: a temperatura alta no queda nada del profesor.',
} satisfies Partly<TemperatureText>;
