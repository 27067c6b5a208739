//! How the occupations of the wage tables are coded.

/// The classification that occupation codes are taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupations {
    /// Its name, such as `SOC 2020`; `None` when the catalog does not say.
    pub name: Option<String>,
    /// How its codes are written; at least one. In a pattern `9` stands for a digit, `A` for a letter from A to Z,
    /// and everything else for itself.
    pub patterns: Vec<String>,
}

impl Default for Occupations {
    /// Returns the classification of a catalog that names none: codes such as `15-1211`.
    fn default() -> Self {
        Self { name: None, patterns: vec!["99-9999".to_owned()] }
    }
}

impl Occupations {
    /// Tells whether a text is written as the codes are.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.patterns.iter().any(|pattern| fits(code, pattern))
    }

    /// Says how a code is written, for somebody who wrote it in another way.
    pub(super) fn help(&self) -> String {
        let patterns: Vec<String> = self.patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
        let signs = match ["9", "A"].map(|sign| self.patterns.iter().any(|pattern| pattern.contains(sign))) {
            [true, false] => ", each 9 a digit",
            [false, true] => ", each A a letter",
            [true, true] => ", each 9 a digit and each A a letter",
            [false, false] => "",
        };
        let name = self.name.as_deref().map(|name| format!(" of {name}")).unwrap_or_default();
        format!("codes{name} are written {}{signs}", patterns.join(" or "))
    }
}

fn fits(code: &str, pattern: &str) -> bool {
    let is_of = |(letter, sign): (char, char)| match sign {
        '9' => letter.is_ascii_digit(),
        'A' => letter.is_ascii_uppercase(),
        _ => letter == sign,
    };
    code.chars().count() == pattern.chars().count() && code.chars().zip(pattern.chars()).all(is_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_fits_one_of_the_patterns_from_end_to_end() {
        let occupations = Occupations {
            name: Some("SOC 2020".to_owned()),
            patterns: vec!["9999".to_owned(), "A99/9".to_owned()],
        };
        for code in ["2231", "0000", "B12/3"] {
            assert!(occupations.has(code), "{code}");
        }
        for code in ["", "223", "22311", "22-3", "b12/3", "112/3", "B12-3", "２２３１"] {
            assert!(!occupations.has(code), "{code}");
        }
        assert_eq!(
            occupations.help(),
            "codes of SOC 2020 are written `9999` or `A99/9`, each 9 a digit and each A a letter"
        );
        assert!(Occupations::default().has("15-1211"));
        assert_eq!(Occupations::default().help(), "codes are written `99-9999`, each 9 a digit");
    }
}
