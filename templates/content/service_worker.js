// Keeps pages that were read for when there is no network. A page says itself that it may be kept,
// and as what: <body data-keep="guide">. Nothing else is kept, nothing without a language before it.
"use strict";
const { version, files, languages } = {{ site }};

const FILES = `polku-files-${version}`;
const MOST = { guide: 40, activity: 40, search: 1, list: 2, saved: 64, offline: 3 };
const LARGEST = 300_000; // characters of a page
const DAY = 86_400_000; // after so long what is saved is fetched anew

const open = (kind) => caches.open(`polku-${kind}`);
const languageOf = (url) => new URL(url).pathname.split("/")[1];
const isPublic = (url) =>
  new URL(url).origin === location.origin && languages.includes(languageOf(url));
const keptAt = (response) => new Date(response.headers.get("Date"));

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

async function fill() {
  const cache = await caches.open(FILES);
  if (!(await cache.match(files[0]))) await cache.addAll(files);
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("polku-files-") && name !== FILES) await caches.delete(name);
  }
  await self.clients.claim();
  for (const { url } of await (await open("offline")).keys()) await load(url);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const file = files.find((one) => named(location.origin + one) === named(request.url));
  if (file) event.respondWith(fetch(request).catch(() => caches.match(file)));
  else if (request.mode === "navigate" && isPublic(request.url)) event.respondWith(page(event));
});

// Without the digest of what is in it: a page that was kept may ask for a file of before.
const named = (url) => url.replace(/\.[0-9a-f]{12}(\.\w+)$/, "$1");

async function page(event) {
  const { url } = event.request;
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep(url, response.clone()));
    return response;
  } catch {
    const kept = await caches.match(url);
    return kept ? told(kept, "kept", 200) : told(await offlinePage(url), "missing", 503);
  }
}

async function offlinePage(url) {
  const pages = await open("offline");
  const own = await pages.match(`/${languageOf(url)}/offline/`);
  return own || pages.match((await pages.keys())[0]);
}

// What pages tell: the one that was read before this script was there, and those that are saved.
self.addEventListener("message", (event) => {
  const { read, saved } = event.data;
  if (read) event.waitUntil(load(read));
  if (saved) event.waitUntil(keepSaved(saved.filter(isPublic).slice(-MOST.saved)));
  event.waitUntil(fill()); // switched off and on again, it was emptied
});

async function keepSaved(urls) {
  const cache = await open("saved");
  for (const { url } of await cache.keys()) if (!urls.includes(url)) await cache.delete(url);
  for (const url of urls) {
    const kept = await cache.match(url);
    if (!kept || Date.now() - keptAt(kept) > DAY) await load(url, "saved");
  }
}

// By this header the counting of visits knows that nobody reads it now.
const IN_ADVANCE = { headers: { Purpose: "prefetch" } };
const load = (url, kind) =>
  fetch(url, IN_ADVANCE).then((response) => keep(url, response, kind), () => {});

async function keep(url, response, kind) {
  const headers = new Headers(response.headers);
  const isPersonal = /no-store|private|cookie/i.test(headers.get("Cache-Control") + headers.get("Vary"));
  if (!response.ok || response.redirected || isPersonal) return;
  const text = await response.text();
  const said = text.match(/<body[^>]* data-keep="(\w+)"/)?.[1];
  const offline = `/${languageOf(url)}/offline/`;
  if (said !== "offline" && !(await caches.match(offline))) await load(location.origin + offline);
  if (!MOST[said] || text.length > LARGEST) return;

  const isSaved = await (await open("saved")).match(url);
  const own = kind || (isSaved ? "saved" : said);
  for (const other in MOST) await (await open(other)).delete(url);
  headers.delete("Vary");
  if (!headers.has("Date")) headers.set("Date", new Date().toUTCString());
  const cache = await open(own);
  await cache.put(url, new Response(text, { headers }));
  for (const old of (await cache.keys()).slice(0, -MOST[own])) await cache.delete(old);
}

// The words stand in the page already, hidden.
async function told(response, note, status) {
  const text = await response.text();
  const [, language] = text.match(/<html lang="([^"]+)/);
  const when = keptAt(response).toLocaleString([language.replace(/^en$/, "en-GB"), "en-GB"], {
    calendar: "gregory", numberingSystem: "latn", day: "numeric", month: "numeric",
    year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const html = text.replace(`data-offline="${note}" hidden`, `data-offline="${note}"`).replace("<time></time>", `<time>${when}</time>`);
  return new Response(html, { status, headers: response.headers });
}
