//! A phone trades an invitation's one-time code for its device token.

use std::net::IpAddr;

use vitrine_shared::id::{InvitationId, UserId};
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{EnrolReply, EnrolRequest};

use super::{Failure, Outcome, sessions};
use crate::app::App;
use crate::random;
use crate::security::token;
use crate::storage::Scope;
use crate::storage::invitations::{Enrolment, NewDevice, NewInvitation};

/// How long a code works: an evaluator has two days to open the link.
const CODE_MS: i64 = 48 * 60 * 60 * 1000;

/// The longest name that a phone may call itself, in characters.
const MAX_LABEL_CHARS: usize = 120;

/// An invitation, with the code that is told once.
pub struct Invitation {
    /// The one-time code.
    pub code: String,
    /// When it stops working.
    pub expires_at: Timestamp,
}

impl Invitation {
    /// The link that opens the phone app and enrols it. The code stands behind the `#`, where no
    /// server logs it.
    pub fn link(&self, origin: &str) -> String {
        format!("{origin}/app/#/enrol/{}", self.code)
    }
}

/// Invites an evaluator to enrol a phone.
///
/// # Errors
/// No such evaluator in the caller's agency.
pub async fn invite(app: &App, scope: &Scope, user: UserId) -> Outcome<Invitation> {
    let (code, code_sha256) = token::make_code()?;
    let now = app.now();
    let new = NewInvitation {
        id: InvitationId::new(now, random::bytes()?),
        user,
        code_sha256,
        created_at: now,
        expires_at: now.plus_ms(CODE_MS),
    };
    app.store().create_invitation(scope, &new).await?;
    Ok(Invitation {
        code,
        expires_at: new.expires_at,
    })
}

/// Enrols a phone. The same phone may ask again with the same code, as its first reply may be lost: it gets
/// the same token.
///
/// # Errors
/// The code is unknown, used by another phone, or too old; too many tries.
pub async fn enrol(app: &App, from: IpAddr, request: EnrolRequest) -> Outcome<EnrolReply> {
    let code_sha256 = token::code_digest(&request.code);
    sessions::limit(app, from, &code_sha256.to_string())?;
    if request.label.chars().count() > MAX_LABEL_CHARS {
        return Err(Failure::invalid(
            "label",
            format!("at most {MAX_LABEL_CHARS} characters"),
        ));
    }
    let (token, token_sha256) =
        token::of_phone(app.key(), &request.code, request.device, &request.public_key);
    let device = NewDevice {
        id: request.device,
        public_key: request.public_key,
        label: request.label,
        token_sha256,
    };
    match app.store().enrol(&code_sha256, &device, app.now()).await? {
        Enrolment::Enrolled { user, agency_name } => {
            app.phones().forget(device.id);
            Ok(EnrolReply {
                token,
                evaluator: user.id,
                evaluator_name: user.name,
                agency_name,
                lang: user.lang,
                server_key: app.key().public(),
            })
        }
        Enrolment::OtherPerson => Err(Code::DeviceOfAnother.into()),
        Enrolment::Invalid => Err(Code::InvitationInvalid.into()),
        Enrolment::Expired => Err(Code::InvitationExpired.into()),
    }
}
