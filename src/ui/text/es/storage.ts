/**
 * What is said where another tab is in the way of what this browser keeps.
 */
import type { StorageText } from '../en/storage.ts';
import type { Partly } from '../partly.ts';

export const storageEs = {
  blocked: {
    what: 'Otra pestaña tiene abierto el laboratorio en una versión anterior.',
    fix: 'Cierra esa pestaña o vuelve a cargarla. Hasta entonces no se puede leer una parte de lo que guarda este navegador; lo que haya que guardar espera, y se guarda en cuanto esa pestaña se cierre, si esta página sigue abierta.',
  },
  newer: {
    what: 'Otra pestaña tiene una versión posterior del laboratorio, y lo que guarda este navegador ya tiene la forma de esa versión.',
    fix: 'Vuelve a cargar esta página: puede que no se guarde lo que se entrene aquí hasta entonces. Descarga antes lo que no quieras perder.',
  },
} satisfies Partly<StorageText>;
