//! Gzip archives: unpacked as they are read, as far as they can be.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

/// The bytes themselves, or what they hold where they are a gzip archive; told by the first two.
///
/// # Errors
/// When these cannot be read.
pub fn unpacked<'r>(mut bytes: impl BufRead + 'r) -> io::Result<Box<dyn BufRead + 'r>> {
    let mut head = Vec::new();
    (&mut bytes).take(2).read_to_end(&mut head)?;
    let packed = head == [0x1f, 0x8b];
    let whole = io::Cursor::new(head).chain(bytes);
    Ok(if packed { Box::new(BufReader::new(Unpacked::new(whole))) } else { Box::new(whole) })
}

/// What a gzip archive holds, member after member. Where it is damaged or cut off, what was readable comes first and the
/// error after it. Zeros and anything else that is no gzip behind the last member are no fault: tapes and downloads pad.
struct Unpacked<R: BufRead> {
    /// None behind the last member.
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> Unpacked<R> {
    fn new(packed: R) -> Self {
        Self { member: Some(GzDecoder::new(packed)) }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(into).map_err(|error| damaged(&error))?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            let mut rest = self.member.take().map(GzDecoder::into_inner);
            if let Some(packed) = rest.take_if(|packed| packed.fill_buf().is_ok_and(|next| next.starts_with(&[0x1f]))) {
                self.member = Some(GzDecoder::new(packed));
            }
        }
        Ok(0)
    }
}

fn damaged(error: &io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => io::Error::new(error.kind(), "the gzip data is cut off"),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            io::Error::new(error.kind(), format!("the gzip data is damaged ({error})"))
        }
        kind => io::Error::new(kind, error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn packed(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    /// What is unpacked, and the error that ends it.
    fn check(bytes: &[u8], expected: &str, error: Option<&str>) {
        let mut read = Vec::new();
        let end = Unpacked::new(bytes).read_to_end(&mut read);
        assert_eq!(String::from_utf8(read).unwrap(), expected);
        assert_eq!(end.err().map(|error| error.to_string()).as_deref(), error);
    }

    #[test]
    fn members_follow_each_other_and_padding_is_no_fault() {
        let two = [packed("Arland"), packed(" and Breland")].concat();
        check(&two, "Arland and Breland", None);
        check(&[&two[..], &[0; 512]].concat(), "Arland and Breland", None);
        check(&[&two[..], b"<html>"].concat(), "Arland and Breland", None);
        check(&packed(""), "", None);
    }

    #[test]
    fn what_was_readable_is_read() {
        // Sentences that do not repeat pack badly: a good part of them stands before the cut.
        let text: String =
            (0..20_000_u64).map(|number| format!("{} ", number.wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        let bytes = packed(&text);
        let mut read = Vec::new();
        let error = Unpacked::new(&bytes[..bytes.len() / 10 * 9]).read_to_end(&mut read).unwrap_err();
        assert_eq!(error.to_string(), "the gzip data is cut off");
        assert!(read.len() * 10 > text.len() * 8 && text.as_bytes().starts_with(&read));

        let mut broken = bytes.clone();
        let last = broken.len() - 6;
        broken[last] ^= 1;
        check(&broken, &text, Some("the gzip data is damaged (corrupt gzip stream does not have a matching checksum)"));
    }
}
