/**
 * Every workload, in the order of the table. A new one is a file beside this and a line here.
 */
import { defaultStudent } from './defaultStudent.ts';
import { mobilenetStudent } from './mobilenetStudent.ts';
import { resnet20Student } from './resnet20Student.ts';
import { resnet20Teacher } from './resnet20Teacher.ts';
import { resnet56Teaches4, resnet56Teaches32, resnet56Teaches128 } from './resnet56Teaches.ts';
import { smoke } from './smoke.ts';
import { vitTinyStudent } from './vitTinyStudent.ts';
import type { Workload } from './workload.ts';

export const workloads: readonly Workload[] = [
  resnet56Teaches32,
  resnet56Teaches128,
  resnet56Teaches4,
  resnet20Student,
  mobilenetStudent,
  vitTinyStudent,
  defaultStudent,
  resnet20Teacher,
  smoke,
];
