//! A real browser, driven. Where chromium or its driver is missing, its tests say so and are skipped, unless
//! `COUNTERSIGN_BROWSER=required`.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;

/// The driver's process; ends when dropped.
struct Driver {
    process: Child,
    port: u16,
}

impl Drop for Driver {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

/// chromedriver takes a free port for one kind of address and now and then finds it taken for the other; it is started anew then.
fn start() -> Option<Driver> {
    let chromium =
        Command::new("chromium").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    for _ in 0..5 {
        let started =
            Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let (Ok(mut process), Ok(_)) = (started, &chromium) else {
            skip();
            return None;
        };
        if let Some(port) = port(&mut process) {
            return Some(Driver { process, port });
        }
        _ = process.wait();
    }
    panic!("chromedriver was started five times and found no port");
}

fn skip() {
    let required = std::env::var("COUNTERSIGN_BROWSER").is_ok_and(|value| value == "required");
    assert!(!required, "chromium and chromedriver are required here (apt install chromium chromium-driver)");
    eprintln!("skipped: chromium or chromedriver is not installed (apt install chromium chromium-driver)");
}

/// The port that it says it listens on; none where it ends instead.
fn port(process: &mut Child) -> Option<u16> {
    let lines = BufReader::new(process.stdout.as_mut()?).lines();
    let mut ports = lines
        .map_while(Result::ok)
        .filter_map(|line| line.strip_suffix('.')?.rsplit(' ').next()?.parse().ok());
    ports.next()
}

/// One window.
pub(super) struct Browser {
    pub(super) client: Client,
}

/// Runs a test with a browser; or says that it is skipped.
pub(super) fn with_browser<F: Future<Output = ()>>(test: impl FnOnce(Opener) -> F) {
    let Some(driver) = start() else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(test(Opener { port: driver.port }));
}

/// Opens windows.
pub(super) struct Opener {
    port: u16,
}

impl Opener {
    /// A window of this size, light or dark.
    pub(super) async fn open(&self, width: u32, height: u32, dark: bool) -> Browser {
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--hide-scrollbars".into(),
            format!("--window-size={width},{height}"),
        ];
        if dark {
            arguments.push("--blink-settings=preferredColorScheme=0".into());
        }
        // Narrower than a desktop's window can be.
        let phone = (width < 500).then(|| serde_json::json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 1.0, "touch": false } }));
        let mut chrome = serde_json::json!({ "args": arguments });
        if let Some(phone) = phone {
            chrome["mobileEmulation"] = phone;
        }
        let capabilities =
            serde_json::json!({ "goog:chromeOptions": chrome, "goog:loggingPrefs": { "browser": "ALL" } });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .unwrap();
        Browser { client }
    }
}

impl Browser {
    pub(super) async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Presses keys where the focus is.
    pub(super) async fn press(&self, keys: &str) {
        let focus = match self.client.active_element().await {
            Ok(focus) => focus,
            Err(_) => self.client.find(Locator::Css("body")).await.unwrap(),
        };
        focus.send_keys(keys).await.unwrap();
    }

    /// The text of an element, as a person sees it.
    pub(super) async fn text(&self, css: &str) -> String {
        let Ok(element) = self.client.find(Locator::Css(css)).await else { return String::new() };
        element.text().await.unwrap_or_default()
    }

    /// Waits until a script's value is true.
    pub(super) async fn until(&self, condition: &str) {
        for _ in 0..750 {
            let script = format!("return Boolean({condition})");
            if self.client.execute(&script, vec![]).await.is_ok_and(|value| value == true) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        let shown = self.text("body").await;
        panic!("never came true: {condition}\n{shown}");
    }

    /// What a script returns.
    pub(super) async fn eval(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, vec![]).await.unwrap()
    }
}
