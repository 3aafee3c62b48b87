/**
 * What is said where another tab is in the way of what this browser keeps.
 */
export const storageEn = {
  blocked: {
    what: 'Another tab has the lab open in an earlier version.',
    fix: 'Close that tab, or reload it. Until then some of what this browser keeps cannot be read; what is to be kept waits, and is kept as soon as that tab is gone, if this page is still open.',
  },
  newer: {
    what: 'Another tab has a later version of the lab, and what this browser keeps is in its form now.',
    fix: 'Reload this page: what is trained here until then may not be kept. Download first what you do not want to lose.',
  },
};

export type StorageText = typeof storageEn;
