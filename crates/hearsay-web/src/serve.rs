//! The loop that takes connections, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::app;
use crate::site::Site;

/// Connections held at the same time.
const CONNECTIONS: usize = 1024;
/// The longest that a browser may take to say what it wants.
const HEADERS: Duration = Duration::from_secs(10);
/// The longest that answers in work are waited for.
const LEAVING: Duration = Duration::from_secs(10);

/// Serves until the process is told to stop (Ctrl-C, or SIGTERM), then finishes what is in work.
///
/// # Errors
/// When the system gives no threads or signals.
pub fn serve(site: Arc<Site>, listener: std::net::TcpListener) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(16).build()?;
    let weak = Arc::downgrade(&site);
    std::thread::Builder::new().name("ahead".to_owned()).spawn(move || crate::ahead::keep(&weak))?;
    runtime.block_on(take(site, listener))
}

async fn take(site: Arc<Site>, listener: std::net::TcpListener) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let service = TowerToHyperService::new(app(site));
    let (leaving, places) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS)));
    let mut stop = std::pin::pin!(stopped());
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let (stream, place) = tokio::select! {
            accepted = async { (listener.accept().await, place.await) } => match accepted {
                (Ok((stream, _)), Ok(place)) => (stream, place),
                // Out of file handles, or the other side went away: the next may do better.
                _ => { tokio::time::sleep(Duration::from_millis(50)).await; continue }
            },
            () = &mut stop => break,
        };
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(HEADERS).max_buf_size(64 * 1024);
        let connection = leaving.watch(http.serve_connection(TokioIo::new(stream), service.clone()));
        tokio::spawn(async move {
            // A connection that breaks off is the other side's to know.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(LEAVING, leaving.shutdown()).await;
    Ok(())
}

async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! { _ = interrupted => {}, _ = ended.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
