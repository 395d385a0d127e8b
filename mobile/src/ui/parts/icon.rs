//! Line icons, drawn in the colour of the text beside them. They never speak alone.

use dioxus::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Sign {
    Back,
    Next,
    Check,
    Close,
    Camera,
    Picture,
    List,
    Send,
    Gear,
    Bag,
    Clock,
    Place,
    Alert,
    Offline,
    Sync,
    Pencil,
    Bin,
    Play,
    Stop,
    Pause,
    ThumbUp,
    ThumbDown,
    Shield,
    Again,
    Bolt,
    Face,
    Badge,
    Arrow,
    Undo,
    Mic,
    Pin,
    Hide,
    Plus,
    Book,
}

impl Sign {
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M15 5l-7 7 7 7",
            Self::Next => "M9 5l7 7-7 7",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Camera => "M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
            Self::Picture => "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15 9.5h.01",
            Self::List => "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
            Self::Send => "M12 19V6M6 11l6-6 6 6",
            Self::Gear => "M5 7h8M17 7h2M15 5v4M5 17h2M11 17h8M9 15v4M5 12h12M19 12h.01",
            Self::Bag => "M5 8h14l1 12H4zM9 10V7a3 3 0 0 1 6 0v3",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
            Self::Place => {
                "M12 21s7-6 7-11.5a7 7 0 0 0-14 0C5 15 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Self::Alert => "M12 4l9 16H3zM12 10v4M12 17h.01",
            Self::Offline => {
                "M4 4l16 16M8.5 8.2A8 8 0 0 0 4 11M12 7a9 9 0 0 1 8 4M9 14.5a5 5 0 0 1 5.5-.6M12 19h.01"
            }
            Self::Sync => {
                "M4.5 11a7.5 7.5 0 0 1 13-4L20 9.5M20 5v4.5h-4.5M19.5 13a7.5 7.5 0 0 1-13 4L4 14.5M4 19v-4.5h4.5"
            }
            Self::Pencil => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::Bin => "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
            Self::Play => "M8 5.5v13l10-6.5z",
            Self::Stop => "M7 7h10v10H7z",
            Self::Pause => "M9 6v12M15 6v12",
            Self::ThumbUp => {
                "M4 11h3v9H4zM7 11l4-7a2 2 0 0 1 2 2v4h5.5a1.5 1.5 0 0 1 1.5 1.8l-1.3 6.7A2 2 0 0 1 16.7 20H7"
            }
            Self::ThumbDown => {
                "M20 13h-3V4h3zM17 13l-4 7a2 2 0 0 1-2-2v-4H5.5a1.5 1.5 0 0 1-1.5-1.8l1.3-6.7A2 2 0 0 1 7.3 4H17"
            }
            Self::Shield => "M12 3l7 3v6c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.2 2.2L15.5 10",
            Self::Pin => "M12 15.5V21M8 4h8l-1 6 3 3.5v2H6v-2L9 10z",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Hide => {
                "M4 4l16 16M10 5.2A9 9 0 0 1 21.5 12a11 11 0 0 1-2.3 3.4M6.5 7A11 11 0 0 0 2.5 12a10 10 0 0 0 13 6M9.9 10a3 3 0 0 0 4.2 4.2"
            }
            Self::Book => {
                "M12 7c-2-1.6-4.6-2-8-2v13c3.4 0 6 .4 8 2 2-1.6 4.6-2 8-2V5c-3.4 0-6 .4-8 2zM12 7v13"
            }
            Self::Again => "M4.5 12a7.5 7.5 0 1 0 2.5-5.6L4.5 8.5M4.5 4v4.5H9",
            Self::Bolt => "M13 3L6 13.5h5L10.5 21 18 10h-5z",
            Self::Face => {
                "M12 20.5c3.6 0 6-3.6 6-8.5S15.6 3.5 12 3.5 6 7.1 6 12s2.4 8.5 6 8.5zM7 9l9 9M6.5 13.5l5 6M9.5 5l8 8"
            }
            Self::Badge => "M5 6h14v12H5zM5 12l6 6M5 6l12 12M11 6l8 8",
            Self::Arrow => "M5 19L18.5 5.5M10 5h9v9",
            Self::Undo => "M9 6L4.5 10.5 9 15M4.5 10.5H14a5 5 0 0 1 0 10h-2",
            Self::Mic => {
                "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21"
            }
        }
    }
}

/// An icon.
#[component]
pub fn Icon(sign: Sign) -> Element {
    rsx! {
        svg {
            class: "icon",
            view_box: "0 0 24 24",
            "aria-hidden": "true",
            path { d: sign.path() }
        }
    }
}
