// Keeps the page of inspectors in the phone. KEPT and MARK stand in the script that brings this one in.
"use strict";

const SHELL = `hien-truong-vo-${MARK}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((cache) => cache.addAll(KEPT.map((address) => new Request(address, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith("hien-truong-vo-") && name !== SHELL;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const asked = new URL(event.request.url);
  const isPage = event.request.mode === "navigate" && asked.pathname === KEPT[0];
  const address = isPage ? KEPT[0] : asked.pathname + asked.search;
  if (event.request.method !== "GET" || asked.origin !== location.origin || !KEPT.includes(address)) return;
  event.respondWith(
    caches
      .open(SHELL)
      .then((cache) => cache.match(address, { ignoreVary: true }))
      .then((kept) => kept || fetch(event.request)),
  );
});
