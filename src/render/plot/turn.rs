//! Sine and cosine from additions and multiplications alone: the mathematical libraries of two systems differ in their last
//! digit, these do not.

/// Where an angle points, `(sine, cosine)`, in degrees.
pub(crate) fn direction(degrees: f64) -> (f64, f64) {
    let turned = degrees.rem_euclid(360.0);
    let quarter = (turned / 90.0).floor();
    let rest = turned - 90.0 * quarter;
    // Up to an eighth of a turn, where the series is short; the other eighth is its mirror.
    let (sine, cosine) = if rest > 45.0 {
        let (sine, cosine) = series(90.0 - rest);
        (cosine, sine)
    } else {
        series(rest)
    };
    match quarter as i64 % 4 {
        0 => (sine, cosine),
        1 => (cosine, -sine),
        2 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

/// The series of Taylor, as far as it changes a double for an angle of 0 to 45 degrees.
fn series(degrees: f64) -> (f64, f64) {
    let x = degrees * (std::f64::consts::PI / 180.0);
    let (mut sine, mut cosine, mut term) = (0.0, 1.0, x);
    for step in 1..=9 {
        let next = f64::from(2 * step);
        sine += term;
        term *= -x / next;
        cosine += term;
        term *= x / (next + 1.0);
    }
    (sine, cosine)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_quarters_are_exact() {
        for (degrees, sine, cosine) in
            [(0.0, 0, 1), (90.0, 1, 0), (180.0, 0, -1), (270.0, -1, 0), (-90.0, -1, 0)]
        {
            let (found, beside) = direction(degrees);
            assert_eq!((found.round() as i32, beside.round() as i32), (sine, cosine), "{degrees}");
            assert!((found * found + beside * beside - 1.0).abs() < 1e-15, "{degrees}");
        }
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_library(degrees in -1000.0f64..1000.0) {
            let (sine, cosine) = direction(degrees);
            prop_assert!((sine - degrees.to_radians().sin()).abs() < 1e-12, "{sine}");
            prop_assert!((cosine - degrees.to_radians().cos()).abs() < 1e-12, "{cosine}");
        }
    }
}
