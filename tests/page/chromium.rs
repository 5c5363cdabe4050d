//! A headless Chromium, driven over its DevTools protocol with nothing but the standard library.
//!
//! Where no Chromium is installed, [`Browser::launch`] gives nothing and the test says that it was skipped.

use serde_json::{Value, json};
use std::env;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

/// Names under which Chromium is installed; the variable `CLIPSTRIDE_CHROMIUM` comes first.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What a page notes about itself from its first moment on.
const WITNESS: &str = "window.violations = []; document.addEventListener('securitypolicyviolation', \
                       event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));";

/// A running browser with one tab. It ends when it is dropped.
pub(crate) struct Browser {
    child: Child,
    socket: Socket,
    session: String,
    calls: u64,
    folder: TempDir,
    /// Errors that the page wrote to its console, and exceptions that nobody caught.
    pub(crate) errors: Vec<String>,
}

impl Browser {
    /// Starts a browser; nothing where there is none.
    pub(crate) fn launch() -> Option<Self> {
        let Some(program) = find() else {
            crate::skipped::skipped("no chromium");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let profile = folder.path().join("profile");
        let child = Command::new(program)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"])
            .args(["--remote-debugging-port=0", "--disable-dev-shm-usage", "--disable-background-networking"])
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (port, path) = address(&profile.join("DevToolsActivePort"));
        let socket = Socket::connect(port, &path);
        let mut browser =
            Self { child, socket, session: String::new(), calls: 0, folder, errors: Vec::new() };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        browser.session =
            browser.call("Target.attachToTarget", &attach)["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page.enable", "Runtime.enable", "Log.enable"] {
            browser.call(domain, &json!({}));
        }
        browser.call("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WITNESS }));
        Some(browser)
    }

    /// Opens a document and waits until it has loaded.
    pub(crate) fn open(&mut self, html: &str) {
        let file = self.folder.path().join("page.html");
        fs::write(&file, html).unwrap();
        self.errors.clear();
        self.call("Page.navigate", &json!({ "url": format!("file://{}", file.display()) }));
        while self.event()["method"] != "Page.loadEventFired" {}
    }

    /// The value of an expression in the page.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let options = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.call("Runtime.evaluate", &options);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    /// The text of an expression in the page.
    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_default().to_owned()
    }

    /// The count that an expression in the page gives.
    pub(crate) fn count(&mut self, expression: &str) -> u64 {
        self.value(expression).as_u64().unwrap()
    }

    /// The number that an expression in the page gives.
    pub(crate) fn number(&mut self, expression: &str) -> f64 {
        self.value(expression).as_f64().unwrap_or(f64::NAN)
    }

    /// Makes the window so wide and high, in CSS pixels.
    pub(crate) fn resize(&mut self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Sets what the system says: medium (`screen`, `print`) and colour scheme (`light`, `dark`).
    pub(crate) fn system(&mut self, medium: &str, scheme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.call("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    /// Presses and releases a key.
    pub(crate) fn press(&mut self, key: &str) {
        let code = match key {
            "Enter" => 13,
            "Tab" => 9,
            "ArrowLeft" => 37,
            "ArrowRight" => 39,
            "End" => 35,
            "Escape" => 27,
            other => panic!("no code for {other}"),
        };
        let text = if key == "Enter" { "\r" } else { "" };
        let down = json!({ "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" }, "key": key, "code": key,
            "windowsVirtualKeyCode": code, "text": text });
        self.call("Input.dispatchKeyEvent", &down);
        let release = json!({ "type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", &release);
    }

    /// Moves the pointer to a place in the window.
    pub(crate) fn hover(&mut self, x: f64, y: f64) {
        self.call("Input.dispatchMouseEvent", &json!({ "type": "mouseMoved", "x": x, "y": y }));
    }

    /// Touches a place in the window.
    pub(crate) fn touch(&mut self, x: f64, y: f64) {
        let start = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        self.call("Input.dispatchTouchEvent", &start);
        self.call("Input.dispatchTouchEvent", &json!({ "type": "touchEnd", "touchPoints": [] }));
    }

    /// Taps a place in the window, as a finger does: with all that a browser makes of it, the focus too.
    pub(crate) fn tap(&mut self, x: f64, y: f64) {
        self.call("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true, "maxTouchPoints": 1 }));
        self.touch(x, y);
    }

    /// The page as PDF on A4.
    pub(crate) fn pdf(&mut self) -> Vec<u8> {
        let answer =
            self.call("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
        decode(&answer["data"])
    }

    /// A picture of the window, as PNG.
    pub(crate) fn picture(&mut self) -> Vec<u8> {
        decode(&self.call("Page.captureScreenshot", &json!({}))["data"])
    }

    /// Calls a method and gives its result; events on the way are noted.
    pub(crate) fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": parameters });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        self.socket.send(&message.to_string());
        loop {
            let answer = self.event();
            if answer["id"] == json!(self.calls) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// The next message of any kind.
    fn event(&mut self) -> Value {
        let message: Value = serde_json::from_str(&self.socket.receive()).unwrap();
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Runtime.exceptionThrown") => self.errors.push(parameters["exceptionDetails"].to_string()),
            Some("Runtime.consoleAPICalled") if parameters["type"] == "error" => {
                self.errors.push(parameters["args"].to_string());
            }
            Some("Log.entryAdded") if parameters["entry"]["level"] == "error" => {
                self.errors.push(parameters["entry"]["text"].to_string());
            }
            _ => {}
        }
        message
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CLIPSTRIDE_CHROMIUM") {
        return Some(PathBuf::from(named));
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|file| file.is_file())
}

/// Port and path of the protocol, once the browser has written them down.
fn address(file: &Path) -> (u16, String) {
    for _ in 0..600 {
        let text = fs::read_to_string(file).unwrap_or_default();
        if let Some((port, path)) = text.trim().split_once('\n')
            && let Ok(port) = port.parse()
        {
            return (port, path.to_owned());
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("chromium did not start");
}

fn decode(data: &Value) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(data.as_str().unwrap()).unwrap()
}

/// As much of a web socket as one needs to talk to a browser on this machine (RFC 6455).
struct Socket(TcpStream);

impl Socket {
    fn connect(port: u16, path: &str) -> Self {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
             Sec-WebSocket-Key: Y2xpcHN0cmlkZSB0ZXN0cw==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        .unwrap();
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            head.push(byte[0]);
        }
        assert!(head.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&head));
        Self(stream)
    }

    /// Sends a text in one frame. The mask may be zero: it only has to be there.
    fn send(&mut self, text: &str) {
        let length = text.len() as u64;
        let mut frame = vec![0x81];
        match length {
            0..126 => frame.push(0x80 | length as u8),
            126..65_536 => {
                frame.push(0x80 | 126);
                frame.extend((length as u16).to_be_bytes());
            }
            _ => {
                frame.push(0x80 | 127);
                frame.extend(length.to_be_bytes());
            }
        }
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        self.0.write_all(&frame).unwrap();
    }

    /// Receives a text, put together from its frames.
    fn receive(&mut self) -> String {
        let mut text = Vec::new();
        loop {
            let [first, second] = self.take::<2>();
            let length = match second & 0x7f {
                126 => u64::from(u16::from_be_bytes(self.take())),
                127 => u64::from_be_bytes(self.take()),
                short => u64::from(short),
            };
            let mut part = vec![0; usize::try_from(length).unwrap()];
            self.0.read_exact(&mut part).unwrap();
            match first & 0x0f {
                0 | 1 => text.extend(part),
                8 => panic!("the browser has gone"),
                _ => continue,
            }
            if first & 0x80 != 0 {
                return String::from_utf8(text).unwrap();
            }
        }
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).unwrap();
        bytes
    }
}
