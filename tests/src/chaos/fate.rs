//! What can happen to a request on its way, and how often.

use rand::RngExt;
use rand::rngs::StdRng;

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The server, or a gateway before it, answers 500, 502, 503 or 504.
    ServerError,
    /// The server has forgotten the half upload that the request goes on with.
    Forget,
    /// It takes three seconds to arrive.
    Latency,
    /// Request and answer travel at 20 kbit/s.
    Trickle,
}

impl Fate {
    /// What is over at once.
    const QUICK: [Self; 7] = [
        Self::Repeat,
        Self::LoseReply,
        Self::Late,
        Self::CutRequest,
        Self::CutReply,
        Self::Portal,
        Self::ServerError,
    ];

    /// What takes its time.
    const SLOW: [Self; 2] = [Self::Latency, Self::Trickle];

    /// The fate in words, for figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "passed",
            Self::Repeat => "sent twice",
            Self::LoseReply => "answers lost",
            Self::Late => "out of order",
            Self::CutRequest => "cut on the way there",
            Self::CutReply => "cut on the way back",
            Self::Portal => "captive portal",
            Self::ServerError => "server errors",
            Self::Forget => "half uploads forgotten",
            Self::Latency => "3 s latency",
            Self::Trickle => "at 20 kbit/s",
        }
    }
}

/// How often requests are disturbed.
#[derive(Clone, Copy, Debug)]
pub struct Odds {
    /// The share of requests that are repeated, cut, lost or answered by somebody else, 0 to 1; each
    /// of these is as likely as the others.
    pub disturbed: f64,
    /// The share of requests that are slow, 0 to 1.
    pub slow: f64,
    /// How often the server forgets a half upload just when it goes on, 0 to 1.
    pub forgotten: f64,
    /// Larger requests never trickle: a test must end.
    pub trickles_up_to_bytes: usize,
}

impl Odds {
    /// Everything passes.
    pub const CALM: Self = Self {
        disturbed: 0.0,
        slow: 0.0,
        forgotten: 0.0,
        trickles_up_to_bytes: 0,
    };

    /// Half of everything goes wrong, quickly.
    pub const STORM: Self = Self {
        disturbed: 0.5,
        ..Self::CALM
    };

    /// A day in cellars, trains and shopping centres.
    pub const FIELD: Self = Self {
        disturbed: 0.3,
        slow: 0.08,
        forgotten: 0.25,
        trickles_up_to_bytes: 24 * 1024,
    };

    /// Draws the fate of one request of this size; `goes_on` where it goes on with a half upload.
    pub fn draw(self, rng: &mut StdRng, bytes: usize, goes_on: bool) -> Fate {
        if goes_on && rng.random_bool(self.forgotten) {
            return Fate::Forget;
        }
        if rng.random_bool(self.disturbed) {
            return one_of(&Fate::QUICK, rng);
        }
        if !rng.random_bool(self.slow) {
            return Fate::Pass;
        }
        match one_of(&Fate::SLOW, rng) {
            Fate::Trickle if bytes > self.trickles_up_to_bytes => Fate::Latency,
            fate => fate,
        }
    }
}

fn one_of(fates: &[Fate], rng: &mut StdRng) -> Fate {
    let index = rng.random_range(0..fates.len());
    fates.get(index).copied().unwrap_or(Fate::Pass)
}
