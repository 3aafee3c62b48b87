/**
 * 保存、带走与带回的内容的中文语句。
 */

import type { FamilyText } from '../../en/networks/family.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const familyZh: Partly<FamilyText> = {
  title: '保存的内容',
  used: (used, room) => `磁盘上：文件共 ${used}，上限 ${room}。`,
  inMemory: (weights) => `其权重按各自的位数计为 ${weights}；使用之前都不在内存中。`,
  pinned: (all, pinned) =>
    `${grouped(all)} 个网络中有 ${grouped(pinned)} 个已固定：它们从不为其他网络让出空间。`,
  goesFirst: (name, when) => `需要空间时，最久未动的先删除：${name}，上次使用于 ${when}。`,
  noneGoes: '所有网络都已固定：空间用完后，新的网络不再保存。',
  damaged: (names) => `已损坏，不能使用：${names.join('；')}。请删除它们，或重新运行其实验。`,
  isDamaged: '已损坏',
  cameIn: (file) => `来自 ${file}`,
  wasImported: (file) => `导入自 ${file}：不是在此浏览器中得到的。`,
  run: (name, run) => `${name}，第 ${grouped(run)} 次运行`,
  order: '所有文件，最久未动的在前',
  columns: { network: '网络', keep: '固定', file: '文件', touched: '上次使用' },
  keepThis: (name) => `固定：${name}`,
  free: '删除所有未固定的…',
  reallyFree: (count, bytes) => `永久删除 ${grouped(count)} 个网络（${bytes}）？`,
  freeThem: '删除',
  leaveThem: '不删除',
  freed: (count) => `已删除 ${grouped(count)} 个网络。`,
  take: '带走…',
  takeFile: '带走它的文件',
  takeFamily: '带走整个家族（zip）',
  familyHelp: (count, bytes) =>
    `它由什么得来，以及由它得来的一切：${grouped(count)} 个网络，文件共 ${bytes}，附配方与测量值。`,
  making: '正在生成…',
  familySaved: (name, count, size, leftOut) =>
    `${name}：${grouped(count)} 个网络，${size}。${leftOut.length > 0 ? `已损坏而未放入：${leftOut.join('、')}。` : ''}`,
  import: '导入家族…',
  importHelp: '导入另一浏览器中的网络家族（zip）',
  importDrop: '也可以把家族的 zip 拖放到页面任意处。',
  importingFrom: (name) => `正在从 ${name} 导入…`,
  imported: (name, { added, present, gone, refused, noRoom }) =>
    [
      `${name}：导入了 ${grouped(added)} 个网络`,
      present > 0 ? `${grouped(present)} 个已在此处` : '',
      refused.length > 0 ? `${grouped(refused.length)} 个被拒绝` : '',
      noRoom.length > 0 ? `${grouped(noRoom.length)} 个没有空间` : '',
      gone > 0 ? `另有 ${grouped(gone)} 个让出了空间` : '',
    ]
      .filter(Boolean)
      .join('，'),
  hadNoRoom: '没有空间；请取消固定或删除其他网络，再次导入。',
  dismiss: '关闭',
};
