// A training for `tests/fixtures/hand-worked.toml`, and the thumb that takes its quiz.
import { expect } from '@playwright/test';

/** The right option of each question. */
export const RIGHT = { names: 'no', photos: 'never', doubt: 'guidance' };

/** All wrong. */
export const WRONG = { names: 'yes', photos: 'always', doubt: 'guess' };

export const training = (checklist) => `
checklist = "${checklist.id}"
version = ${checklist.version}
languages = ["pt-BR"]
pass_percent = 60
attempts = 2
wait_hours = 24
title = "Como visitar a loja"

[[modules]]
id = "role"
title = "O seu papel"
body = """
Você é um cliente comum que registra fatos.
- Registre o que viu e ouviu.
- Na dúvida, leia a orientação da pergunta."""

[[modules]]
id = "after"
title = "Depois da visita"
body = "Releia os textos e envie no mesmo dia."

[[quiz]]
id = "names"
text = "Você registra o nome de quem atendeu?"
options = [{ id = "yes", text = "Sim" }, { id = "no", right = true, text = "Não, só a função" }]
explanation = "Nomes são dados pessoais."

[[quiz]]
id = "photos"
text = "Quando você fotografa pessoas?"
options = [{ id = "never", right = true, text = "Nunca" }, { id = "always", text = "Sempre que ajuda" }]
explanation = "Pessoas nunca aparecem nas fotos."

[[quiz]]
id = "doubt"
text = "Na dúvida entre duas respostas, o que você faz?"
options = [{ id = "guidance", right = true, text = "Leio a orientação" }, { id = "guess", text = "Escolho qualquer uma" }]
explanation = "Dez pessoas devem marcar a mesma coisa."
`;

/** Answers the quiz on the screen and hands it in. */
export async function takeQuiz(phone, answers) {
  const count = Object.keys(answers).length;
  for (let place = 1; place <= count; place += 1) {
    await expect(phone.at('quiz-of')).toContainText(`${place}`);
    const question = await phone.at('quiz-question').getAttribute('data-question');
    await phone.at(`option-${answers[question]}`).check({ force: true });
    await phone.at(place < count ? 'quiz-next' : 'quiz-hand-in').click();
    if (place < count) await expect(phone.at('quiz-question')).not.toHaveAttribute('data-question', question);
  }
  await expect(phone.at('explained')).toHaveCount(count);
}
