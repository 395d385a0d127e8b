//! A small agency: a brand with a hierarchy, people of every role, phones, a wave.

use vitrine_backend::storage::access::{Login, NewSession};
use vitrine_backend::storage::agencies::Agency;
use vitrine_backend::storage::brands::{Client, Location, Node, Ownership};
use vitrine_backend::storage::invitations::{Enrolment, NewDevice, NewInvitation};
use vitrine_backend::storage::people::User;
use vitrine_backend::storage::visits::NewVisit;
use vitrine_backend::storage::waves::Wave;
use vitrine_backend::storage::{Role, Scope, Store};
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{
    AgencyId, ClientId, DeviceId, InvitationId, LocationId, NodeId, UserId, VisitId, WaveId,
};
use vitrine_shared::signature::SecretKey;
use vitrine_shared::text::Lang;

use super::phone::{Phone, Sample, at, sample, unique};

/// An agency with everything that a visit needs.
pub struct World {
    pub store: Store,
    pub operator: Scope,
    pub sample: Sample,
    pub server: SecretKey,
    pub client: ClientId,
    pub north: NodeId,
    pub south: NodeId,
    /// One in the north, one in the south, a competitor's under no node.
    pub locations: Vec<LocationId>,
    pub wave: WaveId,
    pub phones: Vec<Phone>,
}

impl World {
    pub async fn new(store: &Store, name: &str, evaluators: usize) -> Self {
        let agency = Agency {
            id: AgencyId::new(at(0), unique()),
            name: name.to_owned(),
        };
        let operator = store.found_agency(&agency, at(0)).await.unwrap();
        let sample = sample();
        let name = &sample.name;
        store
            .publish_checklist(&operator, name, sample.bytes.clone(), &[], at(0))
            .await
            .unwrap();
        let client = ClientId::new(at(0), unique());
        store
            .create_client(
                &operator,
                &Client {
                    id: client,
                    name: "Marca".to_owned(),
                },
                at(0),
            )
            .await
            .unwrap();
        let nodes = [
            ("Norte", NodeId::new(at(0), unique())),
            ("Sul", NodeId::new(at(0), unique())),
        ];
        for (name, id) in nodes {
            let node = Node {
                id,
                parent: None,
                name: name.to_owned(),
                level: "region".to_owned(),
            };
            store.create_node(&operator, client, &node, at(0)).await.unwrap();
        }
        let [(_, north), (_, south)] = nodes;
        let places = [
            location(client, Some(north), "N1", Ownership::Own),
            location(client, Some(south), "S1", Ownership::Franchise),
            location(client, None, "C1", Ownership::Competitor),
        ];
        store.create_locations(&operator, &places, at(0)).await.unwrap();
        let wave = wave(client, &sample);
        store.create_wave(&operator, &wave, at(0)).await.unwrap();
        let mut world = Self {
            store: store.clone(),
            operator,
            sample,
            server: SecretKey::from_seed(&[9; 32]),
            client,
            north,
            south,
            locations: places.iter().map(|place| place.id).collect(),
            wave: wave.id,
            phones: Vec::new(),
        };
        for _ in 0..evaluators {
            let evaluator = world.person(Role::Evaluator, None).await.user.id;
            let phone = world.enrol(evaluator).await;
            world.phones.push(phone);
        }
        world
    }

    /// Adds a person of this role; one of a brand is of this world's, held to `node`.
    pub async fn person(&self, role: Role, node: Option<NodeId>) -> Login {
        let id = UserId::new(at(0), unique());
        let of_brand = matches!(role, Role::ClientViewer | Role::ClientManager);
        let user = User {
            id,
            email: Some(format!("{id}@example.test")),
            name: role.as_str().to_owned(),
            role,
            lang: Lang::PtBr,
            client: of_brand.then_some(self.client),
            node,
        };
        self.store
            .create_user(&self.operator, &user, Some("hash".to_owned()), at(0))
            .await
            .unwrap();
        self.store.login(&user.email.unwrap()).await.unwrap().unwrap()
    }

    /// The scope of a new person who logs in.
    pub async fn scope_of(&self, role: Role, node: Option<NodeId>) -> Scope {
        let login = self.person(role, node).await;
        let token_sha256 = Digest::of(login.user.id.as_bytes());
        let new = NewSession {
            token_sha256,
            created_at: at(0),
            expires_at: at(1_000_000),
        };
        self.store.open_session(&login, &new).await.unwrap();
        self.store
            .session(&token_sha256, at(1))
            .await
            .unwrap()
            .unwrap()
            .scope
    }

    /// Enrols a new phone of this evaluator.
    pub async fn enrol(&self, evaluator: UserId) -> Phone {
        let device = DeviceId::new(at(0), unique());
        let code_sha256 = Digest::of(device.as_bytes());
        let invitation = NewInvitation {
            id: InvitationId::new(at(0), unique()),
            user: evaluator,
            code_sha256,
            created_at: at(0),
            expires_at: at(1_000),
        };
        self.store
            .create_invitation(&self.operator, &invitation)
            .await
            .unwrap();
        let key = SecretKey::from_seed(Digest::of(device.as_bytes()).as_bytes());
        let token_sha256 = Digest::of_parts([b"token".as_slice(), device.as_bytes()]);
        let new = NewDevice {
            id: device,
            public_key: key.public(),
            label: "Teste".to_owned(),
            token_sha256,
        };
        let enrolled = self.store.enrol(&code_sha256, &new, at(1)).await.unwrap();
        assert!(matches!(enrolled, Enrolment::Enrolled { .. }), "{enrolled:?}");
        let login = self.store.device_login(&token_sha256).await.unwrap().unwrap();
        Phone {
            scope: login.scope,
            device,
            key,
        }
    }

    /// Plans visits to the location by the phone's evaluator.
    pub async fn plan(&self, phone: &Phone, location: LocationId, count: usize) -> Vec<VisitId> {
        let visits: Vec<NewVisit> = (0..count)
            .map(|_| new_visit(location, phone.scope.user()))
            .collect();
        self.store
            .create_visits(&self.operator, self.wave, &visits, at(0))
            .await
            .unwrap();
        visits.iter().map(|visit| visit.id).collect()
    }
}

pub fn location(client: ClientId, node: Option<NodeId>, code: &str, ownership: Ownership) -> Location {
    Location {
        id: LocationId::new(at(0), unique()),
        client,
        node,
        code: code.to_owned(),
        name: format!("Loja {code}"),
        address: "Rua das Flores, 1".to_owned(),
        lat_e7: Some(-235_505_200),
        lon_e7: Some(-466_333_090),
        time_zone: "America/Sao_Paulo".to_owned(),
        ownership,
    }
}

pub fn wave(client: ClientId, sample: &Sample) -> Wave {
    Wave {
        id: WaveId::new(at(0), unique()),
        client,
        name: "Onda 1".to_owned(),
        checklist: sample.name.clone(),
        opens_at: at(0),
        closes_at: at(1_000_000_000),
    }
}

pub fn new_visit(location: LocationId, evaluator: Option<UserId>) -> NewVisit {
    NewVisit {
        id: VisitId::new(at(0), unique()),
        location,
        evaluator,
        scenario: "Compre um par de meias.".to_owned(),
        persona: None,
        opens_at: at(0),
        closes_at: at(1_000_000_000),
        fee_minor: 5_000,
        currency: "BRL".to_owned(),
        expense_cap_minor: Some(2_000),
    }
}
