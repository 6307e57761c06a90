// Firefox and WebKitGTK by WebDriver. Both say the same commands: Firefox itself over a socket (Marionette, which geckodriver
// speaks to it), WebKitWebDriver over HTTP. Neither makes a window as narrow as a phone: pages are shown in a frame.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

// What a browser is given to start, and to answer, in ms.
const PATIENCE = 30_000;
const pause = () => new Promise((done) => setTimeout(done, 50));

/** Start Firefox without a window; returns { name, call, close }, where `call` gives what a command comes to. */
export async function openFirefox(program) {
  const profile = mkdtempSync(join(tmpdir(), "handbook-firefox-"));
  // Nothing is asked of other machines; motion is reduced.
  const preferences = {
    "marionette.port": 0, "ui.prefersReducedMotion": 1, "network.proxy.type": 1, "network.proxy.http": "127.0.0.1",
    "network.proxy.ssl": "127.0.0.1", "network.proxy.http_port": 9, "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1", "network.proxy.allow_hijacking_localhost": false,
  };
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
  const browser = started(program, ["--headless", "--marionette", "--no-remote", "--profile", profile], { HOME: profile });
  const port = await answer(() => {
    const file = join(profile, "MarionetteActivePort");
    return existsSync(file) ? Number(readFileSync(file, "utf-8")) : 0;
  }, browser);
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let received = Buffer.alloc(0);
  socket.on("data", (data) => {
    received = Buffer.concat([received, data]);
    for (let colon = received.indexOf(":"); colon > 0; colon = received.indexOf(":")) {
      const end = colon + 1 + Number(received.subarray(0, colon));
      if (received.length < end) return;
      const message = JSON.parse(received.subarray(colon + 1, end));
      received = received.subarray(end);
      if (Array.isArray(message)) waiting.get(message[1])(message);
    }
  });
  const call = async (name, parameters = {}) => {
    const id = waiting.size;
    const told = new Promise((done) => waiting.set(id, done));
    const body = Buffer.from(JSON.stringify([0, id, name, parameters]));
    socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
    const [, , error, result] = await within(told, name);
    if (error) throw new Error(`Firefox: ${name}: ${error.message}`);
    return result && "value" in result ? result.value : result;
  };
  const { capabilities } = await call("WebDriver:NewSession", {});
  return {
    name: `Firefox ${capabilities.browserVersion}`,
    call: (name, parameters) => call(`WebDriver:${name}`, name === "ExecuteScript" ? { ...parameters, newSandbox: false } : parameters),
    close: async () => {
      socket.destroy();
      await ended(browser);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// The commands that are used here, as W3C WebDriver has them.
const PATHS = { Navigate: "url", ExecuteScript: "execute/sync", SwitchToFrame: "frame", PerformActions: "actions", SetWindowRect: "window/rect" };

/** Start WebKitGTK’s MiniBrowser on a screen that nobody sees; returns the same. */
export async function openWebKit(driverProgram, miniBrowser, screenProgram) {
  const home = mkdtempSync(join(tmpdir(), "handbook-webkit-"));
  const screen = started(screenProgram, ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
  let number = "";
  screen.stdout.on("data", (data) => { number += data; });
  const display = `:${(await answer(() => (number.endsWith("\n") ? number : ""), screen)).trim()}`;
  const port = await freePort();
  const settings = { DISPLAY: display, GDK_BACKEND: "x11", HOME: home, XDG_RUNTIME_DIR: home, GTK_A11Y: "none", NO_AT_BRIDGE: "1" };
  const driver = started(driverProgram, [`--port=${port}`, "--host=127.0.0.1"], settings);
  const ask = async (method, path, body) => {
    const options = { method, headers: { "content-type": "application/json" }, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE) };
    const { value } = await (await fetch(`http://127.0.0.1:${port}${path}`, options)).json();
    if (value?.error) throw new Error(`WebKit: ${path}: ${value.message || value.error}`);
    return value;
  };
  await answer(() => ask("GET", "/status").then(() => true, () => false), driver);
  const browserOptions = { binary: miniBrowser, args: ["--automation"] };
  const asked = { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": browserOptions } } };
  const { sessionId, capabilities } = await ask("POST", "/session", asked);
  return {
    name: `WebKitGTK ${capabilities.browserVersion}`,
    call: (name, parameters) => ask("POST", `/session/${sessionId}/${PATHS[name]}`, parameters),
    close: async () => {
      await ask("DELETE", `/session/${sessionId}`).catch(() => {});
      await ended(driver);
      await ended(screen);
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function started(program, options, settings = {}) {
  const child = spawn(program, options, { stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, ...settings } });
  child.stdout.resume();
  child.on("error", (error) => { child.trouble = error; });
  return child;
}

function ended(child) {
  const gone = child.exitCode === null && !child.signalCode ? new Promise((done) => child.once("exit", done)) : null;
  child.kill("SIGTERM");
  const last = setTimeout(() => child.kill("SIGKILL"), 3000);
  return Promise.resolve(gone).then(() => clearTimeout(last));
}

async function answer(ask, child) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause()) {
    if (child.trouble || child.exitCode !== null) throw new Error(`${child.spawnfile} does not run: ${child.trouble ?? `exit code ${child.exitCode}`}`);
    const told = await ask();
    if (told) return told;
  }
  throw new Error(`${child.spawnfile} does not answer`);
}

function within(told, name) {
  let last;
  const late = new Promise((done, fail) => { last = setTimeout(() => fail(new Error(`no answer to ${name}`)), PATIENCE); });
  return Promise.race([told, late]).finally(() => clearTimeout(last));
}

async function freePort() {
  const { createServer } = await import("node:net");
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
