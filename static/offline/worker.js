// Keeps the pages of a site for when there is no line. KEPT {version, files, waiting, zone} stands before (confsys/offline/routes.py).
// Asked first is always the server; what it does not mark as a site's own is never kept, nor anything of another link.
const FILES = `files-${KEPT.version}`;
const PAGES = "pages";
const LOST = "/join/-/lost"; // since when there is no line
const OWN = /^\/join\/[^/]+\/(desk|answer|check-in)$/;
const ROOM = /^\/join\/[^/]+$/; // on a wall: nothing of it is kept, but it waits and tries again by itself
const PATIENCE = 4000;
const DAY = 86_400_000;
const REFRESH = 600_000;
let isStale = false; // the server has other files than those kept here; its pages ask it for them

addEventListener("install", (event) => {
  event.waitUntil(caches.open(FILES).then((files) => files.addAll([...KEPT.files, KEPT.waiting])).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => clients.claim()));
});

addEventListener("message", (event) => {
  event.waitUntil(keepThese(event.data.pages ?? [], event.data.again ?? false));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (request.mode === "navigate" && OWN.test(pathname)) event.respondWith(page(event, pathname));
  else if (request.mode === "navigate" && ROOM.test(pathname)) event.respondWith(room(request));
});

async function room(request) {
  const answer = await inTime(fetch(request), 4 * PATIENCE).catch(() => null);
  if (answer && answer.status < 500) return answer;
  const waiting = await caches.match(KEPT.waiting);
  return waiting ?? answer ?? Response.error();
}

// Files that are asked for by name alone belong to the pages kept here; another page of the server may be newer.
async function isOurs({ request, clientId }) {
  if (isStale) return false;
  if (new URL(request.url).search) return true;
  const page = await clients.get(clientId);
  return page ? OWN.test(new URL(page.url).pathname) : false;
}

async function file(event) {
  const { request } = event;
  const files = await caches.open(FILES);
  if (await isOurs(event)) {
    const found = await files.match(request.url);
    if (found) return found;
  }
  try {
    return await fetch(request);
  } catch (problem) {
    const found = await files.match(request.url, { ignoreSearch: true });
    if (found) return found;
    throw problem;
  }
}

async function page(event, pathname) {
  const copy = await copyOf(pathname);
  try {
    const answer = await inTime(fetch(event.request), copy ? PATIENCE : 10 * PATIENCE);
    event.waitUntil(heard(answer.clone(), pathname));
    return answer;
  } catch (problem) {
    if (copy) return shown(copy, await lostAt());
    throw problem;
  }
}

function inTime(asked, patience) {
  const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("no answer in time")), patience));
  return Promise.race([asked, late]);
}

async function heard(answer, pathname) {
  const pages = await caches.open(PAGES);
  await pages.delete(LOST);
  isStale = (answer.headers.get("X-Confsys-Files") ?? KEPT.version) !== KEPT.version;
  if (answer.status === 404 || answer.status === 410) await forget(pages, pathname);
  else if (answer.ok && answer.headers.has("X-Confsys-Keep")) await keep(pages, pathname, answer);
  else if (answer.ok) await pages.delete(pathname); // somebody has signed in: that is nobody's page to keep
  await tidy();
}

async function keep(pages, pathname, answer) {
  const headers = new Headers({
    "Content-Type": answer.headers.get("Content-Type"),
    "Content-Security-Policy": answer.headers.get("Content-Security-Policy"),
    "Referrer-Policy": answer.headers.get("Referrer-Policy"),
    "X-Kept": Date.now(), // by this phone's clock, for how long
    "X-Made": Date.parse(answer.headers.get("Date")) || Date.now(), // by the server's, to be shown
  });
  await pages.put(pathname, new Response(await answer.text(), { headers }));
}

async function forget(pages, pathname) {
  const link = pathname.slice(0, pathname.lastIndexOf("/") + 1);
  for (const each of await pages.keys()) {
    if (new URL(each.url).pathname.startsWith(link)) await pages.delete(each);
  }
}

// The other pages of the same link, so that they can be read although nobody has opened them yet.
async function keepThese(paths, again) {
  const pages = await caches.open(PAGES);
  for (const pathname of paths.filter((each) => OWN.test(each))) {
    const copy = await copyOf(pathname);
    if (copy && (!again || Date.now() - copy.headers.get("X-Kept") < REFRESH)) continue;
    try {
      const answer = await fetch(pathname, { cache: "no-store", redirect: "error" });
      if (answer.ok && answer.headers.has("X-Confsys-Keep")) await keep(pages, pathname, answer);
    } catch {
      return;
    }
  }
}

async function copyOf(pathname) {
  const copy = await (await caches.open(PAGES)).match(pathname);
  return copy && Math.abs(Date.now() - copy.headers.get("X-Kept")) < DAY ? copy : undefined;
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith("files-") && name !== FILES) await caches.delete(name);
  }
  const pages = await caches.open(PAGES);
  for (const each of await pages.keys()) {
    const { pathname } = new URL(each.url);
    if (pathname !== LOST && !(await copyOf(pathname))) await pages.delete(each);
  }
}

async function lostAt() {
  const pages = await caches.open(PAGES);
  const known = await pages.match(LOST);
  if (known) return Number(await known.text());
  const now = Date.now();
  await pages.put(LOST, new Response(String(now)));
  return now;
}

// The copy with its strip: since when there is no line, and from when the figures are. The strip of a live page would
// say so by the clock of the copy.
async function shown(copy, lost) {
  const made = Number(copy.headers.get("X-Made"));
  const html = (await copy.text())
    .replace(/(<p class="lost kept"[^>]*) data-words="([^"]*)" hidden>/, (_whole, begin, words) => {
      const sentence = words.replace("{lost}", written(lost)).replace("{time}", written(made));
      return `${begin} data-kept>${sentence}`;
    })
    .replaceAll("data-live-banner", "data-live-banner-rests");
  return new Response(html, { headers: copy.headers });
}

function written(instant) {
  const at = { timeZone: KEPT.zone, hour12: false, hour: "2-digit", minute: "2-digit", second: "2-digit" };
  const on = { timeZone: KEPT.zone, day: "2-digit", month: "2-digit" };
  const [day, today] = [instant, Date.now()].map((each) => new Intl.DateTimeFormat("en-GB", on).format(each));
  const time = new Intl.DateTimeFormat("en-GB", at).format(instant);
  return day === today ? time : `${time} ${day}`;
}
