/**
 * Sentences that come with data, by their English template, in Spanish. `sentences.test.ts` holds them against the sources.
 */
export const sentencesEs: Readonly<Record<string, string>> = {
  'It was not decoded: it is damaged, or no AVIF, as its width and height were not found.':
    'No se ha descodificado: está dañado o no es AVIF, pues no se encontraron su anchura y su altura.',
  'It was not decoded: it is damaged, or of a kind that is not read here, as its width and height were not found.':
    'No se ha descodificado: está dañado o es de un tipo que aquí no se lee, pues no se encontraron su anchura y su altura.',
  'It could not be decoded: it is damaged, or this browser does not read AVIF.':
    'No se pudo decodificar: está dañado, o este navegador no lee AVIF.',
  'It could not be decoded: it is damaged, or of a kind that this browser does not read.':
    'No se pudo decodificar: está dañado, o es de un tipo que este navegador no lee.',
  'It could not be decoded: its {0} × {1} pixels are too many for this browser.':
    'No se pudo decodificar: sus {0} × {1} píxeles son demasiados para este navegador.',
  'Its {0} × {1} pixels are more than the {2} million that are read; make it smaller.':
    'Sus {0} × {1} píxeles superan los {2} millones que se leen; hazla más pequeña.',
  'Check that it is still there and not open elsewhere, and give the folder again.':
    'Comprueba que sigue ahí y que no está abierto en otro sitio, y da la carpeta otra vez.',
  'The file {0} could not be read.': 'No se pudo leer el archivo {0}.',
  'Choose another picture.': 'Elige otra imagen.',
  'The picture {0} was not read. {1}': 'No se leyó la imagen {0}. {1}',
  'Draw it again, or choose a file.': 'Dibújala otra vez, o elige un archivo.',
  'A picture of {0} × {1} pixels came with {2} bytes.':
    'Una imagen de {0} × {1} píxeles llegó con {2} bytes.',
  '{0} images of {1} × {2} pixels take {3} MB of memory; at most {4} MB fit.':
    '{0} imágenes de {1} × {2} píxeles ocupan {3} MB de memoria; caben como mucho {4} MB.',
  'Choose an image size of {0} or less, or use fewer images.':
    'Elige un tamaño de imagen de {0} o menos, o usa menos imágenes.',
  'Use at most {0} images.': 'Usa como mucho {0} imágenes.',
  'open what this browser keeps for the lab': 'abrir lo que este navegador guarda para él',
  'read the kept images': 'leer las imágenes guardadas',
  'keep the images': 'guardar las imágenes',
  'list the kept teachers': 'listar los profesores guardados',
  'read the kept teacher': 'leer el profesor guardado',
  'keep the teacher': 'guardar el profesor',
  'remove the teacher': 'quitar el profesor',
  'Training goes on without it; free some disk space, or use an ordinary (not private) window, to keep things between visits.':
    'El entrenamiento sigue sin ello; libera espacio en el disco, o usa una ventana normal (no privada), para conservar cosas entre visitas.',
  'The lab could not {0}: {1}.': 'El laboratorio no pudo {0}: {1}.',
  'the browser’s storage is full': 'el almacenamiento del navegador está lleno',
  'The learning rate is 0 after epoch {0} (gamma is 0), so nothing is learned in the {1} epochs that follow. Gamma {2} is usual.':
    'La tasa de aprendizaje es 0 después de la época {0} (gamma es 0), así que no se aprende nada en las {1} épocas siguientes. Lo habitual es gamma {2}.',
  'A learning rate of {0} is high for Adam; {1} is usual.':
    'Una tasa de aprendizaje de {0} es alta para Adam; lo habitual es {1}.',
  'Stage {0} of the recipe cannot work where it stands.':
    'La etapa {0} de la receta no puede funcionar donde está.',
  'How much memory training takes cannot be told beforehand: the share of the operation {0} is not known.':
    'No se puede saber de antemano cuánta memoria ocupa el entrenamiento: no se conoce la parte de la operación {0}.',
  'Training takes about {0} GB of the device’s memory.':
    'El entrenamiento ocupa unos {0} GB de la memoria del dispositivo.',
  'Training takes about {0} GB of memory, and the device is taken to have {1} GB. Activations set to recompute, or a smaller batch, take less.':
    'El entrenamiento ocupa unos {0} GB de memoria, y se supone que el dispositivo tiene {1} GB. Recalcular las activaciones, o un lote menor, ocupa menos.',
  'Training takes about {0} GB of memory, and the device is taken to have {1} GB. A smaller batch or smaller images take less.':
    'El entrenamiento ocupa unos {0} GB de memoria, y se supone que el dispositivo tiene {1} GB. Un lote menor o imágenes más pequeñas ocupan menos.',
  'Without alpha 1 there is no student trained alone, so no gain can be shown.':
    'Sin alfa 1 no hay ningún estudiante entrenado solo, así que no se puede mostrar ninguna ganancia.',
  'With one run per alpha there is no spread, so no difference can be trusted.':
    'Con una sola ejecución por alfa no hay dispersión, así que no se puede confiar en ninguna diferencia.',
  'results that are whole; these end too early': 'resultados completos; estos terminan demasiado pronto',
  'numbers of at most 32 bits': 'números de 32 bits como mucho',
  'a number from {0} to {1} where {2} stands': 'un número de {0} a {1} donde hay {2}',
  'finite numbers': 'números finitos',
  'results and nothing after them': 'resultados y nada detrás de ellos',
  Dataset: 'Datos',
  'Insects are drawn here from the seed; a dropped folder is known by the fingerprint of its files.':
    'Los insectos se dibujan aquí a partir de la semilla; una carpeta soltada se reconoce por la huella de sus archivos.',
  'insects, or folder- followed by the 16 hexadecimal digits of a dropped folder':
    'insects, o folder- seguido de los 16 dígitos hexadecimales de una carpeta soltada',
  'Image size': 'Tamaño de imagen',
  'Height and width in pixels; folder images are resized on their short side and centre-cropped.':
    'Alto y ancho en píxeles; las imágenes de una carpeta se ajustan por su lado corto y se recortan al centro.',
  px: 'px',
  'Training images': 'Imágenes de entrenamiento',
  'How many insects the students see; a dropped folder uses all of its images.':
    'Cuántos insectos ven los estudiantes; una carpeta soltada usa todas sus imágenes.',
  'Validation images': 'Imágenes de validación',
  'How many insects every model is measured on; more of them make the accuracy more certain.':
    'Con cuántos insectos se mide cada modelo; cuantos más, más segura es la exactitud.',
  'Validation share': 'Parte de validación',
  'The part of each class kept for validation when a folder has no validation folder of its own.':
    'La parte de cada clase que se reserva para validar cuando la carpeta no trae una de validación.',
  Augmentation: 'Aumento de datos',
  'Random changes to training images: none, mirror image, mirror image and shift by up to 1/8 of the size, or mirror image and random resized crop as in ImageNet training.':
    'Cambios aleatorios de las imágenes de entrenamiento: ninguno, imagen reflejada, reflejada y desplazada hasta 1/8 del tamaño, o reflejada y recortada al azar con cambio de tamaño, como al entrenar con ImageNet.',
  Views: 'Vistas',
  'How many random views each training image has; 0 draws a new one every time. Of finitely many the teacher’s answers are kept.':
    'Cuántas vistas aleatorias tiene cada imagen de entrenamiento; 0 sortea una nueva cada vez. Si son finitas, se guardan las respuestas del profesor.',
  'Centre crop': 'Recorte central',
  'The share of the short side that is kept at the centre of an image; torchvision’s is 224 of 256.':
    'La parte del lado corto que se conserva en el centro de la imagen; el de torchvision es de 224 entre 256.',
  'Teacher head': 'Cabeza del profesor',
  'keep uses a teacher’s file as it is; new loads all but its last layer and trains another for these classes.':
    'keep usa el archivo del profesor como está; new carga todo menos su última capa y entrena otra para estas clases.',
  'Teacher freezing': 'Congelación del profesor',
  'What of a file’s layers stays fixed under a new head: all (head), all but batch statistics, all but the last stage, or none.':
    'Qué capas del archivo quedan fijas bajo una cabeza nueva: todas (head), todas salvo la estadística del lote, todas menos la última etapa, o ninguna.',
  'Teacher rate': 'Tasa del profesor',
  'The learning rate of a teacher that is trained here; 0 takes the student’s.':
    'La tasa de aprendizaje de un profesor que se entrena aquí; 0 toma la del estudiante.',
  'Teacher order': 'Orden del profesor',
  'given takes a teacher’s outputs as they come; best puts them in the order that the validation images find best, where that is certain.':
    'given toma las salidas del profesor como vienen; best las pone en el orden que las imágenes de validación hallan mejor, donde eso es seguro.',
  'Teacher input': 'Entrada del profesor',
  'What a teacher from a file takes for pixels: what the file says or its kind usually takes (auto), −1 to 1, 0 to 1, ImageNet’s normalisation, or bytes.':
    'Qué píxeles espera un profesor de un archivo: los que dice el archivo o los usuales de su tipo (auto), de −1 a 1, de 0 a 1, con la normalización de ImageNet, o bytes.',
  'Student image size': 'Tamaño de imagen del estudiante',
  'The student sees images averaged down to this many pixels; 0 shows it what the teacher sees.':
    'El estudiante ve imágenes promediadas a estos píxeles; 0 le muestra lo que ve el profesor.',
  'Student start': 'Inicio del estudiante',
  'new draws the weights from the seed; teacher copies every second block (Sanh et al. 2019); file reads a file of its own.':
    'new sortea los pesos con la semilla; teacher copia uno de cada dos bloques (Sanh et al. 2019); file lee un archivo propio.',
  'Student freezing': 'Congelación del estudiante',
  'What stays fixed of a student that did not start new: nothing, all but the last stage, all but the head, or that with batch statistics.':
    'Qué queda fijo de un estudiante que no empezó de nuevo: nada, todo menos la última etapa, todo menos la cabeza, o eso con la estadística del lote.',
  'Backbone rate': 'Tasa del tronco',
  'Multiplies the learning rate of layers that were trained before; the new head learns at the full rate.':
    'Multiplica la tasa de aprendizaje de las capas ya entrenadas; la cabeza nueva aprende a la tasa completa.',
  Teacher: 'Profesor',
  'auto takes the shipped teacher where it fits the dataset and otherwise trains a ResNet-20 here.':
    'El modo automático toma el profesor incluido si encaja con los datos; si no, entrena aquí una ResNet-20.',
  'auto, shipped, file, saved- and a name, or one of {0}':
    'auto, shipped, file, saved- y un nombre, o uno de {0}',
  'Teacher width': 'Anchura del profesor',
  'Multiplies the channels of a teacher trained here.':
    'Multiplica los canales de un profesor entrenado aquí.',
  'Teacher epochs': 'Épocas del profesor',
  'How long a teacher is trained when it is trained here.':
    'Cuánto se entrena un profesor cuando se entrena aquí.',
  'Teacher images': 'Imágenes del profesor',
  'How many insects a teacher trained here sees; a dropped folder uses all of its images.':
    'Cuántos insectos ve un profesor entrenado aquí; una carpeta soltada usa todas sus imágenes.',
  Student: 'Estudiante',
  'The network that learns from the labels and the teacher: a small one, or a copy of the teacher to be made smaller.':
    'La red que aprende de las etiquetas y del profesor: una pequeña, o una copia del profesor que se hará más pequeña.',
  'Student width': 'Anchura del estudiante',
  'Multiplies the student’s channels; parameters grow with its square.':
    'Multiplica los canales del estudiante; los parámetros crecen con su cuadrado.',
  Similarity: 'Similitud',
  'How student and teacher are compared: KL at temperature T (Hinton 2015) or MSE on logits (Ba & Caruana 2014), among others.':
    'Cómo se comparan estudiante y profesor: KL a temperatura T (Hinton 2015) o MSE entre logits (Ba y Caruana 2014), entre otras.',
  Temperature: 'Temperatura',
  'Softens both models’ probabilities before they are compared: p = softmax(z / T).':
    'Suaviza las probabilidades de ambos modelos antes de compararlas: p = softmax(z / T).',
  'Hint weight': 'Peso de la pista',
  'FitNet: what the error of the hint, a map of features in the middle of each network, weighs beside the KL of the logits.':
    'FitNet: cuánto pesa, junto a la KL de los logits, el error de la pista, un mapa de características del centro de cada red.',
  Alphas: 'Alfas',
  'The weight of the labels: loss = α·CE + (1 − α)·similarity, so α = 1 is the student trained alone.':
    'El peso de las etiquetas: pérdida = α·CE + (1 − α)·similitud; α = 1 es el estudiante entrenado solo.',
  'Runs per alpha': 'Ejecuciones por alfa',
  'Run i of every alpha starts from the same weights and sees the same batches, so gains are paired.':
    'La ejecución i de cada alfa parte de los mismos pesos y ve los mismos lotes, así que las ganancias van por pares.',
  Seed: 'Semilla',
  'Every random number comes from it: the same seed on the same device gives the same curve.':
    'De ella sale cada número aleatorio: la misma semilla en el mismo dispositivo da la misma curva.',
  Epochs: 'Épocas',
  'How often each run passes over the training images.':
    'Cuántas veces recorre cada ejecución las imágenes de entrenamiento.',
  'Batch size': 'Tamaño del lote',
  'Images per training step; the last batch of an epoch may be smaller.':
    'Imágenes por paso de entrenamiento; el último lote de una época puede ser menor.',
  Optimiser: 'Optimizador',
  'SGD with momentum and weight decay as in PyTorch, or Adam.':
    'SGD con momento y decaimiento de pesos como en PyTorch, o Adam.',
  'Learning rate': 'Tasa de aprendizaje',
  'The step size at the first epoch; the schedule lowers it from there.':
    'El tamaño del paso en la primera época; el plan lo va bajando desde ahí.',
  Momentum: 'Momento',
  'SGD: v ← momentum·v + gradient. Adam: β₁.': 'SGD: v ← momento·v + gradiente. Adam: β₁.',
  'Weight decay': 'Decaimiento de pesos',
  'Adds weightDecay·w to the gradient of every weight.': 'Suma decaimiento·w al gradiente de cada peso.',
  Schedule: 'Plan',
  'cosine falls smoothly to 0; step multiplies by gamma every few epochs; constant stays.':
    'El coseno baja suavemente hasta 0; la escalonada multiplica por gamma cada pocas épocas; la constante no cambia.',
  'Step size': 'Tamaño del escalón',
  'Step schedule: the number of epochs between two decays.':
    'Plan escalonado: el número de épocas entre dos bajadas.',
  epochs: 'épocas',
  Gamma: 'Gamma',
  'Step schedule: what the learning rate is multiplied by at each decay.':
    'Plan escalonado: por cuánto se multiplica la tasa de aprendizaje en cada bajada.',
  Activations: 'Activaciones',
  'keep holds them for the backward pass; recompute computes each block again (Chen et al. 2016): less memory, up to a third more time, the same weights.':
    'conservar las guarda para el paso hacia atrás; recalcular vuelve a calcular cada bloque (Chen et al. 2016): menos memoria, hasta un tercio más de tiempo, los mismos pesos.',
  Backend: 'Motor de cálculo',
  'auto takes WebGPU on a GPU or WebAssembly, whichever measures faster here, and plain JavaScript without either.':
    'El modo automático toma WebGPU en una GPU o WebAssembly, lo que aquí mida más rápido, y JavaScript si no hay ninguno.',
  Kernels: 'Kernels',
  'What computes each operation: the lab’s own kernels where it has them, or stock tfjs throughout, to compare.':
    'Qué calcula cada operación: los kernels del laboratorio donde los tiene, o tfjs sin cambios en todas, para comparar.',
  'Captured step': 'Paso grabado',
  'On WebGPU a training step is recorded once and replayed; off runs each step anew, to compare.':
    'Con WebGPU un paso de entrenamiento se graba una vez y se reproduce; sin grabar, cada paso se ejecuta de nuevo, para comparar.',
  'a whole number from {0} to {1}': 'un número entero de {0} a {1}',
  'a number from {0} to {1}': 'un número de {0} a {1}',
  '1 to {0} different numbers from {1} to {2}, separated by commas':
    'una lista de 1 a {0} números distintos de {1} a {2}',
  'one of {0}': 'uno de {0}',
  'nothing of it': 'nada de él',
  '{0} characters': '{0} caracteres',
  'at most {0} characters': 'como mucho {0} caracteres',
  'text whose % signs are followed by two hexadecimal digits':
    'texto cuyos signos % van seguidos de dos dígitos hexadecimales',
  'it was left out': 'se dejó fuera',
  'the settings that this version of the lab knows; reload the page, as the link was made by a newer one':
    'los ajustes que conoce esta versión del laboratorio; recarga la página, porque el enlace lo hizo una más nueva',
  'version {0}': 'versión {0}',
  'settings of the lab, each once and in its range':
    'ajustes del laboratorio, cada uno una vez y en su rango',
  'the defaults': 'los valores iniciales',
  '{0} more settings': '{0} ajustes más',
  '1, or 0': '1 o 0',
  'up to {0} networks, each by the first 8 to 64 digits of its SHA-256, separated by commas':
    'hasta {0} redes, cada una por las primeras 8 a 64 cifras de su SHA-256, separadas por comas',
  'Check the connection, and ask again.': 'Comprueba la conexión y vuelve a pedirlo.',
  'The weights of this example ({0}) could not be fetched.':
    'No se pudieron traer los pesos de este ejemplo ({0}).',
  'The file of this example is not the one that the lab lists.':
    'El archivo de este ejemplo no es el que figura en la lista del laboratorio.',
  'Reload the page, or choose another network.': 'Vuelve a cargar la página o elige otra red.',
  'a list of {0}, separated by commas': 'una lista de {0}, separados por comas',
  'the name of a lesson: lower-case letters, digits and hyphens':
    'el nombre de una lección: letras minúsculas, dígitos y guiones',
  'Use fewer images, a smaller image size or a smaller batch, and close other tabs; finished runs are kept.':
    'Usa menos imágenes, un tamaño de imagen menor o un lote menor, y cierra otras pestañas; las ejecuciones terminadas se conservan.',
  'The browser had no memory left for this ({0}); what was not finished is gone.':
    'Al navegador no le quedaba memoria para esto ({0}); lo que no estaba terminado se perdió.',
  'Reload the page and try again; if it happens again, please report it with this sentence.':
    'Recarga la página e inténtalo otra vez; si vuelve a pasar, comunícalo con esta frase.',
  'Something failed that should not have: {0}': 'Falló algo que no debía fallar: {0}',
  'there is no such setting': 'no existe ese ajuste',
  'there is no such setting; the nearest is {0}': 'no existe ese ajuste; el más parecido es {0}',
  'each setting once': 'cada ajuste una vez',
  'the first one': 'el primero',
  'results of the settings in the same link; these belong to other settings':
    'resultados de los ajustes del mismo enlace; estos son de otros ajustes',
  'a number of validation images': 'un número de imágenes de validación',
  'each run once': 'cada ejecución una vez',
  'at most {0} points of a curve': 'como mucho {0} puntos de una curva',
  'curves that stay in their range': 'curvas que no salgan de su rango',
  'figures from {0} to {1}': 'cifras de {0} a {1}',
  'this experiment was made with another folder, {0}': 'este experimento se hizo con otra carpeta, {0}',
  'the dropped folder, so the results will differ':
    'la carpeta soltada, así que los resultados serán distintos',
  'a change while nothing is trained': 'un cambio mientras no se entrena nada',
  'the one that is being trained with': 'el que se está usando para entrenar',
  'the settings alone; Run measures them here': 'solo los ajustes; el botón Entrenar los mide aquí',
  'the results as the lab wrote them; the link was changed or cut on its way':
    'los resultados tal como los escribió el laboratorio; el enlace se cambió o se cortó por el camino',
  'results of version {0}; another version of the lab made these, reload the page':
    'resultados de la versión {0}; estos los hizo otra versión del laboratorio, recarga la página',
  'at most {0} bytes of results': 'como mucho {0} bytes de resultados',
  'Only {0} % of the student’s weights have a counterpart of the same shape in the teacher, so the student cannot start from the teacher’s layers.':
    'Solo el {0} % de los pesos del estudiante tienen en el profesor una contraparte de la misma forma, así que el estudiante no puede partir de las capas del profesor.',
  'Choose two networks of one family and width, of which the teacher is the deeper, as ResNet-56 and ResNet-20 or ResNet-34 and ResNet-18; or let the student start from random weights.':
    'Elige dos redes de la misma familia y anchura, con el profesor más profundo, como ResNet-56 y ResNet-20 o ResNet-34 y ResNet-18; o deja que el estudiante parta de pesos aleatorios.',
  'The training thread did not start: its program could not be loaded, so nothing can be trained.':
    'El hilo de entrenamiento no arrancó: no se pudo cargar su programa, así que no se puede entrenar nada.',
  'Look at the network and reload the page; finished runs are kept.':
    'Revisa la red y recarga la página; las ejecuciones terminadas se conservan.',
  'Reload the page; finished runs are kept.': 'Recarga la página; las ejecuciones terminadas se conservan.',
  'The training thread failed: {0}.': 'El hilo de entrenamiento falló: {0}.',
  'it gave no reason': 'no dio ninguna razón',
  'A message from the training thread could not be read.':
    'No se pudo leer un mensaje del hilo de entrenamiento.',
  'Drop that folder on the page, or choose the built-in insects.':
    'Suelta esa carpeta en la página, o elige los insectos del laboratorio.',
  'This experiment was made on a folder of images (fingerprint {0}) that this browser does not have.':
    'Este experimento se hizo con una carpeta de imágenes (huella {0}) que este navegador no tiene.',
  'No dataset is open yet.': 'Todavía no hay datos abiertos.',
  'Wait until the dataset is ready, or drop a folder.':
    'Espera a que los datos estén listos, o suelta una carpeta.',
  'Nothing has been made ready yet.': 'Todavía no se ha preparado nada.',
  'Wait until the lab is ready.': 'Espera a que el laboratorio esté listo.',
  'This network is damaged: {0}': 'Esta red está dañada: {0}',
  'Use it as the teacher, or choose a network of the lab.':
    'Úsala como profesor, o elige una red del laboratorio.',
  '{0} is a network of other software: it is run as its file says, and nothing can be made of it.':
    '{0} es una red de otro programa: funciona como dice su archivo, y de ella no se puede hacer nada.',
  'There is no model.json of a tfjs model in {0}.': 'En {0} no hay ningún model.json de un modelo de tfjs.',
  'The file of this network does not say its architecture.':
    'El archivo de esta red no dice su arquitectura.',
  'Take the family with you once more where it is kept, and bring that file.':
    'Llévate la familia otra vez desde donde se guarda, y trae ese archivo.',
  '{0} in {1} is no index of networks, or is damaged.': '{0} en {1} no es un índice de redes, o está dañado.',
  'Reload this page to have its latest release, and bring the file again.':
    'Recarga esta página para tener su última versión, y trae el archivo otra vez.',
  '{0} was written by a later release of this page (version {1}; this one reads up to {2}).':
    '{0} lo escribió una versión posterior de esta página (versión {1}; esta lee hasta la {2}).',
  'What is told of it is damaged (at “{0}”).': 'Lo que se dice de ella está dañado (en «{0}»).',
  'It is named twice.': 'Se nombra dos veces.',
  '{0} is no family of networks: there is no {1} in it.': '{0} no es una familia de redes: no contiene {1}.',
  '{0} in {1} is too large.': '{0} en {1} es demasiado grande.',
  'There is no such file in the zip.': 'Ese archivo no está en el zip.',
  'Another network of the zip has the same file.': 'Otra red del zip tiene el mismo archivo.',
  'It has {0} MB, more than all networks together may take here.':
    'Tiene {0} MB, más de lo que aquí pueden ocupar todas las redes juntas.',
  'Choose the zip that “Take the whole family” wrote in another browser.':
    'Elige el zip que escribió «Llevarse toda la familia» en otro navegador.',
  'Its file has another checksum than {0} says.':
    'Su archivo tiene otra suma de comprobación que la que dice {0}.',
  'Its file is damaged.': 'Su archivo está dañado.',
  'None of these networks can be read any more: they were deleted in another tab, or are damaged.':
    'Ya no se puede leer ninguna de estas redes: se borraron en otra pestaña, o están dañadas.',
  'Run their experiment again, or choose another network.':
    'Ejecuta otra vez su experimento, o elige otra red.',
  'This network is not kept any more: it was deleted in another tab, or made room for later ones.':
    'Esta red ya no está guardada: se eliminó en otra pestaña o dejó sitio a otras posteriores.',
  'Run its experiment again, or choose another network.': 'Ejecuta de nuevo su experimento o elige otra red.',
  'This network has no layer {0} with a weight.': 'Esta red no tiene ninguna capa {0} con pesos.',
  'Choose another layer.': 'Elige otra capa.',
  'This browser does not let the page keep files (a private window, perhaps).':
    'Este navegador no deja que la página guarde archivos (quizá sea una ventana privada).',
  'Download the weights instead, or use an ordinary window.':
    'Descarga en su lugar los pesos, o usa una ventana normal.',
  'Run the sweep again and ask then.': 'Ejecuta el barrido otra vez y pregunta entonces.',
  'The weights of run {0} at alpha {1} are not in memory: it did not finish, made room for later runs, or this browser did not keep it.':
    'Los pesos de la ejecución {0} con alfa {1} no están en memoria: no terminó, dejó sitio a ejecuciones posteriores, o este navegador no la guardó.',
  'This student was trained on other images than those that are open.':
    'Este estudiante se entrenó con otras imágenes que las que están abiertas.',
  'Choose its dataset again, or run a sweep on this one.':
    'Elige otra vez sus datos, o ejecuta un barrido con estos.',
  'Kept networks are not asked while something is trained or made ready: they would hold it up.':
    'No se pregunta a las redes guardadas mientras algo se entrena o se prepara: lo retrasarían.',
  'Ask again when it has come to its end.': 'Pregunta de nuevo cuando haya terminado.',
  'Other networks were asked for meanwhile.': 'Mientras tanto se preguntó a otras redes.',
  'Choose this one again to ask it.': 'Elige esta de nuevo para preguntarle.',
  'This network was trained on other images than those that are open.':
    'Esta red se entrenó con imágenes distintas de las que están abiertas.',
  'Open its experiment, or drop its folder again.': 'Abre su experimento, o suelta su carpeta de nuevo.',
  'This network tells {0} other classes apart than those of the images that are open.':
    'Esta red distingue otras clases ({0}) que las de las imágenes que están abiertas.',
  'This network takes images of {0} × {1} pixels, and these are {2} × {3}.':
    'Esta red toma imágenes de {0} × {1} píxeles, y estas son de {2} × {3}.',
  'Networks are not timed while something is trained or made ready: they would wait for its steps.':
    'No se mide el tiempo de las redes mientras algo se entrena o se prepara: esperarían a sus pasos.',
  'Ask again when it has come to its end, or pause it.':
    'Pregunta de nuevo cuando haya terminado, o ponlo en pausa.',
  'There is no trained teacher yet.': 'Todavía no hay ningún profesor entrenado.',
  'Train one, or choose the shipped one.': 'Entrena uno, o elige el incluido.',
  'There is no trained teacher to save yet.': 'Todavía no hay ningún profesor entrenado que guardar.',
  'Train one first.': 'Entrena uno antes.',
  'This teacher tells {0} classes apart, but the dataset has {1} ({2}{3}).':
    'Este profesor distingue {0} clases, pero los datos tienen {1} ({2}{3}).',
  'This teacher’s class {0} is “{1}”, but the dataset’s is “{2}”.':
    'La clase {0} de este profesor es «{1}», pero la de los datos es «{2}».',
  'Choose auto, or an architecture to train here.':
    'Elige el modo automático, o una arquitectura que entrenar aquí.',
  'No shipped teacher fits {0} at {1} × {2} pixels.':
    'Ningún profesor incluido encaja con {0} a {1} × {2} píxeles.',
  'This experiment was made with a teacher from a file, and this visit has not been given one.':
    'Este experimento se hizo con un profesor de un archivo, y en esta visita no se ha dado ninguno.',
  'Open the teacher’s file again, or choose another teacher.':
    'Abre el archivo del profesor otra vez, o elige otro profesor.',
  'Choose another teacher, or train one here and save it.':
    'Elige otro profesor, o entrena uno aquí y guárdalo.',
  'The teacher that this browser kept for this experiment is damaged.':
    'El profesor que este navegador conservaba para este experimento está dañado.',
  'It was set aside, and is trained again before the students.':
    'Se apartó, y se vuelve a entrenar antes que los estudiantes.',
  'The teacher that this browser kept as {0} is damaged and was set aside.':
    'El profesor que este navegador conservaba como {0} está dañado y se apartó.',
  'Choose another teacher, or train its architecture here again.':
    'Elige otro profesor, o vuelve a entrenar aquí su arquitectura.',
  'Its file is missing.': 'Falta su archivo.',
  'Its file has {0} bytes instead of {1}.': 'Su archivo tiene {0} bytes en lugar de {1}.',
  'Its file has another checksum than when it was kept.':
    'Su archivo tiene otra suma de comprobación que cuando se guardó.',
  'What was noted of it cannot be read.': 'No se puede leer lo que se anotó de él.',
  'The images of {0} that this browser kept are damaged, so they were removed.':
    'Las imágenes de {0} que este navegador conservaba están dañadas, así que se quitaron.',
  'Drop that folder on the page again.': 'Suelta otra vez esa carpeta en la página.',
  'This browser has no teacher saved as {0}.': 'Este navegador no tiene ningún profesor guardado como {0}.',
  'Reload the page, or choose a teacher to train here.':
    'Recarga la página, o elige un profesor que entrenar aquí.',
  'The file {0} did not load (status {1}).': 'No se cargó el archivo {0} (estado {1}).',
  'Give a folder that holds one folder of images per class, or train and val folders that do.':
    'Da una carpeta que tenga una carpeta de imágenes por clase, o carpetas train y val que las tengan.',
  'The folder is empty.': 'La carpeta está vacía.',
  'It lies beside the class folders, so it has no class.':
    'Está junto a las carpetas de clase, así que no tiene clase.',
  'Left out ({0} files): {1} is used for validation.': 'Fuera ({0} archivos): para validar se usa {1}.',
  'Names that differ only by case, blanks or accents’ spelling are one class: {0}.':
    'Los nombres que solo difieren en mayúsculas, espacios o la escritura de los acentos son una misma clase: {0}.',
  'Trained on {0}, validated on {1}.': 'Se entrena con {0} y se valida con {1}.',
  'Trained on {0}, of which a part is kept for validation.':
    'Se entrena con {0}, de donde se reserva una parte para validar.',
  'Left out: {0}.': 'Queda fuera: {0}.',
  'Of each class, trained on its folder {0} and validated on {1}.':
    'De cada clase, se entrena con su carpeta {0} y se valida con {1}.',
  'Each folder is a class; a part of every class is kept for validation.':
    'Cada carpeta es una clase; de cada una se reserva una parte para validar.',
  'If they are splits, name them train and val and give both the same class folders; if they are classes, give them names that no split has and put their images into them without further folders.':
    'Si son divisiones, llámalas train y val y da a ambas las mismas carpetas de clase; si son clases, dales nombres que ninguna división tenga y pon sus imágenes dentro sin más carpetas.',
  'The images in {0} lie in no class folders, so nothing says what is in which.':
    'Las imágenes de {0} no están en carpetas de clase, así que nada dice qué hay en cada una.',
  'Put the images of each class into a folder of its name: {0}':
    'Pon las imágenes de cada clase en una carpeta con su nombre: {0}',
  'the classes seem to be in the file names: {0}':
    'las clases parecen estar en los nombres de los archivos: {0}',
  'The images in {0} lie in no class folders; {1}.':
    'Las imágenes de {0} no están en carpetas de clase; {1}.',
  'The images lie in no class folders; {0}.': 'Las imágenes no están en carpetas de clase; {0}.',
  'Put the images of each class into a folder of its name, {0} and so on, inside each split.':
    'Pon las imágenes de cada clase en una carpeta con su nombre, {0} y así con las demás, dentro de cada división.',
  '{0} are named as splits are, but hold no folders of the same names: {1}.':
    '{0} se llaman como divisiones, pero no tienen carpetas con los mismos nombres: {1}.',
  '{0} may be splits by name, but beside them are images in {1}, as in a class.':
    '{0} podrían ser divisiones por su nombre, pero a su lado hay imágenes en {1}, como en una clase.',
  '{0} hold the same folders ({1}), as splits of one dataset do, but no name says which is for training.':
    '{0} tienen las mismas carpetas ({1}), como las divisiones de unos mismos datos, pero ningún nombre dice cuál es para entrenar.',
  'Give the folder of one of them, or put their images together.':
    'Da la carpeta de uno de ellos, o junta sus imágenes.',
  '{0} each look like a dataset of their own, with a part for training.':
    '{0} parecen cada una un conjunto de datos propio, con una parte para entrenar.',
  'Left out ({0} files): left behind by a system or a program.':
    'Fuera ({0} archivos): restos de un sistema o de un programa.',
  'Left out ({0} files): thumbnails or masks of images beside them.':
    'Fuera ({0} archivos): miniaturas o máscaras de imágenes que están a su lado.',
  'Left out ({0} files): they belong to the images beside them and are no class.':
    'Fuera ({0} archivos): acompañan a las imágenes de al lado y no son una clase.',
  'Left out ({0} files): it holds no image.': 'Fuera ({0} archivos): no contiene ninguna imagen.',
  'The class has no validation image, so nothing is measured on it.':
    'La clase no tiene ninguna imagen de validación, así que no se mide nada en ella.',
  'There is only one class, {0}, so there is nothing to tell apart.':
    'Solo hay una clase, {0}, así que no hay nada que distinguir.',
  'The validation folder has a class {0} that the training folder lacks.':
    'La carpeta de validación tiene una clase {0} que falta en la de entrenamiento.',
  'Add training images of {0}, or take that folder out of validation; training has {1}.':
    'Añade imágenes de entrenamiento de {0}, o quita esa carpeta de la validación; el entrenamiento tiene {1}.',
  'The class {0} has no image that can be read for training.':
    'La clase {0} no tiene ninguna imagen legible para entrenar.',
  'The class {0} has only one image, which cannot be both trained and validated on.':
    'La clase {0} tiene una sola imagen, que no puede servir a la vez para entrenar y validar.',
  'Add images to the folder {0}, or remove it.': 'Añade imágenes a la carpeta {0}, o quítala.',
  'The validation folder holds no image that can be read.':
    'La carpeta de validación no tiene ninguna imagen legible.',
  'Add images to it, or remove it so that part of the training images is used for validation.':
    'Añádele imágenes, o quítala para que parte de las imágenes de entrenamiento sirva para validar.',
  'part of train': 'una parte de train',
  'It lies in no class folder.': 'No está en ninguna carpeta de clase.',
  'The file could not be read.': 'No se pudo leer el archivo.',
  'The {0} images lie in no class folders, so there is nothing to tell apart.':
    'Las {0} imágenes no están en carpetas de clase, así que no hay nada que distinguir.',
  'None of the {0} files is an image that can be read; {1}: {2}':
    'Ninguno de los {0} archivos es una imagen legible; {1}: {2}',
  'None of the {0} files is an image that can be read.': 'Ninguno de los {0} archivos es una imagen legible.',
  '{0} and {1} more': '{0} y {1} más',
  'JPEG, PNG, WebP, BMP and AVIF are read': 'se leen JPEG, PNG, WebP, BMP y AVIF',
  'GIF is not read, as in torchvision; {0}.': 'GIF no se lee, como en torchvision; {0}.',
  'It has no extension that says it is an image; {0}.':
    'No tiene una extensión que diga que es una imagen; {0}.',
  '.{0} is not an image format that is read here; {1}.':
    '.{0} no es un formato de imagen que se lea aquí; {1}.',
  'The file is empty.': 'El archivo está vacío.',
  'It is named .{0} but holds a GIF, which is not read, as in torchvision.':
    'Se llama .{0} pero contiene un GIF, que no se lee, como en torchvision.',
  'It is named .{0} but holds {1}; {2}.': 'Se llama .{0} pero contiene {1}; {2}.',
  'a HEIC photograph': 'una fotografía HEIC',
  'a video': 'un vídeo',
  'a PDF document': 'un documento PDF',
  'a ZIP archive': 'un archivo ZIP',
  'a TIFF': 'un TIFF',
  'a web page or XML': 'una página web o XML',
  text: 'texto',
  'something else': 'otra cosa',
  'The file {0} stopped coming: nothing for {1} seconds.':
    'El archivo {0} dejó de llegar: nada durante {1} segundos.',
  'The training thread has not answered for {0} seconds: its program is still on its way, or does not start here.':
    'El hilo de entrenamiento lleva {0} segundos sin responder: su programa aún está en camino, o no arranca aquí.',
  'Wait, or look at the network and reload the page; finished runs are kept.':
    'Espera, o revisa la red y recarga la página; las ejecuciones terminadas se conservan.',
  'its binary had not started after {0} seconds': 'su binario no había arrancado tras {0} segundos',
  'WebGPU gave no answer within {0} seconds.': 'WebGPU no respondió en {0} segundos.',
  'Restart the browser, or choose backend=auto.': 'Reinicia el navegador, o elige backend=auto.',
  'no answer within {0} seconds': 'sin respuesta en {0} segundos',
  'Restart the browser.': 'Reinicia el navegador.',
  'A short piece of training had not ended after {0} seconds on {1}.':
    'Un entrenamiento breve no había terminado tras {0} segundos en {1}.',
  'Reload the page, or choose the wasm backend.': 'Recarga la página, o elige el motor wasm.',
  'Its program had not loaded after {0} seconds.': 'Su programa no se había cargado tras {0} segundos.',
  'Look at the network and reload the page.': 'Revisa la red y recarga la página.',
  'It was chosen by name.': 'Se eligió por su nombre.',
  'Training will be slow: choose few images and a small student.':
    'El entrenamiento será lento: elige pocas imágenes y un estudiante pequeño.',
  'WebGPU reaches a GPU here.': 'Aquí WebGPU alcanza una GPU.',
  'This browser offers no WebGPU.': 'Este navegador no ofrece WebGPU.',
  'WebGPU finds no GPU here.': 'WebGPU no encuentra aquí ninguna GPU.',
  'WebGPU reaches only a software adapter here ({0}), which is slower than WebAssembly.':
    'Aquí WebGPU solo alcanza un adaptador por software ({0}), más lento que WebAssembly.',
  'Use a recent Chrome, Edge, Safari or Firefox over https or on localhost, or choose backend=auto.':
    'Usa un Chrome, Edge, Safari o Firefox reciente por https o en localhost, o elige backend=auto.',
  'This browser has WebGPU, but it finds no GPU that it may use.':
    'Este navegador tiene WebGPU, pero no encuentra ninguna GPU que pueda usar.',
  'Start the browser anew if it had a GPU before; otherwise look for a blocked or missing graphics driver (chrome://gpu says so), or choose backend=auto.':
    'Reinicia el navegador si antes tenía una GPU; si no, busca un controlador gráfico bloqueado o ausente (chrome://gpu lo dice), o elige backend=auto.',
  'WebGPU, {0}': 'WebGPU, {0}',
  '1 thread': '1 hilo',
  'WebAssembly, SIMD, {0}': 'WebAssembly, SIMD, {0}',
  'WebAssembly, {0}': 'WebAssembly, {0}',
  'Not even plain JavaScript could be started.': 'Ni siquiera JavaScript pudo arrancar.',
  'Reload the page.': 'Recarga la página.',
  'Plain JavaScript': 'Solo JavaScript',
  'an unnamed GPU': 'una GPU sin nombre',
  'WebGPU measured {0}× faster than WebAssembly here.':
    'Aquí WebGPU resultó {0}× más rápido que WebAssembly.',
  'WebAssembly measured {0}× faster than WebGPU here.':
    'Aquí WebAssembly resultó {0}× más rápido que WebGPU.',
  'Reload the page, or choose the cpu backend.': 'Recarga la página, o elige el motor cpu.',
  'WebAssembly did not start: {0}.': 'WebAssembly no arrancó: {0}.',
  'this browser has none, or has it switched off': 'este navegador no lo tiene, o lo tiene desactivado',
  'its binary could not be loaded before, and tfjs tries only once':
    'su binario no se pudo cargar antes, y tfjs solo lo intenta una vez',
  'its binary could not be loaded': 'no se pudo cargar su binario',
  'Reload the page; if it happens again, choose the wasm backend.':
    'Recarga la página; si vuelve a pasar, elige el motor wasm.',
  'WebGPU was found but did not start ({0})': 'Se encontró WebGPU, pero no arrancó ({0})',
  'Start again: the lab opens the GPU anew, and finished runs are kept.':
    'Empieza otra vez: el laboratorio vuelve a abrir la GPU, y las ejecuciones terminadas se conservan.',
  'The browser lost the GPU, and gives this page none any more.':
    'El navegador perdió la GPU y ya no le da ninguna a esta página.',
  'Close all windows of the browser and start it anew, which helps; until then choose backend=auto, which trains on the processor.':
    'Cierra todas las ventanas del navegador y ábrelo de nuevo: eso ayuda; hasta entonces elige backend=auto, que entrena en el procesador.',
  'The browser lost the GPU ({0}); what was not finished is gone.':
    'El navegador perdió la GPU ({0}); lo que no estaba terminado se perdió.',
  'The browser lost the GPU; what was not finished is gone.':
    'El navegador perdió la GPU; lo que no estaba terminado se perdió.',
  'Use smaller images, a smaller batch or a smaller model, or choose the wasm backend.':
    'Usa imágenes más pequeñas, un lote menor o un modelo menor, o elige el motor wasm.',
  'The GPU refused a step ({0}).': 'La GPU rechazó un paso ({0}).',
  'Lower the learning rate, or choose a smaller temperature or a larger alpha.':
    'Baja la tasa de aprendizaje, o elige una temperatura menor o un alfa mayor.',
  'The loss was no longer a finite number at step {0}.':
    'La pérdida dejó de ser un número finito en el paso {0}.',
  '{0} NaN among the {1} numbers of {2}': '{0} NaN entre los {1} números de {2}',
  '{0} infinite ones among the {1} numbers of {2}': '{0} infinitos entre los {1} números de {2}',
  '{0} variances below 0 among the {1} numbers of {2}':
    '{0} varianzas por debajo de 0 entre los {1} números de {2}',
  'No network can compute with these weights: there are {0}, and so in {1} more tensors.':
    'Ninguna red puede calcular con estos pesos: hay {0}, y así en {1} tensores más.',
  'No network can compute with these weights: there are {0}.':
    'Ninguna red puede calcular con estos pesos: hay {0}.',
  'Use a checkpoint from before its training diverged, or copy the file again if it was damaged on the way.':
    'Usa un punto de control anterior a que su entrenamiento divergiera, o copia otra vez el archivo si se dañó por el camino.',
  '{0} holds no network of the name {1}; it holds: {2}.':
    '{0} no contiene ninguna red llamada {1}; contiene: {2}.',
  'Write one of these names behind {0}, or leave both away.':
    'Escribe uno de estos nombres detrás de {0}, o quita ambos.',
  'This file holds several networks, and nothing says which of them is meant: {0}.':
    'Este archivo contiene varias redes y nada dice a cuál se refiere: {0}.',
  'Save the one that you mean alone, as with {0}, or on the command line write {1} behind the file’s name.':
    'Guarda sola la que quieres, por ejemplo con {0}, o en la línea de comandos escribe {1} detrás del nombre del archivo.',
  'This file holds several networks: {0}. {1} was taken. To have another, save it alone, as with {2}, or on the command line write {3} behind the file’s name.':
    'Este archivo contiene varias redes: {0}. Se tomó {1}. Para usar otra, guárdala sola, por ejemplo con {2}, o en la línea de comandos escribe {3} detrás del nombre del archivo.',
  '{0} was left out: {1}.': '{0} se dejó fuera: {1}.',
  'The file holds a whole module of the class {0}, and says what it is made of, not what it computes. It is run as {1}.':
    'El archivo contiene un módulo entero de la clase {0} y dice de qué se compone, no qué calcula. Se ejecuta como {1}.',
  'The weights are those of {0}, but the module was changed: {1}, and {2} more.':
    'Los pesos son los de {0}, pero el módulo se cambió: {1}, y {2} más.',
  'The weights are those of {0}, but the module was changed: {1}.':
    'Los pesos son los de {0}, pero el módulo se cambió: {1}.',
  'Networks are run here as they were published. Export this one with torch.onnx.export and open the .onnx file, which is run as it is.':
    'Aquí las redes se ejecutan tal como se publicaron. Exporta esta con torch.onnx.export y abre el archivo .onnx, que se ejecuta tal cual.',
  '{0} is {1}, which {2} does not have': '{0} es {1}, que {2} no tiene',
  '{0} is missing': 'falta {0}',
  '{0} is {1} instead of {2}': '{0} es {1} en vez de {2}',
  '{0} of {1} is {2} instead of {3}': '{0} de {1} es {2} en vez de {3}',
  'The weights ({0} tensors, the first named “{1}”) belong to no architecture that the lab has.':
    'Los pesos ({0} tensores, el primero llamado «{1}») no son de ninguna arquitectura que tenga el laboratorio.',
  'has {0} bytes, fewer than its smallest header': 'tiene {0} bytes, menos que su cabecera más corta',
  'says that its header has {0} bytes, more than the file holds':
    'dice que su cabecera tiene {0} bytes, más de los que hay en el archivo',
  'has a header that {0}': 'tiene una cabecera que {0}',
  'its JSON {0}': 'su JSON {0}',
  'is nested more than {0} deep': 'está anidado a más de {0} niveles',
  'takes more than {0} MB of memory once it is read': 'ocupa más de {0} MB de memoria una vez leído',
  'has a header that is not JSON': 'tiene una cabecera que no es JSON',
  'has a header that is not a JSON object': 'tiene una cabecera que no es un objeto JSON',
  'has __metadata__ that is not text by name': 'tiene un __metadata__ que no es texto por nombre',
  'tensor “{0}”': 'tensor «{0}»',
  'describes {0} with something that is not an object': 'describe el {0} con algo que no es un objeto',
  'gives {0} the type {1}, which is not one of {2}': 'da al {0} el tipo {1}, que no es uno de {2}',
  'gives {0} a shape that is not a list of whole numbers':
    'da al {0} una forma que no es una lista de números enteros',
  'gives {0} offsets that are not two whole numbers': 'da al {0} posiciones que no son dos números enteros',
  'puts {0} at bytes {1} to {2}, but it holds {3}': 'pone el {0} en los bytes {1} a {2}, pero tiene {3}',
  'gives {0} {1} bytes, but {2} of shape [{3}] takes {4}':
    'da al {0} {1} bytes, pero {2} de forma [{3}] ocupa {4}',
  'has tensors whose bytes overlap': 'tiene tensores cuyos bytes se solapan',
  'Export the weights again, for example with safetensors.torch.save_file, and drop the new file.':
    'Exporta los pesos otra vez, por ejemplo con safetensors.torch.save_file, y suelta el archivo nuevo.',
  'The safetensors file says of its packed weights “{0}” what its bytes are not.':
    'El archivo safetensors dice de sus pesos empaquetados «{0}» lo que sus bytes no son.',
  'Export the network again from the lab, and drop the new file.':
    'Exporta la red otra vez desde el laboratorio y suelta aquí el archivo nuevo.',
  'The safetensors file {0}.': 'El archivo safetensors {0}.',
  '{0} is [{1}] instead of [{2}]': '{0} es [{1}] en lugar de [{2}]',
  'it lacks {0}': 'le faltan {0}',
  'it has, but the model has not, {0}': 'tiene, y el modelo no, {0}',
  'shapes differ: {0}': 'hay formas distintas: {0}',
  'Choose the architecture, width and number of classes that these weights were trained with.':
    'Elige la arquitectura, la anchura y el número de clases con que se entrenaron estos pesos.',
  '{0} cannot be used: {1}.': '{0} no se puede usar: {1}.',
  'what it says of its network takes more than {0} MB of memory, its weights not counted, and no network’s description takes so much':
    'lo que dice de su red ocupa más de {0} MB de memoria, sin contar sus pesos, y la descripción de ninguna red necesita tanto',
  'it is no ONNX model, or it is cut off': 'no es un modelo ONNX, o está cortado',
  'Write it again with torch.onnx.export or tf2onnx, and open the .onnx file that comes of it.':
    'Escríbelo otra vez con torch.onnx.export o tf2onnx, y abre el archivo .onnx que resulte.',
  'ONNX Runtime says “{0}”': 'ONNX Runtime dice «{0}»',
  'Export the network again with opset_version=17 and ONNX’s own operators.':
    'Exporta la red otra vez con opset_version=17 y los operadores propios de ONNX.',
  'it takes {0} inputs, and a classifier takes one, the images':
    'toma {0} entradas, y un clasificador toma una, las imágenes',
  'Export the image classifier alone.': 'Exporta solo el clasificador de imágenes.',
  'it takes numbers of the type {0}, and only float32 is given':
    'toma números del tipo {0}, y solo se dan float32',
  'Export the network with float32 inputs; its weights may be smaller.':
    'Exporta la red con entradas float32; sus pesos pueden ser menores.',
  'its input has the shape [{0}], in which no axis of four is said to hold three colours':
    'su entrada tiene la forma [{0}], en la que ningún eje de cuatro dice tener tres colores',
  'Export it for RGB images: [N, 3, H, W] or [N, H, W, 3], with the 3 fixed.':
    'Expórtala para imágenes RGB: [N, 3, H, W] o [N, H, W, 3], con el 3 fijo.',
  'its images are {0} pixels high and {1} wide, and here all are square':
    'sus imágenes tienen {0} píxeles de alto y {1} de ancho, y aquí todas son cuadradas',
  'Export it for square images.': 'Expórtala para imágenes cuadradas.',
  'its first output is neither classes, one row for each image, nor made from features by dense layers':
    'su primera salida no son clases, una fila por imagen, ni sale de características por capas densas',
  'Export an image classifier whose first output is its logits or its softmax.':
    'Exporta un clasificador de imágenes cuya primera salida sean sus logits o su softmax.',
  'its weights lie in another file beside it': 'sus pesos están en otro archivo a su lado',
  'Save it as one file: torch.onnx.export(…, external_data=False), or onnx.save(onnx.load(path), path).':
    'Guárdalo como un solo archivo: torch.onnx.export(…, external_data=False), u onnx.save(onnx.load(path), path).',
  'ONNX Runtime did not load.': 'ONNX Runtime no se cargó.',
  'Check that the network is there, and open the file again; it is not among what is kept for offline use.':
    'Comprueba que hay red y abre el archivo otra vez; no está entre lo que se guarda para usar sin conexión.',
  '{0} takes images of {1} × {2} pixels and was given {3} × {4}.':
    '{0} toma imágenes de {1} × {2} píxeles y recibió {3} × {4}.',
  '{0} does not answer for images of {1} × {2} pixels: “{3}”.':
    '{0} no responde a imágenes de {1} × {2} píxeles: «{3}».',
  'Set the image size that the network was trained for.':
    'Pon el tamaño de imagen con que se entrenó la red.',
  'Choose the file again.': 'Elige el archivo otra vez.',
  'Do not open this file with PyTorch either. Ask whoever made it for a safetensors file.':
    'Tampoco lo abras con PyTorch. Pide a quien lo hizo un archivo safetensors.',
  'Save the weights again with torch.save(model.state_dict(), …) or as safetensors.':
    'Guarda los pesos otra vez con torch.save(model.state_dict(), …) o como safetensors.',
  'Save the weights with torch.save(model.state_dict(), …) or safetensors.torch.save_file, and open that file.':
    'Guarda los pesos con torch.save(model.state_dict(), …) o safetensors.torch.save_file, y abre ese archivo.',
  'The weights do not fit {0}: {1}.': 'Los pesos no encajan en {0}: {1}.',
  'This file asks the program that opens it to call {0}, which no weights file needs. It was not called, and the file was not opened.':
    'Este archivo pide al programa que lo abre que llame a {0}, algo que ningún archivo de pesos necesita. No se llamó, y el archivo no se abrió.',
  'This file is neither safetensors nor what torch.save writes.':
    'Este archivo no es safetensors ni lo que escribe torch.save.',
  'This is not a PyTorch file that can be read: {0}.': 'No es un archivo de PyTorch que se pueda leer: {0}.',
  'Use weights of one of {0}, with the key names of torchvision or, for small images, of akamaster/pytorch_resnet_cifar10.':
    'Usa pesos de alguna de {0}, con los nombres de torchvision o, para imágenes pequeñas, los de akamaster/pytorch_resnet_cifar10.',
  'a tensor is kept as {0}, which is not read': 'un tensor está guardado como {0}, que no se lee',
  'a tensor is quantised, which is not read': 'un tensor está cuantizado, y eso no se lee',
  'a tensor is sparse, which is not read': 'un tensor es disperso, y eso no se lee',
  'files of the old format are read up to 2 GB': 'los archivos del formato antiguo se leen hasta 2 GB',
  'it has no table of contents: the file is cut off': 'no tiene índice: el archivo está cortado',
  'it holds no tensors that have names': 'no contiene tensores con nombre',
  'it is a TorchScript program': 'es un programa de TorchScript',
  'it is a pickle, but not of torch.save': 'es un pickle, pero no de torch.save',
  'it is an archive of something else': 'es un archivo comprimido de otra cosa',
  'it is cut off': 'está cortado',
  'it is damaged ({0})': 'está dañado ({0})',
  'its part {0} is damaged: its checksum (CRC-32) is another':
    'su parte {0} está dañada: su suma de comprobación (CRC-32) es otra',
  'what it describes takes more than {0} MB of memory, and no network’s tensors take so much to describe':
    'lo que describe ocupa más de {0} MB de memoria, y los tensores de ninguna red necesitan tanto para describirse',
  'its part {0} is compressed, which PyTorch never does':
    'su parte {0} está comprimida, y PyTorch nunca lo hace',
  'There are several networks here: {0}.': 'Aquí hay varias redes: {0}.',
  'Give the files of one network at a time.': 'Da los archivos de una sola red cada vez.',
  'The weight file {0} of {1} is missing or cannot be read.':
    'El archivo de pesos {0} de {1} falta o no se puede leer.',
  'Give model.json and all of its weight files together.':
    'Da model.json junto con todos sus archivos de pesos.',
  '{0} is no http or https address.': '{0} no es una dirección http o https.',
  'Give the full address of a model.json, with https:// at its beginning.':
    'Da la dirección completa de un model.json, con https:// al principio.',
  'The server answered for {0} with the status {1}.': 'El servidor respondió por {0} con el estado {1}.',
  'Check the address, or download the model’s files and give them all together.':
    'Comprueba la dirección, o descarga los archivos del modelo y dalos todos juntos.',
  '{0} could not be read: the network failed, or its server does not permit other sites to read it (CORS).':
    'No se pudo leer {0}: falló la red, o su servidor no permite que otros sitios lo lean (CORS).',
  '{0} is a web page, not a file of a model.': '{0} es una página web, no un archivo de un modelo.',
  'Give the address of the model.json itself, or download the model’s files and give them all together.':
    'Da la dirección del propio model.json, o descarga los archivos del modelo y dalos todos juntos.',
  '{0} is no tfjs model that can be read: {1}.': '{0} no es un modelo de tfjs que se pueda leer: {1}.',
  'Give the model.json that tfjs saves or its converter writes, with its weight files.':
    'Da el model.json que guarda tfjs o escribe su conversor, con sus archivos de pesos.',
  'it is not JSON': 'no es JSON',
  'it has no {0}': 'no tiene {0}',
  'its {0} is damaged': 'su {0} está dañado',
  'it is neither a LayersModel nor a GraphModel': 'no es ni un LayersModel ni un GraphModel',
  '{0} keeps the weights {1} as {2}, which is not read.': '{0} guarda los pesos {1} como {2}, que no se lee.',
  'Convert the network again with float32 weights, or with weights quantised to uint8, uint16 or float16.':
    'Convierte la red otra vez con pesos float32, o cuantizados a uint8, uint16 o float16.',
  'The weights of {0} in {1} should be {2} bytes long, and are {3}.':
    'Los pesos de {0} en {1} deberían ocupar {2} bytes, y ocupan {3}.',
  'Copy or download the weight files again, from where model.json came from.':
    'Copia o descarga otra vez los archivos de pesos, de donde vino model.json.',
  '{0} does not take the lab’s images: its input is {1}.':
    '{0} no admite las imágenes del laboratorio: su entrada es {1}.',
  'Use a network with one input of square images, with the three colours last: [batch, size, size, 3].':
    'Usa una red con una sola entrada de imágenes cuadradas, con los tres colores al final: [lote, tamaño, tamaño, 3].',
  '{0} inputs': '{0} entradas',
  '{0} needs the operation {1}, which the backend {2} does not have.':
    '{0} necesita la operación {1}, que el backend {2} no tiene.',
  'Choose another backend: webgpu, wasm and cpu do not all have the same operations.':
    'Elige otro backend: webgpu, wasm y cpu no tienen todos las mismas operaciones.',
  '{0} needs {1}, which tfjs does not know.': '{0} necesita {1}, que tfjs no conoce.',
  'Use a network of stock layers, or convert it to a GraphModel or to ONNX.':
    'Usa una red de capas estándar, o conviértela en GraphModel u ONNX.',
  'tfjs cannot use {0}; it says: {1}': 'tfjs no puede usar {0}; dice: {1}',
  'Save or convert the network again with a current tfjs, or convert it to ONNX.':
    'Guarda o convierte la red otra vez con un tfjs actual, o conviértela en ONNX.',
  '{0} does not give one row of numbers for an image.': '{0} no da una fila de números por imagen.',
  'Use a network that classifies images, or one that ends in pooled features.':
    'Usa una red que clasifique imágenes, o una que termine en características agrupadas.',
  'Set the image size to {0}.': 'Pon el tamaño de imagen en {0}.',
  '{0} takes images of {1} × {2} pixels, and these are {3} × {4}.':
    '{0} admite imágenes de {1} × {2} píxeles, y estas son de {3} × {4}.',
  '{0} cannot be read any more: it was moved, changed or taken away after it was chosen.':
    '{0} ya no se puede leer: se movió, cambió o quitó después de elegirlo.',
  'Among the {0} files of {1} there is no model.json of a tfjs model.':
    'Entre los {0} archivos de {1} no hay ningún model.json de un modelo de tfjs.',
  'Choose a network that ends in dense layers and, perhaps, a softmax.':
    'Elige una red que termine en capas densas y, quizá, un softmax.',
  'Choose the student that the file is of, or another file.':
    'Elige el estudiante del que es el archivo, u otro archivo.',
  'Drop model.json together with its weight files, or a single file of weights.':
    'Suelta model.json junto con sus archivos de pesos, o un solo archivo de pesos.',
  'Images of {0} pixels cannot be averaged down to the student’s {1}: that is not a whole part of them.':
    'Imágenes de {0} píxeles no se pueden promediar a los {1} del estudiante: no es una parte entera.',
  'It cannot be told where {0} ends and its head begins, so no new head can be put on it.':
    'No se puede saber dónde termina {0} y empieza su cabeza, así que no se le puede poner una nueva.',
  'Keep its files, or distil a student from it and download that.':
    'Conserva sus archivos, o destila de él un estudiante y descarga ese.',
  'Let the student start new or from a file, or open the teacher as PyTorch or safetensors weights.':
    'Deja que el estudiante empiece de nuevo o de un archivo, o abre el profesor como pesos de PyTorch o safetensors.',
  'Open the student’s file again, or let the students start new.':
    'Abre de nuevo el archivo del estudiante, o deja que los estudiantes empiecen de nuevo.',
  'Set Views to a number such as 8, or choose no augmentation or mirror images.':
    'Pon en Vistas un número como 8, o elige ningún aumento o imágenes reflejadas.',
  'Set the image size to {0}; the student can be shown smaller ones (Student image size).':
    'Pon el tamaño de imagen en {0}; al estudiante se le pueden mostrar más pequeñas (Tamaño de imagen del estudiante).',
  'Set the student’s image size to 0 or to {0} divided by a whole number.':
    'Pon el tamaño de imagen del estudiante en 0 o en {0} dividido por un número entero.',
  'The layers of a tfjs or ONNX teacher have no names that the student knows, so it cannot start from them.':
    'Las capas de un profesor de tfjs u ONNX no tienen nombres que el estudiante conozca, así que no puede empezar de ellas.',
  'This augmentation draws every view anew, and here each view is asked about once and remembered (a tfjs or ONNX network, or a frozen backbone).':
    'Este aumento sortea cada vista de nuevo, y aquí se pregunta una vez por cada vista y se recuerda (una red de tfjs u ONNX, o un tronco congelado).',
  'This experiment’s students start from a file, and this visit has not been given one.':
    'Los estudiantes de este experimento empiezan de un archivo, y en esta visita no se ha dado ninguno.',
  'This teacher is a tfjs or ONNX model, whose weights stay in its own files; only its head was made here.':
    'Este profesor es un modelo de tfjs u ONNX, cuyos pesos siguen en sus propios archivos; aquí solo se hizo su cabeza.',
  'Use fewer views or fewer images.': 'Usa menos vistas o menos imágenes.',
  '{0} does not give one row of numbers for each image, so it classifies nothing.':
    '{0} no da una fila de números por imagen, así que no clasifica nada.',
  '{0} holds {1} of other shapes: its {2} is {3}, and the student’s is {4}.':
    '{0} contiene {1} con otras formas: su {2} es {3}, y la del estudiante es {4}.',
  'Set the image size (or the student’s) to the one that the file was trained at, or choose another file.':
    'Pon el tamaño de imagen (o el del estudiante) con el que se entrenó el archivo, o elige otro archivo.',
  '{0} of the student’s tensors are to stay fixed but have no counterpart in the teacher ({1} is one), so they would stay random.':
    '{0} tensores del estudiante deben quedar fijos pero no tienen contraparte en el profesor ({1} es uno), así que seguirían siendo aleatorios.',
  '{0} compares maps of features inside student and teacher, and of this teacher there are only logits.':
    '{0} compara mapas de características del interior de estudiante y profesor, y de este profesor solo hay logits.',
  'Choose a teacher that is a network of the lab (trained here, shipped, or from a file of weights), or a similarity that compares logits, such as KL.':
    'Elige un profesor que sea una red del laboratorio (entrenada aquí, incluida o de un archivo de pesos), o una similitud que compare logits, como KL.',
  '{0} compares maps of features inside student and teacher, and of this student only the head is trained, on features that stay as they are.':
    '{0} compara mapas de características del interior de estudiante y profesor, y de este estudiante solo se entrena la cabeza, sobre características que no cambian.',
  'Let more of the student be trained (Student freezing: stage or none), or choose a similarity that compares logits, such as KL.':
    'Deja entrenar más del estudiante (congelación del estudiante: stage o none), o elige una similitud que compare logits, como KL.',
  'Let all of the student be trained (Student freezing: none), or choose a student whose layers are all like the teacher’s.':
    'Deja que se entrene todo el estudiante (congelación del estudiante: none), o elige un estudiante cuyas capas sean todas como las del profesor.',
  '{0} holds {1} at width {2}, and the student is {3} at width {4}.':
    '{0} contiene {1} con anchura {2}, y el estudiante es {3} con anchura {4}.',
  '{0} views of {1} images with {2} numbers each are more than can be kept in memory.':
    '{0} vistas de {1} imágenes con {2} números cada una son más de lo que cabe en la memoria.',
  'The teacher is right on {0} of {1} validation images, where chance alone makes {2}; students would learn nothing of these classes from it.':
    'El profesor acierta en {0} de {1} imágenes de validación, y el azar por sí solo daría {2}; los estudiantes no aprenderían de él nada de estas clases.',
  'Train a new head for a teacher from a file, choose another teacher, or train from this one all the same.':
    'Entrena una cabeza nueva si el profesor viene de un archivo, elige otro profesor o entrena con este de todos modos.',
  'Load all but its head (Teacher head: new) and let one for these classes be trained, or choose a teacher that was trained on them.':
    'Carga todo menos su cabeza (Cabeza del profesor: nueva) y deja que se entrene una para estas clases, o elige un profesor entrenado con ellas.',
  '{0} holds more than {1} MB once unpacked.': '{0} contiene más de {1} MB una vez descomprimido.',
  '{0} is no zip file, or is damaged.': '{0} no es un archivo zip, o está dañado.',
  'Unpack it, and open its model.json together with the weight files beside it.':
    'Descomprímelo y abre su model.json junto con los archivos de pesos que lo acompañan.',
  'The file’s own description of its architecture is damaged (at “{0}”).':
    'La descripción que el archivo da de su arquitectura está dañada (en «{0}»).',
  'Export the network again, or remove the entry “architecture” from the file’s metadata to have it recognised by its shapes.':
    'Exporta la red otra vez, o quita la entrada «architecture» de los metadatos del archivo para que se reconozca por sus formas.',
  'The architecture is not one that can be built: {0}.': 'La arquitectura no se puede construir: {0}.',
  'it gives channels to {0}, which {1} does not have': 'da canales a {0}, que {1} no tiene',
  'it maps the shortcut {0}, which {1} does not have': 'asigna canales al atajo {0}, que {1} no tiene',
  'it does not say how many channels {0} has': 'no dice cuántos canales tiene {0}',
  '{0} passes {1} channels on to {2}, and no map says which':
    '{0} pasa {1} canales a {2}, y nada dice cuáles',
  'the map of {0} does not lead from {1} to {2}': 'la asignación de {0} no lleva de {1} a {2}',
  'Channels were removed from {0}, and the file does not say which of them the shortcuts between pass on.':
    'Se quitaron canales de {0}, y el archivo no dice cuáles de ellos pasan por los atajos entre ellos.',
  'Open the file in which the lab exported this network: its metadata say it.':
    'Abre el archivo en que el laboratorio exportó esta red: sus metadatos lo dicen.',
  'It has channels of its own, as after pruning. The student has them too, whatever its width.':
    'Tiene su propio número de canales, como tras una poda. El estudiante también los tiene, sea cual sea su anchura.',
  '{0} holds {1} with quantised weights. A quantised network is neither trained, pruned nor quantised again in this version.':
    '{0} contiene {1} con pesos cuantizados. Una red cuantizada no se entrena, ni se poda ni se cuantiza otra vez en esta versión.',
  'Start from the network that it was made of, or choose another file.':
    'Empieza desde la red de la que se hizo, o elige otro archivo.',
  'it gives a form to {0}, which {1} does not have': 'da una forma a {0}, que {1} no tiene',
  'The student is to be a copy of the teacher, and no teacher is open yet.':
    'El estudiante ha de ser una copia del profesor, y aún no hay profesor abierto.',
  'The student cannot be a copy of {0}: its layers are run by other software, and have no names of ours.':
    'El estudiante no puede ser una copia de {0}: sus capas las ejecuta otro programa y no tienen nombres nuestros.',
  'Choose another student, or open the teacher as PyTorch or safetensors weights.':
    'Elige otro estudiante, o abre el profesor como pesos de PyTorch o safetensors.',
  'Hard loss': 'Pérdida dura',
  'Soft loss': 'Pérdida blanda',
  Loss: 'Pérdida',
  Accuracy: 'Exactitud',
  'Logit difference': 'Diferencia de logits',
  Parameters: 'Parámetros',
  Size: 'Tamaño',
  'Size of the file, zipped': 'Tamaño del archivo, comprimido en zip',
  'Size, Huffman-coded': 'Tamaño, con código de Huffman',
  'Activations at once, of one image': 'Activaciones a la vez, de una imagen',
  'Energy per image, a proxy at 45 nm': 'Energía por imagen, indicio a 45 nm',
  'Multiply-adds': 'Multiplicaciones-sumas',
  'Time per image': 'Tiempo por imagen',
  'Weights at zero': 'Pesos a cero',
  'Bits per weight': 'Bits por peso',
  'names of stages and of what was measured': 'nombres de etapas y de lo que se midió',
};
