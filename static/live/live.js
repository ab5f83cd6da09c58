// Keeps a page that shows a conference up to date. Everything it says comes from the page: no words in here.
//
// The root element [data-live] carries: data-conference, data-view, data-lang, data-version, data-epoch, data-now,
// data-zone-offset (minutes east of UTC) and, on a page opened by link, data-link.
import { io } from "../vendor/socket.io.js";
import { lineBanner } from "./banner.js";
import { draw, measure, startClocks } from "./clock.js";
import { morph } from "./morph.js";

const POLL_EVERY = 3000;
const PATIENCE = 5000;
const REFUSED = [401, 403, 404, 410, 422];

export class Screen {
  constructor(root) {
    this.root = root;
    const { conference, view, lang, epoch, version, link } = root.dataset;
    Object.assign(this, { conference, view, lang, epoch, link, version: Number(version), failures: 0, asking: false });
    this.banner = lineBanner(root, () => this.reconnect());
  }

  begin() {
    this.socket = io("/live", {
      transports: ["websocket"],
      auth: this.link ? { link: this.link } : {},
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
    const ids = Object.keys(news.parts);
    document.dispatchEvent(new CustomEvent("live:shown", { detail: ids }));
    if (ids.some((id) => document.getElementById(id)?.hasAttribute("data-around")))
      import("./around.js").then(({ fetchAround }) => fetchAround()).catch(() => {}); // the next change tries again
  }

  hearHead(head) {
    if (head.conference !== this.conference) return;
    measure(head.now);
    this.banner.alive();
    if (head.version > this.version) this.join();
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
    this.polling = setInterval(() => this.poll(), POLL_EVERY);
    this.poll();
  }

  async poll() {
    if (this.ended) return;
    const { conference, ...asked } = this.known();
    try {
      const answer = await fetch(`/api/v1/conferences/${conference}/news?${new URLSearchParams(asked)}`, {
        headers: this.link ? { "X-Confsys-Link": this.link } : {},
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.ok) this.hear(await answer.json());
      else if (REFUSED.includes(answer.status)) this.end((await answer.json()).detail);
    } catch {
      // The banner says how old what is shown has become.
    }
  }

  end(sentence) {
    this.ended = true;
    clearInterval(this.polling);
    this.socket.disconnect();
    this.banner.end(sentence);
  }
}

const root = document.querySelector("[data-live]");
if (root) {
  startClocks(root);
  new Screen(root).begin();
}
