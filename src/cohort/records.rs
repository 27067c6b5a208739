//! Records out of a stream of bytes, whatever it holds: in bounded memory, each with its line, and none lost for another's
//! mistake.
//!
//! CSV is read as RFC 4180 has it, by `csv-core`. A quotation mark that is never closed would swallow all that follows; so
//! where a record grows beyond a bound, or spans lines and has not as many cells as the header, only its first line is
//! given up, and reading goes on with the next.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader};

use crate::limits::{ROW_BYTES, ROW_CELLS};
use crate::render::words::count;

use super::{Form, Reject};

/// How many bytes are read at a time.
const BLOCK: usize = 64 << 10;

/// One record, or the text of what is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The line in which it begins, counted from 1.
    pub(crate) line: u64,
    /// Its text, without its line end; of what is too long, the beginning.
    pub(crate) text: String,
    /// The ends of its cells in `cells`; empty for NDJSON.
    ends: Vec<usize>,
    cells: String,
}

impl Record {
    /// Returns the cells, in the order of the header; none for NDJSON.
    pub(crate) fn cells(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|number| self.cell(number))
    }

    /// Returns a cell; nothing for one that could not be read.
    pub(crate) fn cell(&self, number: usize) -> &str {
        if number >= self.ends.len() {
            return "";
        }
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.cells[start..self.ends[number]]
    }
}

/// A row that has no answer, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The text, and where it is.
    pub(crate) record: Record,
    /// What is wrong.
    pub(crate) reject: Reject,
}

/// A record that was read, or why it is none.
pub(crate) type Reading = Result<Record, Box<Refused>>;

/// Reads records.
pub(crate) struct Records<R> {
    input: R,
    form: Form,
    buffer: Vec<u8>,
    /// The part of the buffer that is still to be read.
    start: usize,
    end: usize,
    /// Whether the input has ended.
    is_over: bool,
    /// The line at `start`.
    line: u64,
    /// The bytes that were left behind.
    passed: u64,
    /// The cells that each record must have; `None` before the header.
    width: Option<usize>,
    reader: Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// How a record ends.
enum Extent {
    /// After so many bytes, its line end among them; so many bytes of cells in so many.
    Whole { bytes: usize, cells: usize, width: usize },
    /// Not within so many bytes, which is the bound.
    Long(usize),
    /// It has more cells within so many bytes than any may.
    Wide(usize),
    /// A quotation mark is never closed.
    Open,
}

impl<R: Read> Records<R> {
    /// Begins to read.
    pub(crate) fn new(input: R, form: Form) -> Self {
        let reader = match form {
            Form::Csv { delimiter } => csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            Form::Ndjson => Reader::new(),
        };
        Self {
            input,
            form,
            buffer: vec![0; ROW_BYTES + BLOCK],
            start: 0,
            end: 0,
            is_over: false,
            line: 1,
            passed: 0,
            width: None,
            reader,
            cells: vec![0; ROW_BYTES],
            ends: vec![0; ROW_CELLS],
        }
    }

    /// Returns how many bytes were read as records so far.
    pub(crate) fn passed(&self) -> u64 {
        self.passed
    }

    /// Returns the next record; `None` at the end. The first one of CSV says how many cells the others have.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub(crate) fn next(&mut self) -> io::Result<Option<Reading>> {
        if !self.skip_blank_lines()? {
            return Ok(None);
        }
        match self.form {
            Form::Csv { .. } => self.csv().map(Some),
            Form::Ndjson => self.json_line().map(Some),
        }
    }

