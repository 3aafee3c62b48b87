import type { ReachText } from '../en/reach.ts';
import type { Partly } from '../partly.ts';

const processor =
  'Todo: WebAssembly entrena en el procesador. Le van mejor los estudiantes pequeños y las imágenes pequeñas.';

const findings: ReachText['findings'] = {
  slow: {
    what: () => 'Aquí no arranca ni WebGPU ni WebAssembly; entrena JavaScript a secas.',
    works: 'Todo funciona, pero despacio: elige pocas imágenes y un estudiante pequeño.',
  },
  'gpu-missing': {
    what: () => 'Aquí no hay WebGPU; puede entrenar el procesador.',
    works: processor,
  },
  'gpu-no-adapter': {
    what: () => 'El navegador no le da a WebGPU ninguna GPU; puede entrenar el procesador.',
    works: processor,
  },
  'gpu-software': {
    what: () => 'La única GPU a la que llega WebGPU la imita el procesador.',
    works:
      'Todo: WebAssembly entrena en el procesador, sin ese rodeo. Le van mejor los estudiantes pequeños y las imágenes pequeñas.',
  },
  'gpu-failed': {
    what: () => 'WebGPU está, pero no ha arrancado; entrena el procesador.',
    works: processor,
  },
  'gpu-lost': {
    what: () => 'El navegador perdió la GPU mientras se usaba.',
    works: 'Las ejecuciones terminadas se conservan, y la siguiente vuelve a abrir la GPU.',
  },
  'storage-refused': {
    what: () => 'El navegador no deja que esta página guarde nada, como en una ventana privada.',
    works:
      'Todo funciona hasta que se cierra la página. Las ejecuciones terminadas, los profesores entrenados aquí y las carpetas no estarán en la próxima visita: descarga lo que quieras conservar.',
  },
  'storage-temporary': {
    what: () => 'El navegador no da archivos propios a esta página, como en una ventana privada.',
    works:
      'Todo funciona. Las ejecuciones terminadas, los profesores entrenados aquí y las carpetas pueden desaparecer al cerrar la ventana: descarga lo que quieras conservar.',
  },
  'storage-small': {
    what: ({ megabytes }) => `El navegador solo tiene sitio para ${megabytes} MB de esta página.`,
    works:
      'Todo funciona. Las carpetas y los profesores que no caben no se guardan para la próxima visita, y puede que la página no se abra sin red.',
  },
  'memory-small': {
    what: ({ gigabytes }) => `Este dispositivo tiene poca memoria (${gigabytes} GB).`,
    works:
      'Los experimentos pequeños funcionan como en cualquier otro; puede que una carpeta grande no quepa.',
  },
  'memory-tight': {
    what: ({ megabytes, gigabytes }) =>
      `Estas imágenes y estos modelos ocupan unos ${megabytes} MB de los ${gigabytes} GB de este dispositivo.`,
    works:
      'Puede funcionar; si la memoria se acaba, el laboratorio lo dice y conserva las ejecuciones terminadas.',
  },
  'no-simd': {
    what: () =>
      'WebAssembly calcula aquí los números de uno en uno, cuando podría hacerlo de cuatro en cuatro.',
    works: 'Todo funciona, más despacio: elige pocas imágenes y un estudiante pequeño.',
  },
  offline: {
    what: () => 'No hay red; el laboratorio funciona con la copia de este navegador.',
    works: 'Todo funciona: las imágenes, los profesores y el entrenamiento están en este equipo.',
  },
  'offline-without-copy': {
    what: () => 'No hay red, y este navegador aún no tiene una copia de la página.',
    works: 'Lo que está abierto sigue funcionando; lo que aún no se ha abierto puede que no se cargue.',
  },
  'saves-data': {
    what: () => 'El navegador ahorra datos, así que la página no se copia para usarla sin red.',
    works: 'Todo funciona mientras haya red.',
  },
};

