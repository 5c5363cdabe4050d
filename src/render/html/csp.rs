//! The content security policy: nothing is loaded, and nothing runs but what this build wrote.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The policy for a page with this one style element and this one script element.
pub(super) fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; font-src data:; img-src data:; \
         base-uri 'none'; form-action 'none'",
        digest(style),
        digest(script)
    )
}

/// SHA-256 in base64, as a policy names it.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_the_one_that_browsers_compute() {
        // The example of the CSP 3 recommendation, section 8.4.
        assert_eq!(digest("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }
}
