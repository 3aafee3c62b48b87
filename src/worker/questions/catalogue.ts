/**
 * Who answers which of the page's questions, between two training steps. The protocol says what is asked and what comes back.
 */
import type { Answers, QuestionOf, Questions } from '../../protocol/protocol.ts';
import type { Answer, Asked } from './asked.ts';
import { networkPredictions } from './compare/networkPredictions.ts';
import { whoPays } from './compare/whoPays.ts';
import { example } from './example.ts';
import { exportNetwork } from './exportNetwork.ts';
import { exportStudent, exportTeacher } from './exportWeights.ts';
import { exportFamily } from './family/exportFamily.ts';
import { importNetworks } from './family/importNetworks.ts';
import {
  deleteNetwork,
  deleteUnpinned,
  keptNetworks,
  networkFile,
  pinNetwork,
  undoDeleteNetwork,
} from './keptNetworks.ts';
import { layerWeights } from './layerWeights.ts';
import { lookAt } from './lookAt.ts';
import { modelCard } from './modelCard.ts';
import { networkInside } from './networkInside.ts';
import { pictures } from './pictures.ts';
import { networkCosts } from './price/networkCosts.ts';
import { stopTiming, timeRuntimes } from './price/timeRuntimes.ts';
import { forgetTeacher, savedTeachers, saveTeacher } from './savedTeachers.ts';
import { seenInside } from './seen/seenInside.ts';
import { channelPlan } from './smaller/channelPlan.ts';
import { continues } from './smaller/continues.ts';
import { layerRanks } from './smaller/layerRanks.ts';
import { layerSensitivity } from './smaller/layerSensitivity.ts';
import { previewStage } from './smaller/previewStage.ts';
import { studentPredictions } from './studentPredictions.ts';
import { students } from './students.ts';
import { exportLogits } from './teacher/exportLogits.ts';
import { teachersApart } from './teacher/teachersApart.ts';
import { useTeacherFile, useTeacherModel } from './teacher/useTeacher.ts';
import { teacherTable } from './teacherTable.ts';
import { timeInference } from './timeInference.ts';
import { torchProgram } from './torchProgram.ts';
import { useStudentFile, weightsCard } from './useStudentFile.ts';

const questions: { readonly [Type in keyof Questions]: Answer<Type> } = {
  example,
  'look-at': lookAt,
  'seen-inside': seenInside,
  pictures,
  'teacher-table': teacherTable,
  'teachers-apart': teachersApart,
  students,
  predictions: studentPredictions,
  'model-card': modelCard,
  'export-student': exportStudent,
  'export-teacher': exportTeacher,
  'export-logits': exportLogits,
  'torch-program': torchProgram,
  'export-network': exportNetwork,
  'time-inference': timeInference,
  'use-teacher-file': useTeacherFile,
  'use-teacher-model': useTeacherModel,
  'use-student-file': useStudentFile,
  'weights-card': weightsCard,
  'save-teacher': saveTeacher,
  'saved-teachers': savedTeachers,
  'forget-teacher': forgetTeacher,
  'kept-networks': keptNetworks,
  'pin-network': pinNetwork,
  'delete-network': deleteNetwork,
  'undo-delete-network': undoDeleteNetwork,
  'network-file': networkFile,
  'network-inside': networkInside,
  'layer-weights': layerWeights,
  'layer-ranks': layerRanks,
  continues,
  'preview-stage': previewStage,
  'channel-plan': channelPlan,
  'layer-sensitivity': layerSensitivity,
  'delete-unpinned-networks': deleteUnpinned,
  'export-family': exportFamily,
  'import-networks': importNetworks,
  'network-predictions': networkPredictions,
  'network-costs': networkCosts,
  'time-runtimes': timeRuntimes,
  'stop-timing': stopTiming,
  'who-pays': whoPays,
};

/** @throws ProblemError where it is refused */
export const answerTo = <Type extends keyof Questions>(
  type: Type,
  question: QuestionOf<Type>,
  asked: Asked,
): Promise<Answers[Type]> => questions[type](question, asked);