    fn csv(&mut self) -> io::Result<Reading> {
        let line = self.line;
        match self.extent()? {
            Extent::Whole { bytes, cells, width } => {
                let raw = &self.buffer[self.start..self.start + bytes];
                let spans_lines = trimmed(raw).iter().any(|byte| matches!(byte, b'\n' | b'\r'));
                if spans_lines && !self.is_well_quoted(bytes) {
                    return self.open(line);
                }
                let expected = *self.width.get_or_insert(width);
                if width != expected {
                    let (hint, text) = if spans_lines {
                        ("a quotation mark may be missing", self.take_line()?)
                    } else {
                        ("put quotation marks round a cell with separators in it", self.take(bytes))
                    };
                    let reason =
                        format!("{} where the header has {expected}", count(width as u64, "cell", "cells"));
                    return Ok(refused(line, &text, Reject::row(reason, hint)));
                }
                let ends = self.ends[..width].to_vec();
                // Halves of a character in two cells would be whole side by side.
                let is_text = |cells: &&str| ends.iter().all(|end| cells.is_char_boundary(*end));
                let cells = std::str::from_utf8(&self.cells[..cells]).ok().filter(is_text);
                let Some(cells) = cells.map(str::to_owned) else {
                    let text = self.take(bytes);
                    return Ok(refused(line, &text, not_text()));
                };
                let text = self.take(bytes);
                let text = String::from_utf8_lossy(trimmed(&text)).into_owned();
                Ok(Ok(Record { line, text, ends, cells }))
            }
            Extent::Open => self.open(line),
            Extent::Long(bytes) | Extent::Wide(bytes)
                if self.line_length()?.is_some_and(|own| own < bytes) =>
            {
                self.open(line)
            }
            Extent::Long(_) => {
                let text = self.take_line()?;
                Ok(refused(line, &text, too_long()))
            }
            Extent::Wide(_) => {
                let text = self.take_line()?;
                Ok(refused(line, &text, Reject::row(format!("more than {ROW_CELLS} cells"), "")))
            }
        }
    }

    /// Gives up the line in which a quotation mark is opened that is not closed in its place.
    fn open(&mut self, line: u64) -> io::Result<Reading> {
        let text = self.take_line()?;
        let hint = "close it, or write two of them for one that is meant";
        Ok(refused(line, &text, Reject::row("a quotation mark is not closed", hint)))
    }

    /// Tells whether each quotation mark that closes a cell of the record is followed by the end of the cell. What is not is
    /// more likely the beginning of another cell, lines below the one that was never closed.
    fn is_well_quoted(&self, bytes: usize) -> bool {
        let Form::Csv { delimiter } = self.form else { return true };
        let raw = trimmed(&self.buffer[self.start..self.start + bytes]);
        let mut at = 0;
        while at < raw.len() {
            if raw[at] == b'"' {
                at += 1;
                while at < raw.len() && (raw[at] != b'"' || raw.get(at + 1) == Some(&b'"')) {
                    at += if raw[at] == b'"' { 2 } else { 1 };
                }
                at += 1;
                if raw.get(at).is_some_and(|next| *next != delimiter) {
                    return false;
                }
            } else {
                at += raw[at..].iter().take_while(|byte| **byte != delimiter).count();
            }
            at += 1;
        }
        true
    }

    fn json_line(&mut self) -> io::Result<Reading> {
        let line = self.line;
        let Some(bytes) = self.line_length()? else {
            let text = self.take_line()?;
            return Ok(refused(line, &text, too_long()));
        };
        let text = self.take(bytes);
        match std::str::from_utf8(trimmed(&text)) {
            Ok(text) => {
                Ok(Ok(Record { line, text: text.to_owned(), ends: Vec::new(), cells: String::new() }))
            }
            Err(_) => Ok(refused(line, &text, not_text())),
        }
    }

    /// Finds out how far the record reaches that begins here.
    fn extent(&mut self) -> io::Result<Extent> {
        loop {
            let input = &self.buffer[self.start..self.end.min(self.start + ROW_BYTES)];
            self.reader.reset();
            let (result, bytes, cells, width) =
                self.reader.read_record(input, &mut self.cells, &mut self.ends);
            match result {
                ReadRecordResult::Record => return Ok(Extent::Whole { bytes, cells, width }),
                ReadRecordResult::OutputEndsFull => return Ok(Extent::Wide(bytes)),
                ReadRecordResult::OutputFull => return Ok(Extent::Long(bytes)),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
            }
            if input.len() == ROW_BYTES {
                return Ok(Extent::Long(ROW_BYTES));
            }
            if self.is_over {
                // A line end ends the record, unless it is inside quotation marks.
                let (result, _, more, further) =
                    self.reader.read_record(b"\n", &mut self.cells[cells..], &mut self.ends[width..]);
                return Ok(match result {
                    ReadRecordResult::Record => {
                        Extent::Whole { bytes, cells: cells + more, width: width + further }
                    }
                    _ => Extent::Open,
                });
            }
            self.fill()?;
        }
    }

