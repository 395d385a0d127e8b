//! How the app comes up: the storage is claimed, the core is started, the first lists are asked for.

use std::rc::Rc;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use futures_util::StreamExt;

use super::{Phase, Phone};
use crate::core::protocol::{Command, CoreError, Notice, Reply};
use crate::ui::link::Core;
use crate::ui::platform::{self, PageEvent};

/// What comes to the screens from outside.
pub(super) enum Outside {
    Notice(Notice),
    Page(PageEvent),
}

/// Lets the outside speak to the screens, from wherever it is called.
#[derive(Clone)]
pub(super) struct Ear(Rc<dyn Fn(Outside)>);

impl Ear {
    fn page(&self) -> impl Fn(PageEvent) + Clone + 'static {
        let Self(ear) = self.clone();
        move |event| ear(Outside::Page(event))
    }

    fn core(&self) -> impl Fn(Notice) + 'static {
        let Self(ear) = self.clone();
        move |notice| ear(Outside::Notice(notice))
    }
}

/// Starts the app; once, in the root component.
pub fn start(mut phone: Phone) {
    let outside = use_coroutine(move |mut events: UnboundedReceiver<Outside>| async move {
        while let Some(event) = events.next().await {
            match event {
                Outside::Notice(notice) => phone.hear(notice),
                Outside::Page(event) => phone.witness(event),
            }
        }
    });
    use_hook(move || {
        let sender = outside.tx();
        // Sending fails only when the app has ended.
        let ear = Ear(Rc::new(move |event| drop(sender.unbounded_send(event))));
        super::training::forget_practice();
        platform::watch(ear.page());
        phone.ear.set(Some(ear));
        phone.come_up(false);
    });
}

impl Phone {
    /// Takes the storage over from another window: the person said so.
    pub fn take_over(mut self) {
        self.phase.set(Phase::TakingOver);
        self.come_up(true);
    }

    /// Starts anew after the core could not.
    pub fn start_again(mut self) {
        self.phase.set(Phase::Starting);
        self.come_up(false);
    }

    fn come_up(mut self, by_force: bool) {
        let Some(ear) = self.ear.peek().clone() else {
            return;
        };
        spawn_forever(async move {
            if !platform::claim_storage(by_force, ear.page()).await {
                self.phase.set(Phase::Elsewhere);
                return;
            }
            match Core::start(ear.core()).await {
                Ok(core) => {
                    self.core.set(Some(core));
                    self.first_look();
                }
                Err(CoreError::OpenElsewhere) => self.phase.set(Phase::Elsewhere),
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }

    fn first_look(self) {
        self.send(Command::Status, |mut phone, reply| match reply {
            Ok(Reply::Status(status)) => {
                phone.take_status(status);
                phone.phase.set(Phase::Ready);
                phone.refresh_visits();
                phone.refresh_record();
            }
            Ok(_) => phone.phase.set(Phase::Failed(CoreError::Ended)),
            Err(CoreError::OpenElsewhere) => phone.phase.set(Phase::Elsewhere),
            Err(error) => phone.phase.set(Phase::Failed(error)),
        });
    }
}
