//! The order in which a quiz is asked: another one for each attempt, and the same for the same seed.

use super::{QuizChoice, QuizQuestion, Training};

/// A question as it is asked in one attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'a QuizQuestion,
    /// Its options in the order they are shown.
    pub options: Vec<&'a QuizChoice>,
}

/// The quiz in the order of this seed.
pub fn asked(training: &Training, seed: u32) -> Vec<Asked<'_>> {
    let mut dice = Dice(u64::from(seed));
    let mut questions: Vec<&QuizQuestion> = training.quiz.iter().collect();
    dice.shuffle(&mut questions);
    questions
        .into_iter()
        .map(|question| {
            let mut options: Vec<&QuizChoice> = question.options.iter().collect();
            dice.shuffle(&mut options);
            Asked { question, options }
        })
        .collect()
}

/// SplitMix64: enough to mix a handful of questions, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Fisher and Yates's shuffle.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let pick = self.roll() % (last as u64 + 1);
            // Not above `last`, which is an index.
            items.swap(last, usize::try_from(pick).unwrap_or(last));
        }
    }
}
