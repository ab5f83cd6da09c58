// A wall that is loaded while the server is away gets a page that tries again by itself, instead of the browser's own,
// which stays. KEPT {version, waiting, files} stands before (confsys/live/walls.py).
const CACHE = `walls-${KEPT.version}`;
const WALL = /^\/(screen|stage\/[^/]+(\/lower-third)?|conferences\/[^/]+\/(stage(\/lower-third)?|screen|operate|chair|board))$/;
const STRIP = /\/lower-third$/; // whatever it shows is on the air
const PATIENCE = 15_000;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([KEPT.waiting, ...KEPT.files])).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => clients.claim()));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && WALL.test(pathname)) event.respondWith(wall(request, pathname));
  else if (KEPT.files.includes(pathname + search)) event.respondWith(file(request));
});

async function wall(request, pathname) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) return answer;
  } catch {
    // no server: below
  }
  if (STRIP.test(pathname)) return html('<!doctype html><meta http-equiv="refresh" content="3"><title>-</title>', {});
  const kept = await caches.match(KEPT.waiting);
  return kept ? html(await kept.text(), kept.headers) : Response.error();
}

function html(body, found) {
  const headers = new Headers(found);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(body, { status: 503, headers });
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("walls-") && name !== CACHE) await caches.delete(name);
}
