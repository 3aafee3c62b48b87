import type { RecipeEditorText } from '../en/recipeEditor.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

export const recipeEditorZh = {
  lead: '网络从第一个阶段到最后一个阶段依次经过。',
  stages: '阶段',
  drag: '拖到别的位置',
  up: (label, place, count) => `上移${label}，第 ${grouped(place)} 阶段，共 ${grouped(count)} 个`,
  down: (label, place, count) => `下移${label}，第 ${grouped(place)} 阶段，共 ${grouped(count)} 个`,
  remove: (label, place, count) => `移除${label}，第 ${grouped(place)} 阶段，共 ${grouped(count)} 个`,
  stage: (label, place) => `第 ${grouped(place)} 阶段，${label}`,
  add: '添加阶段',
  full: (most) => `配方最多有 ${grouped(most)} 个阶段。`,
  moved: (label, place, count) => `${label}现在是第 ${grouped(place)} 个，共 ${grouped(count)} 个。`,
  added: (label, place, count) => `已添加${label}，是第 ${grouped(place)} 个，共 ${grouped(count)} 个。`,
  removed: (label, count) => `已移除${label}；还剩 ${grouped(count)} 个阶段。`,
  lost: (path) => `不再改变 ${path}。`,
  asExperiment: (value) => `按实验（${value}）`,
  varied: (values) => `改变：${values}`,
  idle: '在其他设置下没有作用',
  set: '设定',
  setLong: (setting, label, place) => `设定第 ${grouped(place)} 阶段${label}的${setting}`,
  unset: (setting, label, place) => `第 ${grouped(place)} 阶段${label}的${setting}按实验`,
  asText: '文本形式',
  asTextHelp: '整个配方，与链接和命令行的写法相同；按回车键采用所输入的内容。',
  wrong: (fault, kept) => `未采用：${fault}。仍然有效的是：${kept}。`,
  advice: '关于这个配方值得知道的',
  choices: {
    magnitude: '权重大小',
    taylor: '损失的变化（Taylor）',
    '8': '总是 8 位',
    same: '与其他层相同',
  },
} satisfies Partly<RecipeEditorText>;
