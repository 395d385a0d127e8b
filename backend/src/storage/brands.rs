//! Client brands: their hierarchy and the places that are visited.

use sqlx::any::AnyRow;
use vitrine_shared::id::{ClientId, LocationId, NodeId};
use vitrine_shared::time::Timestamp;

use super::error::StorageError;
use super::row::Columns as _;
use super::scope::{Caller, Scope, names};
use super::sql::Sql;
use super::{Result, Store};

names! {
    /// Whose place it is.
    Ownership {
        /// The brand's own.
        Own = "own",
        /// A franchisee's.
        Franchise = "franchise",
        /// A competitor's: compared with, never read visit by visit by the brand.
        Competitor = "competitor",
    }
}

/// A client brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its id.
    pub id: ClientId,
    /// Its name, unique in the agency.
    pub name: String,
}

/// A part of a brand: a division, a region, …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// The part that it belongs to; none at the top.
    pub parent: Option<NodeId>,
    /// Its name, unique under its parent.
    pub name: String,
    /// What kind of part it is, in the brand's words (`region`).
    pub level: String,
}

/// A place that is visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its id.
    pub id: LocationId,
    /// The brand that has it visited.
    pub client: ClientId,
    /// The part of the brand it belongs to.
    pub node: Option<NodeId>,
    /// What the brand calls it, unique within the brand.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its street address in one line.
    pub address: String,
    /// Latitude in 10⁻⁷ degrees.
    pub lat_e7: Option<i64>,
    /// Longitude in 10⁻⁷ degrees.
    pub lon_e7: Option<i64>,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Whose it is.
    pub ownership: Ownership,
}

fn client(row: &AnyRow) -> Result<Client> {
    Ok(Client {
        id: row.parsed("id")?,
        name: row.text("name")?,
    })
}

fn node(row: &AnyRow) -> Result<Node> {
    Ok(Node {
        id: row.parsed("id")?,
        parent: row.parsed_opt("parent_id")?,
        name: row.text("name")?,
        level: row.text("level")?,
    })
}

fn location(row: &AnyRow) -> Result<Location> {
    Ok(Location {
        id: row.parsed("id")?,
        client: row.parsed("client_id")?,
        node: row.parsed_opt("node_id")?,
        code: row.text("code")?,
        name: row.text("name")?,
        address: row.text("address")?,
        lat_e7: row.int_opt("lat_e7")?,
        lon_e7: row.int_opt("lon_e7")?,
        time_zone: row.text("time_zone")?,
        ownership: row.named("ownership", Ownership::from_name)?,
    })
}

