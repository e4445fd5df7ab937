//! Boxes of mail.

use std::io::{BufRead, Read};

use hearsay_page::PageError;

use crate::fault::Fault;
use crate::piece::{Content, Piece};
use crate::walker::{Flow, Walker};

/// The messages of a box: each begins with a line "From " behind a blank one.
pub(crate) fn messages(walker: &mut Walker, input: &mut impl BufRead) -> Flow {
    let most = walker.limits.record;
    let (mut message, mut number, mut is_long, mut after_blank) = (Vec::new(), 0_u64, false, true);
    loop {
        let mut line = Vec::new();
        let read = input.take(most).read_until(b'\n', &mut line);
        let ends = !matches!(read, Ok(1..));
        if ends || after_blank && line.starts_with(b"From ") {
            if number > 0 && (is_long || !message.is_empty()) {
                let place = format!("message {number}");
                let bytes = std::mem::take(&mut message);
                if std::mem::take(&mut is_long) {
                    walker.fault_at(place, Fault::Page(PageError::TooLong { line: None, most: most as usize }))?;
                } else {
                    walker.piece(Piece::new(Content::Mail(bytes)).at(place))?;
                }
            }
            number += 1;
            match read {
                Err(error) => return walker.fault(Fault::reading(&error)),
                Ok(0) => return Flow::Continue(()),
                Ok(_) => {}
            }
            after_blank = false;
            continue;
        }
        after_blank = line.trim_ascii_end().is_empty();
        // ">From " is how a box writes a line of a letter that begins so.
        let escaped = line.iter().take_while(|&&byte| byte == b'>').count();
        let line = if escaped > 0 && line[escaped..].starts_with(b"From ") { &line[1..] } else { &line };
        if (message.len() + line.len()) as u64 > most {
            (is_long, message) = (true, Vec::new());
        }
        if !is_long {
            message.extend_from_slice(line);
        }
    }
}
