// Keeps a page that shows a conference up to date. Everything it says comes from the page: no words in here.
//
// The root element [data-live] carries: data-conference, data-view, data-lang, data-version, data-epoch, data-now,
// data-zone-offset (minutes east of UTC) and, on a page opened by link, data-link; on the computer of a meeting room
// data-as, which lets its own cookie count.
import { io } from "../vendor/socket.io.js";
import { lineBanner } from "./banner.js";
import { draw, measure, startClocks } from "./clock.js";
import { morph } from "./morph.js";

const POLL_EVERY = 3000;
const TRY_EVERY = 1000; // while nobody answers at all: a line that is back is noticed within a second
const PATIENCE = 5000;
const LOOK_AGAIN = 60_000;
const REFUSED = [401, 403, 404, 410, 422];

export class Screen {
  constructor(root) {
    this.root = root;
    const { conference, view, lang, epoch, version, link, as } = root.dataset;
    Object.assign(this, { conference, view, lang, epoch, link, as, version: Number(version), failures: 0, polled: -POLL_EVERY, asking: false });
    this.banner = lineBanner(root, () => this.reconnect());
  }

  begin() {
    this.socket = io("/live", {
      transports: ["websocket"],
      auth: this.shown(),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
      timeout: PATIENCE,
    });
    this.socket.on("connect", () => this.join());
    this.socket.on("connect_error", () => this.failed());
    this.socket.on("news", (news) => this.hear(news));
    this.socket.on("head", (head) => this.hearHead(head));
    this.socket.on("bye", ({ retry_ms }) => this.comeBack(retry_ms));
    this.socket.on("gone", (gone) => this.hearGone(gone));
    document.addEventListener("live:ask", () => (this.socket.connected ? this.join() : this.poll()));
  }

  // What is shown at the door; else the cookie of who is signed in counts.
  shown() {
    return this.link ? { link: this.link } : this.as ? { as: this.as } : {};
  }

  async join() {
    if (this.asking) return;
    this.asking = true;
    try {
      const sent = performance.now();
      const answer = await this.socket.timeout(PATIENCE).emitWithAck("join", this.known());
      if (answer.ok) this.joined(answer, sent);
      else if (REFUSED.includes(answer.status)) this.end(answer.error);
      else this.comeBack(PATIENCE);
    } catch {
      this.reconnect();
    } finally {
      this.asking = false;
    }
  }

  joined(answer, sent) {
    this.failures = 0;
    clearInterval(this.polling);
    this.polling = undefined;
    measure(answer.now, sent, performance.now());
    this.banner.alive();
    if (answer.build !== this.root.dataset.build) this.renew();
  }

  // Another program answers than the one this page came from: it is loaded anew, once nobody is typing on it.
  renew() {
    const last = Number(sessionStorage.getItem("renewed") ?? 0);
    const waits = isTyping() || Date.now() - last < LOOK_AGAIN;
    if (waits) setTimeout(() => this.renew(), LOOK_AGAIN / 2);
    else loadAnew(() => sessionStorage.setItem("renewed", Date.now()));
  }

  known() {
    const { conference, view, lang, version, epoch } = this;
    return { conference, view, lang, since: version, epoch };
  }

  // The rule: another history always; our own when it begins where we are or before, and ends after.
  hear(news) {
    if (news.conference !== this.conference) return;
    this.banner.alive();
    const ours = news.epoch === this.epoch;
    if (ours && news.since > this.version) this.join();
    else if (!ours || news.version > this.version) this.show(news);
  }

  show(news) {
    morph(news.parts);
    this.version = news.version;
    this.epoch = news.epoch;
    Object.assign(this.root.dataset, { version: news.version, epoch: news.epoch });
    draw();
    this.tell();
    const ids = Object.keys(news.parts);
    document.dispatchEvent(new CustomEvent("live:shown", { detail: ids }));
    // What is this site's alone is asked for; if that fails, the next change tries again.
    if (news.sites?.includes(this.root.dataset.site)) import("../messages/own.js").then(({ ours }) => ours()).catch(() => {});
    else if (ids.some((id) => document.getElementById(id)?.hasAttribute("data-around")))
      import("./around.js").then(({ fetchAround }) => fetchAround()).catch(() => {});
  }

  hearHead(head) {
    if (head.conference !== this.conference) return;
    measure(head.now);
    this.banner.alive();
    this.cast = head.cast;
    this.tell();
    if (head.version > this.version) this.join();
  }

  // How many have voted in secret is in no news.
  tell() {
    for (const each of document.querySelectorAll("[data-cast]")) each.textContent = this.cast?.[each.dataset.cast] ?? each.textContent;
  }

  hearGone({ reason, sentence }) {
    if (sentence) this.end(sentence);
    else this.comeBack(reason === "role-changed" ? 0 : PATIENCE);
  }

  comeBack(wait) {
    this.socket.disconnect();
    setTimeout(() => this.ended || this.socket.connect(), wait);
  }

  reconnect() {
    if (!this.ended) this.comeBack(Math.random() * 1000);
  }

  // Some networks let no WebSocket through: then the same news comes by asking for it.
  failed() {
    this.failures += 1;
    if (!this.socket.active) this.comeBack(PATIENCE);
    if (this.failures < 2 || this.polling || this.ended) return;
    this.polling = setInterval(() => this.pollAgain(), TRY_EVERY);
    this.poll();
  }

  pollAgain() {
    if (performance.now() - this.polled > POLL_EVERY) this.poll();
  }

  async poll() {
    if (this.ended || this.isPolling) return;
    this.isPolling = true;
    const { conference, ...asked } = this.known();
    try {
      const answer = await fetch(`/api/v1/conferences/${conference}/news?${new URLSearchParams(asked)}`, {
        headers: this.link ? { "X-Confsys-Link": this.link } : this.as ? { "X-Confsys-As": this.as } : {},
        signal: AbortSignal.timeout(PATIENCE),
      });
      this.polled = performance.now();
      if (answer.ok) this.hear(await answer.json());
      else if (REFUSED.includes(answer.status)) this.end((await answer.json()).detail);
    } catch {
      // The banner says how old what is shown has become.
    } finally {
      this.isPolling = false;
    }
  }

  end(sentence) {
    this.ended = true;
    clearInterval(this.polling);
    this.socket.disconnect();
    this.banner.end(sentence);
    setInterval(() => loadAnew(), LOOK_AGAIN); // a database that was put back, or somebody who signed in again
  }
}

// Only when the server has the page: a wall that lost it would stay on the browser's own.
async function loadAnew(before = () => {}) {
  const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  before();
  location.reload();
}

const isTyping = () => document.querySelector("[data-typed]") ?? document.activeElement.matches("input, select, textarea");

const root = document.querySelector("[data-live]");
if (root) {
  startClocks(root);
  new Screen(root).begin();
  const ofLink = location.pathname.startsWith("/join/");
  const [worker, scope] = ofLink ? ["/join/worker.js", "/join/"] : ["/walls/worker.js", "/"];
  // Only where lines are safe; on a bad line what is shown comes first.
  setTimeout(() => navigator.serviceWorker?.register(worker, { scope }).catch(() => {}), ofLink ? 20_000 : 0);
  // What was shown is told once the first look is over: on a bad line that comes first.
  if (root.querySelector("[data-undelivered], [data-seen]"))
    addEventListener("load", () => setTimeout(() => import("../messages/own.js").catch(() => {}), 3_000));
}
