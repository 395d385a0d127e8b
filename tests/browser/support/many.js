// Checklists as long as one likes.

const numbers = (count) => Array.from({ length: count }, (_, index) => index);

/** The ids of the questions of `manyQuestions`, in their order. */
export const manyIds = (touchpoints, each) => numbers(touchpoints * each)
  .map((index) => `q${Math.floor(index / each)}-${index % each}`);

/** So many touchpoints of so many questions each, all answered with yes or no; `more` goes into each question. */
export function manyQuestions(touchpoints, each, more = '') {
  const question = (t, q) => `
[[touchpoints.questions]]
id = "q${t}-${q}"
kind = "yes_no"
text = "Pergunta ${t * each + q + 1}?"
points = { yes = ${q + 1}, no = 0 }
${more}`;
  const touchpoint = (t) => `
[[touchpoints]]
id = "t${t}"
title = "Ponto ${t + 1}"
stage = "active_evaluation"
channel = "in_store"
touch = "high"
pillar = "people"
weight = ${t + 1}
${numbers(each).map((q) => question(t, q)).join('')}`;
  return `format = 1
id = "many"
version = 1
sector = "retail"
framework = "decision_journey"
languages = ["pt-BR"]
title = "Muitas perguntas"
briefing = "Observe."
declaration = "Estive no local."
${numbers(touchpoints).map(touchpoint).join('')}`;
}
