import type { ExportsText } from '../en/exports.ts';
import { plain } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const exportsEs = {
  open: 'redes…',
  title: 'Llévate una red',
  network: 'Red',
  teacher: 'El profesor',
  student: (alpha, run) => `Estudiante con ${alpha}, ejecución ${run}`,
  format: 'Formato',
  formats: {
    safetensors: 'Solo los pesos, con los nombres de PyTorch: para PyTorch, o para abrirlos aquí.',
    tfjs: 'Un zip con un GraphModel, model.json y weights.bin: para navegadores y Node, o como profesor aquí.',
    onnx: 'Conjunto de operadores 17, float32, un archivo: para ONNX Runtime y todo lo que lea ONNX, o como profesor aquí.',
  },
  making: 'Preparándose…',
  download: (name) => `Descargar ${name}`,
  takes: (size, planes, anySize) => {
    const side = plain(size);
    const shape = planes ? `[N, 3, ${side}, ${side}]` : `[N, ${side}, ${side}, 3]`;
    const others = anySize ? ', o de otro tamaño' : '';
    return `Recibe imágenes normalizadas ${shape}${others}, y da logits.`;
  },
  sizes: ({ memory, file, zipped }) =>
    `En memoria ${memory}, en float32; guardado ${file}${zipped === undefined ? '' : `; comprimido en zip ${zipped}`}.`,
  carries:
    'El archivo nombra sus clases, la media y la desviación, el tamaño de imagen y el enlace del experimento.',
  use: 'Cómo se usa',
  language: 'Lenguaje del programa',
  program: 'Un programa que clasifica una imagen con ella',
  copy: 'Copiar',
  copied: 'Copiado.',
  notCopied: 'El navegador no permitió copiar: selecciona el programa y cópialo.',
} satisfies Partly<ExportsText>;
