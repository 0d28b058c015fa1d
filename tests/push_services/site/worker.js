self.addEventListener("install", (event) => {
  event.waitUntil(caches.open("page").then((cache) => cache.add("/")));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match("/")));
  }
});

self.addEventListener("push", (event) => {
  const { title, ...options } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = event.action ? `/action/${event.action}` : event.notification.data.path;
  event.waitUntil(self.clients.openWindow(path));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(fetch("/changed"));
});