    /// Returns the bytes of the line that begins here, with its end; `None` where that is not within the bound.
    fn line_length(&mut self) -> io::Result<Option<usize>> {
        let mut seen = 0;
        loop {
            let here = &self.buffer[self.start..self.end];
            if let Some(found) = here[seen..].iter().position(|byte| *byte == b'\n') {
                return Ok(Some(seen + found + 1).filter(|length| *length <= ROW_BYTES));
            }
            seen = here.len();
            if seen >= ROW_BYTES {
                return Ok(None);
            }
            if self.is_over {
                return Ok(Some(seen));
            }
            self.fill()?;
        }
    }

    /// Leaves the line that begins here behind, however long it is; returns its beginning.
    fn take_line(&mut self) -> io::Result<Vec<u8>> {
        if let Some(length) = self.line_length()? {
            return Ok(self.take(length));
        }
        let text = self.buffer[self.start..self.start + ROW_BYTES].to_vec();
        loop {
            let here = &self.buffer[self.start..self.end];
            if let Some(found) = here.iter().position(|byte| *byte == b'\n') {
                self.passed += found as u64 + 1;
                self.start += found + 1;
                self.line += 1;
                return Ok(text);
            }
            self.passed += here.len() as u64;
            self.start = self.end;
            if self.is_over {
                return Ok(text);
            }
            self.fill()?;
        }
    }

    /// Leaves bytes behind that were looked at; returns them.
    fn take(&mut self, bytes: usize) -> Vec<u8> {
        let text = self.buffer[self.start..self.start + bytes].to_vec();
        self.line += text.split(|byte| *byte == b'\n').count() as u64 - 1;
        self.start += bytes;
        self.passed += bytes as u64;
        text
    }

    /// Leaves line ends behind; `false` where nothing follows.
    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            let here = &self.buffer[self.start..self.end];
            let blank = here.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            let is_more = blank < here.len();
            self.take(blank);
            if is_more {
                return Ok(true);
            }
            if self.is_over {
                return Ok(false);
            }
            self.fill()?;
        }
    }

    /// Reads on, behind what is still to be read.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.is_over = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}

/// Returns a text without its line end.
fn trimmed(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |last| last + 1);
    &text[..end]
}

/// Refuses a text that is no record.
fn refused(line: u64, text: &[u8], reject: Reject) -> Reading {
    Err(Box::new(Refused { record: bare(line, text), reject }))
}

/// Returns the text of what is no record.
fn bare(line: u64, text: &[u8]) -> Record {
    let text = String::from_utf8_lossy(trimmed(text)).into_owned();
    Record { line, text, ends: Vec::new(), cells: String::new() }
}

fn too_long() -> Reject {
    Reject::row(
        format!("longer than {} KiB", ROW_BYTES >> 10),
        "a row is about one person: look for a missing line end; of this one only the beginning is kept",
    )
}

