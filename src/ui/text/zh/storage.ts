/**
 * What is said where another tab is in the way of what this browser keeps.
 */
import type { StorageText } from '../en/storage.ts';
import type { Partly } from '../partly.ts';

export const storageZh = {
  blocked: {
    what: '另一个标签页以较旧的版本打开着本实验室。',
    fix: '请关闭或重新加载那个标签页。在此之前，此浏览器保存的部分内容无法读取；需要保存的内容会等待，只要本页仍然打开，那个标签页一关闭就会保存。',
  },
  newer: {
    what: '另一个标签页打开了较新版本的实验室，此浏览器保存的内容已采用新版本的形式。',
    fix: '请重新加载本页：在此之前在这里训练的内容可能不会保存。不想丢失的内容请先下载。',
  },
} satisfies Partly<StorageText>;
