/**
 * Settings of what computes.
 */
import { backendChoices, captureChoices, kernelsChoices } from '../choices.ts';
import { always, mayCapture } from '../decides.ts';
import { choiceField } from '../fields.ts';

export const machineFields = {
  backend: choiceField({
    label: 'Backend',
    help: 'auto takes WebGPU on a GPU or WebAssembly, whichever measures faster here, and plain JavaScript without either.',
    group: 'machine',
    decides: { machine: always, backend: always },
    default: 'auto',
    choices: backendChoices,
  }),
  kernels: choiceField({
    label: 'Kernels',
    help: 'What computes each operation: the lab’s own kernels where it has them, or stock tfjs throughout, to compare.',
    group: 'machine',
    decides: { machine: always, backend: always },
    default: 'ours',
    choices: kernelsChoices,
  }),
  capture: choiceField({
    label: 'Captured step',
    help: 'On WebGPU a training step is recorded once and replayed; off runs each step anew, to compare.',
    group: 'machine',
    decides: { machine: mayCapture },
    keepsPlace: true,
    default: 'on',
    choices: captureChoices,
  }),
};
