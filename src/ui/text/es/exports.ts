import type { ExportsText } from '../en/exports.ts';
import { everywhere } from '../everywhere.ts';
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
    safetensors:
      'Los pesos con los nombres de PyTorch, y un programa que construye allí la red: para PyTorch, o para abrirlos aquí.',
    tfjs: 'Un zip con un GraphModel, model.json y weights.bin: para navegadores y Node, o como profesor aquí.',
    onnx: 'Conjunto de operadores 17, un archivo: para ONNX Runtime y todo lo que lea ONNX, o como profesor aquí.',
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
  smaller: {
    cut: everywhere(
      'Faltan canales o bloques, no están enmascarados: más pequeña y con menos que calcular en cualquier entorno de ejecución.',
    ),
    factors: everywhere(
      'Hay capas que se calculan como dos o tres más pequeñas: menos tamaño y menos que calcular en cualquier entorno de ejecución, aunque tres pasadas por una capa pequeña pueden tardar más que una.',
    ),
    zeros: {
      ...everywhere(
        'Los ceros se escriben y también se multiplican: el archivo es más pequeño una vez comprimido en zip, y ningún entorno de ejecución es más rápido.',
      ),
      safetensors: () =>
        'Ceros: cada peso lleva su máscara al lado, ambos en float32. El archivo es más pequeño una vez comprimido en zip, y ningún entorno de ejecución es más rápido.',
    },
    shared: {
      ...everywhere(
        'Los pesos compartidos se escriben aquí densos, en float32: ni más pequeña ni más rápida en ningún entorno de ejecución.',
      ),
      safetensors: () =>
        'Pesos compartidos: los valores compartidos, y los índices empaquetados si hay libro de códigos. El archivo es más pequeño, y ningún entorno de ejecución es más rápido. El laboratorio abre de él exactamente la misma red.',
    },
    levels: {
      ...everywhere(
        'Cuantizada durante el entrenamiento a valores que no son números enteros en una rejilla: aquí esos valores son float32, ni más pequeña ni más rápida en ningún entorno de ejecución.',
      ),
      safetensors: () =>
        'Cuantizada durante el entrenamiento a valores que no son números enteros en una rejilla: el archivo guarda de qué están hechos, en float32, para seguir entrenándola en el laboratorio. Ningún entorno de ejecución gana.',
    },
    whole: {
      safetensors: (bits) =>
        bits < 8
          ? `Cuantizada: los pesos de menos de ocho bits van empaquetados (hasta ${plain(bits)} bits), lo que hace el archivo más pequeño y ningún entorno de ejecución más rápido. El laboratorio abre de él exactamente la misma red.`
          : 'Cuantizada: los pesos son int8, lo que hace el archivo más pequeño. El laboratorio abre de él exactamente la misma red.',
      tfjs: () =>
        'Cuantizada: los pesos son uint8 en el archivo y de coma flotante una vez cargados; se descarga menos y no es más rápida.',
      onnx: (bits) =>
        `Cuantizada: pesos int8 y activaciones uint8 en forma QDQ. ONNX Runtime y otros con núcleos enteros calculan con ellos, en casi todas las CPU y NPU; los demás calculan en coma flotante.${bits < 8 ? ' Aquí, menos de ocho bits ocupan ocho.' : ''}`,
    },
  },
  carries:
    'El archivo nombra sus clases, la media y la desviación, el tamaño de imagen y el enlace del experimento.',
  use: 'Cómo se usa',
  language: 'Lenguaje del programa',
  program: 'Un programa que clasifica una imagen con ella',
  copy: 'Copiar',
  copied: 'Copiado.',
  notCopied: 'El navegador no permitió copiar: selecciona el programa y cópialo.',
} satisfies Partly<ExportsText>;