impl Store {
    /// Adds a client. For planners.
    ///
    /// # Errors
    /// The agency has a client of that name.
    pub async fn create_client(&self, scope: &Scope, new: &Client, at: Timestamp) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql =
            Sql::new("INSERT INTO clients (id, agency_id, name, created_at_ms) VALUES ($1, $2, $3, $4)");
        write
            .execute(sql.arg(new.id).arg(scope.agency()).arg(&new.name).arg(at))
            .await?;
        write.commit().await
    }

    /// The clients in scope by name.
    ///
    /// # Errors
    /// Only the database's.
    pub async fn clients(&self, scope: &Scope) -> Result<Vec<Client>> {
        let sql = scope.sees_client(Sql::new("SELECT c.id, c.name FROM clients c WHERE "), "c", "id");
        self.db.all(sql.push(" ORDER BY c.name"), client).await
    }

    /// A client.
    ///
    /// # Errors
    /// No such client in scope.
    pub async fn client(&self, scope: &Scope, id: ClientId) -> Result<Client> {
        let sql = scope.sees_client(Sql::new("SELECT c.id, c.name FROM clients c WHERE "), "c", "id");
        self.db.one(sql.push(" AND c.id = ").bind(id), client).await
    }

    /// Adds a part to a brand. For planners.
    ///
    /// # Errors
    /// No such client or parent in the agency; the parent has a part of that name.
    pub async fn create_node(&self, scope: &Scope, of: ClientId, new: &Node, at: Timestamp) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        let sql = Sql::new("SELECT id FROM clients WHERE id = $1 AND agency_id = $2");
        write.one(sql.arg(of).arg(scope.agency()), |_| Ok(())).await?;
        if let Some(parent) = new.parent {
            let sql = Sql::new("SELECT id FROM nodes WHERE id = $1 AND client_id = $2");
            write.one(sql.arg(parent).arg(of), |_| Ok(())).await?;
        }
        let sql = Sql::new(
            "INSERT INTO nodes (id, agency_id, client_id, parent_id, name, level, created_at_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .arg(new.id)
        .arg(scope.agency())
        .arg(of)
        .arg(new.parent)
        .arg(&new.name)
        .arg(&new.level)
        .arg(at);
        write.execute(sql).await?;
        let sql = Sql::new(
            "INSERT INTO node_ancestors (ancestor_id, node_id, agency_id) \
             SELECT ancestor_id, $1, agency_id FROM node_ancestors WHERE node_id = $2",
        );
        write.execute(sql.arg(new.id).arg(new.parent)).await?;
        let sql =
            Sql::new("INSERT INTO node_ancestors (ancestor_id, node_id, agency_id) VALUES ($1, $2, $3)");
        write
            .execute(sql.arg(new.id).arg(new.id).arg(scope.agency()))
            .await?;
        write.commit().await
    }

    /// The parts of a brand by name; for those held to one part, that part and what lies under it.
    ///
    /// # Errors
    /// Only the database's; a client out of scope has none.
    pub async fn nodes(&self, scope: &Scope, of: ClientId) -> Result<Vec<Node>> {
        let sql = Sql::new("SELECT n.id, n.parent_id, n.name, n.level FROM nodes n WHERE ");
        let mut sql = scope
            .sees_client(sql, "n", "client_id")
            .push(" AND n.client_id = ")
            .bind(of);
        if let Caller::Brand { node: Some(own), .. } = scope.caller() {
            sql = sql
                .push(" AND n.id IN (SELECT node_id FROM node_ancestors WHERE ancestor_id = ")
                .bind(*own)
                .push(")");
        }
        self.db.all(sql.push(" ORDER BY n.name, n.id"), node).await
    }

    /// Adds places, all or none. For planners.
    ///
    /// # Errors
    /// No such client or node in the agency; the client has a place with that code.
    pub async fn create_locations(&self, scope: &Scope, new: &[Location], at: Timestamp) -> Result<()> {
        scope.require_planner()?;
        let mut write = self.db.write().await?;
        for place in new {
            // Selected from what is the agency's: a foreign client or node gives no row.
            let sql = Sql::new(
                "INSERT INTO locations (id, agency_id, client_id, node_id, code, name, address, lat_e7, \
                 lon_e7, time_zone, ownership, created_at_ms) \
                 SELECT $1, c.agency_id, c.id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM clients c \
                 WHERE c.id = $11 AND c.agency_id = $12 AND ($13 = '' OR EXISTS \
                 (SELECT 1 FROM nodes n WHERE n.id = $13 AND n.client_id = c.id))",
            )
            .arg(place.id)
            .arg(place.node)
            .arg(&place.code)
            .arg(&place.name)
            .arg(&place.address)
            .arg(place.lat_e7)
            .arg(place.lon_e7)
            .arg(&place.time_zone)
            .arg(place.ownership.as_str())
            .arg(at)
            .arg(place.client)
            .arg(scope.agency())
            .arg(place.node.map(|node| node.to_string()).unwrap_or_default());
            if write.execute(sql).await? == 0 {
                return Err(StorageError::NotFound);
            }
        }
        write.commit().await
    }

    /// The places of a brand by name.
    ///
    /// # Errors
    /// Only the database's; a client out of scope has none.
    pub async fn locations(&self, scope: &Scope, of: ClientId) -> Result<Vec<Location>> {
        let sql = scope.sees_location(Sql::new("SELECT l.* FROM locations l WHERE "));
        let sql = sql
            .push(" AND l.client_id = ")
            .bind(of)
            .push(" ORDER BY l.name, l.id");
        self.db.all(sql, location).await
    }

    /// A place.
    ///
    /// # Errors
    /// No such place in scope.
    pub async fn location(&self, scope: &Scope, id: LocationId) -> Result<Location> {
        let sql = scope.sees_location(Sql::new("SELECT l.* FROM locations l WHERE "));
        self.db.one(sql.push(" AND l.id = ").bind(id), location).await
    }
}
