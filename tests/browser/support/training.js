// The training of `tests/fixtures/hand-worked.toml`, and the thumb that takes its quiz.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';

/** The right option of each question. */
export const RIGHT = { names: 'no', photos: 'never', doubt: 'guidance' };

/** All wrong. */
export const WRONG = { names: 'yes', photos: 'always', doubt: 'guess' };

export const TRAINING = readFileSync(new URL('../../fixtures/hand-worked-training.toml', import.meta.url), 'utf8');

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

/** Past the screens of training and of a dry run; at each one `look(page, name)` is called. */
export async function trainingTour(phone, { evaluator, visit }, look) {
  const { page } = phone;
  await phone.enrol(evaluator.link);
  await phone.at('place-training').click();
  await expect(phone.at('course')).toHaveAttribute('data-standing', 'open');
  await look(page, 'training');
  await phone.at('place-visits').click();
  await phone.openVisit(visit);
  await expect(phone.at('training-first')).toBeVisible();
  await look(page, 'training-first');
  await phone.at('to-training').click();
  await expect(phone.at('module')).toHaveCount(2);
  await look(page, 'course');
  await phone.at('module').first().click();
  await expect(phone.at('module-text')).toBeVisible();
  await look(page, 'module');
  await phone.at('module-read').click();
  await phone.at('module-read').click();
  await phone.at('quiz-begin').click();
  await expect(phone.at('quiz-question')).toBeVisible();
  await look(page, 'quiz');
  await takeQuiz(phone, WRONG);
  await look(page, 'quiz-failed');
  await phone.at('quiz-again').click();
  await takeQuiz(phone, RIGHT);
  await expect(phone.at('certificate')).toBeVisible();
  await look(page, 'quiz-passed');
  await phone.at('to-course').click();
  await expect(phone.at('attempt')).toHaveCount(2);
  await look(page, 'course-passed');
  await phone.at('back').click();
  await expect(phone.at('course')).toHaveAttribute('data-standing', 'passed');
  await look(page, 'training-passed');
  await phone.at('place-visits').click();
  await phone.openVisit(visit);
  await phone.at('practise').click();
  await expect(phone.at('practice-bar')).toBeVisible();
  await look(page, 'practice-briefing');
  await phone.checkIn();
  await look(page, 'practice-question');
  await phone.at('practice-end').click();
  await expect(phone.at('practice-bar')).toHaveCount(0);
}

/** Tries until every attempt is used. */
export async function useUp(phone) {
  await phone.at('quiz-begin').click();
  await takeQuiz(phone, WRONG);
  await phone.at('quiz-again').click();
  await takeQuiz(phone, WRONG);
  await phone.at('to-course').click();
  await expect(phone.at('used-up')).toBeVisible();
}
