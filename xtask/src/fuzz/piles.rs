//! Piles of ours to be broken, and what must hold of whatever they become.

use std::ops::ControlFlow;

use hearsay::Hints;
use hearsay_pile::{Found, Limits, Options, Source, walk};

use super::targets::lawful;

const PAGE: &str = "<html><head><title>Envoys expelled</title></head><body><article><h1>Envoys expelled</h1><p>Arland on Monday expelled three diplomats of Breland, its foreign ministry said in a statement.</p><p>Breland said that it would answer in kind before the end of the week.</p></article></body></html>";

/// Of WARC, feeds, tables, JSON, mail and agencies' news.
pub(super) fn seeds() -> [Vec<Vec<u8>>; 6] {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n",
        PAGE.len()
    );
    let record = |kind: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://v.example/1\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    };
    let warc = [
        record("warcinfo", "software: ours\r\n"),
        record("response", &answer),
        record("request", "GET / HTTP/1.1\r\n\r\n"),
        record("response", &chunked),
    ]
    .concat();
    let wet = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 21\r\n\r\nArland left on Monday\r\n\r\n";
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Valley Times</title><item><title>Envoys expelled</title><link>https://v.example/1</link><pubDate>Thu, 03 Sep 2015 00:01:01 +0200</pubDate><description>&lt;p&gt;Arland expelled three envoys of Breland.&lt;/p&gt;</description></item><item><title>Second</title><description><![CDATA[<p>Breland closed its border.</p>]]></description></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Valley Times</title><entry><title type=\"html\">Envoys &amp;amp; bridges</title><link href=\"https://v.example/2\"/><updated>2015-09-03T00:01:01Z</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Arland left the talks.</p></div></content></entry></feed>";
    let json_feed = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Valley Times\", \"items\": [{\"id\": \"1\", \"url\": \"https://v.example/3\", \"title\": \"Talks\", \"content_html\": \"<p>Arland left the talks.</p>\"}]}";
    let csv = "id,title,body,published\n1,\"Envoys, expelled\",\"Arland said: \"\"no\"\".\nIt left.\",2015-09-03\n2,Talks,Breland came.,03.09.2015\n";
    let tsv = "text\turl\nArland left the talks.\thttps://v.example/4\nBreland came.\t\n";
    let array = "[{\"title\": \"Envoys\", \"body\": \"Arland expelled three envoys.\", \"date\": 1441238461}, {\"text\": \"Breland \\\"came\\\".\"}]";
    let service = "{\n \"status\": \"ok\",\n \"articles\": [\n  {\"source\": {\"name\": \"Times\"}, \"content\": \"Arland left the talks.\", \"publishedAt\": \"2015-09-03T00:01:01Z\"}\n ]\n}\n";
    let ninjs = "{\"uri\": \"urn:n:1\", \"type\": \"text\", \"headline\": \"Envoys\", \"body_xhtml\": \"<p>Arland expelled three envoys.</p>\", \"versioncreated\": \"2015-09-03T00:01:01Z\"}";
    let letter = "From: Valley Times <news@v.example>\nTo: a@b.example\nSubject: =?utf-8?q?Envoys?=\nDate: Thu, 3 Sep 2015 00:01:01 +0200\nMessage-ID: <1@v.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nArland expelled three envoys on Monday.\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>Arland expelled=20three envoys on Monday.</p>\n--b--\n";
    let mbox = format!(
        "From news@v.example Thu Sep  3 00:01:01 2015\n{letter}\nFrom news@v.example Fri Sep  4 00:01:01 2015\nSubject: Two\nFrom: a@b.example\n\n>From now on all is well.\n"
    );
    let news = "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:n:1\"><itemMeta><itemClass qcode=\"ninat:text\"/><versionCreated>2015-09-03T00:01:01+02:00</versionCreated></itemMeta><contentMeta><headline>Envoys</headline><by>Jane Dorn</by></contentMeta><contentSet><inlineXML><nitf><body><body.content><p>Arland expelled three envoys.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>";
    let nitf = "<!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf><head><docdata><date.issue norm=\"20150903T000101Z\"/></docdata></head><body><body.head><hedline><hl1>Envoys</hl1></hedline><dateline><location>ARLEN</location></dateline></body.head><body.content><block><p>Arland expelled three envoys.</p></block></body.content></body></nitf>";
    [
        vec![warc.into(), wet.into(), answer.into()],
        vec![rss.into(), atom.into(), json_feed.into()],
        vec![csv.into(), tsv.into()],
        vec![array.into(), service.into(), ninjs.into(), format!("{ninjs}\n{ninjs}\n").into()],
        vec![letter.into(), mbox.into()],
        vec![news.into(), nitf.into()],
    ]
}

/// Small limits, so that inputs of this size go beyond them.
fn options() -> Options {
    Options {
        limits: Limits { record: 8 << 10, ratio: 20, depth: 3, held: 32 << 10, members: 50 },
        ..Options::default()
    }
}

/// Every piece is an article by the rules, or told; pieces are no more than the bytes can hold; and twice gives the same.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let told = |options: &Options| {
        let mut told = Vec::new();
        let mut broken = Ok(());
        walk(Source::of(bytes), options, &mut |found| {
            match found {
                Found::Piece(piece) => match piece.article(&Hints::default()) {
                    Ok(article) => {
                        broken = lawful(&article);
                        told.push(article.text.as_str().to_owned());
                    }
                    Err(fault) => told.push(piece.told(&fault)),
                },
                Found::Skipped(what) => told.push(what),
            }
            if broken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        broken.map(|()| told)
    };
    told(&options())?;
    let (one, other) = (told(&Options::default())?, told(&Options::default())?);
    if one != other {
        return Err("two readings are not the same".to_owned());
    }
    if one.len() > bytes.len() + 1 {
        return Err(format!("{} pieces of {} bytes", one.len(), bytes.len()));
    }
    if one.is_empty() && !bytes.trim_ascii().is_empty() {
        return Err("nothing was told of it".to_owned());
    }
    Ok(())
}
