//! The currency of a catalog, which all its layers have to share.

use std::ops::Range;

use toml::de::DeValue;

use crate::catalog::Currency;
use crate::catalog::currency::is_symbol;
use crate::diagnostic::code;

use super::super::keys::CURRENCY;
use super::super::raw::reader::Reader;

/// A currency in the file that states it.
#[derive(Debug)]
pub(super) struct Stated {
    currency: Currency,
    file: usize,
    span: Range<usize>,
}

/// Reads the currency of a layer above `below`, which is stated in a file or else the usual one; reports another
/// currency than that of the layers below.
pub(super) fn read(
    reader: &mut Reader<'_, '_>,
    layer: usize,
    below: &mut Currency,
    stated: &mut Option<Stated>,
) {
    let Some(own) = one(reader) else { return };
    let is_same = own.currency.code == below.code;
    match stated {
        Some(first) if !is_same => {
            let first = reader.reading.mistakes.label(first.file, first.span.clone(), "the currency below");
            let message = format!("amounts in two currencies: `{}`", own.currency.code);
            let mistake = reader.report(code::MIXED_CURRENCIES, own.span, message, "another currency here");
            mistake.labels.push(first);
            mistake.help = Some("state every amount in the currency of the catalog below".to_owned());
        }
        // The catalog at the bottom states its amounts in the usual currency where it names none.
        None if layer > 0 && !is_same => {
            let message = format!("amounts in two currencies: `{}`", own.currency.code);
            let label = format!("the catalog below has {}", below.code);
            reader.report(code::MIXED_CURRENCIES, own.span, message, label).help =
                Some("state every amount in the currency of the catalog below".to_owned());
        }
        Some(_) => {
            // A layer that gives the code alone says nothing of the symbol.
            if own.currency != Currency::of_code(&below.code) {
                below.clone_from(&own.currency);
            }
        }
        None => {
            below.clone_from(&own.currency);
            *stated = Some(own);
        }
    }
}

/// Reads one statement: the code, or a table with the code and the symbol.
fn one(reader: &mut Reader<'_, '_>) -> Option<Stated> {
    let value = reader.value("currency")?;
    let file = reader.file;
    if !matches!(value.get_ref(), DeValue::Table(_)) {
        let code = reader.text("currency")?;
        return Some(Stated { currency: Currency::of_code(code.value), file, span: code.span });
    }
    let mut reader = reader.table("currency", &CURRENCY)?;
    if !reader.has("code") {
        reader.missing("code", "\"…\"");
    }
    let code = reader.text("code");
    let symbol = reader.text("symbol");
    if let Some(symbol) = &symbol
        && !is_symbol(symbol.value)
    {
        let message = format!("malformed symbol of a currency: `{}`", symbol.value);
        let label = "this would be taken for a part of the number";
        reader.report(code::MALFORMED_SYMBOL, symbol.span.clone(), message, label).help = Some(
            "write at most eight letters or signs, such as `£` or `kr`, or leave the symbol out".to_owned(),
        );
    }
    let code = code?;
    let bare = Currency::of_code(code.value);
    let symbol = symbol.map(|symbol| symbol.value.to_owned()).or(bare.symbol);
    Some(Stated { currency: Currency { code: bare.code, symbol }, file, span: code.span })
}
