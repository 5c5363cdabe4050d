//! The colours, named by what they are for.
//!
//! A drawing never holds a colour: it holds a [`Role`]. The PNG looks the role up for its theme, the SVG writes it as a
//! class, so one drawing serves light and dark.

use std::fmt::Write;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark ink on white.
    Light,
    /// Light ink on near-black.
    Dark,
}

impl Theme {
    /// Both themes.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// `light` or `dark`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Red, green, blue.
pub(crate) type Rgb = (u8, u8, u8);

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $light:literal, $dark:literal;)+) => {
        /// What a colour is for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(crate) enum Role { $($(#[$doc])* $variant,)+ }

        impl Role {
            /// Every role, in order of its index.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in CSS: variable `--NAME`, classes `f-NAME` (fill) and `s-NAME` (stroke).
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Its colour in `theme`.
            pub(crate) fn rgb(self, theme: Theme) -> Rgb {
                let packed: u32 = match (self, theme) {
                    $((Self::$variant, Theme::Light) => $light, (Self::$variant, Theme::Dark) => $dark,)+
                };
                let [_, red, green, blue] = packed.to_be_bytes();
                (red, green, blue)
            }
        }
    };
}

roles! {
    /// Behind the cards.
    Page = "page", 0xF6F7F9, 0x0F1419;
    /// Behind a figure.
    Card = "card", 0xFFFFFF, 0x171E26;
    /// Around a card.
    Edge = "edge", 0xE3E7EC, 0x28323D;
    /// Grid lines.
    Grid = "grid", 0xE4E8EC, 0x27313B;
    /// The zero line, tick marks.
    Axis = "axis", 0xA9B4BF, 0x5A6876;
    /// An empty ring or cell.
    Track = "track", 0xE9EDF0, 0x252D37;
    /// The box of what comes next.
    Calm = "calm", 0xE0E9F5, 0x16283B;
    /// Text.
    Ink = "ink", 0x16202C, 0xEDF2F7;
    /// Lesser text.
    Mute = "mute", 0x556270, 0xA3B1BF;
    /// The left leg; a cadence; a target.
    Blue = "blue", 0x1A74CC, 0x3F9DE8;
    /// The right leg.
    Orange = "orange", 0xAD5200, 0xE87F35;
    /// Done; inside a band.
    Green = "green", 0x116B58, 0x2BB58C;
    /// Missed.
    Red = "red", 0x8A0F20, 0xEF5D5D;
    /// Short; a skip.
    Amber = "amber", 0x966E00, 0xF7D774;
    /// Over.
    Purple = "purple", 0x65307A, 0xDDB3EE;
}

/// The sheet that every drawing needs: variables for both themes, then the classes that use them.
///
/// The theme follows the system, unless the root element says `data-theme="light"` or `"dark"`. Paper is light.
#[must_use]
pub fn page_css() -> String {
    let (light, dark) = (variables(Theme::Light), variables(Theme::Dark));
    format!(
        ":root{{color-scheme:light dark;{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{dark}}}}}\n\
         @media screen{{:root[data-theme=\"dark\"]{{{dark}}}}}\n{}",
        classes()
    )
}

/// The variables of one theme, as CSS declarations.
pub(crate) fn variables(theme: Theme) -> String {
    let mut css = String::new();
    for role in Role::ALL {
        let (red, green, blue) = role.rgb(theme);
        let _ = write!(css, "--{}:#{red:02X}{green:02X}{blue:02X};", role.name());
    }
    css
}

/// The classes that drawings use.
pub(crate) fn classes() -> String {
    let mut css = String::from(
        ".fig text{font-family:\"Inter Figure\",Inter,sans-serif;font-weight:400;direction:ltr;\
         unicode-bidi:bidi-override;font-kerning:normal;font-variant-ligatures:none;white-space:pre}\
         .fig .w6{font-weight:600}.fig .mid{text-anchor:middle}.fig .end{text-anchor:end}\
         .fig .line{fill:none;stroke-linejoin:round;stroke-linecap:round}.fig .flat{stroke-linecap:butt}\
         .fig .halo{paint-order:stroke;stroke:var(--card);stroke-linejoin:round}",
    );
    for role in Role::ALL {
        let name = role.name();
        let _ = write!(css, ".fig .f-{name}{{fill:var(--{name})}}.fig .s-{name}{{stroke:var(--{name})}}");
    }
    css
}

#[cfg(test)]
mod tests {
    use super::super::vision::{Vision, ciede2000, contrast, seen_by};
    use super::*;

    const INKS: [Role; 8] =
        [Role::Blue, Role::Orange, Role::Green, Role::Red, Role::Amber, Role::Purple, Role::Ink, Role::Mute];

    #[test]
    fn every_ink_can_be_read_on_its_card() {
        for (theme, least) in [(Theme::Light, 4.6), (Theme::Dark, 5.0)] {
            for role in INKS {
                let ratio = contrast(role.rgb(theme), Role::Card.rgb(theme));
                assert!(ratio >= least, "{role:?} {theme:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn text_on_a_pill_can_be_read() {
        for theme in Theme::ALL {
            for role in
                [Role::Blue, Role::Orange, Role::Green, Role::Amber, Role::Purple, Role::Red, Role::Mute]
            {
                let ratio = contrast(role.rgb(theme), Role::Card.rgb(theme));
                assert!(ratio >= 4.5, "{role:?} {theme:?}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn lesser_text_can_be_read_on_the_page_and_the_calm_box() {
        for theme in Theme::ALL {
            for behind in [Role::Page, Role::Calm] {
                for ink in [Role::Ink, Role::Mute, Role::Blue] {
                    let ratio = contrast(ink.rgb(theme), behind.rgb(theme));
                    assert!(ratio >= 3.8, "{ink:?} on {behind:?} {theme:?}: {ratio:.2}");
                }
            }
        }
    }

    /// The smallest difference between two of `roles`, over the three kinds of colour-blindness.
    fn least_difference(roles: &[Role], theme: Theme) -> f64 {
        let mut least = f64::INFINITY;
        for vision in Vision::ALL {
            for (index, a) in roles.iter().enumerate() {
                for b in roles.iter().skip(index + 1) {
                    least =
                        least.min(ciede2000(seen_by(a.rgb(theme), vision), seen_by(b.rgb(theme), vision)));
                }
            }
        }
        least
    }

    #[test]
    fn verdicts_and_series_stay_apart_without_full_colour_vision() {
        for theme in Theme::ALL {
            let verdicts = least_difference(&[Role::Green, Role::Amber, Role::Purple, Role::Red], theme);
            assert!(verdicts >= 10.5, "verdicts, {theme:?}: {verdicts:.1}");
            let series = least_difference(&[Role::Blue, Role::Orange, Role::Green, Role::Purple], theme);
            assert!(series >= 7.5, "series, {theme:?}: {series:.1}");
        }
    }

    #[test]
    fn the_sheet_knows_every_role_in_both_themes() {
        let css = page_css();
        for role in Role::ALL {
            assert_eq!(css.matches(&format!("--{}:", role.name())).count(), 3, "{role:?}");
            assert!(css.contains(&format!(".f-{}{{", role.name())));
        }
    }
}
