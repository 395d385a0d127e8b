//! What can happen to a request on its way, and how often.

use rand::RngExt;
use rand::rngs::StdRng;

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives and is answered.
    Pass,
    /// It arrives twice; the second answer is heard.
    Repeat,
    /// It arrives; the answer is lost.
    LoseReply,
    /// It arrives after requests that were sent later; nobody hears the answer.
    Late,
    /// Half of it arrives.
    CutRequest,
    /// Half of the answer arrives.
    CutReply,
    /// A captive portal answers 200 with a page of its own.
    Portal,
    /// A gateway answers 502.
    ServerError,
}

/// How often requests are disturbed.
#[derive(Clone, Copy, Debug)]
pub struct Odds {
    /// The share of requests that meet some fate, 0 to 1; each fate is as likely as the others.
    pub disturbed: f64,
}

impl Odds {
    /// Everything passes.
    pub const CALM: Self = Self { disturbed: 0.0 };
    /// Half of everything goes wrong.
    pub const STORM: Self = Self { disturbed: 0.5 };

    /// Draws the fate of one request.
    pub fn draw(self, rng: &mut StdRng) -> Fate {
        const DISTURBANCES: [Fate; 7] = [
            Fate::Repeat,
            Fate::LoseReply,
            Fate::Late,
            Fate::CutRequest,
            Fate::CutReply,
            Fate::Portal,
            Fate::ServerError,
        ];
        if !rng.random_bool(self.disturbed) {
            return Fate::Pass;
        }
        let index = rng.random_range(0..DISTURBANCES.len());
        DISTURBANCES.get(index).copied().unwrap_or(Fate::Pass)
    }
}
