//! Logging in: sessions end, codes work once, a lost reply costs nothing.

use vitrine_backend::storage::invitations::{Enrolment, NewDevice, NewInvitation};
use vitrine_backend::storage::{Role, Store};
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{DeviceId, InvitationId};
use vitrine_shared::signature::SecretKey;

use crate::engines::both;
use crate::phone::{at, unique};
use crate::world::World;

both! {
    a_code_enrols_one_phone_and_again_the_same_one,
    a_code_expires,
    a_revoked_phone_stays_out_until_it_is_invited_anew,
    a_phones_id_is_not_taken_over,
    a_session_ends,
    one_code_on_sixteen_phones_enrols_one,
}

fn device(token: &[u8], key: u8) -> NewDevice {
    NewDevice {
        id: DeviceId::new(at(0), unique()),
        public_key: SecretKey::from_seed(&[key; 32]).public(),
        label: "Teste".to_owned(),
        token_sha256: Digest::of(token),
    }
}

async fn invite(world: &World, code: &[u8]) -> Digest {
    let user = match world.phones.first() {
        Some(phone) => phone.scope.user().unwrap(),
        None => world.person(Role::Evaluator, None).await.user.id,
    };
    let invitation = NewInvitation {
        id: InvitationId::new(at(0), unique()),
        user,
        code_sha256: Digest::of(code),
        created_at: at(0),
        expires_at: at(100),
    };
    world
        .store
        .create_invitation(&world.operator, &invitation)
        .await
        .unwrap();
    invitation.code_sha256
}

fn enrolled(enrolment: &Enrolment) -> bool {
    matches!(enrolment, Enrolment::Enrolled { agency_name, .. } if agency_name == "Agência")
}

async fn a_code_enrols_one_phone_and_again_the_same_one(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let code = invite(&world, b"code").await;
    let mut first = device(b"first token", 1);
    assert!(enrolled(&store.enrol(&code, &first, at(1)).await.unwrap()));
    first.token_sha256 = Digest::of(b"second token");
    assert!(
        enrolled(&store.enrol(&code, &first, at(2)).await.unwrap()),
        "the reply was lost"
    );
    assert!(
        store
            .device_login(&Digest::of(b"first token"))
            .await
            .unwrap()
            .is_none()
    );
    let login = store.device_login(&first.token_sha256).await.unwrap().unwrap();
    assert_eq!(
        (login.device, login.public_key, login.revoked),
        (first.id, first.public_key, false)
    );

    let other = store.enrol(&code, &device(b"other", 2), at(3)).await.unwrap();
    assert!(matches!(other, Enrolment::Invalid), "{other:?}");
    let unknown = store
        .enrol(&Digest::of(b"guess"), &device(b"guess", 3), at(3))
        .await
        .unwrap();
    assert!(matches!(unknown, Enrolment::Invalid), "{unknown:?}");
    assert_eq!(store.devices(&world.operator, None).await.unwrap().len(), 1);
}

async fn a_code_expires(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let code = invite(&world, b"code").await;
    let late = store.enrol(&code, &device(b"late", 1), at(100)).await.unwrap();
    assert!(matches!(late, Enrolment::Expired), "{late:?}");
}

async fn a_revoked_phone_stays_out_until_it_is_invited_anew(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let code = invite(&world, b"code").await;
    let phone = device(b"token", 1);
    assert!(enrolled(&store.enrol(&code, &phone, at(1)).await.unwrap()));
    store
        .revoke_device(&world.operator, phone.id, at(2))
        .await
        .unwrap();
    assert!(
        store
            .device_login(&phone.token_sha256)
            .await
            .unwrap()
            .unwrap()
            .revoked
    );
    let old_code = store.enrol(&code, &phone, at(3)).await.unwrap();
    assert!(matches!(old_code, Enrolment::Invalid), "{old_code:?}");
    let new_code = invite(&world, b"another code").await;
    assert!(enrolled(&store.enrol(&new_code, &phone, at(4)).await.unwrap()));
    assert!(
        !store
            .device_login(&phone.token_sha256)
            .await
            .unwrap()
            .unwrap()
            .revoked
    );
}

async fn a_phones_id_is_not_taken_over(store: Store) {
    let world = World::new(&store, "Agência", 1).await;
    let code = invite(&world, b"code").await;
    let mut thief = device(b"thief", 7);
    thief.id = world.phones[0].device;
    let taken = store.enrol(&code, &thief, at(1)).await.unwrap();
    assert!(
        matches!(taken, Enrolment::Invalid),
        "another key under the same id: {taken:?}"
    );
    assert!(store.device_login(&thief.token_sha256).await.unwrap().is_none());
}

async fn a_session_ends(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let scope = world.scope_of(Role::Coordinator, None).await;
    let user = scope.user().unwrap();
    let token = Digest::of(user.as_bytes());
    assert_eq!(
        store.session(&token, at(999_999)).await.unwrap().unwrap().scope,
        scope
    );
    assert!(
        store.session(&token, at(1_000_000)).await.unwrap().is_none(),
        "its time is over"
    );
    store.set_password(&scope, user, "new".to_owned()).await.unwrap();
    assert!(
        store.session(&token, at(2)).await.unwrap().is_none(),
        "a new password ends it"
    );

    let scope = world.scope_of(Role::Reviewer, None).await;
    let token = Digest::of(scope.user().unwrap().as_bytes());
    store.end_session(&token).await.unwrap();
    assert!(store.session(&token, at(2)).await.unwrap().is_none());
}

async fn one_code_on_sixteen_phones_enrols_one(store: Store) {
    let world = World::new(&store, "Agência", 0).await;
    let code = invite(&world, b"code").await;
    let tries = (0..16).map(|n| {
        let store = store.clone();
        tokio::spawn(async move { store.enrol(&code, &device(&[n], n), at(1)).await.unwrap() })
    });
    let tries: Vec<_> = tries.collect();
    let mut winners = 0;
    for one in tries {
        winners += usize::from(enrolled(&one.await.unwrap()));
    }
    assert_eq!(winners, 1);
    assert_eq!(store.devices(&world.operator, None).await.unwrap().len(), 1);
}
