//! Packed streams: what they hold, as it is read, and not more of it than they can honestly hold.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use crate::limits::Limits;

/// How words begin that refuse a bomb.
pub(crate) const BOMB: &str = "it unpacks to more than ";

/// Before so many bytes came out nothing is a bomb: a short text of one letter packs as well as one.
const HARMLESS: u64 = 256 << 20;

/// A way of packing a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Bzip2,
}

impl Packing {
    /// How a stream is packed, by its first bytes.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Some(Self::Zstd),
            // A frame to be passed over, as archives of the web begin with.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Some(Self::Bzip2),
            _ => None,
        }
    }

    /// What a stream holds.
    pub(crate) fn unpacked<'r>(self, packed: impl Read + 'r, limits: &Limits) -> io::Result<Box<dyn Read + 'r>> {
        let came = Rc::new(Cell::new(0));
        let packed = BufReader::new(Counted { inner: packed, came: Rc::clone(&came) });
        let inner: Box<dyn Read + 'r> = match self {
            Self::Gzip => Box::new(hearsay_page::unpacked(packed)?),
            Self::Zstd => {
                let mut decoder = zstd::Decoder::with_buffer(packed)?;
                // 128 MiB, as the command-line tool allows without being told to.
                decoder.window_log_max(27)?;
                Box::new(Named { inner: decoder, what: "zstd" })
            }
            Self::Bzip2 => Box::new(Named { inner: bzip2::bufread::MultiBzDecoder::new(packed), what: "bzip2" }),
        };
        Ok(Box::new(Bounded { inner, came, went: 0, most: limits.ratio }))
    }
}

struct Counted<R> {
    inner: R,
    came: Rc<Cell<u64>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.came.set(self.came.get() + read as u64);
        Ok(read)
    }
}

/// Says what was packed where it is damaged.
struct Named<R> {
    inner: R,
    what: &'static str,
}

impl<R: Read> Read for Named<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.inner.read(into).map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => io::Error::new(error.kind(), format!("the {} data is cut off", self.what)),
            io::ErrorKind::Interrupted => error,
            kind => io::Error::new(kind, format!("the {} data is damaged ({error})", self.what)),
        })
    }
}

/// Ends with an error where far more comes out than went in.
struct Bounded<R> {
    inner: R,
    came: Rc<Cell<u64>>,
    went: u64,
    most: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.went += read as u64;
        if self.went > HARMLESS && self.went / self.most.max(1) > self.came.get() {
            return Err(io::Error::other(format!(
                "{BOMB}{} times its {} bytes; --max-ratio allows more",
                self.most,
                self.came.get()
            )));
        }
        Ok(read)
    }
}

/// At most `most` bytes of a stream; None where it has more.
pub(crate) fn held(stream: &mut dyn Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// A stream with bytes put back before it.
pub(crate) struct Again<'r> {
    before: Vec<u8>,
    at: usize,
    inner: Box<dyn BufRead + 'r>,
}

impl<'r> Again<'r> {
    pub(crate) fn new(inner: impl BufRead + 'r) -> Self {
        Self { before: Vec::new(), at: 0, inner: Box::new(inner) }
    }

    /// Puts bytes back before what is still to come.
    pub(crate) fn put_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.before[self.at..]);
        (self.before, self.at) = (bytes, 0);
    }
}

impl Read for Again<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let waiting = self.fill_buf()?;
        let length = waiting.len().min(into.len());
        into[..length].copy_from_slice(&waiting[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Again<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.before.len() { Ok(&self.before[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, length: usize) {
        if self.at < self.before.len() {
            self.at += length;
            if self.at == self.before.len() {
                (self.before, self.at) = (Vec::new(), 0);
            }
        } else {
            self.inner.consume(length);
        }
    }
}
