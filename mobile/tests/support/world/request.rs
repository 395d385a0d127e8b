//! What the evaluator asks for: done once however often it comes, or refused.

use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Appeal, Ask, Request, RequestOutcome, RequestsBody, RequestsReply};

use super::World;
use crate::support::http::Reply;

impl World {
    pub(super) fn take_requests(&mut self, body: &RequestsBody) -> Reply {
        let mut outcomes = Vec::new();
        for raw in &body.requests {
            let request: Request = serde_json::from_str(raw.get()).unwrap();
            let key = request.id.to_string();
            if let Some((known, outcome)) = self.requests.get(&key) {
                assert_eq!(known, raw.get(), "a repeated request is the same to the byte");
                outcomes.push(*outcome);
                continue;
            }
            let outcome = self.refuse_requests.unwrap_or(RequestOutcome::Done);
            if outcome == RequestOutcome::Done {
                match &request.ask {
                    Ask::Accept { visit } | Ask::Claim { visit } => {
                        self.move_to(*visit, VisitState::Accepted);
                    }
                    Ask::Decline { visit, .. } | Ask::Release { visit, .. } => {
                        self.move_to(*visit, VisitState::Released);
                    }
                    Ask::Appeal { visit, words, .. } => self.change(*visit, |assignment| {
                        assignment.rejections.last_mut().unwrap().appeal = Some(Appeal {
                            words: words.clone(),
                            made_at: request.at,
                            decision: None,
                        });
                    }),
                    Ask::Attempt(attempt) => self.take_attempt(request.id, request.at, attempt),
                }
                self.deeds.push(request.ask);
            }
            self.requests.insert(key, (raw.get().to_owned(), outcome));
            outcomes.push(outcome);
        }
        Reply::json(&RequestsReply { outcomes })
    }
}
