/**
 * Every workload, in the order of the table. A new one is a file beside this and a line here.
 */
import { defaultStudent } from './defaultStudent.ts';
import { resnet20Student } from './resnet20Student.ts';
import { resnet20Teacher } from './resnet20Teacher.ts';
import type { Workload } from './workload.ts';

export const workloads: readonly Workload[] = [defaultStudent, resnet20Student, resnet20Teacher];
