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
  'the browser’s storage is full': 'el almacenamiento del navegador está lleno',
  'The learning rate is 0 after epoch {0} (gamma is 0), so nothing is learned in the {1} epochs that follow. Gamma {2} is usual.':
    'La tasa de aprendizaje es 0 después de la época {0} (gamma es 0), así que no se aprende nada en las {1} épocas siguientes. Lo habitual es gamma {2}.',
  'A learning rate of {0} is high for {1}; {2} is usual.':
    'Una tasa de aprendizaje de {0} es alta para {1}; lo habitual es {2}.',
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
  'Stored logits': 'Logits guardados',
  'What is kept of the teacher’s logits, and learned from: as they come, or rounded to float16, half the bytes.':
    'Qué se guarda de los logits del profesor, y de qué se aprende: tal como vienen o redondeados a float16, la mitad de bytes.',
  'Fellow students': 'Estudiantes compañeros',
  'How many students learn from each other in each step, from weights of their own: KL to each fellow at T = 1 is added to the similarity; 1 learns alone.':
    'Cuántos estudiantes aprenden unos de otros en cada paso, cada uno con pesos propios: a la similitud se le suma la KL hacia cada compañero con T = 1; 1 aprende solo.',
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
  'auto, shipped, rednet-shipped, file, saved- and a name, or one of {0}':
    'auto, shipped, rednet-shipped, file, saved- y un nombre, o uno de {0}',
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
  'Distillation token': 'Token de destilación',
  'Of a vision transformer: the class token’s head learns from labels, another token’s from the teacher (DeiT), by the similarity (soft) or its likeliest class (hard).':
    'De un transformer de visión: la cabeza del token de clase aprende de las etiquetas, la de otro token del profesor (DeiT), por la similitud (soft) o por su clase más probable (hard).',
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
  'SGD with momentum and weight decay, Adam or AdamW, as in PyTorch.':
    'SGD con momento y decaimiento de pesos, Adam o AdamW, como en PyTorch.',
  'Learning rate': 'Tasa de aprendizaje',
  'The step size at the first epoch; the schedule lowers it from there.':
    'El tamaño del paso en la primera época; el plan lo va bajando desde ahí.',
  Momentum: 'Momento',
  'SGD: v ← momentum·v + gradient. Adam and AdamW: β₁.': 'SGD: v ← momento·v + gradiente. Adam y AdamW: β₁.',
  'Weight decay': 'Decaimiento de pesos',
  'Adds weightDecay·w to the gradient of every weight; AdamW takes rate·weightDecay·w from the weight instead.':
    'Suma decaimiento·w al gradiente de cada peso; AdamW resta en su lugar tasa·decaimiento·w del propio peso.',
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
  'Wait until the lab is ready.': 'Espera a que el laboratorio esté listo.',
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
  'This browser has no teacher saved as {0}.': 'Este navegador no tiene ningún profesor guardado como {0}.',
  'Reload the page, or choose a teacher to train here.':
    'Recarga la página, o elige un profesor que entrenar aquí.',
  'The file {0} did not load (status {1}).': 'No se cargó el archivo {0} (estado {1}).',
  'a ZIP archive': 'un archivo ZIP',
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
  'is nested more than {0} deep': 'está anidado a más de {0} niveles',
  'takes more than {0} MB of memory once it is read': 'ocupa más de {0} MB de memoria una vez leído',
  'Choose the file again.': 'Elige el archivo otra vez.',
  'it has no table of contents: the file is cut off': 'no tiene índice: el archivo está cortado',
  'it is damaged ({0})': 'está dañado ({0})',
  '{0} cannot be read any more: it was moved, changed or taken away after it was chosen.':
    '{0} ya no se puede leer: se movió, cambió o quitó después de elegirlo.',
  'Choose the student that the file is of, or another file.':
    'Elige el estudiante del que es el archivo, u otro archivo.',
  'Images of {0} pixels cannot be averaged down to the student’s {1}: that is not a whole part of them.':
    'Imágenes de {0} píxeles no se pueden promediar a los {1} del estudiante: no es una parte entera.',
  'Let the student start new or from a file, or open the teacher as PyTorch or safetensors weights.':
    'Deja que el estudiante empiece de nuevo o de un archivo, o abre el profesor como pesos de PyTorch o safetensors.',
  'Open the student’s file again, or let the students start new.':
    'Abre de nuevo el archivo del estudiante, o deja que los estudiantes empiecen de nuevo.',
  'Set Views to a number such as 8, or choose no augmentation or mirror images.':
    'Pon en Vistas un número como 8, o elige ningún aumento o imágenes reflejadas.',
  'Set the student’s image size to 0 or to {0} divided by a whole number.':
    'Pon el tamaño de imagen del estudiante en 0 o en {0} dividido por un número entero.',
  'The layers of a tfjs or ONNX teacher have no names that the student knows, so it cannot start from them.':
    'Las capas de un profesor de tfjs u ONNX no tienen nombres que el estudiante conozca, así que no puede empezar de ellas.',
  'This augmentation draws every view anew, and here each view is asked about once and remembered (a tfjs or ONNX network, stored logits, or a frozen backbone).':
    'Este aumento sortea cada vista de nuevo, y aquí se pregunta una vez por cada vista y se recuerda (una red de tfjs u ONNX, logits guardados o un tronco congelado).',
  'This experiment’s students start from a file, and this visit has not been given one.':
    'Los estudiantes de este experimento empiezan de un archivo, y en esta visita no se ha dado ninguno.',
  'Use fewer views or fewer images.': 'Usa menos vistas o menos imágenes.',
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
  '{0} holds more than {1} MB once unpacked.': '{0} contiene más de {1} MB una vez descomprimido.',
  '{0} is no zip file, or is damaged.': '{0} no es un archivo zip, o está dañado.',
  'Unpack it, and open its model.json together with the weight files beside it.':
    'Descomprímelo y abre su model.json junto con los archivos de pesos que lo acompañan.',
  'The file’s own description of its architecture is damaged (at “{0}”).':
    'La descripción que el archivo da de su arquitectura está dañada (en «{0}»).',
  'Export the network again, or remove the entry “architecture” from the file’s metadata to have it recognised by its shapes.':
    'Exporta la red otra vez, o quita la entrada «architecture» de los metadatos del archivo para que se reconozca por sus formas.',
  'It has channels of its own, as after pruning. The student has them too, whatever its width.':
    'Tiene su propio número de canales, como tras una poda. El estudiante también los tiene, sea cual sea su anchura.',
  '{0} holds {1} with quantised weights. A quantised network is neither trained, pruned nor quantised again in this version.':
    '{0} contiene {1} con pesos cuantizados. Una red cuantizada no se entrena, ni se poda ni se cuantiza otra vez en esta versión.',
  'Start from the network that it was made of, or choose another file.':
    'Empieza desde la red de la que se hizo, o elige otro archivo.',
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
  'Energy per image, a proxy at 45 nm': 'Energía por imagen, estimación indirecta a 45 nm',
  'Multiply-adds': 'Multiplicaciones-sumas',
  'Time per image': 'Tiempo por imagen',
  'Weights at zero': 'Pesos a cero',
  'Bits per weight': 'Bits por peso',
  'names of stages and of what was measured': 'nombres de etapas y de lo que se midió',
};