const ways: ReachText['ways'] = {
  secure: () =>
    'Abre el laboratorio por https, o como `localhost` en el equipo que lo sirve: los navegadores se lo niegan a otras direcciones.',
  update: (browser, version) =>
    version
      ? `Actualiza ${browser}: lo tiene desde la versión ${version}.`
      : `Actualiza ${browser || 'el navegador'}: las versiones actuales lo tienen.`,
  'chromium-linux': (browser) =>
    `En Linux, ${browser} llega a los gráficos Intel de 12.ª generación o posteriores desde la versión 144, y a los de NVIDIA con el controlador 535.183.01 o posterior desde la versión 147. Con otros gráficos, ábrelo con \`--enable-unsafe-webgpu --ozone-platform=x11 --use-angle=vulkan --enable-features=Vulkan,VulkanFromANGLE\`. \`chrome://gpu\` dice qué lo impide.`,
  'chromium-android': (browser) =>
    `${browser} llega a los gráficos de Arm, Qualcomm e Intel con Android 12 o posterior, y a los de Imagination con Android 16 o posterior (desde la versión 139). \`chrome://gpu\` dice qué lo impide.`,
  'chromium-desktop': (browser) =>
    `Activa la aceleración de gráficos en \`chrome://settings/system\`, actualiza el controlador gráfico y vuelve a abrir ${browser}; \`chrome://gpu\` dice qué lo impide. En Windows para ARM, activa \`chrome://flags/#enable-unsafe-webgpu\`.`,
  'firefox-mac': () =>
    'En un Mac con chip de Apple, actualiza Firefox: tiene WebGPU desde la versión 147, y desde la 145 con macOS 26. En un Mac con procesador Intel, usa un Chrome o Edge actual.',
  'firefox-config': () =>
    'Abre `about:config`, pon `dom.webgpu.enabled` en true y vuelve a abrir Firefox; si no cambia nada, puede que un Chrome o Edge actual llegue a la GPU.',
  'firefox-android': () =>
    'Usa Chrome: desde la versión 121 llega a los gráficos de Arm, Qualcomm e Intel con Android 12 o posterior.',
  'firefox-settings': () =>
    'En los ajustes, en General y Rendimiento, deja que Firefox use la aceleración por hardware; actualiza el controlador gráfico. `about:support` dice en Gráficos qué lo impide.',
  'safari-mac': () =>
    'Safari tiene WebGPU con macOS 26. En un macOS anterior, usa un Chrome o Edge actual. En macOS 26, mira en los ajustes de Safari si WebGPU está desactivado entre las funciones experimentales.',
  'safari-ios': () => 'Actualiza a iOS 26 o iPadOS 26, cuyo Safari tiene WebGPU.',
  restart: () => 'Recarga la página; si no cambia nada, vuelve a abrir el navegador.',
  another: () =>
    'Usa un Chrome o Edge actual, Firefox en Windows o en un Mac con chip de Apple, o Safari en macOS 26 o iOS 26.',
  'webassembly-lockdown': () =>
    'El modo de aislamiento desactiva WebAssembly: si está activo, excluye este sitio en los ajustes de sitios web de Safari. Si no, actualiza el sistema.',
  webassembly: () => 'Actualiza el navegador; si lo gestiona un administrador, pide que permita WebAssembly.',
  'ordinary-window': () =>
    'Usa una ventana normal y permite en los ajustes del navegador que esta dirección guarde datos.',
  'free-space': () => 'Libera espacio en el disco o usa una ventana normal, no privada.',
  'use-less': () =>
    'Usa menos imágenes, un tamaño de imagen menor o un lote menor, y cierra otras pestañas y programas.',
  network: () => 'Cuando vuelva la red, no hay que hacer nada.',
  'data-saver': () => 'Desactiva el ahorro de datos durante una visita: la copia ocupa unos 5 MB.',
};

export const reachEs = {
  title: 'Qué funciona aquí',
  findings,
  ways,
  details: 'Detalles',
  more: (count) => `(y ${count} más)`,
  still: 'Qué funciona',
  how: (browser) => (browser ? `Para lo demás, en ${browser}` : 'Para lo demás'),
  allWell: 'A este navegador no le falta nada de lo que usa el laboratorio.',
  dismiss: 'Ocultar',
  link: 'Qué funciona en este navegador',
  newer: 'Hay una versión nueva del laboratorio.',
  reload: 'Recargar',
  notLoaded:
    'Esta parte de la página no se ha podido cargar: no hay red, o el laboratorio tiene una versión nueva. Lo que se entrena y se muestra en el resto sigue ahí.',
  broken: (message) =>
    `Esta parte de la página ha fallado (${message}). Lo que se entrena y se muestra en el resto sigue ahí.`,
  reloadKeeps: 'Al recargar se conservan las ejecuciones terminadas; lo que se está entrenando se detiene.',
} satisfies Partly<ReachText>;
