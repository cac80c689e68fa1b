import { buildQuestions } from "./build.ts";
import { developmentQuestions } from "./development.ts";
import { fileQuestions } from "./files.ts";
import { healthQuestions } from "./health.ts";
import { imageQuestions } from "./images.ts";
import { moduleQuestions } from "./modules.ts";
import type { Question } from "./question.ts";
import { serviceQuestions } from "./service.ts";
import { startQuestions } from "./start.ts";
import { surroundingQuestions } from "./surroundings.ts";
import { userQuestions } from "./user.ts";

/** Every question, in the order in which they are asked and their answers saved: that of `Answers`. */
export const questions: readonly Question[] = [
  ...serviceQuestions,
  ...imageQuestions,
  ...userQuestions,
  ...healthQuestions,
  ...moduleQuestions,
  ...startQuestions,
  ...buildQuestions,
  ...surroundingQuestions,
  ...fileQuestions,
  ...developmentQuestions,
];

export const answerKeys: readonly string[] = questions.map(({ key }) => key);
