//! What most tests begin with: a phone enrolled at a server, with a visit.

use std::path::Path;

use tempfile::TempDir;
use vitrine_shared::id::VisitId;

use super::phone::TestPhone;
use super::server::Server;
use super::world::checklist;

/// A server, a phone and a visit that was assigned to it.
pub struct Stand {
    pub server: Server,
    pub phone: TestPhone,
    pub visit: VisitId,
    /// The phone's; removed with the stand.
    pub folder: TempDir,
}

impl Stand {
    /// A phone enrolled at this server, with what it has for it pulled, this visit above all.
    pub fn at(server: Server, visit: VisitId) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let phone = TestPhone::enrolled(folder.path(), &server);
        Self {
            server,
            phone,
            visit,
            folder,
        }
    }

    /// A phone enrolled at a server, with one assigned visit pulled.
    pub fn pulled() -> Self {
        let (server, visit) = assigned();
        Self::at(server, visit)
    }

    /// The same after the visit was done, handed in and received.
    pub fn received() -> Self {
        let stand = Self::pulled();
        stand.phone.do_visit(stand.visit);
        stand.phone.sync();
        stand
    }

    /// A phone without a network, checked in.
    pub fn checked_in() -> Self {
        let stand = Self::pulled();
        stand.phone.network.switch(false);
        stand.phone.check_in(stand.visit);
        stand
    }

    /// The app ends and starts again, its network on or off.
    pub fn again(self, is_online: bool) -> Self {
        drop(self.phone);
        let open = if is_online {
            TestPhone::open
        } else {
            TestPhone::offline
        };
        Self {
            phone: open(self.folder.path(), 2),
            ..self
        }
    }
}

/// A server that has one visit.
pub fn assigned() -> (Server, VisitId) {
    let server = Server::start();
    let visit = server.world().assign(&checklist(), 1);
    (server, visit)
}

/// Leaves a phone in this folder that is enrolled and pulled one visit, closed.
pub fn prepared(folder: &Path) -> (Server, VisitId) {
    let (server, visit) = assigned();
    drop(TestPhone::enrolled(folder, &server));
    (server, visit)
}