fn not_text() -> Reject {
    Reject::row("not UTF-8 text", "save the file as UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes a few at a time.
    struct Drops<'t>(&'t [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(self.0.len()).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    const CSV: Form = Form::Csv { delimiter: b',' };

    /// Returns what is read of a text, each with its line: cells between bars, or the reason.
    fn read(text: &[u8], form: Form) -> Vec<String> {
        let all = read_by(usize::MAX, text, form);
        assert_eq!(all, read_by(1, text, form), "however few bytes come at a time");
        all
    }

    /// Does the same for CSV that comes at once.
    fn read_at_once(text: &str) -> Vec<String> {
        read_by(usize::MAX, text.as_bytes(), CSV)
    }

    fn read_by(size: usize, text: &[u8], form: Form) -> Vec<String> {
        let mut records = Records::new(Drops(text, size), form);
        let mut all = Vec::new();
        while let Some(record) = records.next().expect("bytes") {
            all.push(match record {
                Ok(record) if record.ends.is_empty() => format!("{}: {}", record.line, record.text),
                Ok(record) => {
                    format!("{}: {}", record.line, record.cells().collect::<Vec<_>>().join("|"))
                }
                Err(refused) => format!("{}! {}", refused.record.line, refused.reject.reason),
            });
        }
        all
    }

    #[test]
    fn cells_quotes_and_line_ends() {
        let text = b"id,role\r\n1,\"a, \"\"b\"\"\"\r\n\r\n2,\"two\nlines\"\n3,last";
        assert_eq!(read(text, CSV), ["1: id|role", "2: 1|a, \"b\"", "4: 2|two\nlines", "6: 3|last"]);
        assert_eq!(read(b"", CSV), [""; 0]);
        assert_eq!(read(b"\n\r\n", CSV), [""; 0]);
        assert_eq!(read(b"id;role\n1;a,b\n", Form::Csv { delimiter: b';' }), ["1: id|role", "2: 1|a,b"]);
    }

    /// What is wrong with a row is no reason to lose the next one.
    #[test]
    fn a_bad_row_takes_nothing_with_it() {
        let text = b"id,role\n1,\"open\n2,nurse\n3,\"x\"\n4,\xff\n5,a,b\n6\n\xc3,\xa9\n7,\"open";
        assert_eq!(
            read(text, CSV),
            [
                "1: id|role",
                "2! a quotation mark is not closed",
                "3: 2|nurse",
                "4: 3|x",
                "5! not UTF-8 text",
                "6! 3 cells where the header has 2",
                "7! 1 cell where the header has 2",
                "8! not UTF-8 text",
                "9! a quotation mark is not closed",
            ]
        );
    }

    #[test]
    fn a_row_without_end_is_left_behind() {
        let mut text = b"id,role\n1,\"".to_vec();
        text.extend(vec![b'x'; 3 * ROW_BYTES]);
        text.extend(b"\n2,nurse\n");
        let mut lines = Vec::new();
        let mut records = Records::new(&text[..], CSV);
        while let Some(record) = records.next().expect("bytes") {
            lines.push(record.map_or_else(
                |refused| (refused.record.line, refused.reject.reason.clone()),
                |record| (record.line, record.text),
            ));
        }
        let expected = [(1, "id,role"), (2, "longer than 256 KiB"), (3, "2,nurse")];
        assert_eq!(lines, expected.map(|(line, text)| (line, text.to_owned())));
    }

    /// A row that opens a quotation mark is given up for that, however far its text would go on.
    #[test]
    fn a_row_is_not_blamed_for_the_next_ones() {
        let rows = 5_000;
        for line in ["a\",\"", "a\"b,\"c"] {
            let all = read_at_once(&format!("id,role\n{}", format!("{line}\n").repeat(rows)));
            let open = |(number, said): (usize, &String)| {
                *said == format!("{}! a quotation mark is not closed", number + 1)
            };
            assert_eq!(all.len(), rows + 1);
            assert!(all.iter().enumerate().skip(1).all(open), "{:?}", &all[..3]);
        }
        let text = format!("id,role\n1,\"open\n{}", "2,nurse\n".repeat(2 * ROW_BYTES / 8));
        let all = read_at_once(&text);
        assert_eq!(all[1..3], ["2! a quotation mark is not closed", "3: 2|nurse"]);
        assert_eq!(all.len(), 2 + 2 * ROW_BYTES / 8);
    }

    /// Whatever the bytes: no line is lost, and none is there twice.
    #[test]
    fn every_line_is_in_one_record() {
        let config = proptest::test_runner::Config { cases: 2_000, ..Default::default() };
        let signs = proptest::sample::select(vec!["a", "\"", "\"", ",", ",", "\n", "\n", "\r\n", " "]);
        let texts = proptest::collection::vec(signs, 0..60);
        proptest::test_runner::TestRunner::new(config)
            .run(&texts, |signs| {
                let text = signs.concat();
                let mut records = Records::new(text.as_bytes(), CSV);
                let mut all = String::new();
                let mut line = 0;
                while let Some(reading) = records.next().expect("bytes") {
                    let record = reading.unwrap_or_else(|refused| refused.record);
                    proptest::prop_assert!(record.line > line, "{} after {line}", record.line);
                    line = record.line + record.text.matches('\n').count() as u64;
                    all += &record.text;
                }
                let bare = |text: &str| text.replace(['\n', '\r'], "");
                proptest::prop_assert_eq!(bare(&all), bare(&text));
                proptest::prop_assert_eq!(records.passed(), text.len() as u64);
                Ok(())
            })
            .expect("a law");
    }

    #[test]
    fn a_line_is_an_object() {
        assert_eq!(
            read(b"{\"a\":1}\n\n  {}\r\n\xff\n{}", Form::Ndjson),
            ["1: {\"a\":1}", "3:   {}", "4! not UTF-8 text", "5: {}"]
        );
    }
}
