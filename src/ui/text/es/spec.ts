/** Names of what is declared in `spec/`. */
export const specEs: Readonly<Record<string, string>> = {
  'MobileNet-like': 'Tipo MobileNet',
  'Plain CNN': 'CNN sencilla',
  'ResNet-20, option B': 'ResNet-20, opción B',
  'ResNet-32, option B': 'ResNet-32, opción B',
  'ResNet-44, option B': 'ResNet-44, opción B',
  'ResNet-56, option B': 'ResNet-56, opción B',
  'ConvNeXt for small images': 'ConvNeXt para imágenes pequeñas',
  'RedNet for small images': 'RedNet para imágenes pequeñas',
  'KL at temperature T': 'KL a temperatura T',
  'MSE on logits': 'MSE entre logits',
  'Decoupled KL (DKD)': 'KL desacoplada (DKD)',
  'Correlation (DIST)': 'Correlación (DIST)',
  'KL of standardised logits': 'KL de logits estandarizados',
  'Fellow students alone (DML)': 'Solo los compañeros (DML)',
  'Hints from the middle (FitNet)': 'Pistas del centro de la red (FitNet)',
  Cosine: 'Coseno',
  'Step decay': 'Escalonada',
  Constant: 'Constante',
  Automatic: 'Automático',
  'RedNet shipped with the lab': 'RedNet incluida en el laboratorio',
  'Shipped with the lab': 'Incluido en el laboratorio',
  'From a file': 'De un archivo',
  'Train here': 'Entrenar aquí',
  'Saved in this browser': 'Guardados en este navegador',
};

/** Sentences about several teachers: their settings, and what is wrong with how they are spelt. */
export const teachersEs: Readonly<Record<string, string>> = {
  'Teacher weight': 'Peso del profesor',
  'How much a teacher counts among several; the weights are divided by their sum.':
    'Cuánto cuenta un profesor entre varios; los pesos se dividen por su suma.',
  'Teachers together': 'Profesores juntos',
  'What students learn of several teachers: a mean of their softened probabilities, whose weights may follow each image or the gradients, or of their logits.':
    'Lo que los estudiantes aprenden de varios profesores: una media de sus probabilidades suavizadas, cuyos pesos pueden depender de cada imagen o de los gradientes, o la de sus logits.',
  'Mean of probabilities': 'Media de probabilidades',
  'Mean of logits': 'Media de logits',
  'By entropy': 'Por entropía',
  'By confidence': 'Por confianza',
  'AEKD, gradients of length 1': 'AEKD, gradientes de longitud 1',
  'One token each': 'Un token cada uno',
  'AEKD’s ν': 'ν de AEKD',
  'Of AEKD: no teacher weighs more than 1/(νM) of M teachers. At 1 all weigh the same, near 0 one may have all the weight.':
    'De AEKD: ningún profesor pesa más de 1/(νM) entre M profesores. Con 1 todos pesan lo mismo; cerca de 0, uno puede tener todo el peso.',
  'Further teachers': 'Más profesores',
  'Teachers beside the first, each with settings of its own; students learn from what all of them say together.':
    'Profesores además del primero, cada uno con ajustes propios; los estudiantes aprenden de lo que todos dicen juntos.',
  'up to {0} teachers with their settings, such as {1}, or {2}':
    'hasta {0} profesores con sus ajustes, como {1}, o {2}',
  'there is no teacher {0}, the nearest is {1}; the teachers are {2}, and saved- with a name':
    'no existe el profesor {0}, el más parecido es {1}; los profesores son {2}, y saved- con un nombre',
  'there is no teacher {0}; the teachers are {1}, and saved- with a name':
    'no existe el profesor {0}; los profesores son {1}, y saved- con un nombre',
  '{0} stands before any teacher; the teachers are {1}, and saved- with a name':
    '{0} está delante de todo profesor; los profesores son {1}, y saved- con un nombre',
  'there are at most {0} teachers beside the first': 'hay como mucho {0} profesores además del primero',
  'Teacher {0} is right on {1} of {2} validation images, where chance alone makes {3}; students would learn nothing of these classes from it.':
    'El profesor {0} acierta en {1} de {2} imágenes de validación, donde el azar solo da {3}; los estudiantes no aprenderían nada de estas clases con él.',
  'Leave it out, train a new head for a teacher from a file, choose another teacher, or train from these all the same.':
    'Quítalo, entrena una nueva capa final para un profesor de un archivo, elige otro profesor o entrena con estos de todos modos.',
};
