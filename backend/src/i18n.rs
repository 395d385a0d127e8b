//! The texts of pages and problem documents, in each language.

use std::sync::LazyLock;

use vitrine_shared::i18n::{Catalog, common};
use vitrine_shared::text::Lang;

/// The messages of this language; what it lacks comes in Brazilian Portuguese.
pub fn catalog(lang: Lang) -> &'static Catalog {
    static PT_BR: LazyLock<Catalog> = LazyLock::new(|| catalog_of(Lang::PtBr));
    static EN: LazyLock<Catalog> =
        LazyLock::new(|| catalog_of(Lang::En).with_fallback(catalog_of(Lang::PtBr)));
    static ES: LazyLock<Catalog> =
        LazyLock::new(|| catalog_of(Lang::Es).with_fallback(catalog_of(Lang::PtBr)));
    match lang {
        Lang::PtBr => &PT_BR,
        Lang::En => &EN,
        Lang::Es => &ES,
    }
}

fn catalog_of(lang: Lang) -> Catalog {
    let web = match lang {
        Lang::PtBr => include_str!("../../assets/i18n/pt-BR/web.ftl"),
        Lang::En => include_str!("../../assets/i18n/en/web.ftl"),
        Lang::Es => include_str!("../../assets/i18n/es/web.ftl"),
    };
    Catalog::new(lang, &[common(lang), web])
}

/// The language a reader asks for by `Accept-Language`, in order of their preference.
pub fn negotiate(accept_language: &str) -> Option<Lang> {
    let mut preferred: Vec<(u32, &str)> = accept_language
        .split(',')
        .filter_map(|entry| {
            let mut parts = entry.split(';');
            let tag = parts.next()?.trim();
            let quality = parts.find_map(|p| p.trim().strip_prefix("q="));
            let thousandths = match quality {
                None => 1000,
                // At most three decimals, by the grammar of RFC 9110.
                Some(q) => (q.trim().parse::<f32>().ok()?.clamp(0.0, 1.0) * 1000.0) as u32,
            };
            (thousandths > 0).then_some((thousandths, tag))
        })
        .collect();
    preferred.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
    Lang::negotiate(preferred.into_iter().map(|(_, tag)| tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_order_decides() {
        assert_eq!(negotiate("en;q=0.5, es;q=0.9, fr"), Some(Lang::Es));
        assert_eq!(negotiate("pt-PT,pt;q=0.8"), Some(Lang::PtBr));
        assert_eq!(negotiate("en;q=0, de"), None);
        assert_eq!(negotiate(""), None);
    }
}
