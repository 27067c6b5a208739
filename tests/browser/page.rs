//! A page in a real browser, with everything that it says, asks for and complains about.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use headless_chrome::browser::tab::Tab;
use headless_chrome::protocol::cdp::types::Event;
use headless_chrome::protocol::cdp::{Emulation, Log, Network};
use headless_chrome::types::PrintToPdfOptions;
use headless_chrome::{Browser, LaunchOptions};
use serde_json::Value;
use tempfile::TempDir;

/// What browsers of the kind are called.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// Finds texts that cannot be read.
const UNREADABLE: &str = include_str!("unreadable.js");

/// How long the browser may take for one thing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Width and height of a window, in CSS pixels.
pub(crate) type Window = (u32, u32);

/// A phone held upright.
pub(crate) const PHONE: Window = (390, 844);
/// A screen on a desk.
pub(crate) const DESK: Window = (1280, 900);

/// Returns the browser of this machine: the one that `CHROME` names, or the first on the search path.
pub(crate) fn installed() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CHROME").filter(|path| !path.is_empty()) {
        return Some(named.into());
    }
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
    let candidates = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    candidates.into_iter().find(|path| path.is_file())
}

/// Starts a browser that asks the network for nothing by itself.
pub(crate) fn start(path: PathBuf) -> Browser {
    let quiet = ["--disable-quic", "--disable-component-update", "--no-first-run", "--hide-scrollbars"];
    let options = LaunchOptions::default_builder()
        .path(Some(path))
        // Whoever runs tests as root, as containers do, has no sandbox.
        .sandbox(false)
        .idle_browser_timeout(PATIENCE * 10)
        .args(quiet.iter().map(std::ffi::OsStr::new).collect())
        .build()
        .expect("options");
    Browser::new(options).expect("the browser starts")
}

/// A page that is open.
pub(crate) struct Page {
    tab: Arc<Tab>,
    complaints: Arc<Mutex<Vec<String>>>,
    requests: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
}

impl Page {
    /// Opens a document from a file of its own, in a window of this size.
    pub(crate) fn open(browser: &Browser, html: &str, (width, height): Window) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("page.html");
        fs::write(&file, html).expect("the page is written");
        let tab = browser.new_tab().expect("a tab");
        tab.set_default_timeout(PATIENCE);
        let complaints = Arc::new(Mutex::new(Vec::new()));
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (heard, asked) = (Arc::clone(&complaints), Arc::clone(&requests));
        let listen = move |event: &Event| match event {
            Event::LogEntryAdded(event) => {
                let entry = &event.params.entry;
                heard.lock().expect("a lock").push(format!("{:?}: {}", entry.level, entry.text));
            }
            Event::RuntimeConsoleAPICalled(event) => {
                heard.lock().expect("a lock").push(format!("console: {:?}", event.params.args));
            }
            Event::RuntimeExceptionThrown(event) => {
                heard.lock().expect("a lock").push(format!("thrown: {:?}", event.params.exception_details));
            }
            Event::NetworkRequestWillBeSent(event) => {
                asked.lock().expect("a lock").push(event.params.request.url.clone());
            }
            _ => {}
        };
        tab.add_event_listener(Arc::new(listen)).expect("a listener");
        tab.enable_runtime().expect("the console");
        tab.call_method(Log::Enable(None)).expect("the log");
        let network = Network::Enable {
            max_total_buffer_size: None,
            max_resource_buffer_size: None,
            max_post_data_size: None,
            report_direct_socket_traffic: None,
            enable_durable_messages: None,
        };
        tab.call_method(network).expect("the network");
        let metrics = Emulation::SetDeviceMetricsOverride {
            width,
            height,
            device_scale_factor: 1.0,
            mobile: false,
            scale: None,
            screen_width: None,
            screen_height: None,
            position_x: None,
            position_y: None,
            dont_set_visible_size: None,
            screen_orientation: None,
            viewport: None,
            display_feature: None,
            device_posture: None,
        };
        tab.call_method(metrics).expect("a window");
        let address = format!("file://{}", file.display());
        tab.navigate_to(&address).and_then(|tab| tab.wait_until_navigated()).expect("the page opens");
        let page = Self { tab, complaints, requests, _folder: folder };
        assert_eq!(page.requests().first().map(String::as_str), Some(address.as_str()));
        page
    }

    /// Returns what a script answers.
    pub(crate) fn ask(&self, script: &str) -> Value {
        let answer = self.tab.evaluate(script, false).unwrap_or_else(|error| panic!("{script}: {error}"));
        answer.value.unwrap_or(Value::Null)
    }

    /// Waits until a script says yes.
    pub(crate) fn wait_for(&self, script: &str) {
        let since = Instant::now();
        while self.ask(script) != Value::Bool(true) {
            assert!(since.elapsed() < PATIENCE, "it never came true: {script}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks where an element is.
    pub(crate) fn click(&self, selector: &str) {
        let element = self.tab.find_element(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        element.scroll_into_view().and_then(|element| element.click()).expect("a click");
    }

    /// Types text by keys into whatever has the focus.
    pub(crate) fn keys(&self, text: &str) {
        self.tab.type_str(text).expect("keys");
    }

    /// Presses one key, such as `Enter`.
    pub(crate) fn key(&self, key: &str) {
        self.tab.press_key(key).expect("a key");
    }

    /// Returns the text that can be seen.
    pub(crate) fn text(&self) -> String {
        self.ask("document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Returns the number of pages on which the browser prints it.
    pub(crate) fn printed_pages(&self) -> usize {
        let options = PrintToPdfOptions { prefer_css_page_size: Some(true), ..PrintToPdfOptions::default() };
        let pdf = self.tab.print_to_pdf(Some(options)).expect("a PDF");
        let pdf = String::from_utf8_lossy(&pdf);
        // `/Type /Pages` is the list of them.
        pdf.matches("/Type /Page").count() - pdf.matches("/Type /Pages").count()
    }

    /// Returns everything that no page may do: complain, ask for anything but itself, be wider than the window.
    pub(crate) fn faults(&self) -> Vec<String> {
        let mut faults = self.complaints.lock().expect("a lock").clone();
        let requests = self.requests();
        faults.extend(requests.iter().skip(1).map(|address| format!("asked for {address}")));
        let beyond = self.ask("document.documentElement.scrollWidth - window.innerWidth");
        if beyond.as_i64().is_none_or(|beyond| beyond > 0) {
            faults.push(format!("{beyond} pixels too wide"));
        }
        faults
    }

    /// Returns the texts that cannot be read: covered, cut off, tiny, or too close in colour to what is behind them.
    pub(crate) fn unreadable(&self) -> Vec<String> {
        let found = self.ask(UNREADABLE);
        let texts: Value = serde_json::from_str(found.as_str().expect("a list")).expect("JSON");
        texts.as_array().expect("a list").iter().map(ToString::to_string).collect()
    }

    /// Makes the page believe that its reader likes it dark.
    pub(crate) fn darken(&self) {
        let dark = Emulation::MediaFeature { name: "prefers-color-scheme".into(), value: "dark".into() };
        let media = Emulation::SetEmulatedMedia { media: None, features: Some(vec![dark]) };
        self.tab.call_method(media).expect("a dark page");
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("a lock").clone()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // The browser may be gone already, which is no failure of the test.
        let _ = self.tab.close(false);
    }
}
