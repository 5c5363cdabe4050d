//! Names as people write them, from the FIT profile's keys.

use crate::report::Device;
pub(super) use crate::report::capital;

/// Maker and product: `Garmin Edge 840`, `Garmin Forerunner 965`. What the file says stands in it unchecked.
pub(super) fn device(device: &Device) -> String {
    let words = |text: &str| text.split(['_', ' ']).map(word).collect::<Vec<_>>().join(" ");
    let (maker, product) = (words(&device.manufacturer), words(&device.product));
    if product.to_lowercase().starts_with(&maker.to_lowercase()) {
        return product;
    }
    format!("{maker} {product}").trim().to_owned()
}

/// A recorder or a sensor with its kind: `Garmin HRM Tri, heart rate`. What the profile gives only a number stays one, and says
/// of what.
pub(super) fn sensor(sensor: &Device) -> String {
    let bare = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (maker, product) = (&sensor.manufacturer, &sensor.product);
    let mut parts = Vec::new();
    if bare(product) {
        let maker = if bare(maker) { format!("maker {maker}") } else { maker.clone() };
        let maker = device(&Device { manufacturer: maker, product: String::new(), ..sensor.clone() });
        parts.push(format!("{maker} product {product}").trim_start().to_owned());
    } else {
        parts.push(device(sensor));
    }
    if bare(&sensor.kind) {
        parts.push(format!("sensor type {}", sensor.kind));
    } else {
        parts.push(sensor.kind.replace('_', " "));
    }
    parts.retain(|part| !part.is_empty());
    capital(&parts.join(", "))
}

/// `edge` as `Edge`, `fr935` as `Forerunner 935`, `hrm` as `HRM`.
fn word(word: &str) -> String {
    match word {
        "hrm" | "gps" | "rd" => return word.to_uppercase(),
        _ => {}
    }
    match word.strip_prefix("fr").filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit())) {
        Some(number) => format!("Forerunner {number}"),
        None => capital(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sensors_have_a_kind_and_bare_numbers_say_of_what() {
        let named = |manufacturer: &str, product: &str, kind: &str| {
            sensor(&Device {
                manufacturer: manufacturer.to_owned(),
                product: product.to_owned(),
                kind: kind.to_owned(),
                recorder: false,
                serial: None,
            })
        };
        assert_eq!(named("garmin", "hrm_tri", "heart_rate"), "Garmin HRM Tri, heart rate");
        assert_eq!(named("garmin", "hrm_tri", "30"), "Garmin HRM Tri, sensor type 30");
        assert_eq!(named("", "", "7"), "Sensor type 7");
        assert_eq!(named("garmin", "4316", ""), "Garmin product 4316");
    }

    #[test]
    fn devices_are_called_as_their_boxes_are() {
        let named = |manufacturer: &str, product: &str| {
            device(&Device {
                manufacturer: manufacturer.to_owned(),
                product: product.to_owned(),
                kind: String::new(),
                recorder: true,
                serial: None,
            })
        };
        assert_eq!(named("garmin", "fr965"), "Garmin Forerunner 965");
        assert_eq!(named("garmin", "edge_840"), "Garmin Edge 840");
        assert_eq!(named("garmin", "hrm_pro_plus"), "Garmin HRM Pro Plus");
        assert_eq!(named("wahoo_fitness", "Wahoo Fitness ELEMNT"), "Wahoo Fitness ELEMNT");
        assert_eq!(named("", "Karoo 2"), "Karoo 2");
        assert_eq!(named("", ""), "");
    }
}
