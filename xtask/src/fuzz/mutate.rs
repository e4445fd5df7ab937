//! Changes that break an input in the ways in which inputs break: cut, doubled, mixed, in the wrong order, in other bytes.

/// Numbers that look random and hang on the input's number alone: SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    /// Those of one input.
    pub(crate) fn of(number: u64) -> Self {
        Self(number.wrapping_mul(0xD134_2543_DE82_EF95))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// From 0 to before `end`; 0 where that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    /// One of several.
    pub(crate) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }
}

/// Longest input, in bytes.
const LONGEST: usize = 1 << 16;

/// Words and marks of the trade, put in anywhere.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{feff}",
    "\u{200b}",
    "\0",
    "\u{1b}[2J",
    "\u{9b}",
    "\u{202e}",
    "\u{2028}",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "|",
    " | ",
    "·",
    "—",
    " - ",
    " / ",
    ":",
    ",",
    "@",
    "#",
    "#1 ",
    "12. ",
    "1) ",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "…",
    "On ",
    "on ",
    "at ",
    "By ",
    "Posted by ",
    "says:",
    " said",
    " wrote:",
    "Comments (12)",
    "Reply",
    "Reply @ ",
    "in reply to ",
    "3 hours ago",
    "10 years ago",
    "just now",
    "6 January 2011",
    "Mar 4, 2011",
    "06.01.2011",
    "2011-01-06",
    "5:03 PM",
    "10:22",
    "29 February 2011",
    "Oda Lund",
    "oda77",
    "Guest",
    "Reuters",
    "(AP) -",
    "PARIS, March 3 (AFP) -",
    "Ms Dorn said",
    "12 points",
    "<",
    ">",
    "</",
    "/>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<p class=comment>",
    "<p itemprop=\"comment\">",
    "<div class=\"comments\">",
    "<article>",
    "</article>",
    "<h1>",
    "<h2>Comments</h2>",
    "<li>",
    "<td>",
    "<br>",
    "<br><br>",
    "<script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&amp;",
    "&#0;",
    "&#x110000;",
    "&#",
    "&nbsp",
    "=\"",
    "='",
    "<meta name=author content=\"",
    "<time datetime=\"2011-13-45\">",
    "<title>",
    "<shreddit-comment>",
    "<summary>",
    "<html>",
    "<!doctype html>",
    "charset=utf-16",
    "{\"text\": \"",
    "\"}",
    "{",
    "}",
    "\\",
    "\\u0000",
    "\\ud800",
    "\"id\": ",
    "\"html\": \"<p>",
    "null",
    "1e999",
    "[[[[",
    "\"date\": \"2011-02-30\", ",
    "\u{1f}\u{8b}",
    "%PDF-",
    "PK\u{3}\u{4}",
    "name\taliases\tcode\ttype\tfrom\tuntil\n",
    "ARLGOV",
    "[ARLGOV 010120-090120]",
    "[~COP]",
    "<!-- ",
    "+ARLANDIC_",
    "9999-12-31",
    "-0001-01-01",
    "18446744073709551616",
    "-1",
    "0",
    "WARC/1.0\r\n",
    "WARC/1.1",
    "\r\n\r\n",
    "WARC-Type: response\r\n",
    "Content-Length: 7\r\n",
    "Content-Length: 99999999999\r\n",
    "Content-Encoding: gzip\r\n",
    "Transfer-Encoding: chunked\r\n",
    "HTTP/1.1 200 OK\r\n",
    "ffffffff\r\n",
    "From a@b.example Thu Sep  3 00:01:01 2015\n",
    "MIME-Version: 1.0\n",
    "Content-Type: multipart/alternative; boundary=b\n",
    "--b\n",
    "--b--",
    "=?utf-8?q?=41=?=",
    "<item>",
    "</item>",
    "<entry>",
    "<description>&lt;p&gt;",
    "<pubDate>Thu, 03 Sep 2015 00:01:01 +0200</pubDate>",
    "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
    "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]>",
    "&c;",
    "\"\"",
    "\",\"",
    ";",
    "\n\"",
    "[{",
    "}]",
    "},{",
    "said that ",
    "Khan said that ",
    "expelled",
    "attacked",
    "denied that",
    "if",
    "not",
];

/// `seed`, changed in one to eight ways; parts of `other` may come in.
pub(crate) fn mutated(seed: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed[..seed.len().min(LONGEST)].to_vec();
    for _ in 0..1 + random.below(8) {
        let at = random.below(bytes.len() + 1);
        let most = if random.below(3) == 0 { 2_000 } else { 24 };
        let until = (at + 1 + random.below(most)).min(bytes.len());
        match random.below(12) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..until.max(at))),
            2 => {
                let part = bytes[at..until.max(at)].to_vec();
                let most = if random.below(8) == 0 { 200 } else { 3 };
                let times = 1 + random.below(most);
                let many = part.repeat(times.min(LONGEST / part.len().max(1)));
                bytes.splice(at..at, many);
            }
            3 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(400)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            4 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random.below(256) as u8;
                }
            }
            5 => bytes.insert(at, random.below(256) as u8),
            6 => swap_lines(&mut bytes, random),
            7 => bytes.rotate_left(at),
            _ => {
                let piece = random.pick(PIECES).as_bytes();
                bytes.splice(at..at, piece.iter().copied());
            }
        }
        bytes.truncate(LONGEST);
    }
    bytes
}

fn swap_lines(bytes: &mut Vec<u8>, random: &mut Random) {
    let mut lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let (one, other) = (random.below(lines.len()), random.below(lines.len()));
    lines.swap(one, other);
    *bytes = lines.join(&b'\n');
}
