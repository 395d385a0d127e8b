//! What most tests begin with: a phone enrolled at a server, with a visit.

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
    /// A phone enrolled at a server, with one assigned visit pulled.
    pub fn pulled() -> Self {
        let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
        let visit = server.world().assign(&checklist(), 1);
        let phone = TestPhone::open(folder.path(), 1);
        phone.enrol(&server.origin, "code-1").unwrap();
        phone.sync();
        Self {
            server,
            phone,
            visit,
            folder,
        }
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
}
