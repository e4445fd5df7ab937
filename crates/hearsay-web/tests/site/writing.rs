//! Reviewers and readers who write.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use serde_json::{Value, json};

use crate::world::*;

async fn enter(site: &Router) -> (String, String) {
    let (response, _) = post(site, "/review/enter", &format!("token={}", TOKEN.replace(' ', "+")), &[]).await;
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let request = Request::get("/event/a1/v2").header(header::HOST, "localhost:8017").header(header::COOKIE, &cookie);
    let (response, page) = send(site, request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store");
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    (cookie, csrf)
}

#[tokio::test]
async fn a_reviewer_corrects_and_the_reading_stays() {
    let site = ordinary("review");
    let (before, _) = (get(&site, "/article/a1.json").await.1, ());
    let (response, _) = post(&site, "/review/enter", "token=wrong", &[]).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let (cookie, csrf) = enter(&site).await;
    let with = [("cookie", cookie.as_str())];
    let decision = "article=a1&item=v2&verdict=corrected&did=criticise&who=Arland&status=alleged&why=It+was+a+note";
    // Without a session, without its sign, with another's: nothing is written.
    for (form, headers, status) in [
        (decision.to_owned(), &[][..], StatusCode::UNAUTHORIZED),
        (decision.to_owned(), &with[..], StatusCode::FORBIDDEN),
        (format!("{decision}&csrf=0000"), &with[..], StatusCode::FORBIDDEN),
    ] {
        let (response, _) = post(&site, "/review/decide", &form, headers).await;
        assert_eq!(response.status(), status);
    }
    for (wrong, status) in [
        ("article=a1&item=v2&verdict=corrected&who=Nobody+in+it", 400),
        ("article=a1&item=v2&verdict=corrected", 400),
        ("article=a1&item=v2&verdict=perhaps", 400),
        ("article=a1&item=v2&verdict=corrected&when=soon", 400),
        ("article=a1&item=v77&verdict=right", 404),
        ("article=none&item=v1&verdict=right", 404),
    ] {
        let (response, page) = post(&site, "/review/decide", &format!("{wrong}&csrf={csrf}"), &with).await;
        assert_eq!(response.status().as_u16(), status, "{wrong}: {page}");
    }
    let (response, _) =
        post(&site, "/review/decide", &format!("{decision}&csrf={csrf}&back=//evil.example"), &with).await;
    assert_eq!(
        (response.status(), response.headers()[header::LOCATION].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/review#check")
    );
    let (response, _) =
        post(&site, "/review/decide", &format!("article=a2&item=s1&verdict=rejected&csrf={csrf}"), &with).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    // Beside the reading: on its page, in its twin, in the figures, among the labels.
    let (_, page) = get(&site, "/article/a1").await;
    assert!(page.contains("Corrected: <bdi>did: criticise; status: alleged; who: Arland</bdi>"), "{page}");
    let twin: Value = serde_json::from_str(&get(&site, "/article/a1.json").await.1).unwrap();
    assert_eq!(twin["record"], serde_json::from_str::<Value>(&before).unwrap()["record"]);
    assert_eq!(twin["reviews"][0]["person"]["did"], "criticise");
    let (_, review) = get(&site, "/review").await;
    assert!(
        review.contains("Of 1 deed looked at, 0 are right as read (0 %), 1 once corrected, 0 are none."),
        "{review}"
    );
    let (_, labels) = get(&site, "/review/labels").await;
    let label: Value = serde_json::from_str(labels.lines().next().unwrap()).unwrap();
    assert_eq!(label["events"][0]["deed"], "criticise");
    assert_eq!(label["events"][0]["trigger"], json!([33, 41]));
    assert_eq!(label["events"][0]["source"], json!([[26, 32]]));
    assert_eq!((&label["events"][0]["status"], &label["complete"]), (&json!("alleged"), &json!(false)));
    // A program writes with the token itself.
    let body = json!({"article": "a3", "item": "v1", "verdict": "right"}).to_string();
    for (token, status) in [("Bearer wrong".to_owned(), 403), (format!("Bearer {TOKEN}"), 201)] {
        let (response, _) = post(&site, "/api/v1/reviews", &body, &[("authorization", &token)]).await;
        assert_eq!(response.status().as_u16(), status);
    }
    let (response, _) = post(&site, "/review/leave", &format!("csrf={csrf}"), &with).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (response, _) = post(&site, "/review/decide", &format!("{decision}&csrf={csrf}"), &with).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}

async fn comment(site: &Router, text: &str) -> (Response<Body>, String) {
    let (_, page) = get(site, "/discuss/a1").await;
    let sign = page.split("name=\"sign\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    post(site, "/discuss/a1", &format!("sign={sign}&author=Ann&text={}", url(text)), &[]).await
}

#[tokio::test]
async fn a_comment_on_the_story_stands_and_another_waits_until_it_passes() {
    let site = ordinary("discussion");
    let (response, _) =
        comment(&site, "Arland expelled nobody from Breland on Monday, whatever Dorn may have denied.").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (_, page) = get(&site, response.headers()[header::LOCATION].to_str().unwrap()).await;
    assert!(page.contains("Your comment stands"), "{page}");
    let (response, _) = comment(&site, "Cheap <b>watches</b> and handbags for you idiots, visit our warehouse").await;
    let (_, told) = get(&site, response.headers()[header::LOCATION].to_str().unwrap()).await;
    assert!(
        told.contains("waits for a moderator")
            && told.contains("where the rule asks for 20")
            && told.contains("idiots"),
        "{told}"
    );
    let (_, page) = get(&site, "/article/a1").await;
    assert!(page.contains("expelled nobody") && !page.contains("handbags"), "{page}");
    // A form that is not of the page is refused.
    for sign in ["", "sign=0000&"] {
        let (response, _) = post(&site, "/discuss/a1", &format!("{sign}author=Ann&text=Arland"), &[]).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
    let (cookie, csrf) = enter(&site).await;
    let request = Request::get("/review").header(header::HOST, "localhost:8017").header(header::COOKIE, &cookie);
    let (_, queue) = send(&site, request.body(Body::empty()).unwrap()).await;
    assert!(queue.contains("Cheap &lt;b&gt;watches") && queue.contains("<mark>idiots</mark>"), "{queue}");
    let (response, _) =
        post(&site, "/review/comment", &format!("csrf={csrf}&id=2&what=post&why=well"), &[("cookie", &cookie)]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(get(&site, "/article/a1").await.1.contains("handbags"));
    let (response, _) =
        post(&site, "/review/comment", &format!("csrf={csrf}&id=2&what=decline"), &[("cookie", &cookie)]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(!get(&site, "/article/a1").await.1.contains("handbags"));
}

#[tokio::test]
async fn writing_too_often_is_refused() {
    let site = ordinary("often");
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = post(&site, "/review/enter", "token=guess", &[]).await.0.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
