//! Who and what the demo agency consists of.

/// A store of the demo brand, or one of its competitors'.
#[derive(Clone, Copy, Debug)]
pub struct Store {
    /// The code that the brand knows it by.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its region; empty for a competitor.
    pub region: &'static str,
    /// Its street address.
    pub address: &'static str,
    /// Latitude and longitude in degrees.
    pub position: (f64, f64),
    /// Its IANA time zone.
    pub time_zone: &'static str,
    /// Whose it is: `own`, `franchise` or `competitor`.
    pub ownership: &'static str,
    /// How well things go there, against the brand's mean.
    pub strength: f64,
}

/// The regions of the brand.
pub const REGIONS: [&str; 3] = ["Sudeste", "Sul", "Nordeste"];

const SP: &str = "America/Sao_Paulo";

const fn own(
    code: &'static str,
    name: &'static str,
    region: &'static str,
    address: &'static str,
    position: (f64, f64),
    strength: f64,
) -> Store {
    Store {
        code,
        name,
        region,
        address,
        position,
        time_zone: SP,
        ownership: "own",
        strength,
    }
}

/// Fourteen locations in three regions, and two competitors.
pub const STORES: [Store; 16] = [
    own(
        "SP-01",
        "Paulista",
        "Sudeste",
        "Av. Paulista, 1230, São Paulo",
        (-23.5617, -46.6560),
        0.10,
    ),
    own(
        "SP-02",
        "Vila Madalena",
        "Sudeste",
        "R. Harmonia, 402, São Paulo",
        (-23.5535, -46.6909),
        0.03,
    ),
    own(
        "SP-03",
        "Campinas Centro",
        "Sudeste",
        "R. Treze de Maio, 510, Campinas",
        (-22.9056, -47.0608),
        -0.02,
    ),
    own(
        "RJ-01",
        "Ipanema",
        "Sudeste",
        "R. Visconde de Pirajá, 351, Rio de Janeiro",
        (-22.9840, -43.2050),
        0.06,
    ),
    own(
        "RJ-02",
        "Tijuca",
        "Sudeste",
        "R. Conde de Bonfim, 344, Rio de Janeiro",
        (-22.9252, -43.2328),
        -0.12,
    ),
    own(
        "MG-01",
        "Savassi",
        "Sudeste",
        "R. Pernambuco, 1000, Belo Horizonte",
        (-19.9386, -43.9332),
        0.01,
    ),
    own(
        "PR-01",
        "Batel",
        "Sul",
        "Av. do Batel, 1480, Curitiba",
        (-25.4430, -49.2878),
        0.08,
    ),
    own(
        "PR-02",
        "Londrina",
        "Sul",
        "Av. Higienópolis, 850, Londrina",
        (-23.3178, -51.1682),
        -0.03,
    ),
    own(
        "SC-01",
        "Florianópolis",
        "Sul",
        "R. Felipe Schmidt, 249, Florianópolis",
        (-27.5969, -48.5495),
        0.02,
    ),
    Store {
        ownership: "franchise",
        ..own(
            "RS-01",
            "Moinhos de Vento",
            "Sul",
            "R. Padre Chagas, 66, Porto Alegre",
            (-30.0263, -51.2035),
            -0.07,
        )
    },
    Store {
        time_zone: "America/Bahia",
        ..own(
            "BA-01",
            "Barra",
            "Nordeste",
            "Av. Centenário, 2992, Salvador",
            (-13.0039, -38.5265),
            0.00,
        )
    },
    Store {
        time_zone: "America/Recife",
        ..own(
            "PE-01",
            "Boa Viagem",
            "Nordeste",
            "Av. Cons. Aguiar, 2333, Recife",
            (-8.1130, -34.8962),
            -0.05,
        )
    },
    Store {
        time_zone: "America/Fortaleza",
        ..own(
            "CE-01",
            "Aldeota",
            "Nordeste",
            "Av. Dom Luís, 500, Fortaleza",
            (-3.7346, -38.4971),
            0.05,
        )
    },
    Store {
        time_zone: "America/Fortaleza",
        ownership: "franchise",
        ..own(
            "RN-01",
            "Natal",
            "Nordeste",
            "Av. Hermes da Fonseca, 950, Natal",
            (-5.7945, -35.2028),
            -0.16,
        )
    },
    Store {
        ownership: "competitor",
        ..own(
            "X-01",
            "Concorrente A, Paulista",
            "",
            "Av. Paulista, 900, São Paulo",
            (-23.5650, -46.6520),
            0.02,
        )
    },
    Store {
        ownership: "competitor",
        ..own(
            "X-02",
            "Concorrente B, Batel",
            "",
            "Av. do Batel, 1100, Curitiba",
            (-25.4420, -49.2850),
            -0.04,
        )
    },
];

/// A round of visits.
#[derive(Clone, Copy, Debug)]
pub struct Wave {
    /// Its name.
    pub name: &'static str,
    /// Days before today that it opened.
    pub opened_days_ago: i64,
    /// How many days it lasts.
    pub days: i64,
    /// What the brand's training changed until then.
    pub lift: f64,
    /// Visits to each location; odd locations get one more in the last wave.
    pub visits_per_location: usize,
}

/// Three waves; the last is still open.
pub const WAVES: [Wave; 3] = [
    Wave {
        name: "Onda 1",
        opened_days_ago: 150,
        days: 30,
        lift: -0.03,
        visits_per_location: 3,
    },
    Wave {
        name: "Onda 2",
        opened_days_ago: 90,
        days: 30,
        lift: 0.0,
        visits_per_location: 3,
    },
    Wave {
        name: "Onda 3",
        opened_days_ago: 25,
        days: 40,
        lift: 0.04,
        visits_per_location: 4,
    },
];

/// How severely each of the eight evaluators judges: added to every chance of a good answer.
pub const SEVERITIES: [f64; 8] = [0.06, 0.03, 0.01, 0.0, -0.01, -0.02, -0.05, -0.08];

/// Scenarios to play.
pub const SCENARIOS: [&str; 3] = [
    "Procure um presente de aniversário de até R$ 150 para alguém da família e peça uma sugestão.",
    "Você comprou uma peça na semana passada e quer saber como trocá-la por outro tamanho.",
    "Compare dois produtos da vitrine e peça ajuda para decidir entre eles.",
];
